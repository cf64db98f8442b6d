#include <anxun.h>
#include <stdio.h>
#include <stdlib.h>

/* Prints why a call failed, and ends. */
static void must(int32_t status, AnxunError **error) {
    if (status == ANXUN_OK) return;
    AnxunStr message = anxun_error_message(*error);
    fprintf(stderr, "%.*s\n", (int)message.len, message.data);
    exit(1);
}

static void show(const char *label, AnxunStr text, const char *end) {
    printf("%s: %.*s%s", label, (int)text.len, text.data, end);
}

static int32_t count(void *user_data, AnxunStr entry) {
    (void)entry; /* what became of one line, as JSON */
    ++*(int *)user_data;
    return 0;
}

int main(void) {
    AnxunError *error = NULL;

    AnxunNumber *number = NULL;
    uint16_t year = 0;
    must(anxun_number_parse(anxun_str("2023-AJ-SC-001"), &number, &error), &error);
    anxun_number_year(number, &year);
    printf("year: %d\n", year);

    AnxunCalendar *calendar = NULL;
    AnxunDate start = {2026, 2, 13}, due;
    must(anxun_calendar_china(&calendar, &error), &error);
    must(anxun_calendar_add_working_days(calendar, start, 3, &due, &error), &error);
    printf("due: %04d-%02d-%02d\n", due.year, due.month, due.day);

    AnxunPolicy *policy = NULL;
    AnxunOrganisation *organisation = NULL;
    AnxunContext *context = NULL;
    must(anxun_policy_seed(&policy, &error), &error);
    must(anxun_organisation_from_json(anxun_str("{\"name\":\"安江化工\",\"units\":[{\"code\":\"AJ\",\"name\":\"安全部\","
                                                "\"kind\":\"Headquarters\"}],\"people\":[]}"), &organisation, &error), &error);
    must(anxun_context_new(policy, calendar, anxun_str("2026-06-30T18:00:00+08:00"), &context, &error), &error);
    must(anxun_context_set_organisation(context, organisation, &error), &error);

    AnxunStr record = anxun_str("{\"schema_version\":1,\"id\":\"R-1\",\"number\":\"2026-AJ-SC-001\",\"kind\":\"Refresher\","
                                "\"department\":\"AJ\",\"date\":\"2026-03-12\",\"time\":{\"from\":\"14:00\",\"to\":\"16:00\"}}");
    AnxunReview *review = NULL;
    AnxunStr text;
    AnxunFinding finding = {.size = sizeof finding};
    must(anxun_review_json(context, record, &review, &error), &error);
    anxun_review_validity(review, &text);
    show("validity", text, ", ");
    anxun_review_completeness(review, &text);
    show("completeness", text, "\n");
    anxun_review_grade(review, &text);
    show("grade", text, ", ");
    anxun_review_finding(review, 0, &finding);
    show("first finding", finding.code, "\n");

    AnxunRegister *stream = NULL;
    AnxunString summary, why;
    int lines = 0;
    must(anxun_register_new(context, anxun_str(NULL), &stream, &error), &error);
    must(anxun_register_review_lines(stream, 1, record, count, &lines, NULL, &error), &error);
    must(anxun_register_finish(&stream, &summary, &error), &error);
    printf("judged: %d\n", lines);

    must(anxun_explain(anxun_str("TP-05"), anxun_str("en"), &why, &error), &error);
    printf("%s", why.data);

    anxun_string_free(&why);
    anxun_string_free(&summary);
    anxun_review_free(review);
    anxun_context_free(context);
    anxun_organisation_free(organisation);
    anxun_policy_free(policy);
    anxun_calendar_free(calendar);
    anxun_number_free(number);
    return 0;
}
