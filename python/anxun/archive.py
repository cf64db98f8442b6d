"""The archive room and the video store (档案室、视频存储): AR-10 to AR-12, asked of facts of the room and of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ._shape import Shape
from .context import Context
from .findings import NotAssessed
from .tables import call
from .vocabulary import MediumKind, Severity

__all__ = [
    "ArchiveRoom",
    "ClimateReading",
    "Period",
    "RoomCabinet",
    "RoomCheck",
    "RoomFinding",
    "RoomMedium",
    "RoomReview",
    "VideoCapacity",
    "VideoDeletion",
    "VideoStore",
    "review_archive_room",
]


@dataclass(frozen=True, slots=True)
class RoomCabinet(Shape):
    """A cabinet of the room (档案柜). None = not known, here and below."""

    id: str | None = None
    fireproof: bool | None = None
    dampproof: bool | None = None
    antimagnetic: bool | None = None


@dataclass(frozen=True, slots=True)
class RoomMedium(Shape):
    """A medium kept in the room (载体): discs are optical, hard disks and tapes magnetic."""

    id: str | None = None
    kind: MediumKind | None = None
    cabinet: str | None = None
    """Id of the cabinet in which it is kept."""


@dataclass(frozen=True, slots=True)
class ClimateReading(Shape):
    """A reading of the climate (温湿度记录)."""

    at: datetime
    temperature: Decimal | None = None
    """Degrees Celsius."""
    humidity: Decimal | None = None
    """Relative humidity as a fraction of 1."""


@dataclass(frozen=True, slots=True)
class RoomCheck(Shape):
    """A check of the room (场地检查): whether it was passed; None = not checked."""

    on: date
    damp: bool | None = None
    fire: bool | None = None
    insects: bool | None = None


@dataclass(frozen=True, slots=True)
class VideoDeletion(Shape):
    """A deletion of recordings, done or planned (录像删除)."""

    recorded_on: date
    """Day on which the latest of the deleted recordings was made."""
    deleted_on: date


@dataclass(frozen=True, slots=True)
class VideoStore(Shape):
    """The store of the recordings (视频存储)."""

    capacity_gb: Decimal | None = None
    hours_a_day: Decimal | None = None
    """Hours recorded a day, of all cameras together."""
    gb_an_hour: Decimal | None = None
    deletions: tuple[VideoDeletion, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveRoom(Shape):
    """An archive room (档案室) with what it holds and what was measured in it."""

    id: str = ""
    separate: bool | None = None
    """Whether it is a room of its own."""
    climate_control: bool | None = None
    cabinets: tuple[RoomCabinet, ...] = ()
    media: tuple[RoomMedium, ...] = ()
    readings: tuple[ClimateReading, ...] = ()
    checks: tuple[RoomCheck, ...] = ()
    video_store: VideoStore | None = None


@dataclass(frozen=True, slots=True)
class Period(Shape):
    """A period, its first and its last day in it."""

    from_: date
    to: date


@dataclass(frozen=True, slots=True)
class RoomFinding(Shape):
    """A finding on the room."""

    id: str
    code: str
    severity: Severity
    path: str
    """JSON pointer in the facts of the room."""
    observed: str
    expected: str
    clauses: tuple[str, ...]
    basis: tuple[str, ...]
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class VideoCapacity(Shape):
    """What the video store has to hold."""

    years: int
    """Years for which recordings are kept."""
    days: int
    """Days of these years, up to the day of the question."""
    needed_gb: Decimal
    capacity_gb: Decimal
    enough: bool


@dataclass(frozen=True, slots=True)
class RoomReview(Shape):
    """What the rules answer of a room."""

    room: str
    as_of: datetime
    period: Period
    passes: bool
    """Whether nothing was found and nothing left open."""
    findings: tuple[RoomFinding, ...]
    not_assessed: tuple[NotAssessed, ...]
    video: VideoCapacity | None
    """None where a fact or the years are not known."""


def review_archive_room(room: ArchiveRoom, from_: date, to: date, context: Context) -> RoomReview:
    """Judges an archive room: its climate and its checks in a period, its fittings and its video store at ``as_of``."""
    request = {"room": room, "period": Period(from_, to), "context": context}
    return RoomReview.from_dict(call("archive.room", request))
