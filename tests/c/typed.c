/* Answers the same questions through the typed functions: lines of
 * `operation<TAB>as_of<TAB>reveal<TAB>policy<TAB>calendar<TAB>organisation<TAB>record`, where what is absent is empty. */
#include "lines.h"

typedef struct {
    AnxunPolicy *policy;
    AnxunCalendar *calendar;
    AnxunOrganisation *organisation;
    AnxunContext *context;
} Prepared;

static int32_t prepare(char **rest, Prepared *to, AnxunError **error) {
    AnxunStr as_of = column(rest), reveal = column(rest), policy = column(rest), calendar = column(rest),
             organisation = column(rest);
    int32_t status = policy.data == NULL ? anxun_policy_seed(&to->policy, error)
                                         : anxun_policy_from_json(policy, &to->policy, error);
    if (status != ANXUN_OK) return status;
    status = calendar.data == NULL ? anxun_calendar_china(&to->calendar, error)
                                   : anxun_calendar_from_json(calendar, &to->calendar, error);
    if (status != ANXUN_OK) return status;
    status = anxun_context_new(to->policy, to->calendar, as_of, &to->context, error);
    if (status != ANXUN_OK) return status;
    status = anxun_context_set_reveal(to->context, reveal.data != NULL, error);
    if (status != ANXUN_OK || organisation.data == NULL) return status;
    status = anxun_organisation_from_json(organisation, &to->organisation, error);
    if (status != ANXUN_OK) return status;
    return anxun_context_set_organisation(to->context, to->organisation, error);
}

static int32_t review(const AnxunContext *context, AnxunStr json, AnxunString *text, AnxunError **error) {
    AnxunReview *review = NULL;
    int32_t status = anxun_review_json(context, json, &review, error);
    if (status == ANXUN_OK) status = anxun_review_to_json(review, text, error);
    anxun_review_free(review);
    return status;
}

static int32_t of_record(AnxunStr operation, const AnxunContext *context, AnxunStr json, AnxunString *text,
                         AnxunError **error) {
    AnxunRecord *record = NULL;
    bool allowed = false;
    int32_t status = anxun_record_from_json(json, &record, error);
    if (status == ANXUN_OK) {
        if (equals(operation, "record.deadlines")) {
            status = anxun_record_deadlines_json(context, record, text, error);
        } else if (equals(operation, "retention.until")) {
            status = anxun_retention_until(context, record, text, error);
        } else {
            status = anxun_retention_may_destroy(context, record, &allowed, text, error);
            if (status == ANXUN_OK) CHECK(allowed == holds(text, "\"allowed\":true"));
        }
    }
    anxun_record_free(record);
    return status;
}

/* A number of a column. */
static int number(AnxunStr text) { return text.data == NULL ? 0 : atoi(text.data); }

/* A workforce of the columns `workforce<TAB>policy<TAB>presets<TAB>reveal`. */
static int32_t workforce_of(char **rest, AnxunWorkforce **to, AnxunError **error) {
    AnxunStr json = column(rest), policy = column(rest), presets = column(rest), reveal = column(rest);
    AnxunPolicy *book = NULL;
    int32_t status = policy.data == NULL ? anxun_policy_seed(&book, error) : anxun_policy_from_json(policy, &book, error);
    if (status == ANXUN_OK) status = anxun_workforce_from_json(json, book, presets, reveal.data != NULL, to, error);
    anxun_policy_free(book);
    return status;
}

/* `plan.may_work<TAB>…<TAB>number<TAB>post<TAB>operation<TAB>year<TAB>month<TAB>day` */
static int32_t may_work(char **rest, AnxunString *text, AnxunError **error) {
    AnxunWorkforce *workforce = NULL;
    int32_t status = workforce_of(rest, &workforce, error), may = 0;
    AnxunStr person = column(rest), post = column(rest), operation = column(rest);
    AnxunDate day, until = {-1, 0, 0};
    day.year = number(column(rest));
    day.month = (uint8_t)number(column(rest));
    day.day = (uint8_t)number(column(rest));
    if (status == ANXUN_OK) status = anxun_may_work(workforce, person, post, operation, day, &may, &until, text, error);
    if (status == ANXUN_OK) {
        CHECK((may == ANXUN_MAY_YES) == holds(text, "\"may\":\"Yes\""));
        CHECK((may == ANXUN_MAY_NO) == holds(text, "\"may\":\"No\""));
        CHECK((may == ANXUN_MAY_UNKNOWN) == holds(text, "\"may\":\"Unknown\""));
        CHECK((until.year == 0) == holds(text, "\"valid_until\":null"));
    }
    anxun_workforce_free(workforce);
    return status;
}

/* `ask<TAB>…<TAB>operation<TAB>request` */
static int32_t ask(char **rest, AnxunString *text, AnxunError **error) {
    AnxunWorkforce *workforce = NULL;
    int32_t status = workforce_of(rest, &workforce, error);
    AnxunStr operation = column(rest), request = column(rest);
    if (status == ANXUN_OK) status = anxun_workforce_ask(workforce, operation, request, text, error);
    anxun_workforce_free(workforce);
    return status;
}

int main(void) {
    for (char *line = next_line(); line != NULL; line = next_line()) {
        char *rest = line;
        AnxunStr operation = column(&rest);
        Prepared with = {NULL, NULL, NULL, NULL};
        AnxunString text = {NULL, 0};
        AnxunError *error = NULL;
        int32_t status;
        if (equals(operation, "plan.may_work")) {
            status = may_work(&rest, &text, &error);
        } else if (equals(operation, "ask")) {
            status = ask(&rest, &text, &error);
        } else if ((status = prepare(&rest, &with, &error)) == ANXUN_OK) {
            AnxunStr record = column(&rest);
            status = equals(operation, "check.review") ? review(with.context, record, &text, &error)
                                                       : of_record(operation, with.context, record, &text, &error);
        }
        answer(status, &text, error);
        anxun_context_free(with.context);
        anxun_organisation_free(with.organisation);
        anxun_calendar_free(with.calendar);
        anxun_policy_free(with.policy);
        free(line);
    }
    return 0;
}
