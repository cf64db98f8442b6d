/* The cost of one record through the C door: `door LIBRARY POLICY ORGANISATION AS_OF RECORDS REQUESTS TURNS` opens the shared
 * library, judges each line of RECORDS and asks each line of REQUESTS, so many times, and prints seconds and findings. */
#define _POSIX_C_SOURCE 200809L
#include <anxun.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void *library;

static void *symbol(const char *name) {
    void *found = dlsym(library, name);
    if (found != NULL) return found;
    fprintf(stderr, "no %s\n", name);
    exit(1);
}

#define TAKE(name) __typeof__(&anxun_##name) name = (__typeof__(&anxun_##name))symbol("anxun_" #name)

static void must(int32_t status) {
    if (status == ANXUN_OK) return;
    fprintf(stderr, "status %d\n", status);
    exit(1);
}

/* A whole file; its length behind it. */
static char *file(const char *path, size_t *length) {
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        perror(path);
        exit(1);
    }
    fseek(in, 0, SEEK_END);
    *length = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(*length + 1);
    if (text == NULL || fread(text, 1, *length, in) != *length) exit(1);
    text[*length] = 0;
    fclose(in);
    return text;
}

/* The next line, or nothing. */
static AnxunStr line(const char **at, const char *end) {
    AnxunStr found = {*at, 0};
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    if (stop == NULL) stop = end;
    found.len = (size_t)(stop - *at);
    *at = stop == end ? end : stop + 1;
    return found;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 8 || (library = dlopen(arguments[1], RTLD_NOW)) == NULL) {
        fprintf(stderr, "%s\n", count == 8 ? dlerror() : "seven arguments");
        return 1;
    }
    TAKE(policy_from_json);
    TAKE(organisation_from_json);
    TAKE(calendar_china);
    TAKE(context_new);
    TAKE(context_set_organisation);
    TAKE(review_json);
    TAKE(review_finding_count);
    TAKE(review_free);
    TAKE(call);
    TAKE(string_free);

    AnxunPolicy *policy = NULL;
    AnxunOrganisation *organisation = NULL;
    AnxunCalendar *calendar = NULL;
    AnxunContext *context = NULL;
    size_t length;
    must(policy_from_json(anxun_str(file(arguments[2], &length)), &policy, NULL));
    must(organisation_from_json(anxun_str(file(arguments[3], &length)), &organisation, NULL));
    must(calendar_china(&calendar, NULL));
    must(context_new(policy, calendar, anxun_str(arguments[4]), &context, NULL));
    must(context_set_organisation(context, organisation, NULL));

    int turns = atoi(arguments[7]);
    size_t findings = 0, bytes = 0;
    const char *records = file(arguments[5], &length), *end = records + length;
    double start = now();
    for (int turn = 0; turn < turns; turn++)
        for (const char *at = records; at < end;) {
            AnxunReview *review = NULL;
            size_t found = 0;
            must(review_json(context, line(&at, end), &review, NULL));
            must(review_finding_count(review, &found));
            findings += found;
            review_free(review);
        }
    double reviews = now() - start;

    const char *requests = file(arguments[6], &length);
    end = requests + length;
    AnxunStr operation = anxun_str("check.review");
    start = now();
    for (int turn = 0; turn < turns; turn++)
        for (const char *at = requests; at < end;) {
            AnxunString answer;
            must(call(operation, line(&at, end), &answer, NULL));
            bytes += answer.len;
            string_free(&answer);
        }
    printf("{\"review\":%.9f,\"call\":%.9f,\"findings\":%zu,\"bytes\":%zu}\n", reviews, now() - start, findings, bytes);
    return 0;
}
