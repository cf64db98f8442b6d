#include <anxun.hpp>
#include <iostream>

int main() try {
    const auto number = anxun::RecordNumber::parse("2023-AJ-SC-001");
    std::cout << "year: " << number.year() << '\n';

    const auto calendar = anxun::WorkCalendar::china();
    const anxun::Date due = calendar.add_working_days({2026, 2, 13}, 3);
    std::cout << "due: " << due.year << "-0" << int{due.month} << '-' << int{due.day} << '\n';

    const auto organisation = anxun::Organisation::from_json(
        R"({"name":"安江化工","units":[{"code":"AJ","name":"安全部","kind":"Headquarters"}],"people":[]})");
    const auto context =
        anxun::Context::make(anxun::PolicyBook::seed(), calendar, organisation, "2026-06-30T18:00:00+08:00");

    const std::string_view record = R"({"schema_version":1,"id":"R-1","number":"2026-AJ-SC-001","kind":"Refresher",)"
                                    R"("department":"AJ","date":"2026-03-12","time":{"from":"14:00","to":"16:00"}})";
    const auto review = anxun::review(record, context);
    std::cout << "validity: " << review.validity() << ", completeness: " << review.completeness() << '\n';
    std::cout << "grade: " << review.grade().value_or("none") << ", first finding: " << review.finding(0).code << '\n';

    int lines = 0;
    const auto summary = anxun::review_register(record, context, [&](std::string_view) { ++lines; });
    std::cout << "judged: " << lines << '\n';

    std::cout << anxun::explain("TP-05", "en").view();
} catch (const anxun::Error &error) {
    std::cerr << error.message() << '\n';
    return 1;
}
