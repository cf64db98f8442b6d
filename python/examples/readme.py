"""The short program of the first page."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import anxun

ORGANISATION = {
    "name": "安江化工",
    "units": [{"code": "AJ", "name": "安全部", "kind": "Headquarters"}],
    "people": [],
}
RECORD = {
    "schema_version": 1,
    "id": "R-1",
    "number": "2026-AJ-SC-001",
    "kind": "Refresher",
    "department": "AJ",
    "date": date(2026, 3, 12),
    "time": {"from": "14:00", "to": "16:00"},
}


def main() -> None:
    """Reads a number, counts working days, reviews a record and a register of one."""
    number = anxun.RecordNumber.parse("2023-AJ-SC-001")
    print(f"year: {number.year}")

    calendar = anxun.WorkCalendar.china()
    print(f"due: {calendar.add_working_days(date(2026, 2, 13), 3)}")

    when = datetime(2026, 6, 30, 18, 0, tzinfo=timezone(timedelta(hours=8)))
    org = anxun.Organisation.from_dict(ORGANISATION)
    context = anxun.Context(policy=anxun.PolicyBook.seed(), calendar=calendar, organisation=org, as_of=when)

    review = anxun.review(RECORD, context)
    print(f"validity: {review.validity}, completeness: {review.completeness}")
    print(f"grade: {review.grade}, first finding: {review.findings[0].code}")

    register = anxun.review_register([RECORD], context)
    print(f"judged: {register.summary.totals.judged}")

    print(anxun.explain("TP-05", "en"))


if __name__ == "__main__":
    main()
