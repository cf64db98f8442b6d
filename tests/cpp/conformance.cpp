// Answers lines of `operation<TAB>request` through the JSON door.
#include <anxun.hpp>
#include <iostream>

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        const std::string_view all = line;
        const auto tab = all.find('\t');
        try {
            const auto answer = anxun::call(all.substr(0, tab), all.substr(tab + 1));
            std::cout << "0\t" << answer.view() << '\n';
        } catch (const anxun::Error &error) {
            std::cout << error.code() << '\t' << error.json() << '\n';
        }
    }
}
