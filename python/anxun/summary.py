"""What a register answers at its end: counts, rates, departments, and the lists of what is worst and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ._shape import Shape
from .calendar import Limit
from .faults import Fault
from .quality import KpiScore, QualityRates, RateAgainstTarget, TallyCell
from .tables import call
from .vocabulary import Completeness, Facet, Grade, Remedy, Responsible, Severity, Validity

__all__ = [
    "CodeCount",
    "Department",
    "Due",
    "FailedLine",
    "MayStart",
    "Missing",
    "MissingStep",
    "NumberFinding",
    "PeriodFinding",
    "RegisterReceipt",
    "SharedFinding",
    "Summary",
    "SupervisedMonth",
    "Totals",
    "UnsupervisedSession",
    "WorstFinding",
    "WorstRecord",
]


@dataclass(frozen=True, slots=True)
class Totals(Shape):
    """Counts over the whole register."""

    lines: int
    """Lines that are not blank."""
    judged: int
    failed: int
    """Lines that could not be judged."""
    not_yet: int
    """Sessions that end after ``as_of``."""
    passes: int
    mendable: int
    """Records that do not pass and would by supplying and correcting alone."""
    valid: int
    exempt: int
    invalid: int
    validity_unknown: int
    complete: int
    incomplete: int
    completeness_unknown: int
    minor: int
    general: int
    severe: int
    with_faults: int
    """Records with facts that were left out."""
    may_start_destruction: int


@dataclass(frozen=True, slots=True)
class Department(Shape):
    """A department with its rates and its KPI."""

    department: str
    """Code; empty for records that name none."""
    name: str | None
    """Name by the organisation."""
    month: str | None
    """Month, ``2025-07``; None for a row over all months."""
    records: int
    rates: QualityRates
    kpi: KpiScore


@dataclass(frozen=True, slots=True)
class CodeCount(Shape):
    """How often a code was found."""

    code: str
    findings: int
    records: int
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class WorstFinding(Shape):
    """An E finding of a record among the worst."""

    code: str
    path: str
    remedy: Remedy | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class MissingStep(Shape):
    """One step on the way to pass."""

    path: str
    """Where it is done: a JSON pointer in the record; empty for what the context or the source has to say."""
    codes: tuple[str, ...]
    """Codes of the rules that stand against passing there; none for a fact that was left out."""
    remedy: Remedy | None
    """What mends it."""
    limit: Limit | None
    """Within which time."""
    due: datetime | None
    """By when; None while nothing has started the clock."""
    responsible: Responsible | None
    """Who mends it; None where it is no graded defect."""


@dataclass(frozen=True, slots=True)
class Missing(Shape):
    """What is missing for a record to pass (达标差距). Where ``renew_total`` is 0, all of the other two make it pass."""

    supply_total: int
    """How many facts are to be supplied."""
    correct_total: int
    """How many statements are to be corrected."""
    renew_total: int
    """How much only a repetition or a new record mends."""
    supply: tuple[MissingStep, ...]
    """The first of them, at most five; as of the other two."""
    correct: tuple[MissingStep, ...]
    renew: tuple[MissingStep, ...]


@dataclass(frozen=True, slots=True)
class WorstRecord(Shape):
    """A record among the worst: by grade, invalid, incomplete, number of E findings, then number."""

    number: str | None
    record: str
    line: int
    department: str | None
    grade: Grade | None
    validity: Validity
    completeness: Completeness
    findings_total: int
    """How many E findings it has."""
    findings: tuple[WorstFinding, ...]
    """At most the first hundred of them."""
    missing: Missing
    """What is missing to pass."""


@dataclass(frozen=True, slots=True)
class Due(Shape):
    """A step or a finding that falls due next."""

    due: datetime
    step: str
    """A step of ``Deadlines``, or the code of a finding."""
    record: str
    number: str | None
    line: int
    department: str | None


@dataclass(frozen=True, slots=True)
class MayStart(Shape):
    """A record whose procedure of destruction may start."""

    from_: date
    record: str
    number: str | None
    line: int


@dataclass(frozen=True, slots=True)
class FailedLine(Shape):
    """A line that could not be judged."""

    line: int
    faults_total: int
    """How many faults it has."""
    faults: tuple[Fault, ...]
    """At most the first hundred; all are in its entry."""


@dataclass(frozen=True, slots=True)
class NumberFinding(Shape):
    """A finding between records: a number borne twice (NB-04) or numbers that nothing explains (NB-05)."""

    id: str
    code: str
    severity: Severity
    grade: Grade | None
    facet: Facet | None
    number: str
    """The number, or the first of the gap."""
    to: str | None
    """The last number of a gap."""
    line: int | None
    path: str
    remedy: Remedy | None
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class SharedFinding(Shape):
    """A finding on what two records share, once for each: a person at one time (SG-12), an image (PH-05), a place in the
    binding (RV-08)."""

    id: str
    code: str
    severity: Severity
    grade: Grade | None
    suspected: bool
    facet: Facet | None
    line: int
    path: str
    other_line: int
    """Line of a record that it shares this with."""
    remedy: Remedy | None
    clauses: tuple[str, ...]
    basis: tuple[str, ...]
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class UnsupervisedSession(Shape):
    """A high-risk session that was not supervised on site."""

    line: int
    record: str
    number: str | None
    department: str | None


@dataclass(frozen=True, slots=True)
class PeriodFinding(Shape):
    """A finding on a month: too few of its high-risk sessions were supervised on site (SV-04). It stands on no record."""

    id: str
    code: str
    severity: Severity
    period: str
    """The month, ``2025-07``; empty for sessions whose end cannot be derived."""
    observed: str
    expected: str
    sessions_total: int
    """How many sessions were not supervised."""
    sessions: tuple[UnsupervisedSession, ...]
    """Those sessions by line, at most the first hundred."""
    clauses: tuple[str, ...]
    basis: tuple[str, ...]
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class SupervisedMonth(Shape):
    """The supervision of the high-risk sessions of one month (高危作业培训现场监督)."""

    month: str
    """The month in which the sessions ended; empty where that cannot be derived."""
    sessions: int
    """High-risk sessions."""
    supervised: int
    """Those supervised on site by a safety-training administrator."""
    unknown: int
    """Those of which nobody knows."""
    coverage: RateAgainstTarget
    """Supervised of all. ``met`` is None while it hangs on what nobody knows."""


@dataclass(frozen=True, slots=True)
class RegisterReceipt(Shape):
    """By what a register was judged, and what (回执): SHA-256 in hexadecimal digits, of canonical JSON where nothing else is
    said."""

    library: str
    """Version of the library."""
    catalogue: str
    """Digest of the catalogue of rules."""
    as_of: datetime
    policy: str
    calendar: str
    organisation: str | None
    verifications: str | None
    counted: str | None
    """Digest of voids, tombstones and rectifications; None where none were counted in."""
    compare_records: bool
    lines: int
    """Lines that are not blank."""
    input: str
    """Digest of the number (8 bytes, big-endian) and the SHA-256 of each line, in the order of the numbers."""
    answer: str
    """Digest of the summary without its receipt."""

    def changed(self, now: RegisterReceipt) -> tuple[str, ...]:
        """What differs from the receipt of the same lines judged again, by the names of the fields."""
        return tuple(call("receipt.compare", {"then": self, "now": now})["changed"])


@dataclass(frozen=True, slots=True, repr=False)
class Summary(Shape):
    """What a register answers at its end."""

    as_of: datetime
    totals: Totals
    rates: QualityRates
    """The four rates over everything."""
    kpi: KpiScore
    departments: tuple[Department, ...]
    months: tuple[Department, ...]
    """The departments month by month."""
    tally: tuple[TallyCell, ...]
    """The counts behind them, by department and month."""
    unmatched_verifications: int
    """Verified items whose record the register does not judge: they count in no rate."""
    codes: tuple[CodeCount, ...]
    """Codes found, the commonest first."""
    number_findings_total: int
    """How many findings on numbers there are."""
    number_findings: tuple[NumberFinding, ...]
    """At most the first thousand of each code; all come to ``on_number_finding``."""
    shared_findings_total: int
    """How many findings on what records share there are."""
    shared_findings: tuple[SharedFinding, ...]
    """At most the first thousand of each code; all come to ``on_shared_finding``."""
    supervision: tuple[SupervisedMonth, ...]
    """How much of the high-risk training was supervised on site, month by month."""
    period_findings: tuple[PeriodFinding, ...]
    """Findings on the months (SV-04)."""
    not_compared: tuple[str, ...]
    """Codes that were not asked between the records: neither pass nor fail."""
    worst: tuple[WorstRecord, ...]
    """The worst records, at most twenty."""
    due_next: tuple[Due, ...]
    """What falls due next, at most twenty."""
    may_start_destruction: tuple[MayStart, ...]
    """Records whose procedure of destruction may start, at most twenty."""
    failed: tuple[FailedLine, ...]
    """The first lines that could not be judged, at most twenty."""
    receipt: RegisterReceipt | None
    """By what it was judged, and what; None where no receipt was asked for."""
    calendar_ends: date | None
    """Last day of the calendar, where ``as_of`` lies within 60 days of it."""

    def __repr__(self) -> str:
        totals = self.totals
        return f"<Summary of {totals.lines} lines: {totals.judged} judged, {totals.passes} pass, {totals.failed} failed>"
