"""The short program of the first page."""

from datetime import date

import anxun

ORGANISATION = '{"name":"安江化工","units":[{"code":"AJ","name":"安全部","kind":"Headquarters"}],"people":[]}'
RECORD = """{"schema_version":1,"id":"R-1","number":"2026-AJ-SC-001","kind":"Refresher",
    "department":"AJ","date":"2026-03-12","time":{"from":"14:00","to":"16:00"}}"""


def main() -> None:
    """Parses a number, counts working days, reviews a record and a register of one."""
    number = anxun.RecordNumber.parse("2023-AJ-SC-001")
    print("year:", number.year)

    calendar = anxun.WorkCalendar.china()
    print("due:", calendar.add_working_days(date(2026, 2, 13), 3))

    org = anxun.Organisation.from_json(ORGANISATION)
    when = "2026-06-30T18:00:00+08:00"
    context = anxun.Context(policy=anxun.PolicyBook.seed(), calendar=calendar, organisation=org, as_of=when)

    review = anxun.review(RECORD, context)
    print(f"validity: {review.validity}, completeness: {review.completeness}")
    print(f"grade: {review.grade}, first finding: {review.findings[0].code}")

    register = anxun.review_register([RECORD], context)
    print("judged:", register.summary.totals.judged)

    print(anxun.explain("TP-05", "en"))


if __name__ == "__main__":
    main()
