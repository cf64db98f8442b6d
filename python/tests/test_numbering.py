"""Record numbers, counters and blocks (G-01, C-35)."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import datetime

import anxun
import pytest


def test_a_number_is_read_and_given_back() -> None:
    number = anxun.RecordNumber.parse("2023-AJ-SC-001")
    assert (number.year, number.department, number.training_type, number.sequence) == (2023, "AJ", "SC", 1)
    assert str(number) == "2023-AJ-SC-001" and f"{number:>16}" == "  2023-AJ-SC-001"
    assert repr(number) == "RecordNumber.parse('2023-AJ-SC-001')"
    assert eval(repr(number), {"RecordNumber": anxun.RecordNumber}) == number
    assert pickle.loads(pickle.dumps(number)) == number == copy.copy(number)
    assert len({number, anxun.RecordNumber(2023, "AJ", "SC", 1)}) == 1
    assert number < anxun.RecordNumber.parse("2023-AJ-SC-1000") and number.scope == anxun.Scope(2023, "AJ", "SC")
    assert not number.is_widened and anxun.RecordNumber.parse("2023-AJ-SC-1000").is_widened
    with pytest.raises(FrozenInstanceError):
        number.year = 2024  # type: ignore[misc]


@pytest.mark.parametrize("text", ["2023-AJ-SC-1", "2023-aj-SC-001", "2023-AJ-SC-000", "", "\ud800", "2023-AJ-SC-10000"])
def test_strict_means_byte_for_byte(text: str) -> None:
    with pytest.raises(anxun.AnxunError) as caught:
        anxun.RecordNumber.parse(text)
    assert caught.value.code in ("NumberMalformed", "InvalidUtf8")


def test_lenient_says_what_it_changed() -> None:
    number, notes = anxun.RecordNumber.parse_lenient(" 2023–aj–SC–1")
    assert str(number) == "2023-AJ-SC-001"
    assert [note.what for note in notes] == ["Trimmed", "Dashes", "UpperCased", "SequenceWidth"]
    assert notes[0].from_ == " 2023–aj–SC–1" and notes[0].to_dict()["from"] == " 2023–aj–SC–1"


@pytest.mark.parametrize(
    ("parts", "kind", "path"),
    [
        ((70000, "AJ", "SC", 1), anxun.RangeError, "/year"),
        ((1899, "AJ", "SC", 1), anxun.RangeError, "/year"),
        ((2023, "aj", "SC", 1), anxun.NumberMalformedError, "/department"),
        ((2023, "AJ", "SC", 0), anxun.RangeError, "/sequence"),
        ((2023, "AJ", "SC", -1), anxun.RangeError, "/sequence"),
        ((2023, "AJ", "SC", 10000), anxun.SequenceEndError, "/sequence"),
        ((2023, "\ud800", "SC", 1), anxun.InvalidUtf8Error, "/department"),
    ],
)
def test_parts_that_are_no_number(
    parts: tuple[int, str, str, int], kind: type[anxun.AnxunError], path: str
) -> None:
    with pytest.raises(kind) as caught:
        anxun.RecordNumber(*parts)
    assert caught.value.path == path


def test_a_counter_gives_out_and_takes_back(as_of: datetime) -> None:
    sequence = anxun.Sequence(anxun.Scope(2024, "CG", "SC"), 5)
    assert str(sequence.next()) == "2024-CG-SC-005"
    block = sequence.reserve(3)
    assert (str(block.take()), block.unused, sequence.counter) == ("2024-CG-SC-006", anxun.NumberRange(7, 8), 9)
    back = block.give_back(sequence)
    assert (back.returned, back.to_void, sequence.counter) == (anxun.NumberRange(7, 8), None, 7)
    with pytest.raises(anxun.WrongHandleError):
        block.take()
    other = sequence.reserve(2)
    sequence.next()
    back = other.give_back(sequence)
    assert back.returned is None
    voids = back.voids("号段未用完", as_of, by="RecordsSpecialist")
    assert [str(void.number) for void in voids] == ["2024-CG-SC-007", "2024-CG-SC-008"] and voids[0].at == as_of
    with pytest.raises(anxun.MissingError):
        back.voids(" ", as_of)
    assert anxun.Sequence.from_dict(sequence.to_dict()).counter == sequence.counter == 10


def test_a_counter_ends() -> None:
    sequence = anxun.Sequence(anxun.Scope(2024, "CG", "SC"), 9999)
    sequence.next()
    with pytest.raises(anxun.SequenceEndError):
        sequence.next()
    for count in (0, -1):
        with pytest.raises(anxun.RangeError):
            anxun.Sequence(anxun.Scope(2024, "CG", "SC")).reserve(count)
    block = anxun.Sequence(anxun.Scope(2024, "CG", "SC")).reserve(2)
    assert str(anxun.Block.from_json(block.to_json()).take()) == "2024-CG-SC-001"


def test_threads_that_share_a_counter_get_each_number_once() -> None:
    sequence = anxun.Sequence(anxun.Scope(2024, "CG", "SC"))
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: sequence.next(), range(2000)))
    assert len(set(numbers)) == 2000 and sequence.counter == 2001
