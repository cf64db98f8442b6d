"""PH: the activity photos."""

from __future__ import annotations

from typing import Any

from . import clock
from .case import Case
from .text import given, same


def distinct(case: Case) -> list[dict[str, Any]]:
    """Photos of one digest are one, with the view of the first (G-29); without a digest each stands for itself."""
    seen: set[str] = set()
    found: list[dict[str, Any]] = []
    for photo in case.all("photos"):
        digest = photo.get("digest")
        if given(digest):
            if digest.strip() in seen:
                continue
            seen.add(digest.strip())
        found.append(photo)
    return found


def ph_01(case: Case) -> None:
    """PH-01: fewer than 3 distinct photos, by digest (III.2.3.c)."""
    photos = distinct(case)
    certain = sum(given(photo.get("digest")) for photo in photos)
    if certain >= case.policy.count("photos.min"):
        return
    if len(photos) < case.policy.count("photos.min"):
        return case.find("PH-01", "/photos")
    case.unknown("PH-01")


def ph_02(case: Case) -> None:
    """PH-02: a view that no distinct photo shows, one finding a view (III.2.3.c)."""
    views = {photo.get("view") for photo in distinct(case) if given(photo.get("digest"))}
    # Whether a photo without a digest is one of its own cannot be said.
    doubtful = {photo.get("view") for photo in distinct(case) if not given(photo.get("digest"))}
    for view in case.policy["photos.views"]:
        if view not in views:
            if view in doubtful:
                case.unknown("PH-02")
            else:
                case.find("PH-02", "/photos")


def ph_03(case: Case) -> None:
    """PH-03: a photo without time or place (III.2.3.d)."""
    for at, photo in enumerate(case.all("photos")):
        if not photo.get("taken_at") or not given(photo.get("place")):
            case.find("PH-03", f"/photos/{at}")


def ph_04(case: Case) -> None:
    """PH-04: taken outside the session or elsewhere (III.2.3.d)."""
    for at, photo in enumerate(case.all("photos")):
        taken, place = clock.read_stamp(photo.get("taken_at")), photo.get("place")
        early = taken and case.start and taken < case.start
        late = taken and case.end and taken > case.end
        elsewhere = given(place) and given(case.get("place")) and not same(place, case.get("place"))
        if early or late or elsewhere:
            case.find("PH-04", f"/photos/{at}")
        elif taken and case.start is None:
            # Time or place of the photo: PH-03 says that they are missing; the place of the session: EL-04.
            case.unknown("PH-04")


def ph_05(case: Case) -> None:
    """PH-05: a digest that occurs more than once, one finding a digest; across records with the others (III.2.3.c)."""
    seen: dict[str, int] = {}
    for at, photo in enumerate(case.all("photos")):
        if given(photo.get("digest")):
            digest = photo["digest"].strip()
            seen[digest] = seen.get(digest, 0) + 1
            if seen[digest] == 2:
                case.find("PH-05", f"/photos/{at}")


def ph_06(case: Case) -> None:
    """PH-06: a photo that is not embedded (III.2.3.d)."""
    for at, photo in enumerate(case.all("photos")):
        if photo.get("embedded") is False:
            case.find("PH-06", f"/photos/{at}")
        elif photo.get("embedded") is None:
            case.unknown("PH-06")
