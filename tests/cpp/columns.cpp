// Records as Arrow columns through the classes: a batch built by hand, its tables, its errors, the documented schema.
#include "../c/arrow.h"

#include <anxun.hpp>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::cerr << __FILE__ << ':' << __LINE__ << ": " #condition " does not hold\n";                  \
            std::exit(1);                                                                                    \
        }                                                                                                    \
    } while (0)

namespace {

// A column of texts.
struct Texts {
    std::string name, bytes;
    std::vector<std::int32_t> offsets{0};
    const void *buffers[3] = {nullptr, nullptr, nullptr};
    ArrowSchema schema{};
    ArrowArray array{};

    Texts(std::string named, const std::vector<std::string> &values) : name(std::move(named)) {
        for (const auto &value : values) {
            bytes += value;
            offsets.push_back(static_cast<std::int32_t>(bytes.size()));
        }
    }
};

// A stream of one batch: the columns `schema_version` and `kind`, and others of texts.
struct Producer {
    std::vector<std::int64_t> versions;
    std::vector<Texts> texts;
    const void *number_buffers[2] = {nullptr, nullptr};
    const void *root_buffers[1] = {nullptr};
    ArrowSchema number_schema{};
    ArrowArray number{};
    std::vector<ArrowSchema *> schemas;
    std::vector<ArrowArray *> arrays;
    bool given = false;
    int live = 0;

    explicit Producer(std::size_t rows) : versions(rows, 1) {}

    ArrowArrayStream stream() {
        given = false;
        live++;
        return ArrowArrayStream{get_schema, get_next, [](ArrowArrayStream *) -> const char * { return "none"; },
                                [](ArrowArrayStream *one) {
                                    of(one).live--;
                                    one->release = nullptr;
                                },
                                this};
    }

private:
    static Producer &of(ArrowArrayStream *stream) { return *static_cast<Producer *>(stream->private_data); }

    static ArrowSchema schema_of(const char *format, const char *name) {
        return ArrowSchema{format, name, nullptr, 2, 0, nullptr, nullptr,
                           [](ArrowSchema *one) { one->release = nullptr; }, nullptr};
    }

    static ArrowArray array_of(std::size_t rows, std::int64_t count, const void **buffers) {
        return ArrowArray{static_cast<std::int64_t>(rows), 0, 0, count, 0, buffers, nullptr, nullptr,
                          [](ArrowArray *one) { one->release = nullptr; }, nullptr};
    }

    static int get_schema(ArrowArrayStream *stream, ArrowSchema *out) {
        auto &self = of(stream);
        self.number_schema = schema_of("l", "schema_version");
        self.schemas = {&self.number_schema};
        for (auto &column : self.texts) {
            column.schema = schema_of("u", column.name.c_str());
            self.schemas.push_back(&column.schema);
        }
        *out = schema_of("+s", "");
        out->n_children = static_cast<std::int64_t>(self.schemas.size());
        out->children = self.schemas.data();
        return 0;
    }

    static int get_next(ArrowArrayStream *stream, ArrowArray *out) {
        auto &self = of(stream);
        if (self.given) {
            *out = ArrowArray{};
            return 0;
        }
        self.given = true;
        self.number_buffers[1] = self.versions.data();
        self.number = array_of(self.versions.size(), 2, self.number_buffers);
        self.arrays = {&self.number};
        for (auto &column : self.texts) {
            column.buffers[1] = column.offsets.data();
            column.buffers[2] = column.bytes.data();
            column.array = array_of(self.versions.size(), 3, column.buffers);
            self.arrays.push_back(&column.array);
        }
        *out = array_of(self.versions.size(), 1, self.root_buffers);
        out->n_children = static_cast<std::int64_t>(self.arrays.size());
        out->children = self.arrays.data();
        return 0;
    }
};

std::int64_t rows_of(ArrowArrayStream *stream) {
    std::int64_t rows = 0;
    for (;;) {
        anxun::ArrowOwner<ArrowArray> batch;
        CHECK(stream->get_next(stream, batch.place()) == 0);
        if (!batch) return rows;
        rows += batch->length;
    }
}

}  // namespace

int main() {
    const auto context = anxun::Context::make(anxun::PolicyBook::seed(), anxun::WorkCalendar::china(),
                                              "2026-03-02T09:00:00+08:00");
    Producer producer(2);
    producer.texts.emplace_back("kind", std::vector<std::string>{"Refresher", "NewHire"});
    producer.texts.emplace_back("name", std::vector<std::string>{"灭火器实操复训", "厂级安全教育"});
    producer.texts.emplace_back("colour", std::vector<std::string>{"red", "green"});

    auto stream = anxun::Register::make(context);
    auto records = producer.stream();
    auto columns = anxun::Columns::make(&records);
    CHECK(records.release == nullptr);
    const auto notes = columns.notes().str();
    CHECK(notes.find("\"unknown\":[\"/colour\"]") != std::string::npos);
    anxun::ArrowOwner<ArrowArrayStream> verdicts, findings, faults;
    CHECK(columns.next(stream, verdicts.place(), findings.place(), faults.place()) == 2);
    CHECK(rows_of(verdicts.get()) == 2 && rows_of(findings.get()) > 2 && rows_of(faults.get()) == 0);
    CHECK(columns.next(stream) == 0);
    columns = anxun::Columns();
    CHECK(producer.live == 0);

    // The same at once.
    records = producer.stream();
    CHECK(stream.review_columns(&records, verdicts.place(), nullptr, nullptr, 3) == 2);
    CHECK(rows_of(verdicts.get()) == 2 && producer.live == 0);
    const auto summary = std::move(stream).finish().str();
    CHECK(summary.find("\"lines\":4") != std::string::npos);

    // A column of another type is named.
    producer.texts.emplace_back("duration_minutes", std::vector<std::string>{"60", "90"});
    records = producer.stream();
    try {
        (void)anxun::Columns::make(&records);
        CHECK(false);
    } catch (const anxun::Error &error) {
        CHECK(error.code() == ANXUN_ERR_TYPE && error.path() == "/duration_minutes" && error.found() == "Utf8");
    }
    CHECK(producer.live == 0);

    anxun::ArrowOwner<ArrowSchema> schema;
    anxun::Columns::schema(schema.place());
    CHECK(schema && schema->n_children > 50);
    auto moved = std::move(schema);
    CHECK(moved && !schema);
    std::cout << "ok\n";
}
