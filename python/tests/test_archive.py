"""The archive room: AR-10 to AR-12 with typed facts."""

from __future__ import annotations

import copy
from datetime import date, datetime
from decimal import Decimal

import anxun
import pytest

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


@pytest.fixture
def judged() -> anxun.Context:
    return anxun.Context(as_of="2026-07-05T08:00:00+08:00")


def room(**facts: object) -> anxun.ArchiveRoom:
    """A room of which everything is stated but the climate."""
    whole: dict[str, object] = {
        "id": "D-1",
        "separate": True,
        "climate_control": True,
        "cabinets": (anxun.RoomCabinet("G01", True, True, False),),
        "checks": (anxun.RoomCheck(date(2026, 6, 2), True, True, True),),
        "readings": (),
        "video_store": anxun.VideoStore(Decimal(26304), Decimal(12), Decimal(2)),
    }
    return anxun.ArchiveRoom(**{**whole, **facts})  # type: ignore[arg-type]


def test_what_the_host_has_not_set_is_open_and_nothing_is_found(judged: anxun.Context) -> None:
    review = anxun.review_archive_room(room(), *JUNE, judged)
    assert review.findings == () and not review.passes
    assert [(one.code, one.reason) for one in review.not_assessed] == [("AR-10", "ParameterMissing")] * 2
    assert review.video == anxun.VideoCapacity(3, 1096, Decimal(26304), Decimal(26304), True)
    assert review.period == anxun.Period(*JUNE) and review.as_of == datetime.fromisoformat("2026-07-05T08:00:00+08:00")


def test_tape_short_store_and_failed_check_are_found(judged: anxun.Context) -> None:
    facts = room(
        media=(anxun.RoomMedium("Y-1", anxun.MediumKind.TAPE, "G01"),),
        checks=(anxun.RoomCheck(date(2026, 6, 2), True, False, True),),
        video_store=anxun.VideoStore(Decimal("26303.9"), Decimal(12), Decimal(2)),
    )
    found = anxun.review_archive_room(facts, *JUNE, judged).findings
    assert [(one.code, one.path) for one in found] == [
        ("AR-10", "/checks/0/fire"),
        ("AR-11", "/media/0/cabinet"),
        ("AR-12", "/video_store/capacity_gb"),
    ]
    assert found[0].severity is anxun.Severity.W and len({one.id for one in found}) == 3
    assert anxun.ArchiveRoom.from_dict(copy.deepcopy(facts.to_dict())) == facts


def test_a_period_that_is_not_over_is_refused(judged: anxun.Context) -> None:
    with pytest.raises(anxun.FutureDateError) as error:
        anxun.review_archive_room(room(), date(2026, 6, 1), date(2026, 7, 6), judged)
    assert error.value.path == "/period/to"
