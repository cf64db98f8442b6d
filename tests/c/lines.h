/* Reading lines of columns from the standard input, and writing answers. */
#ifndef ANXUN_TESTS_LINES_H
#define ANXUN_TESTS_LINES_H

#include "check.h"

/* The next line without its end, to be freed; NULL at the end of the input. */
static inline char *next_line(void) {
    size_t size = 256, used = 0;
    char *line = malloc(size);
    CHECK(line != NULL);
    for (int c = getchar(); c != EOF && c != '\n'; c = getchar()) {
        if (used + 1 == size) {
            size *= 2;
            line = realloc(line, size);
            CHECK(line != NULL);
        }
        line[used++] = (char)c;
    }
    if (used == 0 && feof(stdin)) {
        free(line);
        return NULL;
    }
    line[used] = 0;
    return line;
}

/* The next column of a line, ended by a tab: absent where it is empty or there is none. */
static inline AnxunStr column(char **rest) {
    char *from = *rest;
    if (from == NULL) return anxun_str(NULL);
    char *tab = strchr(from, '\t');
    *rest = tab == NULL ? NULL : tab + 1;
    if (tab != NULL) *tab = 0;
    return *from == 0 ? anxun_str(NULL) : anxun_str(from);
}

/* Writes a status and the answer, or all faults. Frees both. */
static inline void answer(int32_t status, AnxunString *text, AnxunError *error) {
    AnxunStr shown = status == ANXUN_OK ? lent(text) : anxun_error_json(error);
    printf("%d\t", (int)status);
    fwrite(shown.data, 1, shown.len, stdout);
    putchar('\n');
    if (status == ANXUN_OK) anxun_string_free(text);
    anxun_error_free(error);
}

#endif
