"""The program of the first page of the README, on a small synthetic record and organisation."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import anxun

CHINA = timezone(timedelta(hours=8))

ORGANISATION: dict[str, Any] = {
    "name": "示例化工有限公司",
    "units": [
        {"code": "HQ", "name": "公司", "kind": "Headquarters"},
        {"code": "AJ", "name": "安环部", "kind": "Department", "parent": "HQ"},
    ],
    "people": [
        {
            "employee_no": "E10001",
            "spells": [
                {"from": "2020-01-01", "unit": "AJ", "employment": "Employee", "special_operation": False},
            ],
        },
    ],
}

RECORD: dict[str, Any] = {
    "schema_version": 1,
    "number": "2026-AJ-SC-001",
    "kind": "Refresher",
    "department": "AJ",
    "name": "灭火器使用复训",
    "date": date(2026, 2, 13),
    "time": {"from": "14:00", "to": "16:00"},
    "participants": [{"person": {"employee_no": "E10001"}}],
}


def main() -> None:
    """Parses a number, counts working days, reviews a record and a register of one."""
    number = anxun.RecordNumber.parse("2023-AJ-SC-001")
    print(number, number.year, number.department, number.training_type, number.sequence)

    calendar = anxun.WorkCalendar.china()
    print(calendar.add_working_days(date(2026, 2, 13), 3))

    org = anxun.Organisation.from_json(ORGANISATION)
    when = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
    context = anxun.Context(policy=anxun.PolicyBook.seed(), calendar=calendar, organisation=org, as_of=when)

    review = anxun.review(RECORD, context)
    print(review.validity, review.completeness, review.grade, review.findings[0].code)
    for finding in review.findings:
        print(finding.code, finding.severity, finding.path, finding.message_zh)

    register = anxun.review_register([RECORD], context)
    print(register.summary.totals.judged, register.departments[0].rates.completeness, len(register.findings))

    print(len(anxun.rules()), anxun.explain("TP-05").splitlines()[0], len(anxun.operations()))
    print(anxun.call("retention.until", {"record": RECORD, "context": {"as_of": when}}))


if __name__ == "__main__":
    main()
