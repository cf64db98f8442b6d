// Answers the same questions through the classes; for the lines see typed.c.
#include <anxun.hpp>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace {

std::string_view column(std::string_view &rest) {
    const auto tab = rest.find('\t');
    const auto found = rest.substr(0, tab);
    rest = tab == std::string_view::npos ? std::string_view() : rest.substr(tab + 1);
    return found;
}

std::optional<std::string_view> given(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

int number(std::string_view text) { return std::stoi(std::string(text)); }

anxun::Workforce workforce(std::string_view &rest) {
    const auto json = column(rest), policy = column(rest), presets = column(rest), reveal = column(rest);
    const auto book = policy.empty() ? anxun::PolicyBook::seed() : anxun::PolicyBook::from_json(policy);
    return anxun::Workforce::from_json(json, book, presets, !reveal.empty());
}

anxun::Text may_work(std::string_view rest) {
    const auto people = workforce(rest);
    const auto person = column(rest), post = column(rest), operation = column(rest), year = column(rest),
               month = column(rest), day = column(rest);
    const anxun::Date date{number(year), static_cast<std::uint8_t>(number(month)), static_cast<std::uint8_t>(number(day))};
    auto found = people.may_work(person, date, given(post), given(operation));
    const bool yes = found.json.view().find("\"may\":\"Yes\"") != std::string_view::npos;
    if (yes != (found.may == anxun::May::Yes)) throw std::runtime_error("the answer and its text differ");
    return std::move(found.json);
}

anxun::Text ask(std::string_view rest) {
    const auto people = workforce(rest);
    const auto operation = column(rest), request = column(rest);
    return people.ask(operation, request);
}

anxun::Text answer(std::string_view rest) {
    const auto operation = column(rest);
    if (operation == "plan.may_work") return may_work(rest);
    if (operation == "ask") return ask(rest);
    const auto as_of = column(rest), reveal = column(rest), policy = column(rest),
               calendar = column(rest), organisation = column(rest), record = column(rest);
    auto context =
        anxun::Context::make(policy.empty() ? anxun::PolicyBook::seed() : anxun::PolicyBook::from_json(policy),
                             calendar.empty() ? anxun::WorkCalendar::china() : anxun::WorkCalendar::from_json(calendar),
                             as_of);
    context.set_reveal(!reveal.empty());
    if (!organisation.empty()) context.set_organisation(anxun::Organisation::from_json(organisation));
    if (operation == "check.review") return anxun::review(record, context).to_json();
    const auto read = anxun::TrainingRecord::from_json(record);
    if (operation == "record.deadlines") return read.deadlines(context);
    if (operation == "retention.until") return read.retention(context);
    anxun::Text reasons;
    (void)read.may_destroy(context, &reasons);
    return reasons;
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        try {
            const auto text = answer(line);
            std::cout << "0\t" << text.view() << '\n';
        } catch (const anxun::Error &error) {
            std::cout << error.code() << '\t' << error.json() << '\n';
        }
    }
}
