// The classes as a host uses them: ownership, errors and their twins, callbacks that throw, threads.
#include <anxun.hpp>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <thread>

#define CHECK(...)                                                                                    \
    do {                                                                                              \
        if (!(__VA_ARGS__)) {                                                                         \
            std::cerr << __FILE__ << ':' << __LINE__ << ": " << #__VA_ARGS__ << " does not hold\n";   \
            std::exit(1);                                                                             \
        }                                                                                             \
    } while (0)

namespace {

constexpr std::string_view RECORD =
    R"({"schema_version":1,"id":"R-1","number":"2024-AJ-SC-001","kind":"Refresher","department":"AJ",)"
    R"("date":"2024-03-12","time":{"from":"14:00","to":"16:00"},"participants":[{"person":{"employee_no":"E10086"}}]})";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

template <class Call>
anxun::Error fails(Call &&call) {
    try {
        call();
    } catch (const anxun::Error &error) {
        return error;
    }
    std::cerr << "no error\n";
    std::exit(1);
}

anxun::Context context_at(std::string_view as_of) {
    return anxun::Context::make(anxun::PolicyBook::seed(), anxun::WorkCalendar::china(), as_of);
}

void ownership() {
    static_assert(!std::is_copy_constructible_v<anxun::WorkCalendar> && !std::is_copy_constructible_v<anxun::Text>);
    static_assert(std::is_nothrow_move_constructible_v<anxun::Context> && std::is_nothrow_move_assignable_v<anxun::Text>);
    static_assert(std::is_nothrow_copy_constructible_v<anxun::Error>);
    anxun::WorkCalendar one = anxun::WorkCalendar::china();
    anxun::WorkCalendar other = std::move(one);
    CHECK(!one && other);  // NOLINT: what was moved from holds nothing
    other = anxun::WorkCalendar::china();
    CHECK(fails([&] { (void)one.is_working_day({2026, 2, 13}); }).code() == ANXUN_ERR_NULL_POINTER);
    auto draft = anxun::Draft::make();
    const auto record = std::move(draft).finish();
    CHECK(!draft && record);
    draft = anxun::Draft::make();
    draft.set_count("/schema_version", 2);
    CHECK(fails([&] { (void)std::move(draft).finish(); }).name() == "SchemaVersion");
    CHECK(!draft);
    anxun_calendar_free(other.release());
    CHECK(!other);
}

void errors() {
    const anxun::Error error =
        fails([] { (void)anxun::WorkCalendar::from_json(R"({"name":"x","covered":{"from":"2027-02-30"}})"); });
    CHECK(error.code() == ANXUN_ERR_DATE_FORMAT && error.name() == "DateFormat" && error.path() == "/covered/from");
    CHECK(error.found() == "2027-02-30" && has(error.expected(), "YYYY-MM-DD") && has(error.json(), "DateFormat"));
    CHECK(has(error.what(), "2027-02-30") && error.message() == error.what() && has(error.message_zh(), "日期"));
    const anxun::Error copy = error;
    CHECK(copy.message() == error.message());

    static_assert(noexcept(anxun::try_call("", "", std::declval<anxun::Text &>())));
    anxun::Text text;
    CHECK(anxun::try_call("nothing", "{}", text) == ANXUN_ERR_UNKNOWN_OPERATION && text.view().empty());
    AnxunError *detail = nullptr;
    CHECK(anxun::try_explain("TP-99", "zh", text, &detail) == ANXUN_ERR_UNKNOWN_CODE);
    CHECK(anxun::Error(ANXUN_ERR_UNKNOWN_CODE, detail).path() == "/code");
    CHECK(anxun::try_call("operation.list", "{}", text) == ANXUN_OK && has(text, "check.review"));
    anxun::RecordNumber number;
    CHECK(anxun::RecordNumber::try_parse("x", number) == ANXUN_ERR_NUMBER_MALFORMED && !number);
    std::uint16_t year = 0;
    CHECK(number.try_year(year) == ANXUN_ERR_NULL_POINTER && year == 0);
    CHECK(has(anxun::rules(), "TP-05") && has(anxun::operations(), "rule.list") && has(anxun::explain("TP-05"), "无效"));
    const std::string room = R"({"room":{"id":"D-1","separate":false},"period":{"from":"2026-06-01","to":"2026-06-30"},)"
                             R"("context":{"as_of":"2026-07-05T08:00:00+08:00"}})";
    CHECK(has(anxun::review_archive_room(room), R"("code":"AR-11")"));
    CHECK(anxun::try_review_archive_room("{}", text) != ANXUN_OK && anxun::try_compare_receipts("{}", text) != ANXUN_OK);
    CHECK(anxun::version() == "0.1.0");
}

void calendars_and_policies() {
    const auto china = anxun::WorkCalendar::china();
    const auto both = china.with_json(
        R"({"name":"2027","covered":{"from":"2027-01-01","to":"2027-01-10"},)"
        R"("years":[{"year":2027,"source":"host","off":["2027-01-01"],"work":["2027-01-09"]}]})");
    CHECK(both.add_working_days({2026, 12, 31}, 6).day == 9 && both.covered().second.year == 2027);
    CHECK(china.is_working_day({2026, 10, 10}) && china.working_days_between({2026, 2, 13}, {2026, 2, 25}) == 4);
    CHECK(!china.ends_soon("2026-06-30T18:00:00+08:00") && china.source({2026, 10, 10}) && !china.source({2027, 1, 1}));
    CHECK(anxun::WorkCalendar::from_json(both.to_json()).to_json().view() == both.to_json().view());
    const auto policy = anxun::PolicyBook::seed({2023, 7, 1});
    CHECK(has(policy.to_json(), "2023-07-01"));
    CHECK(anxun::PolicyBook::from_json(policy.to_json()).validate().view().front() == '[');
}

void numbers() {
    anxun::Text changes;
    const auto number = anxun::RecordNumber::parse_lenient(" 2023-aj-SC-1", &changes);
    CHECK(number.str() == "2023-AJ-SC-001" && number.department() == "AJ" && number.training_type() == "SC");
    CHECK(number.sequence() == 1 && number.year() == 2023 && has(changes, "Trimmed"));
    CHECK(anxun::RecordNumber::make(2023, "AJ", "SC", 1000).text() == "2023-AJ-SC-1000");
    auto sequence = anxun::Sequence::make(2023, "AJ", "SC");
    const auto first = sequence.next();
    CHECK(first.text() == "2023-AJ-SC-001");
    CHECK(has(sequence.void_number(first, "写错", {}, "2023-05-01T08:00:00+08:00"), "写错"));
    auto block = sequence.reserve(5);
    CHECK(block.take().sequence() == 2 && block.range().next == 3 && block.range().to == 6);
    CHECK(has(std::move(block).give_back(sequence), R"("returned":{"from":3,"to":6})") && !block);
    CHECK(sequence.position() == 3);
    auto stranger = anxun::Block::make(2024, "AJ", "SC", {1, 5, 1});
    CHECK(fails([&] { (void)std::move(stranger).give_back(sequence); }).code() == ANXUN_ERR_NUMBER_NOT_RESERVED);
}

void drafts_and_reviews() {
    auto draft = anxun::Draft::make();
    draft.set_text("/kind", "Refresher");
    draft.set_text("/date", "2024-03-12");
    draft.set_text("/time/from", "14:00");
    draft.set_text("/time/to", "16:00");
    draft.set_text("/department", "AJ");
    draft.set_text("/id", "R-1");
    draft.set_text("/number", "2024-AJ-SC-001");
    draft.set_count("/session_no", 1);
    draft.unset("/session_no");
    draft.rows("/participants", "/person/employee_no", std::vector<std::string>{"E10086"});
    CHECK(draft.try_set_text("/colour", "x") == ANXUN_ERR_UNKNOWN_POINTER);
    CHECK(draft.try_set_flag("/kind", true) == ANXUN_ERR_TYPE);
    const auto record = std::move(draft).finish();
    const auto context = context_at("2024-06-30T18:00:00+08:00");
    CHECK(record.to_json().view() == anxun::TrainingRecord::from_json(RECORD).to_json().view());
    const auto review = anxun::review(record, context);
    CHECK(review.to_json().view() == anxun::review(RECORD, context).to_json().view());
    CHECK(!review.passes() && review.validity() == "Invalid" && review.completeness() == "Incomplete");
    CHECK(review.grade() && review.number() == "2024-AJ-SC-001");
    CHECK(review.findings().size() == review.finding_count() && review.finding(0).code.size() == 5);
    CHECK(review.not_assessed().size() == review.not_assessed_count() && !review.not_assessed(0).reason_en.empty());
    CHECK(fails([&] { (void)review.finding(100000); }).code() == ANXUN_ERR_RANGE);
    CHECK(has(record.deadlines(context), "paper") && has(record.retention(context), "rules"));
    anxun::Text reasons;
    CHECK(!record.may_destroy(context, &reasons) && has(reasons, "DS-01"));
    auto narrow = context_at("2024-06-30T18:00:00+08:00");
    anxun::Limits limits;
    limits.document = 10;
    narrow.set_limits(limits);
    CHECK(fails([&] { (void)anxun::review(RECORD, narrow); }).code() == ANXUN_ERR_LIMIT);
}

struct Stop : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void registers() {
    const auto context = context_at("2024-06-30T18:00:00+08:00");
    const std::string lines = std::string(RECORD) + "\n\n{broken\n" + std::string(RECORD) + "\n";
    auto stream = anxun::Register::make(context, R"({"voids":["2024-AJ-SC-002"]})");
    int entries = 0;
    CHECK(stream.review_lines(lines, [&](std::string_view) { ++entries; }) == 4 && entries == 3);
    // An exception of the callback comes out as itself, and the register goes on after it.
    try {
        stream.review_lines(lines, [](std::string_view entry) {
            if (has(entry, "failed")) throw Stop("enough");
        }, 5);
        CHECK(false);
    } catch (const Stop &stop) {
        CHECK(std::string(stop.what()) == "enough");
    }
    CHECK(stream.review_lines(lines, [](std::string_view) { return false; }, 8) == 1);
    std::uint64_t count = 0;
    std::exception_ptr thrown;
    const auto status = stream.try_review_lines(9, RECORD, [](std::string_view) { throw Stop("x"); }, count, &thrown);
    CHECK(status == ANXUN_ERR_CALLBACK && thrown && count == 1);
    auto part = stream.part();
    CHECK(has(part.push(10, RECORD), "judged"));
    stream.merge(std::move(part));
    CHECK(!part);
    auto whole = stream.part(), twice = stream.part();
    whole.spill({}, 4096);
    CHECK(fails([&] { twice.spill("/nowhere/at all"); }).name() == "Io");
    const auto state = stream.state();
    whole.merge_state(state);
    CHECK(whole.state().size() == state.size());
    CHECK(fails([&] { twice.merge_state(state.data(), state.size() - 1); }).name() == "StateMalformed");
    CHECK(fails([&] { whole.merge_state(state); }).path() == "/counted_inputs");
    auto with_other_inputs = anxun::Register::make(context, "{\"compare_records\":true}");
    CHECK(fails([&] { whole.merge(std::move(with_other_inputs)); }).name() == "StateMismatch" && !with_other_inputs);
    twice.merge_state(state);
    int told = 0;
    const auto same = std::move(whole).finish_with([&](std::string_view finding) { told += has(finding, "NB-04"); });
    CHECK(!whole && told > 3 && has(same, "\"number_findings_total\":" + std::to_string(told)));
    try {
        (void)std::move(twice).finish_with([](std::string_view) { throw Stop("enough"); });
        CHECK(false);
    } catch (const Stop &stop) {
        CHECK(std::string(stop.what()) == "enough");
    }
    const auto summary = std::move(stream).finish();
    CHECK(summary.view() == same.view());
    CHECK(!stream && has(summary, R"("lines":8)") && has(summary, R"("failed":2)") && has(summary, "NB-04"));
    CHECK(has(anxun::review_register(lines, context), R"("judged":2)"));
    auto tally = anxun::Tally::make(), other = anxun::Tally::make();
    const auto record = anxun::TrainingRecord::from_json(RECORD);
    tally.add(context, record);
    other.add(context, record, 9, 10);
    tally.merge(std::move(other));
    tally.add_rectification(context, R"({"id":"C-1","department":"AJ","issued_at":"2024-04-01T08:00:00+08:00",)"
                                     R"("due":"2024-04-03T08:00:00+08:00"})");
    CHECK(!other && has(tally.to_json(), R"("records":2)"));
}

// Threads judge parts of one register with one context.
void threads() {
    const auto context = context_at("2024-06-30T18:00:00+08:00");
    auto whole = anxun::Register::make(context);
    std::vector<anxun::Register> parts;
    for (int at = 0; at < 4; ++at) parts.push_back(whole.part());
    std::vector<std::thread> running;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        running.emplace_back([&, at] {
            for (std::uint64_t line = 0; line < 10; ++line) (void)parts[at].push(at * 10 + line + 1, RECORD);
        });
    }
    for (auto &thread : running) thread.join();
    for (auto &part : parts) whole.merge(std::move(part));
    auto alone = anxun::Register::make(context);
    for (std::uint64_t line = 1; line <= 40; ++line) (void)alone.push(line, RECORD);
    CHECK(std::move(whole).finish().view() == std::move(alone).finish().view());
}

}  // namespace

int main() {
    ownership();
    errors();
    calendars_and_policies();
    numbers();
    drafts_and_reviews();
    registers();
    threads();
    std::cout << "ok\n";
}
