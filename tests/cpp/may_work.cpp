// Who may work, and why not: may_work WORKFORCE.json
#include "../c/arrow.h" // the structures of the Arrow C data interface: your own Arrow header has them
#include <anxun.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

static std::ostream &operator<<(std::ostream &out, anxun::Date day) {
    return out << day.year << (day.month < 10 ? "-0" : "-") << int{day.month} << (day.day < 10 ? "-0" : "-") << int{day.day};
}

int main(int, char **arguments) try {
    std::ifstream file(arguments[1]);
    const std::string facts((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // Numbers of external law decide only where they are switched on.
    const auto workforce = anxun::Workforce::from_json(facts, anxun::PolicyBook::seed(), "Order3,ClassHour45,DrillAnyOne");

    // A gate asks for one person, and keeps the answer until its last day. Only Yes is a yes.
    for (const auto day : {anxun::Date{2026, 3, 10}, anxun::Date{2027, 1, 21}, anxun::Date{2027, 6, 1}}) {
        const auto answer = workforce.may_work("E2002", day);
        std::cout << day << (answer.may == anxun::May::Yes ? " yes" : answer.may == anxun::May::No ? " no" : " unknown");
        if (answer.valid_until) std::cout << " until " << *answer.valid_until;
        std::cout << '\n'; // answer.json has the reasons and what releases each
    }

    // A permit asks for a work that no list knows: an error, and never a yes.
    try {
        (void)workforce.may_work("E2002", {2026, 3, 10}, std::nullopt, "HotWork");
    } catch (const anxun::Error &error) {
        std::cout << error.name() << " at " << error.path() << '\n';
    }

    // Everybody on a day, and what lapses in the next 500 days, as Arrow tables: for arrow::ImportRecordBatchReader and the like.
    anxun::ArrowOwner<ArrowArrayStream> obligations, lapses;
    const auto notes = workforce.tables({2026, 3, 10}, obligations.place(), 500, lapses.place());
    anxun::ArrowOwner<ArrowArray> batch;
    if (lapses->get_next(lapses.get(), batch.place()) == 0) std::cout << batch->length << " lapses\n";
    std::cout << notes.view() << '\n';
} catch (const anxun::Error &error) {
    std::cerr << error.message() << '\n';
    return 1;
}
