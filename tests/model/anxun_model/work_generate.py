"""Random people before the obligations, each with the answer of the model, as JSON lines.

    python3 -m anxun_model.work_generate COUNT SEED HORIZON

The same seed and place give the same request everywhere. HORIZON = days that the model looks ahead for the end of an answer.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from typing import Any

from .work import Json, judge

START = date(2024, 1, 1)
KEY = {"employee_no": "E1"}
POSTS = ("操作工", "焊工", "班长", "安全员", "叉车司机", "未描述")
KINDS = ("NewHire", "NewHire", "NewHire", "NewHire", "Refresher", "Refresher", "Transfer", "ReturnToWork", "Management",
         "FourNew", "Emergency", "Other")
DETAILS = {"FourNew": ["新釜"], "Emergency": ["Drill", "Tabletop", "Vr", "Skill"], "Other": ["HotWork"],
           "Management": ["TeamLeader", "SafetyManager"]}
NUMBERS = {"hours.new_hire.min": (8, 40), "hours.manager.initial": (8, 60), "hours.minutes_per_class_hour": (30, 60),
           "return_to_work.absence": (3, 18), "cert.review_interval": (2, 4)}


def some_day(dice: random.Random) -> date:
    """A day of two and a half years; days lie close together, so that they meet."""
    return START + timedelta(days=dice.randrange(30) * 30 + dice.randrange(3))


def maybe(dice: random.Random, share: float, value: Any) -> Any:
    """A value or none."""
    return value if dice.random() < share else None


def stated(fields: Json) -> Json:
    """Without what is not known."""
    return {key: value for key, value in fields.items() if value is not None}


def spells(dice: random.Random) -> list[Json]:
    """Spells that follow each other."""
    found: list[Json] = []
    at, count = some_day(dice), dice.randrange(1, 4)
    for place in range(count):
        ended = dice.choice(["Left", "Transfer", "Transfer", "AgencyTakeover"])
        last = at + timedelta(days=30 * dice.randrange(1, 16))
        is_open = place + 1 == count and dice.random() < 0.7
        kind = dice.choice(["Employee"] * 5 + ["Agency", "Intern", "Contractor"])
        found.append(stated({
            "from": at.isoformat(), "to": None if is_open else last.isoformat(), "ended_by": None if is_open else ended,
            "unit": dice.choice(["A", "A", "A1", "B"]), "post": dice.choice(POSTS), "employment": kind,
        }))
        at = last + timedelta(days=1 + (dice.randrange(3) * 20 if ended == "Left" else 0))
    return found


def certificate(dice: random.Random) -> Json:
    """A certificate with some of its dates."""
    issued = some_day(dice) - timedelta(days=dice.choice([0, 0, 700, 1200]))
    after = issued + timedelta(days=dice.randrange(1, 50) * 30)
    kind = dice.choice(["SpecialOperation", "SpecialOperation", "SafetyManagement", "Principal", "SpecialEquipment"])
    item = {"SpecialOperation": dice.choice(["Welding", "Electrical"]), "SpecialEquipment": "N1"}.get(kind)
    review = issued + timedelta(days=dice.randrange(1, 40) * 30)
    return stated({
        "kind": kind, "operation": maybe(dice, 0.85, item), "issued_on": maybe(dice, 0.9, issued.isoformat()),
        "expires_on": maybe(dice, 0.9, after.isoformat()), "review_due": maybe(dice, 0.6, review.isoformat()),
        "reviewed_on": maybe(dice, 0.5, (review - timedelta(days=dice.randrange(-20, 40))).isoformat()),
    })


def training(dice: random.Random) -> Json:
    """A training that the person attended."""
    kind, ended = dice.choice(KINDS), some_day(dice)
    late = dice.choice([0, 0, 0, 20])
    return stated({
        **KEY, "kind": kind, "level": dice.choice(["Company", "Workshop", "Team"]) if kind == "NewHire" else None,
        "details": [dice.choice(DETAILS[kind])] if kind in DETAILS else None, "ended": ended.isoformat(),
        "post": dice.choice(POSTS) if kind == "Transfer" and dice.random() < 0.4 else None,
        "judged_on": (ended + timedelta(days=late)).isoformat() if late else None,
        "minutes": maybe(dice, 0.9, dice.choice([1, 360, 480, 540, 720, 900, 1080, 1440])),
        "verdict": maybe(dice, 0.9, "Pass" if dice.random() < 0.8 else "Fail"),
        "valid": maybe(dice, 0.9, dice.random() < 0.9),
        "for_year": dice.choice([2024, 2025]) if kind in ("Refresher", "Management") and dice.random() < 0.2 else None,
    })


def event(dice: random.Random, hired: str) -> Json:
    """An absence or an accident after the hire."""
    on = max(some_day(dice), date.fromisoformat(hired))
    if dice.random() < 0.3:
        return {**KEY, "kind": "Accident", "on": on.isoformat(), "training": dice.choice(["Other", "Management"])}
    to = maybe(dice, 0.8, (on + timedelta(days=dice.randrange(600))).isoformat())
    return stated({**KEY, "kind": "Absence", "on": on.isoformat(), "to": to})


def role(dice: random.Random) -> Json:
    """A role of management."""
    first = some_day(dice)
    to = maybe(dice, 0.5, (first + timedelta(days=dice.randrange(500))).isoformat())
    return stated({"role": dice.choice(["Principal", "SafetyManager", "TeamLeader"]), "from": first.isoformat(), "to": to})


def request(dice: random.Random) -> Json:
    """One person, one day."""
    own = spells(dice)
    trainings = [training(dice) for _ in range(dice.randrange(14))]
    if dice.random() < 0.5:
        # Often somebody is trained as it should be, so that other things decide.
        before = date.fromisoformat(own[0]["from"]) - timedelta(days=5)
        trainings += [{**KEY, "kind": "NewHire", "level": level, "ended": (before + timedelta(days=at)).isoformat(),
                       "minutes": dice.choice([359, 360, 1080]), "verdict": "Pass", "valid": True}
                      for at, level in enumerate(("Company", "Workshop", "Team"))]
    person = stated({**KEY, "spells": own, "certificates": [certificate(dice) for _ in range(dice.randrange(4))],
                     "roles": [role(dice) for _ in range(dice.choice([0, 0, 1, 2]))]})
    units = [{"code": "A", "name": "甲", "kind": "Department"}, {"code": "B", "name": "乙", "kind": "Department"},
             {"code": "A1", "name": "甲一", "kind": "Workshop", "parent": "A"}]
    workforce = {
        "organisation": {"name": "示例化工", "units": units, "people": [person]},
        "industries": stated({"A": maybe(dice, 0.85, dice.choice(["Mine", "General", "Construction"])),
                              "B": maybe(dice, 0.85, "General")}),
        "posts": [
            {"name": "操作工", "nothing_further": True},
            {"name": "焊工", "special_operations": ["Welding"],
             "trainings": [stated({"detail": "HotWork", "every_months": maybe(dice, 0.5, 7)})]},
            {"name": "班长", "management": "TeamLeader"}, {"name": "安全员", "management": "SafetyManager"},
            {"name": "叉车司机", "special_equipment": ["N1"]}, {"name": "未描述"},
        ],
        "events": [event(dice, own[0]["from"]) for _ in range(dice.choice([0, 0, 1, 2]))],
        "changes": [stated({"what": "Equipment", "item": "新釜", "posts": ["焊工", "操作工"],
                            "in_use_from": maybe(dice, 0.9, some_day(dice).isoformat())})] if dice.random() < 0.4 else [],
        "trainings": trainings,
    }
    names = ["Order3", "Committee10", "ReturnSixMonths", "ClassHour45", "DrillAnyOne", "DrillEachPlan"]
    terms: Json = {"presets": [name for name in names if dice.random() < 0.6]}
    numbers: Json = {key: dice.randrange(*span) for key, span in NUMBERS.items() if dice.random() < 0.2}
    if dice.random() < 0.2:
        numbers["hours.refresher.annual_min"] = {"Manager": dice.randrange(4, 20), "Worker": dice.randrange(4, 24)}
    if dice.random() < 0.2:
        numbers["training.validity"] = {"NewHire": dice.randrange(6, 30), "Other": dice.randrange(6, 30)}
    if numbers:
        terms["policy"] = {"versions": [{"label": "试", "set": numbers}]}
    when = max(START + timedelta(days=dice.randrange(1000)), date.fromisoformat(own[0]["from"]))
    found = {"workforce": workforce, "terms": terms, "person": KEY, "date": when.isoformat()}
    if dice.random() < 0.2:
        found["post"] = dice.choice(POSTS)
    return found


def main(count: int, seed: int, horizon: int) -> None:
    """Prints requests with their answers."""
    for at in range(count):
        asked = request(random.Random(f"{seed}:{at}"))
        line = {"at": at, "request": asked, "answer": judge(asked, horizon)}
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
