"""AR: cabinet, boxes, holdings, certificates and links."""

from __future__ import annotations

from . import clock
from .case import Case
from .format import judge
from .text import given
from .traces import is_under_reviews


def ar_01(case: Case) -> None:
    """AR-01: no known dedicated cabinet, or not fire- and damp-proof (II.6.2.a, III.4.2.a)."""
    if case.get("archive.paper") is None:
        return case.unknown("AR-01")
    cabinet = case.get("storage.cabinet")
    held = case.get("archive.paper.cabinet")
    if cabinet is None or not given(held):
        return case.find("AR-01", "/archive/paper/cabinet")
    if given(cabinet.get("id")) and cabinet["id"].strip() != held.strip():
        return case.find("AR-01", "/archive/paper/cabinet")
    answers = [cabinet.get("dedicated"), cabinet.get("fireproof"), cabinet.get("dampproof")]
    if not given(cabinet.get("id")):
        answers.append(None)
    judge(case, "AR-01", "/storage/cabinet", answers)


def ar_02(case: Case) -> None:
    """AR-02: label 安全生产培训 (III.4.2.a)."""
    cabinet = case.get("storage.cabinet")
    if cabinet is None:
        return case.unknown("AR-02")
    if cabinet.get("label") is None:
        return case.unknown("AR-02")
    if cabinet["label"].strip() != case.policy["storage.cabinet_label"]:
        case.find("AR-02", "/storage/cabinet/label")


def ar_03(case: Case) -> None:
    """AR-03: boxes out of the order year, type, department, or two years in one (III.4.1.c)."""
    boxes = case.all("storage.boxes")
    if not boxes:
        return case.unknown("AR-03")
    last = None
    for at, box in enumerate(boxes):
        labels = [box[field].strip() if given(box.get(field)) else None for field in ("training_type", "department")]
        key = ((box.get("years") or [None])[0], *labels)
        if len(set(box.get("years") or [])) > 1:
            case.find("AR-03", f"/storage/boxes/{at}")
        elif None in key:
            case.unknown("AR-03")
            continue
        elif last is not None and key < last:
            case.find("AR-03", f"/storage/boxes/{at}")
        last = key


def ar_04(case: Case) -> None:
    """AR-04: the electronic record is not read-only (III.4.2.c)."""
    judge(case, "AR-04", "/archive/electronic", [case.get("archive.electronic.read_only")])


def ar_05(case: Case) -> None:
    """AR-05: on no off-site disc although the host's cadence has passed (III.4.2.d)."""
    discs = [one for one in case.all("storage.media") if one.get("kind") in (None, "OpticalDisc")]
    if any(one.get("off_site") is True and one.get("kind") for one in discs):
        return
    months, archived = case.policy["backup.disc.every"], case.stamp("archive.archived_at")
    if months is None or archived is None or any(one.get("off_site") is None or one.get("kind") is None for one in discs):
        return case.unknown("AR-05")
    if clock.add_months(archived.date(), int(months)) < case.as_of_day:
        case.find("AR-05", "/storage/media")


def ar_06(case: Case) -> None:
    """AR-06: the person's file lacks certificate copy, review record (where due) or video (III.4.3.a)."""
    if case.kind != "SpecialOperation":
        return
    files = case.all("person_files")
    if not case.all("participants"):
        return case.unknown("AR-06")
    copies = {case.register.key(copy.get("holder")) for copy in case.all("certificates")}
    people = {case.register.key(one.get("person")) for one in case.all("participants")} - {None}
    for at, one in enumerate(files):
        if case.register.key(one.get("person")) not in people:
            continue  # Somebody else's, or nobody knows whose.
        # The record itself may hold the copy of the certificate and the form of the review.
        has_copy = given(one.get("certificate_copy")) or case.register.key(one.get("person")) in copies - {None}
        has_review = given(one.get("review_record")) or case.get("documents.review_form") is not None
        if not has_copy or not given(one.get("practical_video")) or (is_under_reviews(case) and not has_review):
            case.find("AR-06", f"/person_files/{at}")
        elif is_under_reviews(case) is None and not has_review:
            case.unknown("AR-06")
    filed = {case.register.key(one.get("person")) for one in files}
    if any(case.register.key(one.get("person")) not in filed - {None} for one in case.all("participants")):
        case.unknown("AR-06")


def ar_07(case: Case) -> None:
    """AR-07: no certificate number that is known and valid on the date of the session (III.4.3.b)."""
    if case.kind != "Management":
        return
    number = case.get("certificate_no")
    if not given(number):
        if case.get("stage") == "Certification":
            return case.unknown("AR-07")
        return case.find("AR-07", "/certificate_no")
    known = list(case.all("certificates"))
    for person in case.register.people.values():
        known += person.get("certificates") or []
    known = [one for one in known if (one.get("number") or "").strip() == number.strip()]
    # Certificates of another system qualify nobody for management (domain.md sections 4 and 5).
    known = [one for one in known if one.get("kind") not in ("SpecialOperation", "SpecialEquipment")]
    certificates = case.all("certificates")
    if not known and (not certificates or any(not given(one.get("number")) for one in certificates)):
        return case.unknown("AR-07")
    if not known:
        return case.find("AR-07", "/certificate_no")
    if case.date is None:
        return case.unknown("AR-07")
    for one in known:
        first, last = clock.read_date(one.get("issued_on")), clock.read_date(one.get("expires_on"))
        if (first is None or first <= case.date) and (last is None or case.date <= last):
            return None if first and last else case.unknown("AR-07")
    case.find("AR-07", "/certificate_no")


def ar_08(case: Case) -> None:
    """AR-08: paper and electronic holdings do not both exist or differ; W: upload without digest (II.2.1.d, III.7.1.b)."""
    if case.get("archive") is None:
        return case.unknown("AR-08")
    # One finding for each difference (III.7.1.b): OnlyPaper, OnlyElectronic, PageCount, Digest.
    paper, electronic = case.get("archive.paper"), case.get("archive.electronic")
    for holding in (paper, electronic):
        if holding is None:
            case.find("AR-08", "/archive")
    if electronic is None:
        return
    if paper is not None:
        compare_tracks(case, paper.get("pages"), electronic.get("pages"))
    if given(case.get("package.upload_digest")):
        compare_tracks(case, case.get("package.upload_digest").strip(), electronic["digest"].strip() if given(electronic.get("digest")) else None)
    elif case.get("package.uploaded_at"):
        case.find("AR-08", "/package/upload_digest", severity="W")
    elif case.carries("package"):
        case.unknown("AR-08")


def compare_tracks(case: Case, one: object, other: object) -> None:
    """Two facts of the tracks that have to be the same."""
    if one is None or other is None:
        case.unknown("AR-08")
    elif one != other:
        case.find("AR-08", "/archive")


def ar_09(case: Case) -> None:
    """AR-09: a mandatory link is missing, dangling or of another session (I.4.4.b, I.1.d)."""
    for field, facets, targets in (
        ("plan", ["plan"], ["plan_item.id"]),
        ("sign_in", ["sign_in"], ["sign_in.digest"]),
        ("papers", ["assessment"], ["assessment.papers", "assessment.practicals", "assessment.score_sheet.digest"]),
        ("media", ["photos", "video"], ["photos", "videos", "online.login_trace", "online.recording", "online.test"]),
    ):
        linked = case.get(f"links.{field}") or []
        linked = [one.strip() for one in ([linked] if isinstance(linked, str) else linked) if given(one)]
        if not linked:
            if not case.is_team_log and (field == "plan" or case.get("delivery") != "Online"):
                case.find("AR-09", f"/links/{field}")
            continue
        known, nameless = digests(case, targets)
        if all(one in known for one in linked):
            continue
        if nameless or not all(case.carries(facet) for facet in facets):
            case.unknown("AR-09")
        else:
            case.find("AR-09", f"/links/{field}")


def digests(case: Case, targets: list[str]) -> tuple[set[str], bool]:
    """What a link may point at, and whether some of it has no digest."""
    known: set[str] = set()
    nameless = False
    for target in targets:
        value = case.get(target)
        if isinstance(value, list):
            found = [one.get("digest") for one in value]
        elif target in ("plan_item.id", "sign_in.digest", "assessment.score_sheet.digest"):
            found = [value] if case.get(target.rsplit(".", 1)[0]) is not None else []
        else:
            found = [value] if value else []
        known |= {one.strip() for one in found if given(one)}
        nameless = nameless or any(not given(one) for one in found)
    return known, nameless
