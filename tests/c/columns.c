/* Records as Arrow columns, built by hand: what is judged, what is refused, and that everything is released once. */
#include "arrow.h"
#include "check.h"

enum { ROWS = 3, COLUMNS = 5, BATCHES = 2 };

/* What a batch holds; a test changes one thing of it. */
typedef struct {
    const char *formats[COLUMNS];
    int64_t versions[ROWS];
    int32_t kind_offsets[ROWS + 1];
    char kinds[32];
    int32_t name_offsets[ROWS + 1];
    char names[16];
    int32_t dates[ROWS];
    int32_t list_offsets[ROWS + 1];
    int32_t tag_offsets[3];
    char tags[8];
    uint8_t valid;
    struct ArrowArray root, parts[COLUMNS], item;
    struct ArrowArray *children[COLUMNS], *items[1];
    const void *buffers[COLUMNS][3], *root_buffers[1], *item_buffers[3];
    int schema_status, next_status, given, batches, live;
    int64_t root_children;
} Producer;

static Producer made(void) {
    Producer one = {
        {"l", "u", "u", "tdD", "+l"},
        {1, 1, 1},
        {0, 9, 18, 27},
        "RefresherRefresherRefresher",
        {0, 6, 12, 12},
        "\xE6\xB6\x88\xE9\x98\xB2\xE6\xB6\x88\xE9\x98\xB2",
        {20000, 20001, 20002},
        {0, 2, 2, 2},
        {0, 1, 3},
        "abc",
        5,
        {0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL},
        {{0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL}},
        {0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL},
        {NULL},
        {NULL},
        {{NULL}},
        {NULL},
        {NULL},
        0, 0, 0, BATCHES, 0, COLUMNS};
    return one;
}

static const char *const NAMES[COLUMNS] = {"schema_version", "kind", "name", "date", "high_risk"};

static void release_child_schema(struct ArrowSchema *schema) { schema->release = NULL; }

static void release_schema(struct ArrowSchema *schema) {
    Producer *producer = schema->private_data;
    for (int64_t at = 0; at < schema->n_children; at++) {
        struct ArrowSchema *child = schema->children[at];
        if (child->n_children == 1) {
            free(child->children[0]);
            free(child->children);
        }
        free(child);
    }
    free(schema->children);
    schema->release = NULL;
    producer->live--;
}

static struct ArrowSchema schema(const char *format, const char *name) {
    struct ArrowSchema one = {format, name, NULL, ARROW_FLAG_NULLABLE, 0, NULL, NULL, release_child_schema, NULL};
    return one;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    Producer *producer = stream->private_data;
    if (producer->schema_status != 0) return producer->schema_status;
    *out = schema("+s", "");
    out->children = calloc(COLUMNS, sizeof(struct ArrowSchema *));
    out->n_children = COLUMNS;
    for (int at = 0; at < COLUMNS; at++) {
        struct ArrowSchema *child = malloc(sizeof *child);
        *child = schema(producer->formats[at], NAMES[at]);
        if (producer->formats[at] != NULL && strcmp(producer->formats[at], "+l") == 0) {
            child->children = malloc(sizeof(struct ArrowSchema *));
            child->children[0] = malloc(sizeof(struct ArrowSchema));
            *child->children[0] = schema("u", "item");
            child->n_children = 1;
        }
        out->children[at] = child;
    }
    out->release = release_schema;
    out->private_data = producer;
    producer->live++;
    return 0;
}

static void release_child(struct ArrowArray *array) { array->release = NULL; }

static void release_array(struct ArrowArray *array) {
    Producer *producer = array->private_data;
    array->release = NULL;
    producer->live--;
}

static struct ArrowArray array(int64_t length, int64_t count, const void **buffers) {
    struct ArrowArray one = {length, 0, 0, count, 0, buffers, NULL, NULL, release_child, NULL};
    return one;
}

/* The sound batch; a test corrupts it behind this. */
static void lay_out(Producer *p) {
    const int64_t counts[COLUMNS] = {2, 3, 3, 2, 2};
    const void *values[COLUMNS][2] = {{p->versions, NULL},
                                      {p->kind_offsets, p->kinds},
                                      {p->name_offsets, p->names},
                                      {p->dates, NULL},
                                      {p->list_offsets, NULL}};
    for (int at = 0; at < COLUMNS; at++) {
        p->buffers[at][0] = NULL;
        p->buffers[at][1] = values[at][0];
        p->buffers[at][2] = values[at][1];
        p->parts[at] = array(ROWS, counts[at], p->buffers[at]);
        p->children[at] = &p->parts[at];
    }
    /* The second record has no name. */
    p->buffers[2][0] = &p->valid;
    p->parts[2].null_count = 1;
    p->item_buffers[1] = p->tag_offsets;
    p->item_buffers[2] = p->tags;
    p->item = array(2, 3, p->item_buffers);
    p->items[0] = &p->item;
    p->parts[4].n_children = 1;
    p->parts[4].children = p->items;
    p->root = array(ROWS, 1, p->root_buffers);
    p->root.n_children = p->root_children;
    p->root.children = p->children;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    Producer *producer = stream->private_data;
    if (producer->given == producer->batches) {
        if (producer->next_status != 0) return producer->next_status;
        memset(out, 0, sizeof *out);
        return 0;
    }
    producer->given++;
    *out = producer->root;
    out->release = release_array;
    out->private_data = producer;
    producer->live++;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "the disk is on fire";
}

static void release_stream(struct ArrowArrayStream *stream) {
    Producer *producer = stream->private_data;
    stream->release = NULL;
    producer->live--;
}

static struct ArrowArrayStream stream_of(Producer *producer) {
    struct ArrowArrayStream stream = {get_schema, get_next, get_last_error, release_stream, producer};
    producer->live++;
    return stream;
}

/* Rows of a table that came out, and of its column `name` the first text. */
static int64_t rows_of(struct ArrowArrayStream *stream, const char *name, char *text, size_t size) {
    struct ArrowSchema columns;
    struct ArrowArray batch;
    int64_t rows = 0;
    CHECK(stream->get_schema(stream, &columns) == 0);
    text[0] = 0;
    for (;;) {
        CHECK(stream->get_next(stream, &batch) == 0);
        if (batch.release == NULL) break;
        for (int64_t at = 0; rows == 0 && at < columns.n_children; at++) {
            if (strcmp(columns.children[at]->name, name) != 0) continue;
            CHECK(strcmp(columns.children[at]->format, "u") == 0);
            const int32_t *offsets = batch.children[at]->buffers[1];
            const char *bytes = batch.children[at]->buffers[2];
            const size_t length = (size_t)(offsets[1] - offsets[0]);
            CHECK(length < size);
            memcpy(text, bytes + offsets[0], length);
            text[length] = 0;
        }
        rows += batch.length;
        batch.release(&batch);
    }
    columns.release(&columns);
    stream->release(stream);
    return rows;
}

static AnxunRegister *new_register(AnxunContext *context) {
    AnxunRegister *stream = NULL;
    AnxunStr absent = {NULL, 0};
    WORKS(anxun_register_new(context, absent, &stream, &error));
    return stream;
}

static void batch_by_batch(AnxunContext *context) {
    Producer producer = made();
    struct ArrowArrayStream records = stream_of(&producer), verdicts, findings, faults;
    AnxunRegister *stream = new_register(context);
    AnxunColumns *columns = NULL;
    AnxunString json = {NULL, 0};
    uint64_t rows = 9;
    char text[64];
    lay_out(&producer);
    WORKS(anxun_columns_new(&records, 1, &columns, &error));
    CHECK(records.release == NULL);
    WORKS(anxun_columns_notes(columns, &json, &error));
    CHECK(holds(&json, "\"unknown_count\":0") && holds(&json, "\"photos\"") && !holds(&json, "\"heading\""));
    anxun_string_free(&json);
    for (int at = 0; at < BATCHES; at++) {
        WORKS(anxun_columns_next(columns, stream, &rows, &verdicts, &findings, &faults, &error));
        CHECK(rows == ROWS);
        CHECK(rows_of(&verdicts, "status", text, sizeof text) == ROWS && strcmp(text, "judged") == 0);
        CHECK(rows_of(&findings, "code", text, sizeof text) > ROWS);
        CHECK(rows_of(&faults, "code", text, sizeof text) == 0);
    }
    WORKS(anxun_columns_next(columns, stream, &rows, &verdicts, NULL, NULL, &error));
    CHECK(rows == 0);
    anxun_columns_free(columns);
    CHECK(producer.live == 0);
    WORKS(anxun_register_finish(&stream, &json, &error));
    CHECK(holds(&json, "\"lines\":6") && holds(&json, "\"judged\":6"));
    anxun_string_free(&json);
}

static void the_whole_stream(AnxunContext *context) {
    Producer producer = made();
    struct ArrowArrayStream records = stream_of(&producer), verdicts;
    AnxunRegister *stream = new_register(context);
    uint64_t rows = 0;
    char text[64];
    lay_out(&producer);
    WORKS(anxun_register_review_columns(stream, 11, &records, &rows, &verdicts, NULL, NULL, &error));
    CHECK(rows == ROWS * BATCHES && records.release == NULL);
    CHECK(rows_of(&verdicts, "kind", text, sizeof text) == ROWS * BATCHES && strcmp(text, "Refresher") == 0);
    CHECK(producer.live == 0);
    anxun_register_free(stream);
}

/* A schema that is refused before any row is judged. */
static void refused(AnxunContext *context, int column, const char *format, int32_t status, const char *path) {
    Producer producer = made();
    struct ArrowArrayStream records = stream_of(&producer);
    AnxunRegister *stream = new_register(context);
    AnxunColumns *columns = NULL;
    AnxunError *error = NULL;
    if (column >= 0) producer.formats[column] = format;
    lay_out(&producer);
    CHECK(anxun_columns_new(&records, 1, &columns, &error) == status);
    CHECK(columns == NULL && records.release == NULL && producer.live == 0 && producer.given == 0);
    CHECK(equals(anxun_error_path(error), path));
    anxun_error_free(error);
    anxun_register_free(stream);
}

/* A batch that contradicts itself: its rows fail, and the code and the place say why. */
static void broken(AnxunContext *context, void (*change)(Producer *), const char *code, const char *path) {
    Producer producer = made();
    struct ArrowArrayStream records = stream_of(&producer), verdicts, faults;
    AnxunRegister *stream = new_register(context);
    AnxunString json = {NULL, 0};
    uint64_t rows = 0;
    char text[64];
    producer.batches = 1;
    lay_out(&producer);
    change(&producer);
    WORKS(anxun_register_review_columns(stream, 1, &records, &rows, &verdicts, NULL, &faults, &error));
    CHECK(rows == ROWS);
    CHECK(rows_of(&verdicts, "error", text, sizeof text) == ROWS);
    if (strcmp(text, code) != 0) fprintf(stderr, "%s instead of %s at %s\n", text, code, path);
    CHECK(strcmp(text, code) == 0);
    CHECK(rows_of(&faults, "path", text, sizeof text) == ROWS);
    if (strcmp(text, path) != 0) fprintf(stderr, "%s instead of %s\n", text, path);
    CHECK(strcmp(text, path) == 0);
    CHECK(producer.live == 0);
    WORKS(anxun_register_finish(&stream, &json, &error));
    CHECK(holds(&json, "\"failed\":3") && holds(&json, "\"judged\":0"));
    anxun_string_free(&json);
}

static void negative_offset(Producer *p) { p->kind_offsets[0] = -1; }
static void falling_offset(Producer *p) { p->name_offsets[1] = 12, p->name_offsets[2] = 6; }
static void no_utf8(Producer *p) { p->names[1] = 'x'; }
static void split_character(Producer *p) { p->name_offsets[1] = 4; }
static void no_texts(Producer *p) { p->buffers[1][2] = NULL; }
static void no_offsets(Producer *p) { p->buffers[1][1] = NULL; }
static void no_numbers(Producer *p) { p->buffers[3][1] = NULL; }
static void few_buffers(Producer *p) { p->parts[1].n_buffers = 2; }
static void many_buffers(Producer *p) { p->parts[0].n_buffers = 3; }
static void negative_buffers(Producer *p) { p->parts[0].n_buffers = -2; }
static void short_column(Producer *p) { p->parts[3].length = 2; }
static void negative_length(Producer *p) { p->parts[3].length = -3; }
static void negative_start(Producer *p) { p->parts[3].offset = -3; }
static void endless(Producer *p) { p->parts[3].length = INT64_MAX, p->parts[3].offset = INT64_MAX; }
static void wrong_nulls(Producer *p) { p->parts[2].null_count = 2; }
static void nulls_without_buffer(Producer *p) { p->parts[1].null_count = 1; }
static void too_many_nulls(Producer *p) { p->parts[1].null_count = 4; }
static void released_column(Producer *p) { p->parts[0].release = NULL; }
static void no_child(Producer *p) { p->children[2] = NULL; }
static void few_children(Producer *p) { p->root.n_children = 4; }
static void no_children(Producer *p) { p->root.children = NULL; }
static void negative_children(Producer *p) { p->root.n_children = -1; }
static void short_items(Producer *p) { p->item.length = 1; }
static void falling_list(Producer *p) { p->list_offsets[1] = 2, p->list_offsets[2] = 1; }
static void no_item(Producer *p) { p->parts[4].n_children = 0; }
static void item_no_utf8(Producer *p) { p->tags[1] = '\xFF'; }

static void what_contradicts_itself(AnxunContext *context) {
    broken(context, negative_offset, "BadColumn", "/kind");
    broken(context, falling_offset, "BadColumn", "/name");
    broken(context, no_utf8, "InvalidUtf8", "/name");
    broken(context, split_character, "InvalidUtf8", "/name");
    broken(context, no_texts, "BadColumn", "/kind");
    broken(context, no_offsets, "BadColumn", "/kind");
    broken(context, no_numbers, "BadColumn", "/date");
    broken(context, few_buffers, "BadColumn", "/kind");
    broken(context, many_buffers, "BadColumn", "/schema_version");
    broken(context, negative_buffers, "BadColumn", "/schema_version");
    broken(context, short_column, "BadColumn", "/date");
    broken(context, negative_length, "BadColumn", "/date");
    broken(context, negative_start, "BadColumn", "/date");
    broken(context, endless, "BadColumn", "/date");
    broken(context, wrong_nulls, "BadColumn", "/name");
    broken(context, nulls_without_buffer, "BadColumn", "/kind");
    broken(context, too_many_nulls, "BadColumn", "/kind");
    broken(context, released_column, "BadColumn", "/schema_version");
    broken(context, no_child, "BadColumn", "");
    broken(context, few_children, "BadColumn", "");
    broken(context, no_children, "BadColumn", "");
    broken(context, negative_children, "BadColumn", "");
    broken(context, short_items, "BadColumn", "/high_risk/*");
    broken(context, falling_list, "BadColumn", "/high_risk");
    broken(context, no_item, "BadColumn", "/high_risk");
    broken(context, item_no_utf8, "InvalidUtf8", "/high_risk/*");
}

static void streams_that_fail(AnxunContext *context) {
    Producer producer = made();
    struct ArrowArrayStream records = stream_of(&producer), verdicts;
    AnxunRegister *stream = new_register(context);
    AnxunColumns *columns = NULL;
    AnxunError *said = NULL;
    AnxunString json = {NULL, 0};
    uint64_t rows = 0;
    lay_out(&producer);
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_columns_new(NULL, 1, &columns, &error));
    /* The stream is consumed also where the place for the handle is missing. */
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_columns_new(&records, 1, NULL, &error));
    CHECK(records.release == NULL && producer.live == 0);
    FAILS(ANXUN_ERR_STREAM_FAILED, anxun_columns_new(&records, 1, &columns, &error));
    producer.schema_status = 5;
    records = stream_of(&producer);
    CHECK(anxun_columns_new(&records, 1, &columns, &said) == ANXUN_ERR_STREAM_FAILED);
    CHECK(equals(anxun_error_found(said), "status 5: the disk is on fire"));
    anxun_error_free(said);
    CHECK(producer.live == 0);
    /* After the first batch the producer fails: what was judged stays counted, and the stream is at its end. */
    producer.schema_status = 0, producer.batches = 1, producer.next_status = 12, producer.given = 0;
    records = stream_of(&producer);
    WORKS(anxun_columns_new(&records, 1, &columns, &error));
    WORKS(anxun_columns_next(columns, stream, &rows, NULL, NULL, NULL, &error));
    CHECK(rows == ROWS);
    FAILS(ANXUN_ERR_STREAM_FAILED, anxun_columns_next(columns, stream, &rows, &verdicts, NULL, NULL, &error));
    WORKS(anxun_columns_next(columns, stream, &rows, &verdicts, NULL, NULL, &error));
    CHECK(rows == 0);
    FAILS(ANXUN_ERR_WRONG_HANDLE, anxun_columns_next(columns, (AnxunRegister *)(void *)columns, &rows, NULL, NULL, NULL, &error));
    anxun_columns_free(columns);
    CHECK(producer.live == 0);
    producer.given = 0;
    records = stream_of(&producer);
    FAILS(ANXUN_ERR_STREAM_FAILED,
          anxun_register_review_columns(stream, 4, &records, NULL, &verdicts, NULL, NULL, &error));
    CHECK(producer.live == 0);
    /* An empty stream. */
    producer.batches = 0, producer.next_status = 0, producer.given = 0;
    records = stream_of(&producer);
    WORKS(anxun_register_review_columns(stream, 7, &records, &rows, &verdicts, NULL, NULL, &error));
    char text[8];
    CHECK(rows == 0 && rows_of(&verdicts, "status", text, sizeof text) == 0 && producer.live == 0);
    WORKS(anxun_register_finish(&stream, &json, &error));
    CHECK(holds(&json, "\"lines\":6"));
    anxun_string_free(&json);
}

static void the_schema(void) {
    struct ArrowSchema record;
    WORKS(anxun_columns_schema(&record, &error));
    CHECK(strcmp(record.format, "+s") == 0 && record.n_children > 50);
    CHECK(strcmp(record.children[0]->name, "schema_version") == 0 && strcmp(record.children[0]->format, "I") == 0);
    record.release(&record);
    CHECK(record.release == NULL);
    FAILS(ANXUN_ERR_NULL_POINTER, anxun_columns_schema(NULL, &error));
}

int main(void) {
    AnxunContext *context = NULL;
    AnxunPolicy *policy = NULL;
    AnxunCalendar *calendar = NULL;
    WORKS(anxun_policy_seed(&policy, &error));
    WORKS(anxun_calendar_china(&calendar, &error));
    WORKS(anxun_context_new(policy, calendar, anxun_str("2026-03-02T09:00:00+08:00"), &context, &error));
    batch_by_batch(context);
    the_whole_stream(context);
    refused(context, 0, "g", ANXUN_ERR_TYPE, "/schema_version");
    refused(context, 1, "tsu:", ANXUN_ERR_TYPE, "/kind");
    refused(context, 2, "z", ANXUN_ERR_TYPE, "/name");
    refused(context, 3, "tsu:UTC", ANXUN_ERR_TYPE, "/date");
    refused(context, 3, "+l", ANXUN_ERR_TYPE, "/date");
    refused(context, 4, "u", ANXUN_ERR_TYPE, "/high_risk");
    refused(context, 2, "?", ANXUN_ERR_TYPE, "/name");
    refused(context, 2, NULL, ANXUN_ERR_BAD_COLUMN, "/name");
    refused(context, 2, "\xFF", ANXUN_ERR_INVALID_UTF8, "/name");
    what_contradicts_itself(context);
    streams_that_fail(context);
    the_schema();
    anxun_context_free(context);
    anxun_calendar_free(calendar);
    anxun_policy_free(policy);
    puts("ok");
    return 0;
}
