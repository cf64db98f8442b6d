/* The typed functions as a host uses them: calendar, policy, numbers, draft, review, register, tally, threads. */
#include "check.h"
#include <pthread.h>

static const char *RECORD =
    "{\"schema_version\":1,\"id\":\"R-1\",\"number\":\"2024-AJ-SC-001\",\"kind\":\"Refresher\",\"department\":\"AJ\","
    "\"date\":\"2024-03-12\",\"time\":{\"from\":\"14:00\",\"to\":\"16:00\"},"
    "\"participants\":[{\"person\":{\"employee_no\":\"E10086\"}}]}";

static AnxunContext *context_at(const char *as_of) {
    AnxunPolicy *policy = NULL;
    AnxunCalendar *calendar = NULL;
    AnxunContext *context = NULL;
    WORKS(anxun_policy_seed(&policy, &error));
    WORKS(anxun_calendar_china(&calendar, &error));
    WORKS(anxun_context_new(policy, calendar, anxun_str(as_of), &context, &error));
    /* The context has its own copies. */
    anxun_policy_free(policy);
    anxun_calendar_free(calendar);
    return context;
}

static void versions(void) {
    CHECK(anxun_abi_version() == ANXUN_ABI_VERSION);
    CHECK(anxun_version().len >= 5);
    CHECK(strlen(anxun_version().data) == anxun_version().len);
}

static void calendars(void) {
    AnxunCalendar *china = NULL, *both = NULL;
    AnxunString json;
    AnxunStr source;
    AnxunDate start = {2026, 2, 13}, saturday = {2026, 10, 10}, last = {2026, 12, 31}, outside = {2027, 1, 1}, due, from, to;
    bool works = false, ends = true;
    uint32_t days = 0;
    WORKS(anxun_calendar_china(&china, &error));
    WORKS(anxun_calendar_add_working_days(china, start, 3, &due, &error));
    CHECK(due.year == 2026 && due.month == 2 && due.day == 25);
    WORKS(anxun_calendar_is_working_day(china, saturday, &works, &error));
    CHECK(works);
    WORKS(anxun_calendar_working_days_between(china, start, due, &days, &error));
    CHECK(days == 4); /* 13, 14 (make-up), 24, 25 */
    WORKS(anxun_calendar_covered(china, &from, &to, &error));
    CHECK(from.year == 2004 && to.year == 2026 && to.month == 12 && to.day == 31);
    WORKS(anxun_calendar_ends_soon(china, anxun_str("2026-06-30T18:00:00+08:00"), &ends, &error));
    CHECK(!ends);
    WORKS(anxun_calendar_source(china, saturday, &source, &error));
    CHECK(source.len > 0);
    WORKS(anxun_calendar_source(china, outside, &source, &error));
    CHECK(source.data == NULL);
    FAILS(ANXUN_ERR_CALENDAR_COVERAGE, anxun_calendar_add_working_days(china, last, 1, &due, &error));
    WORKS(anxun_calendar_with_json(china,
                                   anxun_str("{\"name\":\"2027\",\"covered\":{\"from\":\"2027-01-01\",\"to\":\"2027-01-10\"},"
                                             "\"years\":[{\"year\":2027,\"source\":\"host\",\"off\":[\"2027-01-01\"],"
                                             "\"work\":[\"2027-01-09\"]}]}"),
                                   &both, &error));
    WORKS(anxun_calendar_add_working_days(both, last, 6, &due, &error));
    CHECK(due.year == 2027 && due.month == 1 && due.day == 9);
    WORKS(anxun_calendar_to_json(both, &json, &error));
    anxun_calendar_free(both);
    WORKS(anxun_calendar_from_json(lent(&json), &both, &error));
    anxun_string_free(&json);
    anxun_calendar_free(both);
    anxun_calendar_free(china);
}

static void policies(void) {
    AnxunPolicy *policy = NULL, *read = NULL;
    AnxunString json, warnings;
    AnxunDate day = {2023, 7, 1};
    WORKS(anxun_policy_seed_revised_on(day, &policy, &error));
    WORKS(anxun_policy_to_json(policy, &json, &error));
    CHECK(holds(&json, "\"effective_from\":\"2023-07-01\""));
    WORKS(anxun_policy_from_json(lent(&json), &read, &error));
    WORKS(anxun_policy_validate(read, 0, &warnings, &error));
    CHECK(warnings.data[0] == '[');
    anxun_string_free(&json);
    anxun_string_free(&warnings);
    anxun_policy_free(read);
    anxun_policy_free(policy);
    FAILS(ANXUN_ERR_UNKNOWN_PARAMETER,
          anxun_policy_from_json(anxun_str("{\"versions\":[{\"set\":{\"photos.max\":3}}]}"), &policy, &error));
}

static void numbers(void) {
    AnxunNumber *number = NULL;
    AnxunSequence *sequence = NULL;
    AnxunBlock *block = NULL;
    AnxunString changes;
    AnxunStr text;
    uint16_t year = 0;
    uint32_t value = 0, from = 0, to = 0;
    WORKS(anxun_number_parse(anxun_str("2023-AJ-SC-001"), &number, &error));
    CHECK(anxun_number_year(number, &year) == ANXUN_OK && year == 2023);
    CHECK(anxun_number_sequence(number, &value) == ANXUN_OK && value == 1);
    CHECK(anxun_number_department(number, &text) == ANXUN_OK && equals(text, "AJ"));
    CHECK(anxun_number_training_type(number, &text) == ANXUN_OK && equals(text, "SC"));
    CHECK(anxun_number_text(number, &text) == ANXUN_OK && equals(text, "2023-AJ-SC-001"));
    anxun_number_free(number);
    FAILS(ANXUN_ERR_NUMBER_MALFORMED, anxun_number_parse(anxun_str("2023-AJ-SC-1"), &number, &error));
    WORKS(anxun_number_parse_lenient(anxun_str(" 2023-aj-SC-1"), &number, &changes, &error));
    CHECK(holds(&changes, "Trimmed") && holds(&changes, "UpperCased") && holds(&changes, "SequenceWidth"));
    anxun_string_free(&changes);
    anxun_number_free(number);
    WORKS(anxun_number_new(2023, anxun_str("AJ"), anxun_str("SC"), 1000, &number, &error));
    CHECK(anxun_number_text(number, &text) == ANXUN_OK && equals(text, "2023-AJ-SC-1000"));
    anxun_number_free(number);

    WORKS(anxun_sequence_new(2023, anxun_str("AJ"), anxun_str("SC"), 15, &sequence, &error));
    WORKS(anxun_sequence_next(sequence, &number, &error));
    CHECK(anxun_number_text(number, &text) == ANXUN_OK && equals(text, "2023-AJ-SC-015"));
    WORKS(anxun_sequence_void(sequence, number, anxun_str("写错"), anxun_str(NULL), anxun_str("2023-05-01T08:00:00+08:00"),
                              anxun_str(NULL), &changes, &error));
    CHECK(holds(&changes, "2023-AJ-SC-015"));
    anxun_string_free(&changes);
    FAILS(ANXUN_ERR_NUMBER_TAKEN, anxun_sequence_void(sequence, number, anxun_str("x"), anxun_str(NULL),
                                                      anxun_str("2023-05-01T08:00:00+08:00"), anxun_str("R-1"), &changes,
                                                      &error));
    anxun_number_free(number);
    WORKS(anxun_sequence_reserve(sequence, 10, &block, &error));
    WORKS(anxun_block_take(block, &number, &error));
    CHECK(anxun_number_text(number, &text) == ANXUN_OK && equals(text, "2023-AJ-SC-016"));
    anxun_number_free(number);
    CHECK(anxun_block_range(block, &from, &to, &value) == ANXUN_OK && from == 16 && to == 25 && value == 17);
    WORKS(anxun_block_give_back(&block, sequence, &changes, &error));
    CHECK(block == NULL && holds(&changes, "\"returned\":{\"from\":17,\"to\":25}"));
    anxun_string_free(&changes);
    CHECK(anxun_sequence_position(sequence, &value) == ANXUN_OK && value == 17);
    /* A block that this counter did not reserve: refused, and consumed all the same. */
    WORKS(anxun_block_new(2024, anxun_str("AJ"), anxun_str("SC"), 1, 5, 1, &block, &error));
    FAILS(ANXUN_ERR_NUMBER_NOT_RESERVED, anxun_block_give_back(&block, sequence, &changes, &error));
    CHECK(block == NULL);
    anxun_sequence_free(sequence);
}

static void drafts(void) {
    AnxunDraft *draft = NULL;
    AnxunRecord *record = NULL;
    AnxunString json;
    AnxunStr workers[3] = {anxun_str("E10021"), anxun_str("E10022"), anxun_str("E10023")};
    AnxunStr marks[3] = {anxun_str("90"), anxun_str(NULL), anxun_str("87.5")};
    AnxunStr flags[2] = {anxun_str("true"), anxun_str("perhaps")};
    WORKS(anxun_draft_new(&draft, &error));
    WORKS(anxun_draft_set_text(draft, anxun_str("/kind"), anxun_str("Refresher"), &error));
    WORKS(anxun_draft_set_text(draft, anxun_str("/date"), anxun_str("2024-03-12"), &error));
    WORKS(anxun_draft_set_count(draft, anxun_str("/duration_minutes"), 120, &error));
    WORKS(anxun_draft_rows(draft, anxun_str("/participants"), anxun_str("/person/employee_no"), workers, 3, &error));
    WORKS(anxun_draft_set_flag(draft, anxun_str("/participants/0/special_operation"), 0, &error));
    WORKS(anxun_draft_rows(draft, anxun_str("/assessment/results"), anxun_str("/theory_score"), marks, 3, &error));
    WORKS(anxun_draft_set_text(draft, anxun_str("/topic"), anxun_str("灭火器"), &error));
    WORKS(anxun_draft_unset(draft, anxun_str("/topic"), &error));
    FAILS(ANXUN_ERR_UNKNOWN_POINTER, anxun_draft_set_text(draft, anxun_str("/colour"), anxun_str("x"), &error));
    FAILS(ANXUN_ERR_UNKNOWN_POINTER, anxun_draft_set_text(draft, anxun_str("/photos/-"), anxun_str("x"), &error));
    FAILS(ANXUN_ERR_TYPE, anxun_draft_set_count(draft, anxun_str("/kind"), 3, &error));
    FAILS(ANXUN_ERR_RANGE, anxun_draft_set_text(draft, anxun_str("/photos/1/place"), anxun_str("x"), &error));
    FAILS(ANXUN_ERR_DATE_FORMAT, anxun_draft_set_text(draft, anxun_str("/date"), anxun_str("2023-02-30"), &error));
    FAILS(ANXUN_ERR_TYPE,
          anxun_draft_rows(draft, anxun_str("/participants"), anxun_str("/special_operation"), flags, 2, &error));
    WORKS(anxun_draft_finish(&draft, &record, &error));
    CHECK(draft == NULL);
    WORKS(anxun_record_to_json(record, &json, &error));
    CHECK(holds(&json, "\"employee_no\":\"E10023\"") && holds(&json, "\"2024-03-12\"") && !holds(&json, "topic"));
    CHECK(holds(&json, "\"87.5\""));
    anxun_string_free(&json);
    anxun_record_free(record);
    /* What cannot be a record: refused, and the draft is consumed all the same. */
    WORKS(anxun_draft_new(&draft, &error));
    WORKS(anxun_draft_set_count(draft, anxun_str("/schema_version"), 2, &error));
    FAILS(ANXUN_ERR_SCHEMA_VERSION, anxun_draft_finish(&draft, &record, &error));
    CHECK(draft == NULL);
}

static void reviews(void) {
    AnxunContext *context = context_at("2024-06-30T18:00:00+08:00");
    AnxunRecord *record = NULL;
    AnxunReview *review = NULL, *again = NULL;
    AnxunString one, other;
    AnxunStr text;
    AnxunLimits limits = {.size = sizeof limits, .document = 10};
    bool passes = true;
    size_t count = 0;
    WORKS(anxun_record_from_json(anxun_str(RECORD), &record, &error));
    WORKS(anxun_review_record(context, record, &review, &error));
    WORKS(anxun_review_json(context, anxun_str(RECORD), &again, &error));
    WORKS(anxun_review_to_json(review, &one, &error));
    WORKS(anxun_review_to_json(again, &other, &error));
    CHECK(one.len == other.len && memcmp(one.data, other.data, one.len) == 0);
    CHECK(!holds(&one, "E10086"));
    CHECK(anxun_review_passes(review, &passes) == ANXUN_OK && !passes);
    CHECK(anxun_review_validity(review, &text) == ANXUN_OK && equals(text, "Invalid"));
    CHECK(anxun_review_completeness(review, &text) == ANXUN_OK && equals(text, "Incomplete"));
    CHECK(anxun_review_grade(review, &text) == ANXUN_OK && text.len > 0);
    CHECK(anxun_review_number(review, &text) == ANXUN_OK && equals(text, "2024-AJ-SC-001"));
    CHECK(anxun_review_finding_count(review, &count) == ANXUN_OK && count > 10);
    for (size_t at = 0; at < count; ++at) {
        AnxunFinding finding = {.size = sizeof finding};
        CHECK(anxun_review_finding(review, at, &finding) == ANXUN_OK);
        CHECK(finding.size == sizeof finding && finding.code.len == 5 && finding.severity.len == 1 && finding.id.len == 16);
        CHECK(finding.message_zh.len > 0 && finding.message_en.len > 0 && finding.path.data != NULL);
    }
    CHECK(anxun_review_not_assessed_count(review, &count) == ANXUN_OK && count > 0);
    for (size_t at = 0; at < count; ++at) {
        AnxunNotAssessed row = {.size = sizeof row};
        CHECK(anxun_review_not_assessed(review, at, &row) == ANXUN_OK);
        CHECK(row.code.len > 0 && row.reason.len > 0 && row.reason_zh.len > 0 && row.reason_en.len > 0);
    }
    anxun_string_free(&one);
    anxun_string_free(&other);
    anxun_review_free(again);
    anxun_review_free(review);
    WORKS(anxun_context_set_limits(context, &limits, &error));
    FAILS(ANXUN_ERR_LIMIT, anxun_review_json(context, anxun_str(RECORD), &review, &error));
    anxun_record_free(record);
    anxun_context_free(context);
}

typedef struct {
    int entries, stop_at;
} Seen;

static int32_t see(void *user_data, AnxunStr entry) {
    Seen *seen = user_data;
    CHECK(entry.len > 2 && entry.data[0] == '{');
    return ++seen->entries == seen->stop_at;
}

static void registers(void) {
    AnxunContext *context = context_at("2024-06-30T18:00:00+08:00");
    AnxunRegister *stream = NULL, *part = NULL;
    AnxunTally *tally = NULL, *other = NULL;
    AnxunRecord *record = NULL;
    AnxunString summary, entry, counts;
    Seen seen = {0, 0};
    uint64_t lines = 0;
    char buffer[2048];
    snprintf(buffer, sizeof buffer, "%s\n\n{broken\n%s", RECORD, RECORD);
    WORKS(anxun_register_new(context, anxun_str("{\"voids\":[\"2024-AJ-SC-002\"]}"), &stream, &error));
    WORKS(anxun_register_review_lines(stream, 1, anxun_str(buffer), see, &seen, &lines, &error));
    CHECK(seen.entries == 3 && lines == 4);
    WORKS(anxun_register_part(stream, &part, &error));
    WORKS(anxun_register_push(part, 5, anxun_str(RECORD), &entry, &error));
    CHECK(holds(&entry, "\"entry\":\"judged\"") && holds(&entry, "\"line\":5"));
    anxun_string_free(&entry);
    WORKS(anxun_register_push(part, 6, anxun_str("{}"), NULL, &error));
    WORKS(anxun_register_merge(stream, &part, &error));
    CHECK(part == NULL);
    /* The callback stops behind the first line. */
    seen.entries = 0;
    seen.stop_at = 1;
    FAILS(ANXUN_ERR_CALLBACK, anxun_register_review_lines(stream, 7, anxun_str(buffer), see, &seen, &lines, &error));
    CHECK(seen.entries == 1 && lines == 1);
    /* The same through bytes: into an empty part, which then answers alike. */
    {
        AnxunRegister *whole = NULL;
        AnxunBytes state, again;
        AnxunString other_summary;
        Seen told = {0, 0};
        WORKS(anxun_register_part(stream, &whole, &error));
        WORKS(anxun_register_state(stream, &state, &error));
        FAILS(ANXUN_ERR_STATE_MALFORMED, anxun_register_merge_state(whole, state.data, state.len - 1, &error));
        FAILS(ANXUN_ERR_NULL_POINTER, anxun_register_merge_state(whole, NULL, 0, &error));
        WORKS(anxun_register_merge_state(whole, state.data, state.len, &error));
        FAILS(ANXUN_ERR_STATE_MISMATCH, anxun_register_merge_state(whole, state.data, state.len, &error));
        AnxunRegister *compared = NULL;
        WORKS(anxun_register_new(context, anxun_str("{\"compare_records\":true}"), &compared, &error));
        FAILS(ANXUN_ERR_STATE_MISMATCH, anxun_register_merge(whole, &compared, &error));
        CHECK(compared == NULL);
        WORKS(anxun_register_state(whole, &again, &error));
        CHECK(state.len == again.len && memcmp(state.data, again.data, state.len) == 0);
        anxun_bytes_free(&again);
        anxun_bytes_free(&again);
        anxun_bytes_free(NULL);
        anxun_bytes_free(&state);
        WORKS(anxun_register_finish_with(&whole, see, &told, &other_summary, &error));
        CHECK(whole == NULL && told.entries == 4 && holds(&other_summary, "\"number_findings_total\":4"));
        anxun_string_free(&other_summary);
        WORKS(anxun_register_part(stream, &whole, &error));
        WORKS(anxun_register_push(whole, 8, anxun_str(RECORD), NULL, &error));
        WORKS(anxun_register_push(whole, 9, anxun_str(RECORD), NULL, &error));
        told.entries = 0;
        told.stop_at = 1;
        FAILS(ANXUN_ERR_CALLBACK, anxun_register_finish_with(&whole, see, &told, &other_summary, &error));
        CHECK(whole == NULL && told.entries == 1);
    }
    {
        /* Records are compared, and what memory is not to hold goes into a temporary file. */
        AnxunRegister *compared;
        AnxunString shared;
        AnxunStr absent = {NULL, 0};
        WORKS(anxun_register_new(context, anxun_str("{\"compare_records\":true,\"receipt\":true}"), &compared, &error));
        FAILS(ANXUN_ERR_IO, anxun_register_spill(compared, anxun_str("/nowhere/at all"), 0, &error));
        WORKS(anxun_register_spill(compared, absent, 4096, &error));
        WORKS(anxun_register_push(compared, 1, anxun_str(RECORD), NULL, &error));
        WORKS(anxun_register_push(compared, 2, anxun_str(RECORD), NULL, &error));
        WORKS(anxun_register_finish(&compared, &shared, &error));
        CHECK(holds(&shared, "\"not_compared\":[]") && holds(&shared, "\"shared_findings\":["));
        CHECK(holds(&shared, "\"receipt\":{") && holds(&shared, "\"counted\":null"));
        anxun_string_free(&shared);
        WORKS(anxun_call(anxun_str("archive.room"),
                         anxun_str("{\"room\":{\"separate\":false},\"period\":{\"from\":\"2026-06-01\",\"to\":\"2026-06-30\"},"
                                   "\"context\":{\"as_of\":\"2026-07-05T08:00:00+08:00\"}}"),
                         &shared, &error));
        CHECK(holds(&shared, "\"code\":\"AR-11\"") && holds(&shared, "/separate"));
        anxun_string_free(&shared);
    }
    WORKS(anxun_register_finish(&stream, &summary, &error));
    CHECK(stream == NULL);
    CHECK(holds(&summary, "\"lines\":6") && holds(&summary, "\"judged\":4") && holds(&summary, "\"failed\":2"));
    CHECK(holds(&summary, "NB-04"));

    WORKS(anxun_tally_new(&tally, &error));
    WORKS(anxun_tally_new(&other, &error));
    WORKS(anxun_record_from_json(anxun_str(RECORD), &record, &error));
    WORKS(anxun_tally_add(tally, context, record, 0, 0, &error));
    WORKS(anxun_tally_add(tally, context, record, 0, 0, &error));
    WORKS(anxun_tally_add(other, context, record, 0, 0, &error));
    WORKS(anxun_tally_add(other, context, record, 0, 0, &error));
    WORKS(anxun_tally_merge(tally, &other, &error));
    CHECK(other == NULL);
    WORKS(anxun_tally_to_json(tally, &counts, &error));
    CHECK(holds(&summary, counts.data)); /* the same four records */
    anxun_string_free(&counts);
    WORKS(anxun_tally_add_rectification(tally, context,
                                        anxun_str("{\"id\":\"C-1\",\"department\":\"AJ\",\"issued_at\":"
                                                  "\"2024-04-01T08:00:00+08:00\",\"due\":\"2024-04-03T08:00:00+08:00\"}"),
                                        &error));
    anxun_tally_free(tally);
    anxun_string_free(&summary);
    anxun_record_free(record);
    anxun_context_free(context);
}

static void *review_often(void *user_data) {
    const AnxunContext *context = user_data;
    for (int round = 0; round < 20; ++round) {
        AnxunReview *review = NULL;
        AnxunStr validity;
        WORKS(anxun_review_json(context, anxun_str(RECORD), &review, &error));
        CHECK(anxun_review_validity(review, &validity) == ANXUN_OK && equals(validity, "Invalid"));
        anxun_review_free(review);
    }
    return NULL;
}

/* One context, lent to threads that the library did not make. */
static void threads(void) {
    AnxunContext *context = context_at("2024-06-30T18:00:00+08:00");
    pthread_t thread[4];
    for (int at = 0; at < 4; ++at) CHECK(pthread_create(&thread[at], NULL, review_often, context) == 0);
    for (int at = 0; at < 4; ++at) CHECK(pthread_join(thread[at], NULL) == 0);
    anxun_context_free(context);
}

int main(void) {
    versions();
    calendars();
    policies();
    numbers();
    drafts();
    reviews();
    registers();
    threads();
    puts("ok");
    return 0;
}
