"""The answer for a file, and how a Python program goes through the lines of one (see SUBSET.md)."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

CHECKS = 21
LATE = 1 << 18
# Bits that a team activity is not asked.
NOT_OF_TEAMS = sum(1 << bit for bit in (0, 3, 4, 8, 9, 11, 12, 16, 17))
BLANK = frozenset((None, "", "无", "/", "—", "待定"))
NUMBER = r"^[0-9]{4}-[A-Z]{2}-[A-Z]{2,3}-([0-9]{3}|[1-9][0-9]{3})$"

# What a peer does with the lines of a part of a file.
Work = Callable[[Iterator[bytes]], "Vector"]


@dataclass
class Vector:
    """Counts and sums; two of them add up."""

    records: int = 0
    checks: list[int] = field(default_factory=lambda: [0] * CHECKS)
    departments: dict[str, list[int]] = field(default_factory=dict)
    retention: int = 0
    checksum: int = 0

    def add(self, mask: int, retention: int, department: str, serial: int) -> None:
        """Takes in what was judged of one record."""
        self.records += 1
        self.retention += retention
        counts = self.departments.get(department)
        if counts is None:
            counts = self.departments[department] = [0, 0, 0]
        counts[0] += 1
        if mask:
            counts[1] += 1
            counts[2] += mask & LATE != 0
            self.checksum += mask * (serial % 1009 + 1)
            checks = self.checks
            while mask:
                low = mask & -mask
                checks[low.bit_length() - 1] += 1
                mask ^= low

    def merge(self, other: "Vector") -> "Vector":
        """Adds another part."""
        self.records += other.records
        self.checks = [one + two for one, two in zip(self.checks, other.checks, strict=True)]
        for department, counts in other.departments.items():
            own = self.departments.setdefault(department, [0, 0, 0])
            self.departments[department] = [one + two for one, two in zip(own, counts, strict=True)]
        self.retention += other.retention
        self.checksum += other.checksum
        return self

    def as_json(self) -> dict[str, object]:
        """The answer as it is compared."""
        return {
            "records": self.records,
            "checks": self.checks,
            "departments": dict(sorted(self.departments.items())),
            "retention": self.retention,
            "checksum": self.checksum,
        }


def lines(file: str, part: int, parts: int) -> Iterator[bytes]:
    """The lines that begin in one of the equal parts of a file."""
    size = os.path.getsize(file)
    at, end = size * part // parts, size * (part + 1) // parts
    with open(file, "rb", buffering=1 << 18) as handle:
        if at:
            # The line that runs into this part belongs to the one before it.
            handle.seek(at - 1)
            at += len(handle.readline()) - 1
        while at < end:
            line = handle.readline()
            at += len(line)
            yield line


def peak_mib() -> float:
    """The peak of the resident memory of this process, in MiB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def in_parts(work: Work, files: list[str], parts: int) -> tuple[Vector, float]:
    """Runs the work over files, in one process or in several; also their peak memory."""
    if parts == 1:
        return one_part(work, files, 0, 1)
    readers = []
    for part in range(parts):
        reader, writer = os.pipe()
        if os.fork() == 0:
            vector, peak = one_part(work, files, part, parts)
            with os.fdopen(writer, "w") as out:
                out.write(repr((vector.as_json(), peak)))
            os._exit(0)
        os.close(writer)
        readers.append(reader)
    sum_, peak_sum = Vector(), 0.0
    for reader in readers:
        with os.fdopen(reader) as source:
            answer, peak = eval(source.read())  # noqa: S307 -- what the own child wrote
        sum_.merge(Vector(**answer))
        peak_sum += peak
    return sum_, peak_sum


def one_part(work: Work, files: list[str], part: int, parts: int) -> tuple[Vector, float]:
    vector = Vector()
    for file in files:
        vector.merge(work(lines(file, part, parts)))
    return vector, peak_mib()
