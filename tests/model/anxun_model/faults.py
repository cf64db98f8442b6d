"""Random faults of a record: each is one change of one place, drawn from the shape of the record."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from . import clock
from .case import session_span
from .patch import Change, copied
from .shape import SCHEMA, Place, places, values

# Steps by which a time moves: the limits of the rules lie within them, one second on either side.
SHIFTS = [1, 60, 300, 600, 601, 899, 900, 901, 3600, 7200, 21600, 43200, 86399, 86400, 86401, 172800, 259200, 604800, 2592000]
DAYS = [1, 2, 3, 7, 30, 31, 365, 366, 730, 1095, 1096, 1826, 1827]
TEXTS = ["无", "/", "—", "待定", "  ", "某", "别的内容", "一号培训教室 ", "ＺＺ", "AJ", "E10021", "G1", "T-XF-01", "photo-0", "sig-0", "paper-0"]
# What the record may hold beside what a faultless one holds: place and value; {S} is the start, {E} the end of the session.
EXTRAS: list[tuple[str, Any]] = [
    ("/deviations", [{"what": "迟开", "found_at": "{S}", "by": {"employee_no": "E10006"}, "cause": "设备检修", "correction": "顺延"}]),
    ("/deviations", [{"what": "迟开", "found_at": "{S}", "cause": "无", "correction": "顺延"}]),
    ("/supervision/anomalies", [{"kind": "OffPlan", "at": "{S}", "note": "内容偏离"}]),
    ("/supervision/anomalies", [{"kind": "Leaving", "at": "{S}"}]),
    ("/lecture/courseware", [{"name": "课件", "holding": "Server", "location": "server-1", "digest": "c-1"}]),
    ("/lecture/courseware", [{"name": "课件", "holding": "Server", "location": "server-1"}]),
    ("/lecture/courseware", [{"name": "课件", "holding": "Disc", "location": "D-01"}, {"name": "课件二"}]),
    ("/lecture/origin", "Transcript"),
    ("/sign_in/entries/0/proxy", {"signer": {"employee_no": "E10022"}, "statement": "说明-1", "approved_by": {"employee_no": "E10003"}, "approved_at": "{E}"}),
    ("/sign_in/entries/1/proxy", {"signer": {"employee_no": "E10003"}, "approved_by": {"employee_no": "E10003"}, "approved_at": "{E}"}),
    ("/sign_in/entries/0/signature", {"kind": "Electronic", "scan": {"device": "dev-1", "result": "Accepted"}}),
    ("/sign_in/entries/1/signature", {"kind": "Electronic", "scan": {"device": "dev-1", "result": "Expired"}}),
    ("/sign_in/entries/1/signature", {"kind": "Electronic"}),
    ("/sign_in/entries/1/signature", {"kind": "Handwritten", "digest": "sig-0"}),
    ("/sign_in/entries/0/person", {"other_kind": "Contractor", "other_key": "CT-0042", "name": "外协甲"}),
    ("/sign_in/entries/0/person", {"other_kind": "Contractor"}),
    ("/participants/0/person", {"other_kind": "Contractor", "other_key": "CT-0042"}),
    ("/participants/0/special_operation", True),
    ("/participants/0/absence_reason", "请假"),
    ("/assessment/retrainings", [{"person": {"employee_no": "E10021"}, "planned_on": "2024-03-20"}]),
    ("/assessment/retrainings", [{"person": {"employee_no": "E10021"}, "planned_on": "2024-03-20", "verdict": "Pass", "recorded_at": "{E}"}]),
    ("/assessment/results/0/verdict", "Fail"),
    ("/assessment/results/0/theory_score", "59"),
    ("/assessment/results/1/theory_score", "79.99"),
    ("/assessment/results/0/merged_score", "88"),
    ("/assessment/practicals", [{"person": {"employee_no": "E10021"}, "steps": [{"name": "准备", "done": True, "error": "漏检", "deduction": "5", "reason": "未验电"}], "full_marks": "100", "score": "95"}]),
    ("/assessment/practicals", [{"person": {"employee_no": "E10021"}, "steps": [{"name": "准备", "done": True, "deduction": "5"}], "full_marks": "100", "score": "90"}]),
    ("/review/returns", [{"returned_at": "{+1}", "resubmitted_at": "{+2}", "received_at": "{+2}", "reason": "缺页"}]),
    ("/review/returns", [{"returned_at": "{+1}", "reason": "缺页"}]),
    ("/review/returns", [{"returned_at": "{+1}", "resubmitted_at": "{+6}", "reason": "缺页"}]),
    ("/review/stage_checks", [{"stage": "InternalAudit", "at": "{+9}"}]),
    ("/review/stage_checks", [{"stage": "ExternalAudit"}]),
    ("/slips", [{"code": "PH-03", "issued_at": "{+1}"}, {"code": "EL-01", "issued_at": "{+1}", "due": "{+2}"}]),
    ("/slips", [{"code": "SG-02", "issued_at": "{+1}"}, {"code": "TP-02", "issued_at": "{+2}"}, {"code": "LC-01", "due": "{+3}"}]),
    ("/holds", [{"kind": "Audit", "id": "A-1", "placed_at": "{+1}"}]),
    ("/holds", [{"kind": "Dispute", "id": "A-1", "placed_at": "{+1}", "lifted_at": "{+2}"}]),
    ("/holds", [{"kind": "Accident", "id": "SG-1", "placed_at": "{+1}"}]),
    ("/archive/accidents", [{"id": "SG-1", "at": "{S}"}]),
    ("/archive/destruction_list", "XH-2024-01"),
    ("/archive/retention_class", "Ordinary"),
    ("/archive/retention_class", "SpecialOperation"),
    ("/archive/retention_class", "AccidentRelated"),
    ("/archive/retention_until", "2026-05-20"),
    ("/archive/retention_until", "2032-01-01"),
    ("/archive/deleted_on", "2027-03-11"),
    ("/archive/destroyed_on", "2024-04-01"),
    ("/storage/deletions", [{"kind": "Video", "digest": "video-0", "on": "2027-03-12"}]),
    ("/storage/deletions", [{"kind": "Video", "digest": "video-0", "on": "2025-03-12"}, {"kind": "Photos"}]),
    ("/high_risk", ["HotWork"]),
    ("/high_risk", ["自备标签"]),
    ("/equipment", "桥式起重机"),
    ("/level", "Team"),
    ("/level", "Workshop"),
    ("/delivery", "Online"),
    ("/delivery", "Blended"),
    ("/number", "2024-ZZ-SC-1000"),
    ("/number", "2024-AJ-SC-001"),
    ("/number", "2023-ZZ-TZ-001"),
    ("/number", "2024-QQ-SC-001"),
    ("/number", "2024-ZZ-QQ-001"),
    ("/number", "2024-ZZ-SC-0999"),
    ("/number", "2024-ZZ-SC-000"),
    ("/plan_item/plan_kind", "Special"),
    ("/plan_item/expected_count", 4),
    ("/plan_item/goals", [{"id": "G1", "text": "甲"}, {"id": "G2", "text": "乙"}]),
    ("/plan_item/topics/-", {"code": "T-2", "name": "第二题", "capabilities": ["Rules"]}),
    ("/lecture/topics/-", {"code": "T-2", "name": "第二题"}),
    ("/lecture/topics/-", {"name": "未编码"}),
    ("/presence/-", {"source": "Camera", "at": "{S}", "count": 3, "confidence": "0.8"}),
    ("/presence/-", {"source": "Scan", "at": "{S}", "people": [{"employee_no": "E10021"}, {"employee_no": "E10022"}]}),
    ("/presence/-", {"source": "Camera", "at": "{S}", "count": 5, "confidence": "0.95"}),
    ("/content_summary", {"text": "讲解灭火器使用方法"}),
    ("/content_summary", {"text": "严禁带电操作，间距2米。"}),
    ("/content_summary", {"runs": [{"text": "必须", "bold": True}, {"text": "先验电；禁止"}, {"text": "合", "underline": True}, {"text": "闸三次。"}]}),
    ("/lecture/knowledge_points", {"text": "严禁烟火；步骤三条"}),
    ("/lecture/marks", []),
    ("/certificate_no", "GL-1"),
    ("/documents/consumption", {"none_used": True, "signature": {"kind": "Handwritten", "digest": "x"}}),
    ("/documents/consumption", {"none_used": True}),
    ("/documents/effect_report", {"digest": "report-1"}),
    ("/pdf/encrypted", True),
    ("/pdf/pages/0/illegible", True),
    ("/package/received_count", 7),
]
STATES = ["Collecting", "SelfChecked", "Submitted", "Received", "Returned", "Reviewed", "Numbered", "Archived"]



def filled(value: Any, record: dict[str, Any]) -> Any:
    """A value of `EXTRAS` with the times of the record."""
    text = value if isinstance(value, str) else None
    if isinstance(value, list):
        return [filled(one, record) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, record) for key, one in value.items()}
    if text is None or not text.startswith("{"):
        return copied(value)
    start, end = session_span(record)
    if text == "{S}":
        return clock.show(start)
    days = 0 if text == "{E}" else int(text[1:-1])
    return clock.show(end + timedelta(days=days)) if end else None


def an_extra(rng: Random, record: dict[str, Any]) -> Change:
    """Something that a faultless record does not hold."""
    path, value = rng.choice(EXTRAS)
    return {"op": "add", "path": "/record" + path, "value": filled(value, record)}


def a_person(rng: Random, record: dict[str, Any]) -> dict[str, Any]:
    """Somebody of the record or somebody else."""
    known = [value for schema, value in values(record, SCHEMA) if schema["kind"] == "person"]
    others = [{"employee_no": "E99999"}, {"other_kind": "Agency", "other_key": "PQ-1"}, {"name": "无名"}, {"employee_no": "E10003"}]
    return copied(rng.choice(known + others))


def another(rng: Random, place: Place, record: dict[str, Any]) -> Any:
    """Another value for a place."""
    _, schema, value = place
    kind = schema["kind"]
    if kind == "person":
        return a_person(rng, record)
    if kind == "stamp":
        return a_moment(rng, value, record)
    if kind == "date":
        day = clock.read_date(value)
        return (day + timedelta(days=rng.choice(DAYS) * rng.choice([1, -1]))).isoformat()
    if kind == "enum":
        return rng.choice(schema["enum"])
    if kind == "boolean":
        return not value
    if kind == "integer":
        return max(0, rng.choice([0, 1, value - 1, value + 1, value * 2]))
    if kind == "decimal":
        return rng.choice(["0", "79", "80", "100", "5", "0.5", "0.9"])
    if "pattern" in schema:
        return rng.choice(["08:00", "09:00", "11:30", "14:00", "16:00", "23:30", "00:10"])
    return rng.choice(TEXTS) if rng.random() < 0.5 else a_text(rng, record)


def some_value(rng: Random, schema: dict[str, Any], record: dict[str, Any], depth: int = 0) -> Any:
    """A value for a place that is empty: what stands in such a place elsewhere in the record, or something of its kind."""
    kind = schema["kind"]
    if kind == "person":
        return a_person(rng, record)
    if kind == "enum":
        return rng.choice(schema["enum"])
    if kind == "boolean":
        return rng.random() < 0.5
    if kind in ("stamp", "date"):
        _, end = session_span(record)
        moment = (end or clock.read_stamp("2024-03-12T16:00:00+08:00")) + timedelta(seconds=rng.choice(SHIFTS) * rng.choice([1, -1]))
        return clock.show(moment) if kind == "stamp" else moment.date().isoformat()
    if kind == "integer":
        return rng.choice([0, 1, 2, 3, 4, 120])
    if kind == "decimal":
        return rng.choice(["0", "1", "0.5", "80", "100"])
    if kind == "array":
        return [some_value(rng, schema["items"], record, depth + 1) for _ in range(rng.choice([0, 1, 1, 2]))]
    if kind == "object":
        fields = schema.get("properties", {})
        chance = 0.8 if depth < 3 else 0.3
        return {key: some_value(rng, below, record, depth + 1) for key, below in fields.items() if rng.random() < chance}
    if "pattern" in schema:
        return "09:00"
    return a_text(rng, record)


def a_text(rng: Random, record: dict[str, Any]) -> str:
    """A text of the record, or another one: equal digests, codes, names come about this way."""
    known = [value for schema, value in values(record, SCHEMA) if schema["kind"] == "text" and "pattern" not in schema and value]
    return rng.choice(known + TEXTS)


def an_addition(rng: Random, record: dict[str, Any]) -> Change | None:
    """A field that the record leaves out."""
    holders = [(path, schema, value) for path, schema, value in places(record, SCHEMA) if schema["kind"] == "object"]
    path, schema, value = rng.choice(holders)
    facets = record.get("facets")
    absent = [
        key for key, below in schema.get("properties", {}).items()
        if key not in value and f"{path}/{key}" != "/facets" and record["kind"] in below.get("x-kinds", [record["kind"]])
        and (not facets or below.get("x-facet") in (None, *facets))
    ]
    if not absent:
        return None
    key = rng.choice(absent)
    return {"op": "add", "path": f"/record{path}/{key}", "value": some_value(rng, schema["properties"][key], record)}


def a_moment(rng: Random, value: str, record: dict[str, Any]) -> str:
    """A stamp that moves, or falls together with another one of the record, or a second beside it."""
    if rng.random() < 0.5:
        moment = clock.read_stamp(value) + timedelta(seconds=rng.choice(SHIFTS) * rng.choice([1, -1]))
        return clock.show(moment)
    others = [other for schema, other in values(record, SCHEMA) if schema["kind"] == "stamp" and other]
    start, end = session_span(record)
    others += [clock.show(edge) for edge in (start, end) if edge]
    moment = clock.read_stamp(rng.choice(others)) + timedelta(seconds=rng.choice([0, 0, 1, -1, 86400, 86401]))
    return clock.show(moment)


NEVER = {"/schema_version", "/kind", "/id"}
"""A kind that changes makes facts of another kind, which are faults of the reading; the generator has kinds of its own."""


def a_change(rng: Random, record: dict[str, Any]) -> Change:
    """One change of one place of the record."""
    # A field first and a place in it afterwards, so that long lists do not draw everything.
    fields = [key for key in record if "/" + key not in NEVER and key in SCHEMA["properties"]]
    if rng.random() < 0.15:
        addition = an_addition(rng, record)
        if addition is not None:
            return addition
    if rng.random() < 0.25 or not fields:
        return an_extra(rng, record)
    field = rng.choice(fields)
    if field == "facets":
        return {"op": "remove", "path": "/record/facets"}
    found = places(record[field], SCHEMA["properties"][field], "/" + field)
    place = rng.choice(found)
    path, schema, value = place
    kind = schema["kind"]
    if value is None:
        return {"op": "remove", "path": "/record" + path}
    roll = rng.random()
    if kind == "array":
        if roll < 0.3 or not value:
            return {"op": "replace", "path": "/record" + path, "value": []}
        at = rng.randrange(len(value))
        if roll < 0.5:
            return {"op": "add", "path": f"/record{path}/{rng.randrange(len(value) + 1)}", "value": copied(value[at])}
        if roll < 0.7:
            return {"op": "remove", "path": f"/record{path}/{at}"}
        if roll < 0.8:
            return {"op": "replace", "path": "/record" + path, "value": list(reversed(copied(value)))}
        return {"op": "remove", "path": "/record" + path}
    if roll < 0.4 or kind == "object":
        return {"op": "remove", "path": "/record" + path}
    if field == "state":
        return {"op": "replace", "path": "/record/state", "value": rng.choice(STATES)}
    return {"op": "replace", "path": "/record" + path, "value": another(rng, place, record)}


# Changes of the policy: key and values.
POLICY: list[tuple[str, list[Any]]] = [
    ("assess.pass_mark", ["60", "90", None]),
    ("submit.paper.limit", [12, 48]),
    ("submit.electronic.limit", [12, 48]),
    ("stage1.limit", [1, 48]),
    ("review.limit", [1, 5]),
    ("return.limit", [1, 3]),
    ("rectify.minor", [12]),
    ("rectify.general", [24]),
    ("conflict.strictest", [True]),
    ("signin.issue_before", [15, 5]),
    ("photos.min", [2, 4]),
    ("photos.views", [["Panorama", "CloseUp"], ["Panorama"]]),
    ("video.min", [20, 21, 10]),
    ("scan.dpi_min", [200, 400]),
    ("retention.ordinary", [5, 1]),
    ("retention.special_after_leaving", [10, 3]),
    ("supervision.tolerance", [5, 15]),
    ("supervision.required_for", [["HotWork"], ["ConfinedSpace"]]),
    ("camera.tolerance", [1, 2]),
    ("ai.min_confidence", ["0.5", "0.99"]),
    ("review.content_match_min", ["0.5", "0.51"]),
    ("elements.effect_evaluation", [False]),
    ("storage.cabinet_label", ["安全培训档案"]),
    ("backup.disc.every", [1]),
    ("number.department_codes", [None, {"MF": "ZZ", "ZZ": "AJ"}]),
    ("proofs.online", [["LoginTrace", "Recording", "OnlineTest"]]),
]


def a_change_of_the_context(rng: Random, request: dict[str, Any]) -> Change:
    """One change of policy, register or `as_of`."""
    context = request["context"]
    roll = rng.random()
    versions = (context.get("policy") or {}).get("versions") or []
    if roll < 0.4 and versions:
        key, values = rng.choice(POLICY)
        value = rng.choice(values)
        path = f"/context/policy/versions/{rng.randrange(len(versions))}/set/{key}"
        return {"op": "remove", "path": path} if value is None else {"op": "add", "path": path, "value": value}
    if roll < 0.5:
        return {"op": "remove", "path": "/context/organisation"}
    people = (context.get("organisation") or {}).get("people") or []
    if roll < 0.9 and people:
        return a_change_of_somebody(rng, rng.randrange(len(people)), people)
    moment = clock.read_stamp(context["as_of"])
    return {"op": "replace", "path": "/context/as_of", "value": clock.show(moment + timedelta(days=rng.choice([1, 30, 365, 900])))}


def a_change_of_somebody(rng: Random, at: int, people: list[dict[str, Any]]) -> Change:
    """Employment, posts, roles of one person of the register."""
    place = f"/context/organisation/people/{at}"
    spell = place + "/spells/0"
    return rng.choice([
        {"op": "remove", "path": place},
        {"op": "remove", "path": place + "/spells"},
        {"op": "remove", "path": place + "/roles"},
        {"op": "add", "path": spell + "/to", "value": rng.choice(["2022-12-31", "2024-03-11", "2024-03-12", "2024-06-30", "2026-06-30"])},
        {"op": "replace", "path": spell + "/from", "value": rng.choice(["2024-03-12", "2024-03-13", "2025-01-01"])},
        {"op": "add", "path": spell + "/special_operation", "value": rng.choice([True, False])},
        {"op": "remove", "path": spell + "/special_operation"},
        {"op": "replace", "path": spell + "/unit", "value": rng.choice(["CG", "ZZ", "AJ"])},
        {"op": "replace", "path": place + "/name", "value": "改名"},
        {"op": "add", "path": place + "/certificates", "value": [{"kind": "SpecialOperation", "operation": "Welding", "number": "T-1", "issued_on": "2020-01-01", "expires_on": rng.choice(["2023-12-31", "2027-12-31"])}]},
        {"op": "add", "path": "/context/organisation/aliases/-", "value": {"from": {"employee_no": "E20021"}, "to": {"employee_no": people[at].get("employee_no", "E10021")}, "since": "2023-01-01", "why": "工号变更"}},
    ])
