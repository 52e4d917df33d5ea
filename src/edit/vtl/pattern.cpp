#include "edit/vtl/pattern.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace yj::edit::vtl {

namespace {

constexpr std::size_t kMostStates = 20'000;
constexpr int kMostDeep = 100;

std::u32string characters(std::string_view text) {
    std::u32string all;
    while (!text.empty()) all += take_character(text);
    return all;
}

}  // namespace

/// Builds the states from the end backwards: every part is made with the state that follows it.
class PatternMaker {
public:
    explicit PatternMaker(std::string_view text) : text_(characters(text)) {}

    std::expected<Pattern, std::string> make() {
        const auto tree = alternatives();
        if (wrong_.empty() && at_ < text_.size()) wrong_ = "多了“)”";
        if (!wrong_.empty()) return std::unexpected(wrong_);
        const int accept = state({Pattern::Kind::Accept, {}, false, -1, -1});
        pattern_.start_ = build(tree, accept);
        if (!wrong_.empty()) return std::unexpected(wrong_);
        return std::move(pattern_);
    }

private:
    enum class Part : std::uint8_t { Set, Sequence, Choice, Repeat, Begin, End };
    struct Tree {
        Part part = Part::Sequence;
        std::vector<Pattern::Span> spans;
        bool negated = false;
        std::vector<Tree> parts;
        int least = 0;
        int most = -1;  ///< without bound
    };

    [[nodiscard]] bool at(char32_t c) const { return at_ < text_.size() && text_[at_] == c; }
    [[nodiscard]] bool at_class() const {
        return at(U'[') && at_ + 1 < text_.size() && text_[at_ + 1] == U':';
    }

    void fail(std::string why) {
        if (wrong_.empty()) wrong_ = std::move(why);
        at_ = text_.size();
    }

    Tree alternatives() {
        Tree choice{Part::Choice, {}, false, {}, 0, 0};
        if (++depth_ > kMostDeep) fail("括号嵌套太深");
        do choice.parts.push_back(sequence());
        while (at(U'|') && ++at_ > 0);
        --depth_;
        return choice;
    }

    Tree sequence() {
        Tree all;
        while (at_ < text_.size() && !at(U'|') && !at(U')')) all.parts.push_back(repeated(single()));
        return all;
    }

    Tree single() {
        const char32_t c = text_[at_];
        if (at_class()) {
            Tree set{Part::Set, {}, false, {}, 0, 0};
            named_class(set.spans);
            return set;
        }
        if (c == U'[') return bracket();
        ++at_;
        if (c == U'(') {
            Tree inside = alternatives();
            if (!at(U')')) fail("少了“)”");
            ++at_;
            return inside;
        }
        if (c == U'.') return {Part::Set, {{0, 0x10FFFF}}, false, {}, 0, 0};
        if (c == U'^') return {Part::Begin, {}, false, {}, 0, 0};
        if (c == U'$') return {Part::End, {}, false, {}, 0, 0};
        if (c == U'*' || c == U'+' || c == U'?') fail("重复号前面没有可重复的部分");
        if (c == U'\\') return escaped();
        return {Part::Set, {{c, c}}, false, {}, 0, 0};
    }

    Tree escaped() {
        if (at_ >= text_.size()) {
            fail("末尾是单独的“\\”");
            return {};
        }
        const char32_t c = text_[at_++];
        Tree set{Part::Set, {}, false, {}, 0, 0};
        set.negated = c == U'D' || c == U'W' || c == U'S';
        if (c == U'd' || c == U'D')
            class_spans("digit", set.spans);
        else if (c == U'w' || c == U'W')
            class_spans("word", set.spans);
        else if (c == U's' || c == U'S')
            class_spans("space", set.spans);
        else
            set.spans.push_back({c, c});
        return set;
    }

    static bool class_spans(std::string_view name, std::vector<Pattern::Span>& spans) {
        static const std::array<std::pair<std::string_view, std::vector<Pattern::Span>>, 13> kClasses{{
            {"alpha", {{U'a', U'z'}, {U'A', U'Z'}}},
            {"digit", {{U'0', U'9'}}},
            {"alnum", {{U'a', U'z'}, {U'A', U'Z'}, {U'0', U'9'}}},
            {"word", {{U'a', U'z'}, {U'A', U'Z'}, {U'0', U'9'}, {U'_', U'_'}}},
            {"upper", {{U'A', U'Z'}}},
            {"lower", {{U'a', U'z'}}},
            {"space", {{U' ', U' '}, {U'\t', U'\r'}}},
            {"blank", {{U' ', U' '}, {U'\t', U'\t'}}},
            {"punct", {{U'!', U'/'}, {U':', U'@'}, {U'[', U'`'}, {U'{', U'~'}}},
            {"xdigit", {{U'0', U'9'}, {U'a', U'f'}, {U'A', U'F'}}},
            {"cntrl", {{0, 31}, {127, 127}}},
            {"print", {{32, 126}}},
            {"graph", {{33, 126}}},
        }};
        for (const auto& [known, of] : kClasses)
            if (known == name) {
                spans.insert(spans.end(), of.begin(), of.end());
                return true;
            }
        return false;
    }

    void named_class(std::vector<Pattern::Span>& spans) {
        std::string name;
        auto end = at_ + 2;
        while (end < text_.size() && text_[end] >= U'a' && text_[end] <= U'z')
            name += static_cast<char>(text_[end++]);
        if (end + 1 >= text_.size() || text_[end] != U':' || text_[end + 1] != U']' ||
            !class_spans(name, spans))
            return fail("没有字符类“[:" + name + ":]”");
        at_ = end + 2;
    }

    Tree bracket() {
        Tree set{Part::Set, {}, false, {}, 0, 0};
        ++at_;
        if (at(U'^')) {
            set.negated = true;
            ++at_;
        }
        for (bool first = true; at_ < text_.size() && (first || !at(U']')); first = false) {
            if (at_class()) {
                named_class(set.spans);
                continue;
            }
            if (at(U'\\') && at_ + 1 < text_.size()) {
                ++at_;
                const auto one = escaped();
                if (one.negated) fail("方括号里不能有反义的字符类");
                set.spans.insert(set.spans.end(), one.spans.begin(), one.spans.end());
                continue;
            }
            const char32_t low = text_[at_++];
            char32_t high = low;
            if (at(U'-') && at_ + 1 < text_.size() && text_[at_ + 1] != U']') {
                high = text_[at_ + 1];
                at_ += 2;
            }
            if (high < low) fail("字符范围倒置");
            set.spans.push_back({low, high});
        }
        if (!at(U']')) fail("少了“]”");
        ++at_;
        return set;
    }

    std::optional<int> count() {
        if (at_ >= text_.size() || text_[at_] < U'0' || text_[at_] > U'9') return std::nullopt;
        int number = 0;
        while (at_ < text_.size() && text_[at_] >= U'0' && text_[at_] <= U'9' && number <= 1000)
            number = number * 10 + static_cast<int>(text_[at_++] - U'0');
        if (number > 1000) fail("重复次数超过 1000");
        return number;
    }

    Tree repeated(Tree one) {
        int marks = 0;
        while (at_ < text_.size() && wrong_.empty()) {
            int least = 0, most = -1;
            if (at(U'*') || at(U'+') || at(U'?')) {
                least = at(U'+') ? 1 : 0;
                most = at(U'?') ? 1 : -1;
                ++at_;
            } else if (at(U'{')) {
                ++at_;
                least = count().value_or(0);
                most = least;
                if (at(U',')) {
                    ++at_;
                    most = count().value_or(-1);
                }
                if (!at(U'}') || (most >= 0 && most < least)) fail("{} 里的重复次数写错");
                ++at_;
            } else {
                break;
            }
            if (++marks > 20) fail("重复号连用太多");
            Tree more{Part::Repeat, {}, false, {}, least, most};
            more.parts.push_back(std::move(one));
            one = std::move(more);
        }
        return one;
    }

    int state(Pattern::State made) {
        if (pattern_.states_.size() >= kMostStates) {
            wrong_ = "模式太大";
            return 0;
        }
        pattern_.states_.push_back(std::move(made));
        return static_cast<int>(pattern_.states_.size()) - 1;
    }

    int build(const Tree& tree, int next) {
        if (!wrong_.empty()) return next;
        switch (tree.part) {
            case Part::Set: return state({Pattern::Kind::Set, tree.spans, tree.negated, next, -1});
            case Part::Begin: return state({Pattern::Kind::Begin, {}, false, next, -1});
            case Part::End: return state({Pattern::Kind::End, {}, false, next, -1});
            case Part::Sequence:
                for (auto it = tree.parts.rbegin(); it != tree.parts.rend(); ++it) next = build(*it, next);
                return next;
            case Part::Choice: {
                int start = build(tree.parts.back(), next);
                for (auto it = tree.parts.rbegin() + 1; it != tree.parts.rend(); ++it)
                    start = state({Pattern::Kind::Split, {}, false, build(*it, next), start});
                return start;
            }
            case Part::Repeat: break;
        }
        int start = next;
        if (tree.most < 0) {
            start = state({Pattern::Kind::Split, {}, false, -1, next});
            const int body = build(tree.parts[0], start);
            pattern_.states_[static_cast<std::size_t>(start)].next = body;
        }
        for (int i = tree.least; i < tree.most && wrong_.empty(); ++i)
            start = state({Pattern::Kind::Split, {}, false, build(tree.parts[0], start), next});
        for (int i = 0; i < tree.least && wrong_.empty(); ++i) start = build(tree.parts[0], start);
        return start;
    }

    std::u32string text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::string wrong_;
    Pattern pattern_;
};

std::expected<Pattern, std::string> Pattern::compile(std::string_view pattern) {
    return PatternMaker(pattern).make();
}

void Pattern::follow(int state, std::size_t at, std::size_t length, std::vector<int>& list,
                     std::vector<std::size_t>& seen, std::size_t turn) const {
    std::vector<int> open{state};
    while (!open.empty()) {
        const int now = open.back();
        open.pop_back();
        if (now < 0 || seen[static_cast<std::size_t>(now)] == turn) continue;
        seen[static_cast<std::size_t>(now)] = turn;
        const auto& it = states_[static_cast<std::size_t>(now)];
        switch (it.kind) {
            case Kind::Split:
                open.push_back(it.other);
                open.push_back(it.next);
                break;
            case Kind::Begin:
                if (at == 0) open.push_back(it.next);
                break;
            case Kind::End:
                if (at == length) open.push_back(it.next);
                break;
            case Kind::Set:
            case Kind::Accept: list.push_back(now); break;
        }
    }
}

bool Pattern::matches(std::string_view text) const {
    const auto all = characters(text);
    std::vector<int> now, then;
    std::vector<std::size_t> seen(states_.size(), 0);
    follow(start_, 0, all.size(), now, seen, 1);
    for (std::size_t at = 0; at < all.size() && !now.empty(); ++at) {
        then.clear();
        for (const int state : now) {
            const auto& it = states_[static_cast<std::size_t>(state)];
            if (it.kind != Kind::Set) continue;
            const bool in = std::ranges::any_of(
                it.spans, [&](const Span& span) { return all[at] >= span.low && all[at] <= span.high; });
            if (in != it.negated) follow(it.next, at + 1, all.size(), then, seen, at + 2);
        }
        std::swap(now, then);
    }
    return std::ranges::any_of(
        now, [&](int state) { return states_[static_cast<std::size_t>(state)].kind == Kind::Accept; });
}

}  // namespace yj::edit::vtl
