/* Who may work, and why not: may_work WORKFORCE.json */
#include "arrow.h" /* the structures of the Arrow C data interface: your own Arrow header has them */
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

int main(int count, char **arguments) {
    static char facts[1 << 16];
    static const char *const may_names[] = {"", "yes", "no", "unknown"}; /* by ANXUN_MAY_… */
    static const AnxunDate days[] = {{2026, 3, 10}, {2027, 1, 21}, {2027, 6, 1}};
    FILE *file = fopen(arguments[count - 1], "rb");
    AnxunStr json = {facts, file == NULL ? 0 : fread(facts, 1, sizeof facts, file)};
    AnxunStr presets = anxun_str("Order3,ClassHour45,DrillAnyOne"), own = {NULL, 0}, person = anxun_str("E2002");
    AnxunError *error = NULL;
    AnxunPolicy *policy = NULL;
    AnxunWorkforce *workforce = NULL;
    must(anxun_policy_seed(&policy, &error), &error);
    must(anxun_workforce_from_json(json, policy, presets, false, &workforce, &error), &error);

    /* A gate asks for one person, and keeps the answer until its last day. */
    for (int at = 0; at < 3; at++) {
        AnxunDate day = days[at], until;
        int32_t may;
        must(anxun_may_work(workforce, person, own, own, day, &may, &until, NULL, &error), &error);
        printf("%d-%02d-%02d %s", day.year, day.month, day.day, may_names[may]);
        if (until.year != 0) printf(" until %d-%02d-%02d", until.year, until.month, until.day);
        printf("\n");
    }

    /* A permit asks for a work that no list knows: an error, and never a yes. */
    int32_t may;
    if (anxun_may_work(workforce, person, own, anxun_str("HotWork"), days[0], &may, NULL, NULL, &error) != ANXUN_OK) {
        AnxunStr name = anxun_error_name(error), path = anxun_error_path(error);
        printf("%.*s at %.*s\n", (int)name.len, name.data, (int)path.len, path.data);
        anxun_error_free(error);
        error = NULL;
    }

    /* Everybody on a day, and what lapses in the next 500 days, as Arrow tables. */
    struct ArrowArrayStream obligations, lapses;
    struct ArrowArray batch;
    AnxunString notes;
    must(anxun_workforce_tables(workforce, days[0], 500, &obligations, &lapses, &notes, &error), &error);
    if (lapses.get_next(&lapses, &batch) == 0 && batch.release != NULL) {
        printf("%d lapses\n", (int)batch.length);
        batch.release(&batch);
    }
    printf("%s\n", notes.data);
    obligations.release(&obligations);
    lapses.release(&lapses);

    anxun_string_free(&notes);
    anxun_workforce_free(workforce);
    anxun_policy_free(policy);
    if (file != NULL) fclose(file);
    return 0;
}
