#include "edit/notation/word_stream.hpp"

#include "base/amount.hpp"
#include "base/text.hpp"

namespace yj::edit {

namespace {

constexpr std::size_t kLongestName = 120;  // bytes

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates) {
    return word.size() > kLongestName ? std::string() : nearest_name(word, candidates).value_or("");
}

std::string shown_word(std::string_view word) {
    if (word.size() <= kLongestName) return std::string(word);
    auto end = kLongestName;
    while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
    return std::string(word.substr(0, end)) + "…";
}

bool WordStream::take(std::string_view text) {
    if (!is(text)) return false;
    next();
    return true;
}

void WordStream::expect(WordKind kind, const char* expected) {
    if (now().kind != kind) fault("读不懂“" + shown_word(now().text) + "”", expected);
    next();
}

int WordStream::whole_number(int low, int high, const char* expected) {
    const auto amount = Amount::parse(now().text);
    const bool good = amount && amount->decimals() == 0 && amount->units() >= low && amount->units() <= high;
    if (!good) fault("“" + shown_word(now().text) + "”不合要求", expected);
    next();
    return good ? static_cast<int>(amount->units()) : low;
}

void WordStream::skip_to_head() {
    do next();
    while (!at_head());
}

void WordStream::fault(std::string what, std::string expected, std::string nearest) {
    failed_ = true;
    faults_.push_back(
        {path_, now().line, now().column, std::move(what), std::move(expected), std::move(nearest)});
}

void WordStream::fault_at(int line, int column, std::string what, std::string expected) {
    faults_.push_back({path_, line, column, std::move(what), std::move(expected), {}});
}

}  // namespace yj::edit
