"""Who may work on a day, and why not: the obligations of one person (I.3, II.3.1, V.4.1, X.9; domain.md 2 to 6).

Two days decide: the day of the work, and the day up to which facts are known. The day until which an answer holds is found by
asking every following day with the facts that are known on the first.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Callable

Json = dict[str, Any]
ORDER_3 = {"CoalMine", "Mine", "HazardousChemicals", "Fireworks", "MetalSmelting"}
LEVELS = ("Company", "Workshop", "Team")
DRILLS = ("Drill", "Tabletop", "Vr")
NEW_REGIME = date(2026, 6, 1)
SOON = 90
ONE_DAY = timedelta(days=1)
TAKEN_ON = ("Employee", "Agency")
OWN = ("Employee", "Agency", "Intern")


@dataclass(frozen=True)
class Reason:
    """Something that is open: code, severity, state, what it is about, since when."""

    code: str | None
    severity: str
    state: str
    what: str | None = None
    since: str | None = None

    def said(self) -> tuple[str | None, str, str, str | None]:
        """Without the day of its beginning."""
        return self.code, self.severity, self.state, self.what


def day(text: str | None) -> date | None:
    """A day of JSON."""
    return date.fromisoformat(text) if text else None


def months_later(start: date, months: int) -> date:
    """The same day so many months later, the last one of the month where there is none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@dataclass
class Terms:
    """The numbers that decide: those of the policy, and the stricter ones of presets."""

    presets: list[str]
    own: Json = field(default_factory=dict)

    def hours(self, group: str, phase: str, industry: str | None) -> tuple[str, int]:
        """("owed", hours), ("none", 0) where an instrument prescribes none, or ("unknown", 0)."""
        keys = {"Initial": {"Worker": "hours.new_hire.min", "Manager": "hours.manager.initial"}}
        if phase == "Annual":
            own = self.own.get("hours.refresher.annual_min", {}).get(group)
        else:
            own = self.own.get(keys[phase][group])
        rows = []
        listed = industry in ORDER_3
        if "Order3" in self.presets:
            rows.append({("Manager", "Initial"): 48 if listed else 32, ("Manager", "Annual"): 16 if listed else 12,
                         ("Worker", "Initial"): 72 if listed else 24, ("Worker", "Annual"): 20 if listed else None}
                        [group, phase])
        if "Committee10" in self.presets and group == "Worker":
            construction = industry == "Construction"
            rows.append({"Initial": 72 if listed else 32 if construction else 24,
                         "Annual": 20 if listed or construction else 8}[phase])
        if rows and industry is None:
            return "unknown", 0
        known = [hours for hours in [own, *rows] if hours is not None]
        if known:
            return "owed", max(known)
        return ("none" if rows else "unknown"), 0

    def minutes(self, group: str, phase: str, industry: str | None) -> tuple[str, int]:
        """The same in minutes."""
        word, hours = self.hours(group, phase, industry)
        if word != "owed":
            return word, 0
        lengths = [self.own.get("hours.minutes_per_class_hour"), 45 if "ClassHour45" in self.presets else None]
        known = [length for length in lengths if length is not None]
        return ("owed", hours * max(known)) if known else ("unknown", 0)

    def absence(self) -> int | None:
        """Months of absence from which a return is trained: the fewest."""
        presets = [{"Order3": 12, "ReturnSixMonths": 6}.get(one) for one in self.presets]
        known = [months for months in [self.own.get("return_to_work.absence"), *presets] if months is not None]
        return min(known) if known else None

    def drill(self, industry: str | None) -> int | None:
        """Months within which somebody takes part in a drill."""
        if not {"DrillAnyOne", "DrillEachPlan"} & set(self.presets) or industry is None:
            return None
        return 12 if industry == "General" else 6


@dataclass
class Asked:
    """One person before the obligations."""

    facts: Json
    terms: Terms
    day: date
    known: date
    post: str | None = None

    def __post_init__(self) -> None:
        person = self.facts["organisation"]["people"][0]
        begun = sorted((one for one in person["spells"] if day(one["from"]) <= min(self.day, self.known)),
                       key=lambda one: one["from"])
        self.begun = begun
        holds = bool(begun) and (not begun[-1].get("to") or self.day <= day(begun[-1]["to"]))
        self.spell = begun[-1] if holds else None
        left = [at for at, one in enumerate(begun[:-1]) if one.get("ended_by", "Left") == "Left"]
        self.since_hire = begun[left[-1] + 1:] if left else begun
        self.left = day(begun[left[-1]]["to"]) if left else None
        self.certificates = person.get("certificates", [])
        self.roles = [one for one in person.get("roles", []) if one["role"] != "Other"]
        known = [one for one in self.facts.get("trainings", []) if known_on(one) <= self.known]
        # Of one day the failed result stands last.
        self.trainings = sorted(known, key=lambda one: (known_on(one), one["ended"], one.get("verdict") == "Fail"))
        self.events = [one for one in self.facts.get("events", []) if day(one["on"]) <= self.known]

    def industry(self, spell: Json) -> str | None:
        """That of the unit, or of the nearest one above."""
        units = {one["code"]: one for one in self.facts["organisation"]["units"]}
        code: str | None = spell["unit"]
        while code is not None:
            if code in self.facts.get("industries", {}):
                return str(self.facts["industries"][code])
            code = units[code].get("parent")
        return None

    def job(self, post: str | None) -> Json | None:
        """What a post asks for, where the list says so."""
        for one in self.facts.get("posts", []):
            if one["name"] == post:
                stated = any(one.get(key) for key in
                             ("management", "special_operations", "special_equipment", "trainings", "nothing_further"))
                return one if stated else None
        return None

    def own_job(self) -> Json | None:
        """That of the post asked for, else of the own."""
        return self.job(self.post or (self.spell or {}).get("post"))

    def passed(self, fits: Callable[[Json], bool], months: int | None = None) -> tuple[str, date | None, date | None]:
        """("yes" | "maybe" | "lapsed" | "failed" | "never", its day, the day on which the training ended)."""
        lapsed: date | None = None
        maybe = False
        for one in reversed([one for one in self.trainings if fits(one)]):
            counts = months or self.terms.own.get("training.validity", {}).get(one["kind"])
            ended = date.fromisoformat(one["ended"])
            last = months_later(ended, counts) if counts else None
            verdict, valid = one.get("verdict"), one.get("valid")
            if verdict == "Fail":
                if maybe or lapsed:
                    break
                return "failed", known_on(one), ended
            if verdict is None or valid is False:
                continue
            if last and last < self.day:
                lapsed = max(lapsed or last, last)
            elif valid:
                return "yes", known_on(one), ended
            else:
                maybe = True
        if maybe:
            return "maybe", None, None
        return ("lapsed", lapsed, None) if lapsed else ("never", None, None)


def known_on(training: Json) -> date:
    """The day from which a training is known: that of its result, where it came later."""
    return date.fromisoformat(max(training["ended"], training.get("judged_on") or training["ended"]))


def text(one: date | None) -> str | None:
    """A day as JSON has it."""
    return one.isoformat() if one else None


def of_pass(code: str, passed: tuple[str, date | None, date | None], owed: date, what: str | None) -> list[Reason]:
    """What is open of a training that has to be passed."""
    word, when, _ = passed
    if word == "yes":
        return []
    state = {"maybe": "Unknown", "lapsed": "Expired", "failed": "Failed", "never": "Missing"}[word]
    since = {"maybe": None, "lapsed": when + ONE_DAY if when else None, "failed": when, "never": owed}[word]
    return [Reason(code, "E", state, what, text(since))]


def three_levels(asked: Asked) -> list[Reason]:
    """OB-01: each level passed since the last leaving; the order alone is W."""
    assert asked.spell
    if asked.spell["employment"] == "Contractor":
        industry = asked.industry(asked.spell)
        if industry is None:
            return [Reason("OB-01", "E", "Unknown")]
        if industry not in ORDER_3:
            return []
    found, ends = [], []
    for level in LEVELS:
        passed = asked.passed(lambda one: one["kind"] == "NewHire" and one.get("level") == level and after_left(asked, one))
        if passed[0] == "yes":
            ends.append(passed[2])
        found += of_pass("OB-01", passed, date.fromisoformat(asked.since_hire[0]["from"]), level)
    if len(ends) == len(LEVELS) and ends != sorted(ends):
        found.append(Reason("OB-01", "W", "OutOfOrder"))
    return found


def after_left(asked: Asked, training: Json) -> bool:
    """Whether a training belongs to the present hire."""
    return asked.left is None or asked.left < date.fromisoformat(training["ended"])


def against(code: str, least: tuple[str, int], trainings: list[Json], since: date, what: str | None) -> list[Reason]:
    """Minutes of trainings against the least."""
    word, minutes = least
    if word == "none":
        return []
    if word == "unknown":
        return [Reason(code, "E", "Unknown")]
    counting = [one for one in trainings if one.get("verdict") != "Fail" and one.get("valid") is not False]
    sure = sum(one.get("minutes") or 0 for one in counting if one.get("valid"))
    if minutes <= sure:
        return []
    if any(one.get("minutes") is None for one in counting) or minutes <= sum(one["minutes"] for one in counting):
        return [Reason(code, "E", "Unknown", what)]
    return [Reason(code, "E", "Short", what, text(since))]


def is_manager(post: str | None) -> bool:
    """Whether a post is one whose hours are those of managers."""
    return post in ("Principal", "SafetyManager")


def group_on(asked: Asked, when: date) -> str:
    """Manager by role or by the own post on a day, else worker."""
    for role in asked.roles:
        if is_manager(role["role"]) and day(role["from"]) <= min(when, asked.known) and (not role.get("to") or when <= day(role["to"])):
            return "Manager"
    held = [one for one in asked.begun if day(one["from"]) <= when and (not one.get("to") or when <= day(one["to"]))]
    job = asked.job(held[-1].get("post")) if held else None
    return "Manager" if job and is_manager(job.get("management")) else "Worker"


def initial_hours(asked: Asked) -> list[Reason]:
    """OB-01: the hours of a new hire before the work; of managers theirs are asked (3号令 9, 13)."""
    assert asked.spell
    hired = asked.since_hire[0]
    if asked.spell["employment"] not in TAKEN_ON or group_on(asked, date.fromisoformat(hired["from"])) == "Manager":
        return []
    least = asked.terms.minutes("Worker", "Initial", asked.industry(hired))
    own = [one for one in asked.trainings if one["kind"] == "NewHire" and after_left(asked, one)]
    return against("OB-01", least, own, date.fromisoformat(hired["from"]), None)


def annual_hours(asked: Asked) -> list[Reason]:
    """OB-02: the refresher hours of the last closed calendar year, of who was employed on each of its days."""
    assert asked.spell
    year = asked.day.year - 1
    if asked.spell["employment"] not in TAKEN_ON:
        return []
    at, last = date(year, 1, 1), date(year, 12, 31)
    while at <= last:
        spell = next((one for one in asked.begun if day(one["from"]) <= at and (not one.get("to") or at <= day(one["to"]))), None)
        if spell is None:
            return []
        at = min(day(spell["to"]) or last, last) + ONE_DAY if spell.get("to") else last + ONE_DAY
    group = group_on(asked, last)
    kinds = ("Refresher", "Management") if group == "Manager" else ("Refresher",)
    own = [one for one in asked.trainings
           if one["kind"] in kinds and (one.get("for_year") or int(one["ended"][:4])) == year]
    least = asked.terms.minutes(group, "Annual", asked.industry(asked.spell))
    return against("OB-02", least, own, date(year + 1, 1, 1), str(year))


def transfer(asked: Asked) -> list[Reason]:
    """OB-03: the training for the last move to another unit or post."""
    assert asked.spell
    if asked.spell["employment"] not in OWN:
        return []
    for former, own in reversed(list(zip(asked.since_hire, asked.since_hire[1:]))):
        moved = former.get("post") != own.get("post") or former["unit"] != own["unit"]
        if former.get("ended_by") == "Transfer" or moved:
            passed = asked.passed(lambda one: one["kind"] == "Transfer" and former["from"] < one["ended"]
                                  and one.get("post") in (None, own.get("post")))
            return of_pass("OB-03", passed, date.fromisoformat(own["from"]), own.get("post"))
    return []


def returned(asked: Asked) -> list[Reason]:
    """OB-03: the training after the last absence that was long enough; its last day is a day of absence."""
    hired = asked.since_hire[0]["from"]
    away = [one for one in asked.events if one["kind"] == "Absence" and hired <= one["on"]]
    for event in sorted(away, key=lambda one: one["on"], reverse=True):
        start = date.fromisoformat(event["on"])
        back = min(asked.day, day(event["to"]) + ONE_DAY) if event.get("to") else asked.day
        passed = asked.passed(lambda one: one["kind"] == "ReturnToWork" and event["on"] < one["ended"])
        months = asked.terms.absence()
        if months is None:
            if passed[0] != "yes":
                return [Reason("OB-03", "E", "Unknown")]
        elif months_later(start, months) <= back:
            return of_pass("OB-03", passed, back, None)
    return []


def certificate_state(asked: Asked, one: Json) -> tuple[int, str, date | None, date | None] | None:
    """Rank, state, since, until of a certificate; `None` where it was not issued by then."""
    issued, expires, review, reviewed = (day(one.get(key)) for key in ("issued_on", "expires_on", "review_due", "reviewed_on"))
    if issued and asked.known < issued:
        return None
    if expires and expires < asked.day:
        return 6, "Expired", expires + ONE_DAY, None
    if not issued or not expires:
        return 2, "Unknown", None, None
    due = None
    is_reviewed = reviewed is not None and issued <= reviewed <= asked.known
    if one["kind"] == "SpecialOperation" and issued < NEW_REGIME and not is_reviewed:
        if review is None and asked.terms.own.get("cert.review_interval"):
            review = months_later(issued, 12 * asked.terms.own["cert.review_interval"])
        if review is None:
            if months_later(issued, 36) < NEW_REGIME:
                return 2, "Unknown", None, None
        elif review < NEW_REGIME:
            if review < asked.day < NEW_REGIME:
                return 4, "ReviewOverdue", review + ONE_DAY, None
            if review < asked.day:
                return 3, "NeedsPerson", NEW_REGIME, None
            due = review
    until = min(due or expires, expires)
    return (1 if (until - asked.day).days <= SOON else 0), "Valid", issued, until


def best(asked: Asked, fits: Callable[[Json], bool]) -> tuple[str, date | None]:
    """State and since of the best certificate that fits."""
    states = [state for one in asked.certificates if fits(one) and (state := certificate_state(asked, one))]
    if not states:
        return "Missing", None
    top = min(state[0] for state in states)
    # Of equals the one that lasts longest, or lapsed last.
    equal = [state for state in states if state[0] == top]
    chosen = max(equal, key=lambda one: max(one[3] or date.min, one[2] or date.min))
    return chosen[1], chosen[2]


def of_certificate(code: str, found: tuple[str, date | None], owed: str, what: str | None) -> list[Reason]:
    """What is open of a certificate."""
    state, since = found
    if state == "Valid":
        return []
    if state == "Missing":
        return [Reason(code, "E", "Missing", what, owed)]
    return [Reason(code, "E", "Unknown" if state == "NeedsPerson" else state, what, text(since))]


def certificates(asked: Asked) -> list[Reason]:
    """OB-04: a certificate in force for each item of the post; one that names none may be it."""
    assert asked.spell
    job = asked.own_job() or {}
    found = []
    for kind, items in (("SpecialOperation", "special_operations"), ("SpecialEquipment", "special_equipment")):
        for item in job.get(items, []):
            own = best(asked, lambda one: one["kind"] == kind and one.get("operation") == item)
            unnamed = best(asked, lambda one: one["kind"] == kind and not one.get("operation"))
            if own[0] != "Valid" and unnamed[0] == "Valid":
                found.append(Reason("OB-04", "E", "Unknown", item))
            else:
                found += of_certificate("OB-04", own, asked.spell["from"], item)
    return found


def qualification(asked: Asked) -> list[Reason]:
    """OB-05: the certificate of each post of management held; for team leaders the passed training will do."""
    assert asked.spell
    held: dict[str, str] = {}
    for role in asked.roles:
        if day(role["from"]) <= min(asked.day, asked.known) and (not role.get("to") or asked.day <= day(role["to"])):
            held[role["role"]] = min(held.get(role["role"], role["from"]), role["from"])
    job = asked.own_job()
    if job and job.get("management"):
        post = job["management"]
        held[post] = min(held.get(post, asked.spell["from"]), asked.spell["from"])
    found = []
    for post in ("Principal", "SafetyManager", "TeamLeader", "Other"):
        if post not in held:
            continue
        kinds = ("Principal",) if post == "Principal" else ("Principal", "SafetyManagement")
        state = best(asked, lambda one: one["kind"] in kinds)
        if state[0] != "Valid" and not is_manager(post):
            passed = asked.passed(lambda one: one["kind"] == "Management" and post in one.get("details", []))[0]
            if passed == "yes":
                continue
            if passed == "maybe":
                found.append(Reason("OB-05", "E", "Unknown", post))
                continue
        found += of_certificate("OB-05", state, held[post], post)
    return found


def manager_hours(asked: Asked) -> list[Reason]:
    """OB-05: the hours of the first training; a certificate not younger than the appointment shows that they were had."""
    assert asked.spell
    if asked.spell["employment"] not in TAKEN_ON:
        return []
    hired, today = asked.since_hire[0]["from"], text(min(asked.day, asked.known))
    begun = [one for one in asked.roles if is_manager(one["role"]) and one["from"] <= today]
    holds = [one for one in begun if not one.get("to") or asked.day <= day(one["to"])]
    job = asked.own_job()
    if not holds and not (job and is_manager(job.get("management"))):
        return []
    days = [max(one["from"], hired) for one in begun if not one.get("to") or hired <= one["to"]]
    for spell in asked.since_hire:
        own = asked.job(spell.get("post"))
        if own and is_manager(own.get("management")):
            days.append(spell["from"])
    appointed = min(days) if days else text(asked.day)
    if any(one["kind"] in ("Principal", "SafetyManagement") and one.get("issued_on")
           and one["issued_on"] <= min(appointed, text(asked.known)) for one in asked.certificates):
        return []
    least = asked.terms.minutes("Manager", "Initial", asked.industry(asked.spell))
    own = [one for one in asked.trainings if one["kind"] == "Management" and not one.get("for_year")]
    return against("OB-05", least, own, date.fromisoformat(appointed), None)


def four_new(asked: Asked) -> list[Reason]:
    """OB-06: what is new in the post since the person is in it, trained before its use."""
    assert asked.spell
    post = asked.post or asked.spell.get("post")
    taken = asked.since_hire[-1]["from"]
    for spell in reversed(asked.since_hire):
        if spell.get("post") != asked.since_hire[-1].get("post"):
            break
        taken = spell["from"]
    found = []
    for change in asked.facts.get("changes", []):
        if post not in change["posts"]:
            continue
        first = change.get("in_use_from")
        if first is None:
            found.append(Reason("OB-06", "E", "Unknown", change["item"]))
        elif taken <= first <= text(asked.day):
            passed = asked.passed(lambda one: one["kind"] == "FourNew" and change["item"] in one.get("details", []))
            found += of_pass("OB-06", passed, date.fromisoformat(first), change["item"])
    return found


def drill(asked: Asked) -> list[Reason]:
    """OB-07: a drill of an accepted form within the last period, or hired within it."""
    assert asked.spell
    if asked.spell["employment"] not in OWN:
        return []
    months = asked.terms.drill(asked.industry(asked.spell))
    if months is None:
        return [Reason("OB-07", "W", "Unknown")]
    own = [one for one in asked.trainings if one["kind"] == "Emergency" and set(DRILLS) & set(one.get("details", []))]
    until = [months_later(date.fromisoformat(one["ended"]), months) for one in own if one.get("valid")]
    until.append(months_later(date.fromisoformat(asked.since_hire[0]["from"]), months))
    if asked.day <= max(until):
        return []
    if any(asked.day <= months_later(date.fromisoformat(one["ended"]), months) for one in own if one.get("valid") is None):
        return [Reason("OB-07", "W", "Unknown")]
    return [Reason("OB-07", "W", "Missing", None, text(max(until) + ONE_DAY))]


def post_training(asked: Asked) -> list[Reason]:
    """OB-08: each training that the post asks for, by its last verdict."""
    assert asked.spell
    job = asked.own_job()
    if job is None:
        return [Reason("OB-08", "E", "Unknown")]
    found = []
    for one in job.get("trainings", []):
        kind, detail = one.get("kind"), one.get("detail")
        passed = asked.passed(lambda own: kind in (None, own["kind"]) and (detail is None or detail in own.get("details", [])),
                              one.get("every_months"))
        found += of_pass("OB-08", passed, date.fromisoformat(asked.spell["from"]), detail or kind)
    return found


def accident(asked: Asked) -> list[Reason]:
    """OB-08: the training that an accident made due, passed after it."""
    found = []
    for event in sorted((one for one in asked.events if one["kind"] == "Accident"), key=lambda one: one["on"]):
        kind = event["training"]
        passed = asked.passed(lambda one: one["kind"] == kind and event["on"] < one["ended"])
        found += of_pass("OB-08", passed, date.fromisoformat(event["on"]), kind)
    return found


ROWS: tuple[Callable[[Asked], list[Reason]], ...] = (
    three_levels, initial_hours, annual_hours, transfer, returned, certificates, qualification, manager_hours, four_new, drill,
    post_training, accident,
)


def reasons(asked: Asked) -> list[Reason]:
    """Everything that is open, in the order of the table."""
    if asked.spell is None:
        if asked.begun and asked.begun[-1].get("ended_by", "Left") != "Left":
            return [Reason(None, "E", "Unknown")]
        last = day(asked.begun[-1]["to"]) if asked.begun else None
        return [Reason(None, "E", "NotEmployed", None, text(last + ONE_DAY if last else None))]
    return [reason for row in ROWS for reason in row(asked)]


def judge(request: Json, horizon: int) -> Json:
    """The answer: may, reasons, and the last day on which it is the same, `"later"` where that lies beyond the horizon."""
    terms = request.get("terms", {})
    policy = terms.get("policy", {"versions": [{"set": {}}]})["versions"][0]["set"]
    numbers = Terms(terms.get("presets", []), policy)
    when = date.fromisoformat(request["date"])

    def on(at: date) -> list[Reason]:
        return reasons(Asked(request["workforce"], numbers, at, when, request.get("post")))

    first = on(when)
    weighing = [one.state for one in first if one.severity == "E"]
    may = "Yes" if not weighing else "Unknown" if set(weighing) == {"Unknown"} else "No"
    until: str | None = "later"
    for after in range(1, horizon):
        at = when + timedelta(days=after)
        if [one.said() for one in on(at)] != [one.said() for one in first]:
            until = text(at - ONE_DAY)
            break
    listed = [[one.code, one.severity, one.state, one.what, one.since] for one in first]
    return {"may": may, "reasons": listed, "valid_until": until}
