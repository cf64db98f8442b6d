/* What the test programs share: a check that names its line, and comparison of texts. */
#ifndef ANXUN_TESTS_CHECK_H
#define ANXUN_TESTS_CHECK_H

#include <anxun.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                                        \
    do {                                                                                                        \
        if (!(condition)) {                                                                                     \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                       \
            exit(1);                                                                                            \
        }                                                                                                       \
    } while (0)

/* A call that succeeds; what it says otherwise is printed. */
#define WORKS(call)                                                                                             \
    do {                                                                                                        \
        AnxunError *error = NULL;                                                                               \
        int32_t status_of_call = (call);                                                                        \
        if (status_of_call != ANXUN_OK) {                                                                       \
            AnxunStr message_of_call = anxun_error_message(error);                                              \
            fprintf(stderr, "%s:%d: %.*s\n", __FILE__, __LINE__, (int)message_of_call.len, message_of_call.data);\
            exit(1);                                                                                            \
        }                                                                                                       \
        CHECK(error == NULL);                                                                                   \
    } while (0)

/* A call that fails with a status, and says the same in its error. */
#define FAILS(expected, call)                                                                                   \
    do {                                                                                                        \
        AnxunError *error = NULL;                                                                               \
        int32_t status_of_call = (call);                                                                        \
        if (status_of_call != (expected)) {                                                                     \
            fprintf(stderr, "%s:%d: status %d\n", __FILE__, __LINE__, (int)status_of_call);                     \
            exit(1);                                                                                            \
        }                                                                                                       \
        CHECK(anxun_error_code(error) == (expected));                                                           \
        anxun_error_free(error);                                                                                \
    } while (0)

static inline int equals(AnxunStr text, const char *expected) {
    return text.data != NULL && text.len == strlen(expected) && memcmp(text.data, expected, text.len) == 0;
}

static inline AnxunStr lent(const AnxunString *string) {
    AnxunStr text;
    text.data = string->data;
    text.len = string->len;
    return text;
}

static inline int holds(const AnxunString *string, const char *part) {
    return strstr(string->data, part) != NULL; /* a NUL stands behind every text */
}

#endif
