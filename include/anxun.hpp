// anxun (安训): the C door in C++17. Header only, over anxun.h; link -lanxun.
//
// Handles      are move-only classes that free themselves. A class made without arguments holds nothing.
// Ownership    A method that consumes its object asks for an rvalue: std::move(draft).finish().
// Errors       Every call throws anxun::Error with code(), message() and path(). Each has a twin try_… that is noexcept,
//              returns the status (ANXUN_OK or ANXUN_ERR_…), writes its output only on success, and takes an
//              AnxunError** for the detail where one is wanted.
// Callbacks    may throw: the exception is carried over the library and thrown again to the caller.
// Texts        go in as std::string_view. anxun::Text owns what comes out; a std::string_view that comes out lives as long as
//              the object that it came from.
// Threads      may share a const object. Any other is used by one thread at a time.
#ifndef ANXUN_HPP
#define ANXUN_HPP

#include "anxun.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace anxun {

// A day: year, month, day.
using Date = AnxunDate;

using OptionalView = std::optional<std::string_view>;

namespace detail {

inline AnxunStr str(std::string_view text) noexcept {
    return AnxunStr{text.data() == nullptr ? "" : text.data(), text.size()};
}

inline AnxunStr str(OptionalView text) noexcept { return text ? str(*text) : AnxunStr{nullptr, 0}; }

inline std::string_view view(AnxunStr text) noexcept {
    return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.len);
}

inline OptionalView optional(AnxunStr text) noexcept {
    return text.data == nullptr ? OptionalView() : OptionalView(view(text));
}

}  // namespace detail

// Why a call failed. Copies share what they say.
class Error : public std::exception {
public:
    // Takes the detail over; it may be absent.
    explicit Error(std::int32_t status, AnxunError *detail = nullptr) {
        std::unique_ptr<AnxunError, void (*)(AnxunError *)> owned(detail, anxun_error_free);
        auto said = std::make_shared<Said>();
        said->code = status;
        said->message = owned ? std::string(detail::view(anxun_error_message(owned.get())))
                              : "anxun: status " + std::to_string(status);
        said->message_zh = detail::view(anxun_error_message_zh(owned.get()));
        said->name = detail::view(anxun_error_name(owned.get()));
        said->path = detail::view(anxun_error_path(owned.get()));
        said->found = detail::view(anxun_error_found(owned.get()));
        said->expected = detail::view(anxun_error_expected(owned.get()));
        said->json = detail::view(anxun_error_json(owned.get()));
        said_ = std::move(said);
    }

    // ANXUN_ERR_…
    std::int32_t code() const noexcept { return said_->code; }
    // Name of the code, such as "DateFormat".
    const std::string &name() const noexcept { return said_->name; }
    // What happened, where, what was found and expected. Holds no data of a person.
    const std::string &message() const noexcept { return said_->message; }
    // The same in Chinese.
    const std::string &message_zh() const noexcept { return said_->message_zh; }
    // JSON pointer to the place.
    const std::string &path() const noexcept { return said_->path; }
    const std::string &found() const noexcept { return said_->found; }
    const std::string &expected() const noexcept { return said_->expected; }
    // All faults as JSON.
    const std::string &json() const noexcept { return said_->json; }
    const char *what() const noexcept override { return said_->message.c_str(); }

private:
    struct Said {
        std::int32_t code = 0;
        std::string name, message, message_zh, path, found, expected, json;
    };
    std::shared_ptr<const Said> said_;
};

namespace detail {

inline void check(std::int32_t status, AnxunError *error) {
    if (status != ANXUN_OK) throw Error(status, error);
}

// Runs a call that fills `T`, and throws where it fails.
template <class T, class Call>
T made(Call &&call) {
    T value{};
    AnxunError *error = nullptr;
    const std::int32_t status = call(value, &error);
    check(status, error);
    return value;
}

// Runs a call without output, and throws where it fails.
template <class Call>
void done(Call &&call) {
    AnxunError *error = nullptr;
    const std::int32_t status = call(&error);
    check(status, error);
}

// A handle with one owner.
template <class Raw, void (*Free)(Raw *)>
class Handle {
public:
    Handle() noexcept = default;
    // Takes a handle of the C door over.
    explicit Handle(Raw *raw) noexcept : raw_(raw) {}
    Handle(Handle &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
    Handle &operator=(Handle &&other) noexcept {
        if (this != &other) {
            Free(raw_);
            raw_ = std::exchange(other.raw_, nullptr);
        }
        return *this;
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle() { Free(raw_); }

    explicit operator bool() const noexcept { return raw_ != nullptr; }
    // The handle for a call of the C door.
    const Raw *get() const noexcept { return raw_; }
    Raw *get() noexcept { return raw_; }
    // Gives the handle away: free it, or hand it over.
    Raw *release() noexcept { return std::exchange(raw_, nullptr); }

protected:
    // Fills `out` where the call succeeds.
    template <class T, class Call>
    static std::int32_t fill(T &out, Call &&call) noexcept {
        Raw *raw = nullptr;
        const std::int32_t status = call(&raw);
        if (status == ANXUN_OK) out = T(raw);
        return status;
    }

    Raw *raw_ = nullptr;
};

}  // namespace detail

// A text that came out of the library. A NUL stands behind it.
class Text {
public:
    Text() noexcept = default;
    Text(Text &&other) noexcept : string_(std::exchange(other.string_, AnxunString{nullptr, 0})) {}
    Text &operator=(Text &&other) noexcept {
        if (this != &other) {
            anxun_string_free(&string_);
            string_ = std::exchange(other.string_, AnxunString{nullptr, 0});
        }
        return *this;
    }
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    ~Text() { anxun_string_free(&string_); }

    std::string_view view() const noexcept {
        return string_.data == nullptr ? std::string_view() : std::string_view(string_.data, string_.len);
    }
    operator std::string_view() const noexcept { return view(); }
    std::string str() const { return std::string(view()); }
    const char *c_str() const noexcept { return string_.data == nullptr ? "" : string_.data; }

    // Fills `out` where the call succeeds.
    template <class Call>
    static std::int32_t fill(Text &out, Call &&call) noexcept {
        Text made;
        const std::int32_t status = call(&made.string_);
        if (status == ANXUN_OK) out = std::move(made);
        return status;
    }

private:
    AnxunString string_{nullptr, 0};
};

// Bytes that came out of the library: no text.
class Bytes {
public:
    Bytes() noexcept = default;
    Bytes(Bytes &&other) noexcept : bytes_(std::exchange(other.bytes_, AnxunBytes{nullptr, 0})) {}
    Bytes &operator=(Bytes &&other) noexcept {
        if (this != &other) {
            anxun_bytes_free(&bytes_);
            bytes_ = std::exchange(other.bytes_, AnxunBytes{nullptr, 0});
        }
        return *this;
    }
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;
    ~Bytes() { anxun_bytes_free(&bytes_); }

    const std::uint8_t *data() const noexcept { return bytes_.data; }
    std::size_t size() const noexcept { return bytes_.len; }

    // Fills `out` where the call succeeds.
    template <class Call>
    static std::int32_t fill(Bytes &out, Call &&call) noexcept {
        Bytes made;
        const std::int32_t status = call(&made.bytes_);
        if (status == ANXUN_OK) out = std::move(made);
        return status;
    }

private:
    AnxunBytes bytes_{nullptr, 0};
};

// The version of the library.
inline std::string_view version() noexcept { return detail::view(anxun_version()); }

// The JSON door: any operation of operations().
inline std::int32_t try_call(std::string_view operation, std::string_view request, Text &out,
                             AnxunError **error = nullptr) noexcept {
    return Text::fill(out, [&](AnxunString *to) {
        return anxun_call(detail::str(operation), detail::str(request), to, error);
    });
}
inline Text call(std::string_view operation, std::string_view request) {
    return detail::made<Text>([&](Text &out, AnxunError **error) { return try_call(operation, request, out, error); });
}

// A rule as a text for people; `lang` is "zh" or "en".
inline std::int32_t try_explain(std::string_view code, std::string_view lang, Text &out,
                                AnxunError **error = nullptr) noexcept {
    return Text::fill(
        out, [&](AnxunString *to) { return anxun_explain(detail::str(code), detail::str(lang), to, error); });
}
inline Text explain(std::string_view code, std::string_view lang = "zh") {
    return detail::made<Text>([&](Text &out, AnxunError **error) { return try_explain(code, lang, out, error); });
}

// The catalogue of rules, as JSON.
inline std::int32_t try_rules(Text &out, AnxunError **error = nullptr) noexcept {
    return try_call("rule.list", "{}", out, error);
}
inline Text rules() { return call("rule.list", "{}"); }

// Every operation, as JSON.
inline std::int32_t try_operations(Text &out, AnxunError **error = nullptr) noexcept {
    return try_call("operation.list", "{}", out, error);
}
inline Text operations() { return call("operation.list", "{}"); }

// An archive room and its video store (档案室、视频存储), AR-10 to AR-12: the request {room, period: {from, to}, context} and the
// answer are JSON.
inline std::int32_t try_review_archive_room(std::string_view request, Text &out, AnxunError **error = nullptr) noexcept {
    return try_call("archive.room", request, out, error);
}
inline Text review_archive_room(std::string_view request) { return call("archive.room", request); }

// What differs between the receipts of two registers (台账回执): {then, now} as JSON; a register gives one with its summary where
// its inputs ask for it ("receipt": true).
inline std::int32_t try_compare_receipts(std::string_view request, Text &out, AnxunError **error = nullptr) noexcept {
    return try_call("receipt.compare", request, out, error);
}
inline Text compare_receipts(std::string_view request) { return call("receipt.compare", request); }

// A work calendar with make-up working days (调休).
class WorkCalendar : public detail::Handle<AnxunCalendar, anxun_calendar_free> {
public:
    using Handle::Handle;

    // The built-in calendar of China.
    static std::int32_t try_china(WorkCalendar &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunCalendar **to) { return anxun_calendar_china(to, error); });
    }
    static WorkCalendar china() {
        return detail::made<WorkCalendar>([](WorkCalendar &out, AnxunError **error) { return try_china(out, error); });
    }

    static std::int32_t try_from_json(std::string_view json, WorkCalendar &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunCalendar **to) { return anxun_calendar_from_json(detail::str(json), to, error); });
    }
    static WorkCalendar from_json(std::string_view json) {
        return detail::made<WorkCalendar>(
            [&](WorkCalendar &out, AnxunError **error) { return try_from_json(json, out, error); });
    }

    // A new calendar with the days of `json`, which touch those of this one: how a host adds the next year.
    std::int32_t try_with_json(std::string_view json, WorkCalendar &out, AnxunError **error = nullptr) const noexcept {
        return fill(out, [&](AnxunCalendar **to) { return anxun_calendar_with_json(get(), detail::str(json), to, error); });
    }
    WorkCalendar with_json(std::string_view json) const {
        return detail::made<WorkCalendar>(
            [&](WorkCalendar &out, AnxunError **error) { return try_with_json(json, out, error); });
    }

    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_calendar_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }

    std::int32_t try_is_working_day(Date date, bool &out, AnxunError **error = nullptr) const noexcept {
        return anxun_calendar_is_working_day(get(), date, &out, error);
    }
    bool is_working_day(Date date) const {
        return detail::made<bool>([&](bool &out, AnxunError **error) { return try_is_working_day(date, out, error); });
    }

    // The day that is `days` working days after `date`, which itself is not counted.
    std::int32_t try_add_working_days(Date date, std::uint32_t days, Date &out,
                                      AnxunError **error = nullptr) const noexcept {
        return anxun_calendar_add_working_days(get(), date, days, &out, error);
    }
    Date add_working_days(Date date, std::uint32_t days) const {
        return detail::made<Date>(
            [&](Date &out, AnxunError **error) { return try_add_working_days(date, days, out, error); });
    }

    // Working days from `from` to `to`, both included.
    std::int32_t try_working_days_between(Date from, Date to, std::uint32_t &out,
                                          AnxunError **error = nullptr) const noexcept {
        return anxun_calendar_working_days_between(get(), from, to, &out, error);
    }
    std::uint32_t working_days_between(Date from, Date to) const {
        return detail::made<std::uint32_t>(
            [&](std::uint32_t &out, AnxunError **error) { return try_working_days_between(from, to, out, error); });
    }

    // First and last day that the calendar covers.
    std::int32_t try_covered(std::pair<Date, Date> &out, AnxunError **error = nullptr) const noexcept {
        return anxun_calendar_covered(get(), &out.first, &out.second, error);
    }
    std::pair<Date, Date> covered() const {
        return detail::made<std::pair<Date, Date>>(
            [&](std::pair<Date, Date> &out, AnxunError **error) { return try_covered(out, error); });
    }

    // Whether the calendar ends within 60 days of `as_of`.
    std::int32_t try_ends_soon(std::string_view as_of, bool &out, AnxunError **error = nullptr) const noexcept {
        return anxun_calendar_ends_soon(get(), detail::str(as_of), &out, error);
    }
    bool ends_soon(std::string_view as_of) const {
        return detail::made<bool>([&](bool &out, AnxunError **error) { return try_ends_soon(as_of, out, error); });
    }

    // The notice on which a day rests; nothing for a day that is not covered.
    std::int32_t try_source(Date date, OptionalView &out, AnxunError **error = nullptr) const noexcept {
        AnxunStr text{nullptr, 0};
        const std::int32_t status = anxun_calendar_source(get(), date, &text, error);
        if (status == ANXUN_OK) out = detail::optional(text);
        return status;
    }
    OptionalView source(Date date) const {
        return detail::made<OptionalView>(
            [&](OptionalView &out, AnxunError **error) { return try_source(date, out, error); });
    }
};

// The versions of the policy (制度) by the day on which each takes effect.
class PolicyBook : public detail::Handle<AnxunPolicy, anxun_policy_free> {
public:
    using Handle::Handle;

    // The scheme in its revised form.
    static std::int32_t try_seed(PolicyBook &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunPolicy **to) { return anxun_policy_seed(to, error); });
    }
    static PolicyBook seed() {
        return detail::made<PolicyBook>([](PolicyBook &out, AnxunError **error) { return try_seed(out, error); });
    }

    // The scheme before and after its revision of 2023.
    static std::int32_t try_seed(Date revised_on, PolicyBook &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunPolicy **to) { return anxun_policy_seed_revised_on(revised_on, to, error); });
    }
    static PolicyBook seed(Date revised_on) {
        return detail::made<PolicyBook>(
            [&](PolicyBook &out, AnxunError **error) { return try_seed(revised_on, out, error); });
    }

    static std::int32_t try_from_json(std::string_view json, PolicyBook &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunPolicy **to) { return anxun_policy_from_json(detail::str(json), to, error); });
    }
    static PolicyBook from_json(std::string_view json) {
        return detail::made<PolicyBook>(
            [&](PolicyBook &out, AnxunError **error) { return try_from_json(json, out, error); });
    }

    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_policy_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }

    // Names each value that is laxer than its source, as JSON; `strict` refuses one without a reason.
    std::int32_t try_validate(bool strict, Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_policy_validate(get(), strict ? 1 : 0, to, error); });
    }
    Text validate(bool strict = false) const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_validate(strict, out, error); });
    }
};

// Units and people (企业).
class Organisation : public detail::Handle<AnxunOrganisation, anxun_organisation_free> {
public:
    using Handle::Handle;

    static std::int32_t try_from_json(std::string_view json, Organisation &out, AnxunError **error = nullptr) noexcept {
        return fill(out,
                    [&](AnxunOrganisation **to) { return anxun_organisation_from_json(detail::str(json), to, error); });
    }
    static Organisation from_json(std::string_view json) {
        return detail::made<Organisation>(
            [&](Organisation &out, AnxunError **error) { return try_from_json(json, out, error); });
    }

    // Holds names.
    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_organisation_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }
};

// Whether somebody may work: only Yes is a yes.
enum class May : std::int32_t { Yes = ANXUN_MAY_YES, No = ANXUN_MAY_NO, Unknown = ANXUN_MAY_UNKNOWN };

// An answer of Workforce::may_work.
struct MayWork {
    May may = May::Unknown;
    // The last day on which the answer stays the same if nothing happens; absent where no end is in sight.
    std::optional<Date> valid_until;
    // The whole answer, with reasons and releases, as JSON.
    Text json;
};

// People with their spells, certificates and trainings, what posts ask for, and the numbers that decide.
class Workforce : public detail::Handle<AnxunWorkforce, anxun_workforce_free> {
public:
    using Handle::Handle;

    // `presets` names presets of external law, separated by commas.
    static std::int32_t try_from_json(std::string_view json, const PolicyBook &policy, std::string_view presets, bool reveal,
                                      Workforce &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunWorkforce **to) {
            return anxun_workforce_from_json(detail::str(json), policy.get(), detail::str(presets), reveal, to, error);
        });
    }
    static Workforce from_json(std::string_view json, const PolicyBook &policy, std::string_view presets = {},
                               bool reveal = false) {
        return detail::made<Workforce>([&](Workforce &out, AnxunError **error) {
            return try_from_json(json, policy, presets, reveal, out, error);
        });
    }

    // Whether an employee may work on a day; without post and operation the work of the own post.
    std::int32_t try_may_work(std::string_view employee_no, std::optional<std::string_view> post,
                              std::optional<std::string_view> operation, Date date, MayWork &out,
                              AnxunError **error = nullptr) const noexcept {
        const auto given = [](const std::optional<std::string_view> &text) {
            return text ? detail::str(*text) : AnxunStr{nullptr, 0};
        };
        std::int32_t may = ANXUN_MAY_UNKNOWN;
        Date until{};
        const std::int32_t status = Text::fill(out.json, [&](AnxunString *to) {
            return anxun_may_work(get(), detail::str(employee_no), given(post), given(operation), date, &may, &until, to,
                                  error);
        });
        if (status == ANXUN_OK) {
            out.may = static_cast<May>(may);
            out.valid_until = until.year == 0 ? std::nullopt : std::optional<Date>(until);
        }
        return status;
    }
    MayWork may_work(std::string_view employee_no, Date date, std::optional<std::string_view> post = std::nullopt,
                     std::optional<std::string_view> operation = std::nullopt) const {
        return detail::made<MayWork>([&](MayWork &out, AnxunError **error) {
            return try_may_work(employee_no, post, operation, date, out, error);
        });
    }

    // Any operation that takes a workforce, with its request without workforce and terms.
    std::int32_t try_ask(std::string_view operation, std::string_view request, Text &out,
                         AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) {
            return anxun_workforce_ask(get(), detail::str(operation), detail::str(request), to, error);
        });
    }
    Text ask(std::string_view operation, std::string_view request) const {
        return detail::made<Text>(
            [&](Text &out, AnxunError **error) { return try_ask(operation, request, out, error); });
    }

    // Everybody on a day as an Arrow table, one row a person and thing owed, and what lapses within `days` days after it as
    // another; an ArrowOwner<ArrowArrayStream> releases them, and each may be null. What stands in no row is told as JSON.
    std::int32_t try_tables(Date date, std::uint32_t days, ArrowArrayStream *obligations, ArrowArrayStream *lapses,
                            Text &notes, AnxunError **error = nullptr) const noexcept {
        return Text::fill(notes, [&](AnxunString *to) {
            return anxun_workforce_tables(get(), date, days, obligations, lapses, to, error);
        });
    }
    Text tables(Date date, ArrowArrayStream *obligations, std::uint32_t days = 0,
                ArrowArrayStream *lapses = nullptr) const {
        return detail::made<Text>([&](Text &notes, AnxunError **error) {
            return try_tables(date, days, obligations, lapses, notes, error);
        });
    }

    // The schemas of the two tables.
    static std::int32_t try_tables_schema(ArrowSchema *obligations, ArrowSchema *lapses,
                                          AnxunError **error = nullptr) noexcept {
        return anxun_workforce_tables_schema(obligations, lapses, error);
    }
    static void tables_schema(ArrowSchema *obligations, ArrowSchema *lapses = nullptr) {
        detail::done([&](AnxunError **error) { return try_tables_schema(obligations, lapses, error); });
    }
};

// Limits of size of a record; 0 is the usual limit.
struct Limits {
    std::size_t text = 0, long_text = 0, list = 0, document = 0, nesting = 0, faults = 0;
};

// Policy, calendar, people and the moment of the question. Once it is set up, threads may share it.
class Context : public detail::Handle<AnxunContext, anxun_context_free> {
public:
    using Handle::Handle;

    // Policy and calendar are copied.
    static std::int32_t try_make(const PolicyBook &policy, const WorkCalendar &calendar, std::string_view as_of,
                                 Context &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunContext **to) {
            return anxun_context_new(policy.get(), calendar.get(), detail::str(as_of), to, error);
        });
    }
    static Context make(const PolicyBook &policy, const WorkCalendar &calendar, std::string_view as_of) {
        return detail::made<Context>(
            [&](Context &out, AnxunError **error) { return try_make(policy, calendar, as_of, out, error); });
    }
    static Context make(const PolicyBook &policy, const WorkCalendar &calendar, const Organisation &organisation,
                        std::string_view as_of) {
        Context context = make(policy, calendar, as_of);
        context.set_organisation(organisation);
        return context;
    }

    // The organisation is copied.
    std::int32_t try_set_organisation(const Organisation &organisation, AnxunError **error = nullptr) noexcept {
        return anxun_context_set_organisation(get(), organisation.get(), error);
    }
    void set_organisation(const Organisation &organisation) {
        detail::done([&](AnxunError **error) { return try_set_organisation(organisation, error); });
    }

    // Whether findings show employee numbers whole.
    std::int32_t try_set_reveal(bool reveal, AnxunError **error = nullptr) noexcept {
        return anxun_context_set_reveal(get(), reveal ? 1 : 0, error);
    }
    void set_reveal(bool reveal) {
        detail::done([&](AnxunError **error) { return try_set_reveal(reveal, error); });
    }

    std::int32_t try_set_limits(const Limits &limits, AnxunError **error = nullptr) noexcept {
        const AnxunLimits asked{sizeof(AnxunLimits), limits.text,     limits.long_text,
                                limits.list,         limits.document, limits.nesting,
                                limits.faults};
        return anxun_context_set_limits(get(), &asked, error);
    }
    void set_limits(const Limits &limits) {
        detail::done([&](AnxunError **error) { return try_set_limits(limits, error); });
    }
};

// A training record (培训记录).
class TrainingRecord : public detail::Handle<AnxunRecord, anxun_record_free> {
public:
    using Handle::Handle;

    static std::int32_t try_from_json(std::string_view json, TrainingRecord &out,
                                      AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunRecord **to) { return anxun_record_from_json(detail::str(json), to, error); });
    }
    static TrainingRecord from_json(std::string_view json) {
        return detail::made<TrainingRecord>(
            [&](TrainingRecord &out, AnxunError **error) { return try_from_json(json, out, error); });
    }

    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_record_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }

    // By when the steps are due, as JSON.
    std::int32_t try_deadlines(const Context &context, Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(
            out, [&](AnxunString *to) { return anxun_record_deadlines_json(context.get(), get(), to, error); });
    }
    Text deadlines(const Context &context) const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_deadlines(context, out, error); });
    }

    // Until when it has to be kept, as JSON.
    std::int32_t try_retention(const Context &context, Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_retention_until(context.get(), get(), to, error); });
    }
    Text retention(const Context &context) const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_retention(context, out, error); });
    }

    // Whether it may be destroyed; `reasons` gets each reason against, as JSON, where it is not null.
    std::int32_t try_may_destroy(const Context &context, bool &out, Text *reasons = nullptr,
                                 AnxunError **error = nullptr) const noexcept {
        Text said;
        const std::int32_t status = Text::fill(said, [&](AnxunString *to) {
            return anxun_retention_may_destroy(context.get(), get(), &out, to, error);
        });
        if (status == ANXUN_OK && reasons != nullptr) *reasons = std::move(said);
        return status;
    }
    bool may_destroy(const Context &context, Text *reasons = nullptr) const {
        return detail::made<bool>(
            [&](bool &out, AnxunError **error) { return try_may_destroy(context, out, reasons, error); });
    }
};

// A record filled without JSON, by pointer. What a call refuses leaves the draft as it was.
class Draft : public detail::Handle<AnxunDraft, anxun_draft_free> {
public:
    using Handle::Handle;

    static std::int32_t try_make(Draft &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunDraft **to) { return anxun_draft_new(to, error); });
    }
    static Draft make() {
        return detail::made<Draft>([](Draft &out, AnxunError **error) { return try_make(out, error); });
    }

    // A text, a date, a time, a stamp or a code.
    std::int32_t try_set_text(std::string_view pointer, std::string_view text, AnxunError **error = nullptr) noexcept {
        return anxun_draft_set_text(get(), detail::str(pointer), detail::str(text), error);
    }
    void set_text(std::string_view pointer, std::string_view text) {
        detail::done([&](AnxunError **error) { return try_set_text(pointer, text, error); });
    }

    std::int32_t try_set_count(std::string_view pointer, std::uint32_t count, AnxunError **error = nullptr) noexcept {
        return anxun_draft_set_count(get(), detail::str(pointer), count, error);
    }
    void set_count(std::string_view pointer, std::uint32_t count) {
        detail::done([&](AnxunError **error) { return try_set_count(pointer, count, error); });
    }

    std::int32_t try_set_flag(std::string_view pointer, bool flag, AnxunError **error = nullptr) noexcept {
        return anxun_draft_set_flag(get(), detail::str(pointer), flag ? 1 : 0, error);
    }
    void set_flag(std::string_view pointer, bool flag) {
        detail::done([&](AnxunError **error) { return try_set_flag(pointer, flag, error); });
    }

    // A decimal, written as a text such as "87.5".
    std::int32_t try_set_decimal(std::string_view pointer, std::string_view decimal,
                                 AnxunError **error = nullptr) noexcept {
        return anxun_draft_set_decimal(get(), detail::str(pointer), detail::str(decimal), error);
    }
    void set_decimal(std::string_view pointer, std::string_view decimal) {
        detail::done([&](AnxunError **error) { return try_set_decimal(pointer, decimal, error); });
    }

    std::int32_t try_unset(std::string_view pointer, AnxunError **error = nullptr) noexcept {
        return anxun_draft_unset(get(), detail::str(pointer), error);
    }
    void unset(std::string_view pointer) {
        detail::done([&](AnxunError **error) { return try_unset(pointer, error); });
    }

    // One column of a list: `values[i]` (a text, or absent) at `list` /i `field`.
    std::int32_t try_rows(std::string_view list, std::string_view field, const AnxunStr *values, std::size_t count,
                          AnxunError **error = nullptr) noexcept {
        return anxun_draft_rows(get(), detail::str(list), detail::str(field), values, count, error);
    }
    // The same for a range of texts, such as std::vector<std::string> or std::vector<anxun::OptionalView>.
    template <class Range>
    void rows(std::string_view list, std::string_view field, const Range &range) {
        std::vector<AnxunStr> values;
        for (const auto &value : range) values.push_back(detail::str(OptionalView(value)));
        detail::done(
            [&](AnxunError **error) { return try_rows(list, field, values.data(), values.size(), error); });
    }

    // The record; the draft is consumed, also where this fails.
    std::int32_t try_finish(TrainingRecord &out, AnxunError **error = nullptr) && noexcept {
        AnxunRecord *raw = nullptr;
        const std::int32_t status = anxun_draft_finish(&raw_, &raw, error);
        if (status == ANXUN_OK) out = TrainingRecord(raw);
        return status;
    }
    TrainingRecord finish() && {
        return detail::made<TrainingRecord>(
            [&](TrainingRecord &out, AnxunError **error) { return std::move(*this).try_finish(out, error); });
    }
};

// One finding; its texts live as long as the review.
struct Finding {
    std::string_view code, severity;
    OptionalView grade;
    std::string_view path, observed, expected;
    OptionalView due, remedy;
    std::string_view message_zh, message_en, id;
    bool explained = false, suspected = false;
};

// A rule that could not be judged; its texts live as long as the review.
struct NotAssessed {
    std::string_view code, reason, reason_zh, reason_en;
};

// The review of one record (审查).
class Review : public detail::Handle<AnxunReview, anxun_review_free> {
public:
    using Handle::Handle;

    static std::int32_t try_make(const Context &context, std::string_view json, Review &out,
                                 AnxunError **error = nullptr) noexcept {
        return fill(out,
                    [&](AnxunReview **to) { return anxun_review_json(context.get(), detail::str(json), to, error); });
    }
    static std::int32_t try_make(const Context &context, const TrainingRecord &record, Review &out,
                                 AnxunError **error = nullptr) noexcept {
        return fill(out,
                    [&](AnxunReview **to) { return anxun_review_record(context.get(), record.get(), to, error); });
    }

    std::int32_t try_passes(bool &out) const noexcept { return anxun_review_passes(get(), &out); }
    bool passes() const {
        return detail::made<bool>([&](bool &out, AnxunError **) { return try_passes(out); });
    }

    // "Valid", "Invalid", "Exempt", "Unknown".
    std::int32_t try_validity(std::string_view &out) const noexcept { return text(anxun_review_validity, out); }
    std::string_view validity() const {
        return detail::made<std::string_view>([&](std::string_view &out, AnxunError **) { return try_validity(out); });
    }

    // "Complete", "Incomplete", "Unknown".
    std::int32_t try_completeness(std::string_view &out) const noexcept {
        return text(anxun_review_completeness, out);
    }
    std::string_view completeness() const {
        return detail::made<std::string_view>(
            [&](std::string_view &out, AnxunError **) { return try_completeness(out); });
    }

    // "Minor", "General", "Severe"; nothing without a defect.
    std::int32_t try_grade(OptionalView &out) const noexcept { return text(anxun_review_grade, out); }
    OptionalView grade() const {
        return detail::made<OptionalView>([&](OptionalView &out, AnxunError **) { return try_grade(out); });
    }

    std::int32_t try_number(OptionalView &out) const noexcept { return text(anxun_review_number, out); }
    OptionalView number() const {
        return detail::made<OptionalView>([&](OptionalView &out, AnxunError **) { return try_number(out); });
    }

    std::int32_t try_finding_count(std::size_t &out) const noexcept { return anxun_review_finding_count(get(), &out); }
    std::size_t finding_count() const {
        return detail::made<std::size_t>([&](std::size_t &out, AnxunError **) { return try_finding_count(out); });
    }

    std::int32_t try_finding(std::size_t index, Finding &out) const noexcept {
        AnxunFinding row{};
        row.size = sizeof row;
        const std::int32_t status = anxun_review_finding(get(), index, &row);
        if (status != ANXUN_OK) return status;
        using detail::optional;
        using detail::view;
        out.code = view(row.code);
        out.severity = view(row.severity);
        out.grade = optional(row.grade);
        out.path = view(row.path);
        out.observed = view(row.observed);
        out.expected = view(row.expected);
        out.due = optional(row.due);
        out.remedy = optional(row.remedy);
        out.message_zh = view(row.message_zh);
        out.message_en = view(row.message_en);
        out.id = view(row.id);
        out.explained = row.explained;
        out.suspected = row.suspected;
        return status;
    }
    Finding finding(std::size_t index) const {
        return detail::made<Finding>([&](Finding &out, AnxunError **) { return try_finding(index, out); });
    }
    std::vector<Finding> findings() const {
        std::vector<Finding> all(finding_count());
        for (std::size_t at = 0; at < all.size(); ++at) all[at] = finding(at);
        return all;
    }

    std::int32_t try_not_assessed_count(std::size_t &out) const noexcept {
        return anxun_review_not_assessed_count(get(), &out);
    }
    std::size_t not_assessed_count() const {
        return detail::made<std::size_t>([&](std::size_t &out, AnxunError **) { return try_not_assessed_count(out); });
    }

    std::int32_t try_not_assessed(std::size_t index, NotAssessed &out) const noexcept {
        AnxunNotAssessed row{};
        row.size = sizeof row;
        const std::int32_t status = anxun_review_not_assessed(get(), index, &row);
        if (status == ANXUN_OK) {
            out = NotAssessed{detail::view(row.code), detail::view(row.reason), detail::view(row.reason_zh),
                              detail::view(row.reason_en)};
        }
        return status;
    }
    NotAssessed not_assessed(std::size_t index) const {
        return detail::made<NotAssessed>([&](NotAssessed &out, AnxunError **) { return try_not_assessed(index, out); });
    }
    std::vector<NotAssessed> not_assessed() const {
        std::vector<NotAssessed> all(not_assessed_count());
        for (std::size_t at = 0; at < all.size(); ++at) all[at] = not_assessed(at);
        return all;
    }

    // The whole review as canonical JSON.
    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_review_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }

private:
    template <class Get, class View>
    std::int32_t text(Get getter, View &out) const noexcept {
        AnxunStr text{nullptr, 0};
        const std::int32_t status = getter(get(), &text);
        if (status == ANXUN_OK) {
            if constexpr (std::is_same_v<View, OptionalView>) {
                out = detail::optional(text);
            } else {
                out = detail::view(text);
            }
        }
        return status;
    }
};

// Reviews a record, as JSON or as an object.
inline std::int32_t try_review(std::string_view json, const Context &context, Review &out,
                               AnxunError **error = nullptr) noexcept {
    return Review::try_make(context, json, out, error);
}
inline std::int32_t try_review(const TrainingRecord &record, const Context &context, Review &out,
                               AnxunError **error = nullptr) noexcept {
    return Review::try_make(context, record, out, error);
}
inline Review review(std::string_view json, const Context &context) {
    return detail::made<Review>([&](Review &out, AnxunError **error) { return try_review(json, context, out, error); });
}
inline Review review(const TrainingRecord &record, const Context &context) {
    return detail::made<Review>(
        [&](Review &out, AnxunError **error) { return try_review(record, context, out, error); });
}

namespace detail {

// A callback of the caller, and what it threw.
template <class Callback>
struct Carried {
    Callback &callback;
    std::exception_ptr thrown;

    // Called by the library: 0 goes on.
    static std::int32_t run(void *user_data, AnxunStr entry) noexcept {
        auto &carried = *static_cast<Carried *>(user_data);
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Callback &, std::string_view>>) {
                carried.callback(view(entry));
                return 0;
            } else {
                return carried.callback(view(entry)) ? 0 : 1;
            }
        } catch (...) {
            carried.thrown = std::current_exception();
            return 1;
        }
    }
};

}  // namespace detail

// A structure of the Arrow C interfaces (ArrowArrayStream, ArrowSchema) with one owner, who releases it. The program brings
// the definition with its own Arrow header.
template <class T>
class ArrowOwner {
public:
    ArrowOwner() noexcept = default;
    ArrowOwner(ArrowOwner &&other) noexcept : held_(std::exchange(other.held_, T{})) {}
    ArrowOwner &operator=(ArrowOwner &&other) noexcept {
        if (this != &other) {
            reset();
            held_ = std::exchange(other.held_, T{});
        }
        return *this;
    }
    ArrowOwner(const ArrowOwner &) = delete;
    ArrowOwner &operator=(const ArrowOwner &) = delete;
    ~ArrowOwner() { reset(); }

    explicit operator bool() const noexcept { return held_.release != nullptr; }
    T *operator->() noexcept { return &held_; }
    // The structure, to be read or moved from.
    T *get() noexcept { return &held_; }
    // The place for a structure that comes; what was held is released.
    T *place() noexcept {
        reset();
        return &held_;
    }
    void reset() noexcept {
        if (held_.release != nullptr) held_.release(&held_);
        held_ = T{};
    }

private:
    T held_{};
};

// A register judged as a stream (台账). Several threads take a part each and merge.
class Register : public detail::Handle<AnxunRegister, anxun_register_free> {
public:
    using Handle::Handle;

    // `inputs` is JSON (verifications, rectifications, voids) or absent.
    static std::int32_t try_make(const Context &context, OptionalView inputs, Register &out,
                                 AnxunError **error = nullptr) noexcept {
        return fill(
            out, [&](AnxunRegister **to) { return anxun_register_new(context.get(), detail::str(inputs), to, error); });
    }
    static Register make(const Context &context, OptionalView inputs = {}) {
        return detail::made<Register>(
            [&](Register &out, AnxunError **error) { return try_make(context, inputs, out, error); });
    }

    // An empty part with the same context, for another thread.
    std::int32_t try_part(Register &out, AnxunError **error = nullptr) const noexcept {
        return fill(out, [&](AnxunRegister **to) { return anxun_register_part(get(), to, error); });
    }
    Register part() const {
        return detail::made<Register>([&](Register &out, AnxunError **error) { return try_part(out, error); });
    }

    // A temporary file in `folder` (empty: that of the system) for what memory is not to hold, beyond `memory` bytes for each
    // part (0: 32 MiB). To be said before the first line and before parts are made.
    std::int32_t try_spill(std::string_view folder, std::size_t memory, AnxunError **error = nullptr) noexcept {
        return anxun_register_spill(get(), detail::str(folder), memory, error);
    }
    void spill(std::string_view folder = {}, std::size_t memory = 0) {
        detail::done([&](AnxunError **error) { return try_spill(folder, memory, error); });
    }

    // Judges one line; what became of it, as JSON.
    std::int32_t try_push(std::uint64_t line, std::string_view json, Text &out, AnxunError **error = nullptr) noexcept {
        return Text::fill(
            out, [&](AnxunString *to) { return anxun_register_push(get(), line, detail::str(json), to, error); });
    }
    Text push(std::uint64_t line, std::string_view json) {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_push(line, json, out, error); });
    }

    // Judges a buffer of JSON Lines. `callback(std::string_view entry)` gets what became of each line; where it answers
    // false, reading stops with ANXUN_ERR_CALLBACK, and so it does where it throws: `thrown` gets the exception.
    // `lines` gets the number of lines read in either case.
    template <class Callback>
    std::int32_t try_review_lines(std::uint64_t first_line, std::string_view buffer, Callback &&callback,
                                  std::uint64_t &lines, std::exception_ptr *thrown = nullptr,
                                  AnxunError **error = nullptr) noexcept {
        detail::Carried<std::remove_reference_t<Callback>> carried{callback, nullptr};
        const std::int32_t status =
            anxun_register_review_lines(get(), first_line, detail::str(buffer), &carried.run, &carried, &lines, error);
        if (thrown != nullptr) *thrown = carried.thrown;
        return status;
    }
    // The same; an exception of the callback is thrown again, and to stop is no error. Returns the number of lines read.
    template <class Callback>
    std::uint64_t review_lines(std::string_view buffer, Callback &&callback, std::uint64_t first_line = 1) {
        std::uint64_t lines = 0;
        std::exception_ptr thrown;
        AnxunError *error = nullptr;
        const std::int32_t status = try_review_lines(first_line, buffer, callback, lines, &thrown, &error);
        if (status == ANXUN_ERR_CALLBACK) {
            anxun_error_free(error);
            if (thrown) std::rethrow_exception(thrown);
            return lines;
        }
        detail::check(status, error);
        return lines;
    }
    std::uint64_t review_lines(std::string_view buffer, std::uint64_t first_line = 1) {
        std::uint64_t lines = 0;
        detail::done([&](AnxunError **error) {
            return anxun_register_review_lines(get(), first_line, detail::str(buffer), nullptr, nullptr, &lines, error);
        });
        return lines;
    }

    // Judges a whole stream of record batches, one record a row; `records` is consumed. The tables that are asked for (others
    // are nullptr) are kept until the end: for a long stream take Columns. `rows` gets the number of records.
    std::int32_t try_review_columns(std::uint64_t first_line, ArrowArrayStream *records, std::uint64_t &rows,
                                    ArrowArrayStream *verdicts, ArrowArrayStream *findings, ArrowArrayStream *faults,
                                    AnxunError **error = nullptr) noexcept {
        return anxun_register_review_columns(get(), first_line, records, &rows, verdicts, findings, faults, error);
    }
    std::uint64_t review_columns(ArrowArrayStream *records, ArrowArrayStream *verdicts = nullptr,
                                 ArrowArrayStream *findings = nullptr, ArrowArrayStream *faults = nullptr,
                                 std::uint64_t first_line = 1) {
        std::uint64_t rows = 0;
        detail::done([&](AnxunError **error) {
            return try_review_columns(first_line, records, rows, verdicts, findings, faults, error);
        });
        return rows;
    }

    // Adds another part, which is consumed.
    std::int32_t try_merge(Register &&part, AnxunError **error = nullptr) noexcept {
        return anxun_register_merge(get(), &part.raw_, error);
    }
    void merge(Register &&part) {
        detail::done([&](AnxunError **error) { return try_merge(std::move(part), error); });
    }

    // What was judged so far as bytes, for merge_state in another process or on another machine.
    std::int32_t try_state(Bytes &out, AnxunError **error = nullptr) const noexcept {
        return Bytes::fill(out, [&](AnxunBytes *to) { return anxun_register_state(get(), to, error); });
    }
    Bytes state() const {
        return detail::made<Bytes>([&](Bytes &out, AnxunError **error) { return try_state(out, error); });
    }

    // Adds what another register judged, from the bytes of its state. On an error nothing is added.
    std::int32_t try_merge_state(const std::uint8_t *state, std::size_t size, AnxunError **error = nullptr) noexcept {
        return anxun_register_merge_state(get(), state, size, error);
    }
    void merge_state(const std::uint8_t *state, std::size_t size) {
        detail::done([&](AnxunError **error) { return try_merge_state(state, size, error); });
    }
    void merge_state(const Bytes &state) { merge_state(state.data(), state.size()); }

    // The summary as canonical JSON; the register is consumed.
    std::int32_t try_finish(Text &out, AnxunError **error = nullptr) && noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_register_finish(&raw_, to, error); });
    }
    Text finish() && {
        return detail::made<Text>(
            [&](Text &out, AnxunError **error) { return std::move(*this).try_finish(out, error); });
    }

    // The summary, and before it each finding between records: `callback(std::string_view finding)`, JSON. The summary
    // lists only the first thousand of each code. Where the callback answers false or throws, there is no summary, and
    // the status is ANXUN_ERR_CALLBACK: `thrown` gets the exception.
    template <class Callback>
    std::int32_t try_finish_with(Callback &&callback, Text &out, std::exception_ptr *thrown = nullptr,
                                 AnxunError **error = nullptr) && noexcept {
        detail::Carried<std::remove_reference_t<Callback>> carried{callback, nullptr};
        const std::int32_t status = Text::fill(out, [&](AnxunString *to) {
            return anxun_register_finish_with(&raw_, &carried.run, &carried, to, error);
        });
        if (thrown != nullptr) *thrown = carried.thrown;
        return status;
    }
    // The same; an exception of the callback is thrown again.
    template <class Callback>
    Text finish_with(Callback &&callback) && {
        Text out;
        std::exception_ptr thrown;
        AnxunError *error = nullptr;
        const std::int32_t status = std::move(*this).try_finish_with(callback, out, &thrown, &error);
        if (thrown) {
            anxun_error_free(error);
            std::rethrow_exception(thrown);
        }
        detail::check(status, error);
        return out;
    }
};

// A stream of records as columns on its way through a register, batch by batch.
class Columns : public detail::Handle<AnxunColumns, anxun_columns_free> {
public:
    using Handle::Handle;

    // The documented schema of a record.
    static std::int32_t try_schema(ArrowSchema *out, AnxunError **error = nullptr) noexcept {
        return anxun_columns_schema(out, error);
    }
    static void schema(ArrowSchema *out) {
        detail::done([&](AnxunError **error) { return try_schema(out, error); });
    }

    // Takes a stream over, whatever comes of it; a column of another type is an error before any row is judged.
    static std::int32_t try_make(ArrowArrayStream *records, std::uint64_t first_line, Columns &out,
                                 AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunColumns **to) { return anxun_columns_new(records, first_line, to, error); });
    }
    static Columns make(ArrowArrayStream *records, std::uint64_t first_line = 1) {
        return detail::made<Columns>(
            [&](Columns &out, AnxunError **error) { return try_make(records, first_line, out, error); });
    }

    // Facets without a column, and columns that the record does not know, as JSON.
    std::int32_t try_notes(Text &out, AnxunError **error = nullptr) noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_columns_notes(get(), to, error); });
    }
    Text notes() {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_notes(out, error); });
    }

    // Judges the next batch; how many records it had, 0 at the end. The tables that are asked for are streams of one table;
    // an ArrowOwner<ArrowArrayStream> releases them.
    std::int32_t try_next(Register &stream, std::uint64_t &rows, ArrowArrayStream *verdicts, ArrowArrayStream *findings,
                          ArrowArrayStream *faults, AnxunError **error = nullptr) noexcept {
        return anxun_columns_next(get(), stream.get(), &rows, verdicts, findings, faults, error);
    }
    std::uint64_t next(Register &stream, ArrowArrayStream *verdicts = nullptr, ArrowArrayStream *findings = nullptr,
                       ArrowArrayStream *faults = nullptr) {
        std::uint64_t rows = 0;
        detail::done([&](AnxunError **error) { return try_next(stream, rows, verdicts, findings, faults, error); });
        return rows;
    }
};

// Judges JSON Lines as one register; the summary, as JSON.
template <class Callback>
Text review_register(std::string_view lines, const Context &context, Callback &&callback) {
    Register stream = Register::make(context);
    stream.review_lines(lines, callback);
    return std::move(stream).finish();
}
inline Text review_register(std::string_view lines, const Context &context) {
    Register stream = Register::make(context);
    stream.review_lines(lines);
    return std::move(stream).finish();
}

// Counts behind the quality rates, by department and month.
class Tally : public detail::Handle<AnxunTally, anxun_tally_free> {
public:
    using Handle::Handle;

    static std::int32_t try_make(Tally &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunTally **to) { return anxun_tally_new(to, error); });
    }
    static Tally make() {
        return detail::made<Tally>([](Tally &out, AnxunError **error) { return try_make(out, error); });
    }

    // Judges a record and counts it; `matching` of `verified` items of a sample matched.
    std::int32_t try_add(const Context &context, const TrainingRecord &record, std::uint32_t matching,
                         std::uint32_t verified, AnxunError **error = nullptr) noexcept {
        return anxun_tally_add(get(), context.get(), record.get(), matching, verified, error);
    }
    void add(const Context &context, const TrainingRecord &record, std::uint32_t matching = 0,
             std::uint32_t verified = 0) {
        detail::done([&](AnxunError **error) { return try_add(context, record, matching, verified, error); });
    }

    std::int32_t try_add_rectification(const Context &context, std::string_view json,
                                       AnxunError **error = nullptr) noexcept {
        return anxun_tally_add_rectification(get(), context.get(), detail::str(json), error);
    }
    void add_rectification(const Context &context, std::string_view json) {
        detail::done([&](AnxunError **error) { return try_add_rectification(context, json, error); });
    }

    // Adds another tally, which is consumed.
    std::int32_t try_merge(Tally &&other, AnxunError **error = nullptr) noexcept {
        return anxun_tally_merge(get(), &other.raw_, error);
    }
    void merge(Tally &&other) {
        detail::done([&](AnxunError **error) { return try_merge(std::move(other), error); });
    }

    std::int32_t try_to_json(Text &out, AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) { return anxun_tally_to_json(get(), to, error); });
    }
    Text to_json() const {
        return detail::made<Text>([&](Text &out, AnxunError **error) { return try_to_json(out, error); });
    }
};

// A record number (记录编号) such as 2023-AJ-SC-001.
class RecordNumber : public detail::Handle<AnxunNumber, anxun_number_free> {
public:
    using Handle::Handle;

    static std::int32_t try_parse(std::string_view text, RecordNumber &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunNumber **to) { return anxun_number_parse(detail::str(text), to, error); });
    }
    static RecordNumber parse(std::string_view text) {
        return detail::made<RecordNumber>(
            [&](RecordNumber &out, AnxunError **error) { return try_parse(text, out, error); });
    }

    // As people write it; `changes` gets what was normalised, as JSON, where it is not null.
    static std::int32_t try_parse_lenient(std::string_view text, RecordNumber &out, Text *changes = nullptr,
                                          AnxunError **error = nullptr) noexcept {
        Text said;
        AnxunNumber *raw = nullptr;
        const std::int32_t status = Text::fill(said, [&](AnxunString *to) {
            return anxun_number_parse_lenient(detail::str(text), &raw, to, error);
        });
        if (status == ANXUN_OK) {
            out = RecordNumber(raw);
            if (changes != nullptr) *changes = std::move(said);
        }
        return status;
    }
    static RecordNumber parse_lenient(std::string_view text, Text *changes = nullptr) {
        return detail::made<RecordNumber>(
            [&](RecordNumber &out, AnxunError **error) { return try_parse_lenient(text, out, changes, error); });
    }

    static std::int32_t try_make(std::uint16_t year, std::string_view department, std::string_view training_type,
                                 std::uint32_t sequence, RecordNumber &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunNumber **to) {
            return anxun_number_new(year, detail::str(department), detail::str(training_type), sequence, to, error);
        });
    }
    static RecordNumber make(std::uint16_t year, std::string_view department, std::string_view training_type,
                             std::uint32_t sequence) {
        return detail::made<RecordNumber>([&](RecordNumber &out, AnxunError **error) {
            return try_make(year, department, training_type, sequence, out, error);
        });
    }

    std::int32_t try_text(std::string_view &out) const noexcept { return part(anxun_number_text, out); }
    std::string_view text() const {
        return detail::made<std::string_view>([&](std::string_view &out, AnxunError **) { return try_text(out); });
    }
    std::string str() const { return std::string(text()); }

    std::int32_t try_year(std::uint16_t &out) const noexcept { return anxun_number_year(get(), &out); }
    std::uint16_t year() const {
        return detail::made<std::uint16_t>([&](std::uint16_t &out, AnxunError **) { return try_year(out); });
    }

    std::int32_t try_department(std::string_view &out) const noexcept { return part(anxun_number_department, out); }
    std::string_view department() const {
        return detail::made<std::string_view>(
            [&](std::string_view &out, AnxunError **) { return try_department(out); });
    }

    std::int32_t try_training_type(std::string_view &out) const noexcept {
        return part(anxun_number_training_type, out);
    }
    std::string_view training_type() const {
        return detail::made<std::string_view>(
            [&](std::string_view &out, AnxunError **) { return try_training_type(out); });
    }

    std::int32_t try_sequence(std::uint32_t &out) const noexcept { return anxun_number_sequence(get(), &out); }
    std::uint32_t sequence() const {
        return detail::made<std::uint32_t>([&](std::uint32_t &out, AnxunError **) { return try_sequence(out); });
    }

private:
    template <class Get>
    std::int32_t part(Get getter, std::string_view &out) const noexcept {
        AnxunStr text{nullptr, 0};
        const std::int32_t status = getter(get(), &text);
        if (status == ANXUN_OK) out = detail::view(text);
        return status;
    }
};

class Block;

// The counter of one scope: what a host keeps in one row.
class Sequence : public detail::Handle<AnxunSequence, anxun_sequence_free> {
public:
    using Handle::Handle;

    static std::int32_t try_make(std::uint16_t year, std::string_view department, std::string_view training_type,
                                 std::uint32_t next, Sequence &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunSequence **to) {
            return anxun_sequence_new(year, detail::str(department), detail::str(training_type), next, to, error);
        });
    }
    static Sequence make(std::uint16_t year, std::string_view department, std::string_view training_type,
                         std::uint32_t next = 1) {
        return detail::made<Sequence>([&](Sequence &out, AnxunError **error) {
            return try_make(year, department, training_type, next, out, error);
        });
    }

    std::int32_t try_next(RecordNumber &out, AnxunError **error = nullptr) noexcept {
        AnxunNumber *raw = nullptr;
        const std::int32_t status = anxun_sequence_next(get(), &raw, error);
        if (status == ANXUN_OK) out = RecordNumber(raw);
        return status;
    }
    RecordNumber next() {
        return detail::made<RecordNumber>([&](RecordNumber &out, AnxunError **error) { return try_next(out, error); });
    }

    // The sequence number that comes next: what is written back.
    std::int32_t try_position(std::uint32_t &out) const noexcept { return anxun_sequence_position(get(), &out); }
    std::uint32_t position() const {
        return detail::made<std::uint32_t>([&](std::uint32_t &out, AnxunError **) { return try_position(out); });
    }

    std::int32_t try_reserve(std::uint32_t count, Block &out, AnxunError **error = nullptr) noexcept;
    Block reserve(std::uint32_t count);

    // Voids a number that was given out; the entry of the ledger, as JSON.
    std::int32_t try_void_number(const RecordNumber &number, std::string_view reason, OptionalView by,
                                 std::string_view at, OptionalView bearer, Text &out,
                                 AnxunError **error = nullptr) const noexcept {
        return Text::fill(out, [&](AnxunString *to) {
            return anxun_sequence_void(get(), number.get(), detail::str(reason), detail::str(by), detail::str(at),
                                       detail::str(bearer), to, error);
        });
    }
    Text void_number(const RecordNumber &number, std::string_view reason, OptionalView by, std::string_view at,
                     OptionalView bearer = {}) const {
        return detail::made<Text>([&](Text &out, AnxunError **error) {
            return try_void_number(number, reason, by, at, bearer, out, error);
        });
    }
};

// First and last sequence number of a block, and the one that comes next.
struct BlockRange {
    std::uint32_t from = 0, to = 0, next = 0;
};

// A reserved block of numbers.
class Block : public detail::Handle<AnxunBlock, anxun_block_free> {
public:
    using Handle::Handle;

    static std::int32_t try_make(std::uint16_t year, std::string_view department, std::string_view training_type,
                                 BlockRange range, Block &out, AnxunError **error = nullptr) noexcept {
        return fill(out, [&](AnxunBlock **to) {
            return anxun_block_new(year, detail::str(department), detail::str(training_type), range.from, range.to,
                                   range.next, to, error);
        });
    }
    static Block make(std::uint16_t year, std::string_view department, std::string_view training_type,
                      BlockRange range) {
        return detail::made<Block>([&](Block &out, AnxunError **error) {
            return try_make(year, department, training_type, range, out, error);
        });
    }

    std::int32_t try_take(RecordNumber &out, AnxunError **error = nullptr) noexcept {
        AnxunNumber *raw = nullptr;
        const std::int32_t status = anxun_block_take(get(), &raw, error);
        if (status == ANXUN_OK) out = RecordNumber(raw);
        return status;
    }
    RecordNumber take() {
        return detail::made<RecordNumber>([&](RecordNumber &out, AnxunError **error) { return try_take(out, error); });
    }

    std::int32_t try_range(BlockRange &out) const noexcept {
        return anxun_block_range(get(), &out.from, &out.to, &out.next);
    }
    BlockRange range() const {
        return detail::made<BlockRange>([&](BlockRange &out, AnxunError **) { return try_range(out); });
    }

    // Gives the block back; what returned and what has to be voided, as JSON. The block is consumed.
    std::int32_t try_give_back(Sequence &sequence, Text &out, AnxunError **error = nullptr) && noexcept {
        return Text::fill(
            out, [&](AnxunString *to) { return anxun_block_give_back(&raw_, sequence.get(), to, error); });
    }
    Text give_back(Sequence &sequence) && {
        return detail::made<Text>([&](Text &out, AnxunError **error) {
            return std::move(*this).try_give_back(sequence, out, error);
        });
    }
};

inline std::int32_t Sequence::try_reserve(std::uint32_t count, Block &out, AnxunError **error) noexcept {
    AnxunBlock *raw = nullptr;
    const std::int32_t status = anxun_sequence_reserve(get(), count, &raw, error);
    if (status == ANXUN_OK) out = Block(raw);
    return status;
}
inline Block Sequence::reserve(std::uint32_t count) {
    return detail::made<Block>([&](Block &out, AnxunError **error) { return try_reserve(count, out, error); });
}

}  // namespace anxun

#endif  // ANXUN_HPP
