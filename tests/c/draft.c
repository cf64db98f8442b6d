/* Fills records without JSON: lines of `T|C|F|D<TAB>pointer<TAB>value` (text, count, flag, decimal); a line `.` makes the
 * record and writes it. */
#include "lines.h"

static void set(AnxunDraft *draft, char *line) {
    char *rest = line;
    AnxunStr type = column(&rest), pointer = column(&rest);
    AnxunStr value = anxun_str(rest);
    switch (type.data[0]) {
        case 'T': WORKS(anxun_draft_set_text(draft, pointer, value, &error)); break;
        case 'C': WORKS(anxun_draft_set_count(draft, pointer, (uint32_t)strtoul(rest, NULL, 10), &error)); break;
        case 'F': WORKS(anxun_draft_set_flag(draft, pointer, equals(value, "true"), &error)); break;
        case 'D': WORKS(anxun_draft_set_decimal(draft, pointer, value, &error)); break;
        default: CHECK(0);
    }
}

int main(void) {
    AnxunDraft *draft = NULL;
    for (char *line = next_line(); line != NULL; line = next_line()) {
        if (draft == NULL) WORKS(anxun_draft_new(&draft, &error));
        if (strcmp(line, ".") == 0) {
            AnxunRecord *record = NULL;
            AnxunString text = {NULL, 0};
            WORKS(anxun_draft_finish(&draft, &record, &error));
            CHECK(draft == NULL);
            WORKS(anxun_record_to_json(record, &text, &error));
            answer(ANXUN_OK, &text, NULL);
            anxun_record_free(record);
        } else {
            set(draft, line);
        }
        free(line);
    }
    anxun_draft_free(draft);
    return 0;
}
