// Adds the next year to the built-in calendar, from a file.
#include <anxun.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char **argv) try {
    if (argc != 2) return 2;
    std::ifstream file(argv[1], std::ios::binary);
    const std::string json{std::istreambuf_iterator<char>(file), {}};

    const auto both = anxun::WorkCalendar::china().with_json(json);
    const anxun::Date due = both.add_working_days({2026, 12, 31}, 1);
    std::cout << due.year << "-0" << int{due.month} << "-0" << int{due.day} << '\n';
} catch (const anxun::Error &error) {
    std::cerr << error.message() << '\n';  // says where the file contradicts itself
    return 1;
}
