/* Asks for a whole company as Arrow tables: lines of `workforce<TAB>policy<TAB>presets<TAB>reveal<TAB>year<TAB>month<TAB>day<TAB>days`.
 * The answer is what stands in no row, and each table as text: the columns with their formats, then row by row. Cells are
 * told apart by the unit separator, rows by the record separator; `~` is null, a day is the number of days since 1970. */
#include "arrow.h"
#include "lines.h"

static uint32_t number(AnxunStr text) { return text.data == NULL ? 0 : (uint32_t)atoi(text.data); }

static void print_names(const struct ArrowSchema *schema) {
    CHECK(strcmp(schema->format, "+s") == 0);
    for (int64_t at = 0; at < schema->n_children; at++) {
        const struct ArrowSchema *child = schema->children[at];
        CHECK(child->metadata != NULL && (child->flags & ARROW_FLAG_NULLABLE) != 0);
        printf("%s%s:%s", at == 0 ? "" : "\x1f", child->name, child->format);
    }
}

static int is_null(const struct ArrowArray *array, int64_t row) {
    const uint8_t *valid = array->buffers[0];
    return valid != NULL && (valid[row / 8] >> (row % 8) & 1) == 0;
}

static void print_cell(const struct ArrowArray *array, const char *format, int64_t row) {
    row += array->offset;
    if (is_null(array, row)) {
        putchar('~');
    } else if (strcmp(format, "tdD") == 0) {
        printf("%d", (int)((const int32_t *)array->buffers[1])[row]);
    } else {
        CHECK(strcmp(format, "u") == 0);
        const int32_t *offsets = array->buffers[1];
        fwrite((const char *)array->buffers[2] + offsets[row], 1, (size_t)(offsets[row + 1] - offsets[row]), stdout);
    }
}

/* Prints a table and releases it; its schema is the one that is told without a workforce. */
static void print_table(struct ArrowArrayStream *stream, const struct ArrowSchema *told) {
    struct ArrowSchema schema;
    struct ArrowArray batch;
    CHECK(stream->get_schema(stream, &schema) == 0 && schema.n_children == told->n_children);
    for (int64_t at = 0; at < told->n_children; at++)
        CHECK(strcmp(schema.children[at]->name, told->children[at]->name) == 0 &&
              strcmp(schema.children[at]->format, told->children[at]->format) == 0);
    putchar('\t');
    print_names(&schema);
    for (;;) {
        CHECK(stream->get_next(stream, &batch) == 0);
        if (batch.release == NULL) break;
        CHECK(batch.length > 0 && batch.length <= 16384 && batch.n_children == schema.n_children);
        for (int64_t row = 0; row < batch.length; row++)
            for (int64_t at = 0; at < batch.n_children; at++) {
                putchar(at == 0 ? '\x1e' : '\x1f');
                print_cell(batch.children[at], schema.children[at]->format, row);
            }
        batch.release(&batch);
    }
    schema.release(&schema);
    stream->release(stream);
}

int main(void) {
    struct ArrowSchema schemas[2];
    WORKS(anxun_workforce_tables_schema(&schemas[0], &schemas[1], &error));
    WORKS(anxun_workforce_tables_schema(NULL, NULL, &error));
    for (char *line = next_line(); line != NULL; line = next_line()) {
        char *rest = line;
        AnxunStr json = column(&rest), policy = column(&rest), presets = column(&rest), reveal = column(&rest);
        AnxunDate date;
        AnxunPolicy *book = NULL;
        AnxunWorkforce *workforce = NULL;
        AnxunError *detail = NULL;
        AnxunString notes = {NULL, 0};
        struct ArrowArrayStream obligations, lapses;
        date.year = (int32_t)number(column(&rest));
        date.month = (uint8_t)number(column(&rest));
        date.day = (uint8_t)number(column(&rest));
        const uint32_t days = number(column(&rest));
        int32_t status = policy.data == NULL ? anxun_policy_seed(&book, &detail)
                                             : anxun_policy_from_json(policy, &book, &detail);
        if (status == ANXUN_OK)
            status = anxun_workforce_from_json(json, book, presets, reveal.data != NULL, &workforce, &detail);
        if (status == ANXUN_OK)
            status = anxun_workforce_tables(workforce, date, days, &obligations, &lapses, &notes, &detail);
        printf("%d", (int)status);
        if (status == ANXUN_OK) {
            /* Whoever wants nothing of it gets nothing. */
            WORKS(anxun_workforce_tables(workforce, date, days, NULL, NULL, NULL, &error));
            printf("\t%.*s", (int)notes.len, notes.data);
            print_table(&obligations, &schemas[0]);
            print_table(&lapses, &schemas[1]);
        }
        putchar('\n');
        anxun_string_free(&notes);
        anxun_error_free(detail);
        anxun_workforce_free(workforce);
        anxun_policy_free(book);
        free(line);
    }
    schemas[0].release(&schemas[0]);
    schemas[1].release(&schemas[1]);
    return 0;
}
