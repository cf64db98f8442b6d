/* What a program can do wrong, as far as it is defined: each is answered with its status. */
#include "check.h"

static AnxunStr broken(void) {
    AnxunStr text = {"\xff\xfe", 2};
    return text;
}

static AnxunStr endless(void) {
    AnxunStr text = {"x", SIZE_MAX};
    return text;
}

static void null_pointers(void) {
    AnxunCalendar *calendar = NULL;
    AnxunDate date = {2026, 2, 13};
    AnxunString text;
    AnxunStr lent_text, missing = {NULL, 3};
    bool flag = false;
    size_t count = 0;
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_calendar_china(NULL, &error));
    CHECK(anxun_calendar_china(NULL, NULL) == ANXUN_ERR_NULL_POINTER);
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_calendar_is_working_day(NULL, date, &flag, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_calendar_from_json(anxun_str(NULL), &calendar, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_calendar_from_json(missing, &calendar, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_call(anxun_str(NULL), anxun_str("{}"), &text, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_call(anxun_str("rule.list"), anxun_str(NULL), &text, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_call(anxun_str("rule.list"), anxun_str("{}"), NULL, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_context_new(NULL, NULL, anxun_str("x"), NULL, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_context_set_limits(NULL, NULL, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_draft_finish(NULL, NULL, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_register_finish(NULL, &text, &error));
    CHECK(anxun_review_finding_count(NULL, &count) == ANXUN_ERR_NULL_POINTER);
    CHECK(anxun_review_validity(NULL, &lent_text) == ANXUN_ERR_NULL_POINTER);
    CHECK(anxun_number_text(NULL, &lent_text) == ANXUN_ERR_NULL_POINTER);
    CHECK(anxun_error_code(NULL) == ANXUN_ERR_NULL_POINTER);
    CHECK(anxun_error_message(NULL).data == NULL && anxun_error_json(NULL).len == 0);
    CHECK(calendar == NULL && !flag && count == 0);
    anxun_block_free(NULL);
    anxun_calendar_free(NULL);
    anxun_context_free(NULL);
    anxun_draft_free(NULL);
    anxun_error_free(NULL);
    anxun_number_free(NULL);
    anxun_organisation_free(NULL);
    anxun_policy_free(NULL);
    anxun_record_free(NULL);
    anxun_register_free(NULL);
    anxun_review_free(NULL);
    anxun_sequence_free(NULL);
    anxun_string_free(NULL);
    anxun_tally_free(NULL);
}

static void texts(void) {
    AnxunCalendar *calendar = NULL;
    AnxunNumber *number = NULL;
    AnxunString text;
    AnxunStr nul = {"2023-AJ-SC-001\0", 15}, empty = {"", 0};
    FAILS(ANXUN_ERR_INVALID_UTF8, anxun_number_parse(broken(), &number, &error));
    FAILS(ANXUN_ERR_INVALID_UTF8, anxun_calendar_from_json(broken(), &calendar, &error));
    FAILS(ANXUN_ERR_INVALID_UTF8, anxun_call(broken(), anxun_str("{}"), &text, &error));
    FAILS(ANXUN_ERR_INVALID_UTF8, anxun_call(anxun_str("rule.list"), broken(), &text, &error));
    FAILS(ANXUN_ERR_WRONG_SIZE, anxun_number_parse(endless(), &number, &error));
    FAILS(ANXUN_ERR_WRONG_SIZE, anxun_call(anxun_str("rule.list"), endless(), &text, &error));
    FAILS(ANXUN_ERR_NUMBER_MALFORMED, anxun_number_parse(nul, &number, &error));
    FAILS(ANXUN_ERR_NUMBER_MALFORMED, anxun_number_parse(empty, &number, &error));
    FAILS(ANXUN_ERR_SYNTAX, anxun_calendar_from_json(empty, &calendar, &error));
    FAILS(ANXUN_ERR_UNKNOWN_OPERATION, anxun_call(anxun_str("rule.lists"), anxun_str("{}"), &text, &error));
    FAILS(ANXUN_ERR_UNKNOWN_CODE, anxun_explain(anxun_str("TP-99"), anxun_str(NULL), &text, &error));
    FAILS(ANXUN_ERR_UNKNOWN_CODE, anxun_explain(anxun_str("TP-05"), anxun_str("de"), &text, &error));
    /* A length that ends early reads no further. */
    AnxunStr part = {"2023-AJ-SC-001 and more", 14};
    WORKS(anxun_number_parse(part, &number, &error));
    anxun_number_free(number);
    WORKS(anxun_explain(anxun_str("TP-05"), anxun_str(NULL), &text, &error));
    anxun_string_free(&text);
    anxun_string_free(&text); /* it is NULL now */
}

static void wrong_handles(void) {
    AnxunCalendar *calendar = NULL;
    AnxunPolicy *policy = NULL;
    AnxunDraft *draft = NULL;
    AnxunRecord *record = NULL;
    AnxunTally *tally = NULL;
    AnxunDate date = {2026, 2, 13};
    AnxunString text;
    bool flag = false;
    char words[64] = "no handle at all";
    WORKS(anxun_calendar_china(&calendar, &error));
    WORKS(anxun_policy_seed(&policy, &error));
    WORKS(anxun_draft_new(&draft, &error));
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_calendar_is_working_day((const AnxunCalendar *)(const void *)policy, date, &flag, &error));
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_policy_to_json((const AnxunPolicy *)(const void *)calendar, &text, &error));
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_policy_to_json((const AnxunPolicy *)(const void *)words, &text, &error));
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_policy_to_json((const AnxunPolicy *)(const void *)(words + 1), &text, &error));
    CHECK(anxun_error_code((const AnxunError *)(const void *)calendar) == ANXUN_ERR_WRONG_HANDLE);
    /* A wrong handle is not consumed, nor freed. */
    AnxunDraft *wrong = (AnxunDraft *)(void *)calendar;
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_draft_finish(&wrong, &record, &error));
    CHECK((void *)wrong == (void *)calendar && record == NULL);
    anxun_draft_free(wrong);
    WORKS(anxun_calendar_is_working_day(calendar, date, &flag, &error));
    /* A consumed handle is NULL: to use it again is answered. */
    WORKS(anxun_draft_finish(&draft, &record, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_draft_finish(&draft, &record, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_draft_set_count(draft, anxun_str("/session_no"), 1, &error));
    anxun_draft_free(draft);
    /* Consumed also where the output is missing. */
    WORKS(anxun_draft_new(&draft, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_draft_finish(&draft, NULL, &error));
    CHECK(draft == NULL);
    /* A thing cannot be merged into itself. */
    WORKS(anxun_tally_new(&tally, &error));
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_tally_merge(tally, &tally, &error));
    CHECK(tally != NULL);
    AnxunTally *part = NULL;
    WORKS(anxun_tally_new(&part, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_tally_merge(NULL, &part, &error));
    CHECK(part == NULL); /* consumed */
    anxun_tally_free(tally);
    anxun_record_free(record);
    anxun_policy_free(policy);
    anxun_calendar_free(calendar);
}

static AnxunContext *context(void) {
    AnxunCalendar *calendar = NULL;
    AnxunPolicy *policy = NULL;
    AnxunContext *made = NULL;
    WORKS(anxun_calendar_china(&calendar, &error));
    WORKS(anxun_policy_seed(&policy, &error));
    FAILS(ANXUN_ERR_OFFSET_REQUIRED, anxun_context_new(policy, calendar, anxun_str("2024-06-30T18:00:00"), &made, &error));
    WORKS(anxun_context_new(policy, calendar, anxun_str("2024-06-30T18:00:00+08:00"), &made, &error));
    anxun_calendar_free(calendar);
    anxun_policy_free(policy);
    return made;
}

static void sizes_and_indexes(void) {
    AnxunContext *with = context();
    AnxunReview *review = NULL;
    AnxunFinding finding = {.size = sizeof finding - 1};
    AnxunNotAssessed row = {.size = 0};
    AnxunLimits limits = {.size = 8};
    AnxunDraft *draft = NULL;
    AnxunStr value = {"x", 1};
    FAILS(ANXUN_ERR_WRONG_SIZE, anxun_context_set_limits(with, &limits, &error));
    WORKS(anxun_review_json(with, anxun_str("{\"schema_version\":1,\"kind\":\"Refresher\"}"), &review, &error));
    CHECK(anxun_review_finding(review, 0, &finding) == ANXUN_ERR_WRONG_SIZE && finding.code.data == NULL);
    CHECK(anxun_review_not_assessed(review, 0, &row) == ANXUN_ERR_WRONG_SIZE);
    finding.size = sizeof finding;
    CHECK(anxun_review_finding(review, SIZE_MAX, &finding) == ANXUN_ERR_RANGE);
    CHECK(anxun_review_finding(review, 0, NULL) == ANXUN_ERR_NULL_POINTER);
    anxun_review_free(review);
    WORKS(anxun_draft_new(&draft, &error));
    FAILS(ANXUN_ERR_WRONG_SIZE, anxun_draft_rows(draft, anxun_str("/high_risk"), anxun_str(""), &value, SIZE_MAX, &error));
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_draft_rows(draft, anxun_str("/high_risk"), anxun_str(""), NULL, 1, &error));
    WORKS(anxun_draft_rows(draft, anxun_str("/high_risk"), anxun_str(""), NULL, 0, &error));
    anxun_draft_free(draft);
    anxun_context_free(with);
}

typedef struct {
    AnxunRegister *stream;
    int32_t status;
} Inside;

/* A callback that comes back to the register is refused, and cannot free it. */
static int32_t come_back(void *user_data, AnxunStr entry) {
    Inside *inside = user_data;
    (void)entry;
    inside->status = anxun_register_push(inside->stream, 9, anxun_str("{}"), NULL, NULL);
    anxun_register_free(inside->stream);
    return 0;
}

static void hostile_input(void) {
    AnxunContext *with = context();
    AnxunReview *review = NULL;
    AnxunRegister *stream = NULL;
    AnxunString summary;
    size_t deep = 1000000, huge = (size_t)200 << 20;
    char *text = malloc(huge);
    CHECK(text != NULL);
    memset(text, '[', deep);
    AnxunStr nested = {text, deep};
    int32_t status = anxun_review_json(with, nested, &review, NULL);
    CHECK(status == ANXUN_ERR_LIMIT || status == ANXUN_ERR_SYNTAX || status == ANXUN_ERR_TYPE);
    AnxunRecord *record = NULL;
    CHECK(anxun_record_from_json(nested, &record, NULL) != ANXUN_OK && record == NULL);
    AnxunOrganisation *organisation = NULL;
    CHECK(anxun_organisation_from_json(nested, &organisation, NULL) != ANXUN_OK);
    CHECK(anxun_call(anxun_str("check.review"), nested, &summary, NULL) != ANXUN_OK);
    WORKS(anxun_register_new(with, anxun_str(NULL), &stream, &error));
    Inside inside = {stream, 0};
    memset(text, ' ', huge);
    text[0] = '{';
    AnxunStr line = {text, huge};
    WORKS(anxun_register_review_lines(stream, 1, line, come_back, &inside, NULL, &error));
    CHECK(inside.status == ANXUN_ERR_WRONG_HANDLE);
    WORKS(anxun_register_push(stream, 2, broken(), NULL, &error));
    WORKS(anxun_register_finish(&stream, &summary, &error));
    CHECK(holds(&summary, "\"failed\":2") && holds(&summary, "Limit") && holds(&summary, "InvalidUtf8"));
    anxun_string_free(&summary);
    free(text);
    anxun_context_free(with);
}

static void errors(void) {
    AnxunCalendar *calendar = NULL;
    AnxunError *error = NULL;
    int32_t status = anxun_calendar_from_json(anxun_str("{\"name\":\"x\",\"covered\":{\"from\":\"2027-02-30\",\"to\":"
                                                        "\"2027-12-31\"},\"years\":[]}"),
                                              &calendar, &error);
    CHECK(status == ANXUN_ERR_DATE_FORMAT && anxun_error_code(error) == status);
    CHECK(equals(anxun_error_name(error), "DateFormat"));
    CHECK(equals(anxun_error_path(error), "/covered/from"));
    CHECK(equals(anxun_error_found(error), "2027-02-30"));
    CHECK(anxun_error_expected(error).len > 0 && anxun_error_message(error).len > 0);
    CHECK(anxun_error_message_zh(error).len > 0);
    CHECK(anxun_error_json(error).data[0] == '[');
    anxun_error_free(error);
    CHECK(anxun_calendar_from_json(anxun_str("{"), &calendar, NULL) == ANXUN_ERR_SYNTAX);
}

int main(void) {
    null_pointers();
    texts();
    wrong_handles();
    sizes_and_indexes();
    hostile_input();
    errors();
    puts("ok");
    return 0;
}
