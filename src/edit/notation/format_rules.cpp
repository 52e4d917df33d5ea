#include "edit/notation/format_rules.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "edit/finding.hpp"
#include "edit/notation/rule_parser.hpp"
#include "edit/notation/rule_words.hpp"

namespace yj::edit {

using instrument::Faults;

namespace {

constexpr int kClauseColumn = 60;  // where clauses begin when the condition leaves room
constexpr int kWidest = 100;

template <class List>
bool contains(const List& list, std::string_view text) {
    return std::ranges::find(list, text) != list.end();
}

constexpr std::array<std::string_view, 9> kJoints{"若", "则", "否则", "且", "或", "异或", "非", "在", "按"};
constexpr std::array<std::string_view, 7> kBreaks{"则", "否则", "且", "或", "异或", "+", "-"};
constexpr std::array<std::string_view, 13> kOperators{"+", "-",  "*",  "/", "==", "!=", "<",
                                                      ">", "<=", ">=", "≈", "=",  "("};
constexpr std::array<std::string_view, 6> kShiftWords{"上期", "上年同期", "上年12月", "本期", "台账", "凭证"};

class Formatter {
public:
    Formatter(std::string_view path, std::string_view text)
        : path_(path), text_(text), words_(cut_words(text, WordSort::Form, &remarks_)) {}

    std::expected<std::string, Faults> format() {
        if (auto faults = unreadable(); !faults.empty()) return std::unexpected(std::move(faults));
        while (words_[at_].kind != WordKind::End) rule();
        top_remarks();
        if (!same_words())
            return std::unexpected(
                Faults{{path_, 1, 1, "这个文件不能排版而不改变规则", "先改正其中的错误", {}}});
        return std::move(out_);
    }

private:
    Faults unreadable() const {
        Faults faults;
        for (const auto& word : words_)
            if (word.kind == WordKind::Mark && word.end > word.begin + 1 && is_quote(word.begin))
                faults.push_back({path_, word.line, word.column, "这里的引号没有合上", "同一行内的“\"”", {}});
        const auto& first = words_.front();
        if (first.kind != WordKind::End && !is_head(0))
            faults.push_back(
                {path_, first.line, first.column, "每条规则以“规则”开头", "规则 编号 强制|核实|提示", {}});
        return faults;
    }
    bool is_quote(std::size_t byte) const {
        return text_[byte] == '"' || text_.substr(byte).starts_with("“");
    }
    bool is_head(std::size_t at) const {
        const auto& word = words_[at];
        return word.kind == WordKind::End ||
               (word.kind != WordKind::Text && (word.text == "规则" || word.text == "范围"));
    }
    /// Whether the formatted text has the same words.
    bool same_words() const {
        const auto again = cut_words(out_);
        return std::ranges::equal(
            again, words_, [](const Word& a, const Word& b) { return a.kind == b.kind && a.text == b.text; });
    }

    // ---- lines -------------------------------------------------------------------------------------------

    void flush() {
        while (line_.ends_with(' ')) line_.pop_back();
        if (!line_.empty()) out_ += line_ + "\n";
        line_.clear();
        fresh_ = true;
    }
    void begin_line(int indent) {
        flush();
        indent_ = indent;
    }
    /// Puts a piece on the line, after `gap` blanks unless it begins the line.
    void put(std::string_view piece, int gap) {
        if (fresh_) line_.assign(static_cast<std::size_t>(indent_), ' ');
        if (!fresh_) line_.append(static_cast<std::size_t>(gap), ' ');
        line_ += piece;
        fresh_ = false;
    }
    int width() const { return fresh_ ? indent_ : display_width(line_); }

    // ---- remarks -----------------------------------------------------------------------------------------

    /// Remarks before the next rule: as they stand, blank lines between them kept.
    void top_remarks() {
        bool first = true;
        while (remark_ < remarks_.size() && remarks_[remark_].begin < words_[at_].begin) {
            const auto& remark = remarks_[remark_];
            if (first && !out_.empty()) out_ += "\n";
            first = false;
            out_ += remark.text + "\n";
            const auto rest = text_.substr(remark.begin + remark.text.size());
            const auto next = rest.find_first_not_of(" \t\r\n");
            const bool blank = std::ranges::count(rest.substr(0, next), '\n') > 1;
            ++remark_;
            const bool more = remark_ < remarks_.size() || words_[at_].kind != WordKind::End;
            if (blank && more) out_ += "\n";
            headed_ = !blank;
        }
        if (first) headed_ = false;
    }
    /// Remarks between the word before and the one at hand.
    void inner_remarks() {
        while (remark_ < remarks_.size() && remarks_[remark_].begin < words_[at_].begin && at_ > 0) {
            const auto& remark = remarks_[remark_++];
            if (remark.own_line) {
                flush();
                out_ += "  " + remark.text + "\n";
            } else {
                put(remark.text, 2);
                flush();
            }
            indent_ = std::max(indent_, 4);
        }
    }

    /// A remark behind the last word of a line.
    void tail_remark() {
        const bool here = remark_ < remarks_.size() && remarks_[remark_].begin < words_[at_].begin;
        if (here && !remarks_[remark_].own_line) put(remarks_[remark_++].text, 2);
    }

    // ---- words -------------------------------------------------------------------------------------------

    std::string spelled(const Word& word) const {
        if (word.kind != WordKind::Text) return word.text;
        return word.text.find('"') == std::string::npos ? "\"" + word.text + "\"" : "“" + word.text + "”";
    }
    bool adjacent(std::size_t at) const { return at > 0 && words_[at].begin == words_[at - 1].end; }
    bool is_unary(std::size_t at) const {
        const auto& before = words_[at - 1];
        if (before.kind == WordKind::Text || before.kind == WordKind::Number) return false;
        return contains(kOperators, before.text) || contains(kJoints, before.text) || before.text == "," ||
               before.text == "[" || before.text == "强制" || before.text == "核实";
    }
    /// Blanks between a word and the one before it.
    int gap(std::size_t at) const {
        const auto& word = words_[at];
        const auto& before = words_[at - 1];
        const bool mark = word.kind == WordKind::Mark, after_mark = before.kind == WordKind::Mark;
        if (mark && (word.text == "," || word.text == ")" || word.text == "]" || word.text == "." ||
                     word.text == ".."))
            return 0;
        if (after_mark &&
            (before.text == "(" || before.text == "." || before.text == ".." || before.text == "["))
            return 0;
        const bool joint = contains(kJoints, word.text) || contains(kJoints, before.text);
        if (mark && word.text == "=" && before.text == "空") return 0;
        if (after_mark && before.text == "=" && at > 1 && words_[at - 2].text == "空") return 0;
        if (word.text == "月" && before.kind == WordKind::Number) return 0;
        if (mark && word.text == "(") return before.kind == WordKind::Name && !joint ? 0 : 1;
        if (mark && word.text == "[") return adjacent(at) && before.kind != WordKind::Mark && !joint ? 0 : 1;
        if (after_mark && before.text == "-" && at > 1 && is_unary(at - 1)) return 0;
        if (after_mark && before.text == "]" && !mark && !joint) return adjacent(at) ? 0 : 1;
        return 1;
    }

    /// The word at hand, a cell's brackets with all that stands in them as one piece.
    std::string piece() {
        const auto& word = words_[at_];
        const bool cell =
            word.kind == WordKind::Mark && word.text == "[" && at_ > 0 && words_[at_ - 1].text != "在";
        if (!cell) {
            ++at_;
            return spelled(word);
        }
        int depth = 0;
        auto last = at_;
        for (auto at = at_; !is_head(at) && words_[at].line == word.line; ++at) {
            if (words_[at].kind != WordKind::Mark) continue;
            depth += words_[at].text == "[" ? 1 : words_[at].text == "]" ? -1 : 0;
            if (depth > 0) continue;
            last = at;
            break;
        }
        const auto raw = text_.substr(word.begin, words_[last].end - word.begin);
        at_ = last + 1;
        return std::string(raw);
    }

    // ---- rules -------------------------------------------------------------------------------------------

    void rule() {
        top_remarks();
        if (!out_.empty() && !headed_ && !out_.ends_with("\n\n")) out_ += "\n";
        begin_line(0);
        const bool scope = words_[at_].text == "范围";
        head();
        tail_remark();
        if (!scope) begin_line(2);
        bool condition = false;
        while (!is_head(at_)) {
            inner_remarks();
            if (!scope && clause_words(at_) > 0)
                clause(condition);
            else {
                this->condition();
                condition = true;
            }
        }
        tail_remark();
        flush();
    }

    /// 规则 编号 类型 适用 …, and what stands before the condition; 范围 名称.
    void head() {
        const bool scope = words_[at_].text == "范围";
        put(words_[at_++].text, 0);
        for (int i = 0; i < (scope ? 1 : 2) && !is_head(at_); ++i) {
            inner_remarks();
            put(piece(), i == 0 ? 1 : 2);
        }
        if (scope) return;
        if (!is_head(at_) && words_[at_].text == "适用") {
            inner_remarks();
            put(words_[at_++].text, 2);
            while (!is_head(at_) && (words_[at_ - 1].text == "适用" || words_[at_ - 1].text == "," ||
                                     words_[at_].text == ",")) {
                inner_remarks();
                const int blanks = gap(at_);
                put(piece(), blanks);
            }
        }
        while (!is_head(at_) && (clause_words(at_) > 0 || is_scope_name()) && words_[at_].text != "提示") {
            inner_remarks();
            const auto count = std::max<std::size_t>(clause_words(at_), 1);
            for (std::size_t i = 0; i < count; ++i) {
                const int blanks = i == 0 ? 2 : gap(at_);
                put(piece(), blanks);
                if (i + 1 < count) inner_remarks();
            }
        }
    }

    /// A name before the condition that no cell, function or comparison begins with.
    bool is_scope_name() const {
        const auto& word = words_[at_];
        const auto& after = words_[at_ + 1];
        const auto first = static_cast<unsigned char>(word.text.empty() ? ' ' : word.text[0]);
        if (word.kind != WordKind::Name || first < 0x80 || is_head(at_ + 1)) return false;
        if (contains(kJoints, word.text) || contains(kShiftWords, word.text) || word.text.starts_with("前"))
            return false;
        if (after.text == "[") return !adjacent(at_ + 1);
        if (after.text == "若" || after.text == "非") return true;
        return after.kind != WordKind::Mark && !contains(kJoints, after.text);
    }

    /// How many words the clause has that begins at `at`; 0 when none begins there.
    std::size_t clause_words(std::size_t at) const {
        const auto& word = words_[at];
        if (word.kind == WordKind::Text || is_head(at)) return 0;
        const auto ahead = [&](std::size_t i) -> const std::string& {
            return words_[std::min(at + i, words_.size() - 1)].text;
        };
        const auto bounded = [&](std::size_t count) {
            for (std::size_t i = 1; i < count; ++i)
                if (is_head(at + i)) return i;
            return count;
        };
        constexpr std::array<std::string_view, 4> kPairs{"提示", "出处", "除外", "允差"};
        constexpr std::array<std::string_view, 3> kRanges{"行", "月份", "时期"};
        if (word.text == "所有列" || word.text == "需说明") return 1;
        if (contains(kPairs, word.text)) return bounded(2);
        if (contains(kRanges, word.text)) return bounded(ahead(2) == ".." ? 4 : 2);
        if (word.text == "空" && ahead(1) == "=") return bounded(3);
        if (word.kind == WordKind::Number && ahead(1) == "月") return bounded(ahead(2) == ".." ? 5 : 2);
        return 0;
    }

    void clause(bool after_condition) {
        const auto count = clause_words(at_);
        const bool hint = words_[at_].text == "提示";
        if (hint && !fresh_) begin_line(2);
        int blanks =
            fresh_ || hint_line_ || !after_condition || aligned_ ? 2 : std::max(2, kClauseColumn - width());
        const auto end = at_ + count;
        int needed = display_width(spelled(words_[at_]));
        for (auto at = at_ + 1; at < end; ++at) needed += gap(at) + display_width(spelled(words_[at]));
        if (!hint && !fresh_ && width() + blanks + needed > kWidest) {
            begin_line(2);
            blanks = 0;
        }
        aligned_ = !hint;
        hint_line_ = hint || hint_line_;
        bool first = true;
        while (at_ < end) {
            if (!first) inner_remarks();
            const int here = first ? blanks : gap(at_);
            put(piece(), here);
            first = false;
        }
    }

    bool is_break(std::size_t at) const {
        const auto& word = words_[at];
        return word.kind != WordKind::Text && contains(kBreaks, word.text) &&
               !(word.text == "-" && is_unary(at));
    }
    int deeper(std::size_t at) const {
        if (words_[at].kind != WordKind::Mark) return 0;
        return words_[at].text == "(" ? 1 : words_[at].text == ")" ? -1 : 0;
    }

    /// Words up to the next clause, broken outside of brackets where the line gets too long.
    void condition() {
        aligned_ = hint_line_ = false;
        if (fresh_) indent_ = std::max(indent_, 2);
        int depth = 0;
        for (bool first = true; !is_head(at_) && (first || clause_words(at_) == 0); first = false) {
            if (!first) inner_remarks();
            if (!first && depth == 0 && is_break(at_) && width() + 1 + chunk_width() > kWidest) begin_line(4);
            const int blanks = first ? (fresh_ ? 0 : 2) : gap(at_);
            depth += deeper(at_);
            put(piece(), blanks);
        }
    }
    /// How wide the words are up to the next place where the line may be broken.
    int chunk_width() const {
        constexpr std::size_t kFar = 200;
        int sum = display_width(words_[at_].text), depth = deeper(at_);
        for (auto at = at_ + 1; !is_head(at) && at - at_ < kFar; ++at) {
            if (depth == 0 && (is_break(at) || clause_words(at) > 0)) break;
            depth += deeper(at);
            sum += gap(at) + display_width(spelled(words_[at]));
        }
        return sum;
    }

    std::string path_;
    std::string_view text_;
    std::vector<Remark> remarks_;
    std::vector<Word> words_;
    std::string out_;
    std::string line_;
    std::size_t at_ = 0;
    std::size_t remark_ = 0;
    int indent_ = 0;
    bool fresh_ = true;    ///< nothing stands on the line yet
    bool headed_ = false;  ///< a remark stands right above the rule to come
    bool aligned_ = false;
    bool hint_line_ = false;
};

}  // namespace

std::expected<std::string, Faults> format_rules(std::string_view path, std::string_view text) {
    Faults faults;
    if (!is_readable(path, text, faults)) return std::unexpected(std::move(faults));
    // Texts that are hardly rules may settle only when laid out again; what is handed back stays as it is.
    constexpr int kMostPasses = 5;
    auto once = Formatter(path, text).format();
    for (int pass = 0; once && pass < kMostPasses; ++pass) {
        auto again = Formatter(path, *once).format();
        if (!again || *again == *once) return again;
        once = std::move(again);
    }
    if (!once) return once;
    faults.push_back({std::string(path), 1, 1, "这个文件排不成固定的版式", "先改正其中的错误", {}});
    return std::unexpected(std::move(faults));
}

}  // namespace yj::edit
