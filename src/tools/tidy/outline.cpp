#include "tools/tidy/outline.hpp"

#include <algorithm>

namespace yj::tidy {
namespace {

enum class Scope { Namespace, Type, Function, Other };

bool has(const std::vector<std::string>& head, std::string_view word) {
    return std::ranges::find(head, word) != head.end();
}

/// The place of a token outside of every bracket; the size of the head when there is none.
std::size_t outside_brackets(const std::vector<std::string>& head, std::string_view word) {
    int depth = 0;
    for (std::size_t at = 0; at < head.size(); ++at) {
        if (head[at] == ")") --depth;
        if (depth == 0 && head[at] == word) return at;
        if (head[at] == "(") ++depth;
    }
    return head.size();
}

bool is_identifier(const std::string& token) {
    const char c = token.front();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool within_brackets(const std::vector<std::string>& head) {
    return std::ranges::count(head, "(") > std::ranges::count(head, ")");
}

/// What the brace after this head opens.
Scope scope_of(const std::vector<std::string>& head) {
    if (has(head, "namespace") || (head.size() == 1 && head[0] == "extern")) return Scope::Namespace;
    const std::size_t bracket = outside_brackets(head, "(");
    for (const char* word : {"class", "struct", "union", "enum"}) {
        const std::size_t at = outside_brackets(head, word);
        if (at < bracket && head[0] != "template") return Scope::Type;
        if (at < head.size() && bracket == head.size()) return Scope::Type;
    }
    const bool assigned =
        outside_brackets(head, "=") < head.size() && !has(head, "operator") && head[0] != "template";
    if (bracket == head.size() || assigned) return Scope::Other;
    return Scope::Function;
}

/// True when the brace after this head begins a member in a constructor's list (`: member_{…}`).
bool begins_member(const std::vector<std::string>& head) {
    if (head.empty() || !is_identifier(head.back())) return false;
    const std::size_t bracket = outside_brackets(head, "(");
    const auto colon = std::find(head.begin() + static_cast<std::ptrdiff_t>(bracket), head.end(), ":");
    if (bracket == head.size() || colon == head.end()) return false;
    return !has({"const", "noexcept", "override", "final"}, head.back());
}

class Outliner {
public:
    explicit Outliner(const Source& source) : source_(source) {}

    std::vector<Function> run() {
        for (const Token& token : source_.tokens) take(token);
        return std::move(found_);
    }

private:
    void take(const Token& token) {
        if (in_function_ > 0 || skipped_ > 0) return inside(token);
        if (token.text == "{") return open(token);
        if (token.text == "}") return close();
        if (token.text == ";") return declare(token);
        const bool label =
            token.text == ":" && head_.size() == 1 && has({"public", "private", "protected"}, head_.front());
        if (label) return head_.clear();
        if (head_.empty()) first_line_ = token.line;
        head_.push_back(token.text);
    }

    /// Within a body, or within the braces of a value: only counts braces.
    void inside(const Token& token) {
        int& depth = in_function_ > 0 ? in_function_ : skipped_;
        if (token.text == "{") ++depth;
        if (token.text == "}") --depth;
        if (depth > 0 || token.text != "}") return;
        if (&depth == &skipped_) {
            head_.emplace_back("}");
            return;
        }
        found_.back().last_line = token.line;
        head_.clear();
    }

    void open(const Token& token) {
        const Scope scope = head_.empty() ? Scope::Other : scope_of(head_);
        if (within_brackets(head_) || begins_member(head_) || scope == Scope::Other) {
            skipped_ = 1;
            return;
        }
        if (scope == Scope::Function) {
            add(token.line, true);
            in_function_ = 1;
            return;
        }
        scopes_.push_back(scope);
        head_.clear();
    }

    void close() {
        if (!scopes_.empty()) scopes_.pop_back();
        head_.clear();
    }

    void declare(const Token& token) {
        const bool callable = !head_.empty() && !has(head_, "using") && !has(head_, "friend") &&
                              !has(head_, "typedef") && scope_of(head_) == Scope::Function;
        if (callable) add(token.line, false);
        head_.clear();
    }

    void add(int line, bool defined) {
        const std::size_t bracket = outside_brackets(head_, "(");
        const bool in_type = !scopes_.empty() && scopes_.back() == Scope::Type;
        found_.push_back(
            {bracket > 0 ? head_[bracket - 1] : "", head_, first_line_, line, defined, !in_type});
    }

    const Source& source_;
    std::vector<Function> found_;
    std::vector<Scope> scopes_;
    std::vector<std::string> head_;
    int first_line_ = 0;
    int in_function_ = 0;
    int skipped_ = 0;
};

}  // namespace

std::vector<Function> outline(const Source& source) { return Outliner(source).run(); }

}  // namespace yj::tidy
