// Asks for a whole company as Arrow tables through the class; for the lines see tests/c/company.c.
#include "../c/arrow.h"

#include <anxun.hpp>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string_view column(std::string_view &rest) {
    const auto tab = rest.find('\t');
    const auto found = rest.substr(0, tab);
    rest = tab == std::string_view::npos ? std::string_view() : rest.substr(tab + 1);
    return found;
}

int number(std::string_view text) { return std::stoi(std::string(text)); }

std::string names(const ArrowSchema &schema) {
    std::string text;
    for (std::int64_t at = 0; at < schema.n_children; at++) {
        const auto &child = *schema.children[at];
        text += (at == 0 ? "" : "\x1f") + std::string(child.name) + ':' + child.format;
    }
    return text;
}

std::string cell(const ArrowArray &array, std::string_view format, std::int64_t row) {
    row += array.offset;
    const auto *valid = static_cast<const std::uint8_t *>(array.buffers[0]);
    if (valid != nullptr && (valid[row / 8] >> (row % 8) & 1) == 0) return "~";
    const auto *numbers = static_cast<const std::int32_t *>(array.buffers[1]);
    if (format == "tdD") return std::to_string(numbers[row]);
    const auto *bytes = static_cast<const char *>(array.buffers[2]);
    return std::string(bytes + numbers[row], bytes + numbers[row + 1]);
}

std::string table(ArrowArrayStream *stream, const ArrowSchema &told) {
    anxun::ArrowOwner<ArrowSchema> schema;
    if (stream->get_schema(stream, schema.place()) != 0 || names(*schema.get()) != names(told)) std::exit(1);
    std::string text = names(told);
    for (;;) {
        anxun::ArrowOwner<ArrowArray> batch;
        if (stream->get_next(stream, batch.place()) != 0) std::exit(1);
        if (!batch) return text;
        for (std::int64_t row = 0; row < batch->length; row++)
            for (std::int64_t at = 0; at < batch->n_children; at++)
                text += (at == 0 ? '\x1e' : '\x1f') + cell(*batch->children[at], schema->children[at]->format, row);
    }
}

std::string answer(std::string_view rest) {
    const auto json = column(rest), policy = column(rest), presets = column(rest), reveal = column(rest);
    const auto year = column(rest), month = column(rest), day = column(rest);
    const auto book = policy.empty() ? anxun::PolicyBook::seed() : anxun::PolicyBook::from_json(policy);
    const auto workforce = anxun::Workforce::from_json(json, book, presets, !reveal.empty());
    const anxun::Date date{number(year), static_cast<std::uint8_t>(number(month)), static_cast<std::uint8_t>(number(day))};
    anxun::ArrowOwner<ArrowArrayStream> obligations, lapses;
    const auto notes = workforce.tables(date, obligations.place(), static_cast<std::uint32_t>(number(rest)), lapses.place());
    anxun::ArrowOwner<ArrowSchema> of_obligations, of_lapses;
    anxun::Workforce::tables_schema(of_obligations.place(), of_lapses.place());
    auto moved = std::move(obligations);
    if (obligations || !moved) std::exit(1);
    return notes.str() + '\t' + table(moved.get(), *of_obligations.get()) + '\t' + table(lapses.get(), *of_lapses.get());
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        try {
            const auto tables = answer(line);
            std::cout << "0\t" << tables << '\n';
        } catch (const anxun::Error &error) {
            std::cout << error.code() << '\n';
        }
    }
}
