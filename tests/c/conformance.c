/* Answers lines of `operation<TAB>request` through the JSON door. */
#include "lines.h"

int main(void) {
    for (char *line = next_line(); line != NULL; line = next_line()) {
        char *rest = line;
        AnxunStr operation = column(&rest), request = column(&rest);
        AnxunString text = {NULL, 0};
        AnxunError *error = NULL;
        int32_t status = anxun_call(operation, request, &text, &error);
        answer(status, &text, error);
        free(line);
    }
    return 0;
}
