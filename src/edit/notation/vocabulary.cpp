#include "edit/notation/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "edit/notation/condition_parser.hpp"

namespace yj::edit {

using instrument::Faults;
using instrument::Form;

namespace {

/// Words that begin a clause or join conditions: a 范围 of that name could never be named.
constexpr std::array<std::string_view, 24> kTaken{
    "规则", "范围", "若",   "则",   "否则", "且",   "或",   "异或",   "非",   "在",   "行",   "所有列",
    "月份", "时期", "除外", "允差", "空",   "提示", "出处", "需说明", "单位", "月数", "天数", "适用"};

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

}  // namespace

const Form* Vocabulary::form(std::string_view code) const {
    const auto found = std::ranges::find(forms, code, &Form::code);
    return found == forms.end() ? nullptr : &*found;
}

const ScopeText* Vocabulary::scope(std::string_view name) const {
    if (scopes == nullptr) return nullptr;
    const auto found = scopes->find(name);
    return found == scopes->end() ? nullptr : &found->second;
}

std::string even_text(std::span<const Word> words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += word.kind == WordKind::Text ? "\"" + word.text + "\"" : word.text;
    }
    return text;
}

std::string written_text(std::span<const Word> words) {
    std::string text;
    const Word* before = nullptr;
    for (const auto& word : words) {
        if (before != nullptr && before->end < word.begin) text += ' ';
        if (word.kind != WordKind::Text)
            text += word.text;
        else if (word.text.find('"') == std::string::npos)
            text += '"' + word.text + '"';
        else
            text += "“" + word.text + "”";
        before = &word;
    }
    return text;
}

void gather_scopes(std::string_view path, std::string_view text, WordSort sort, Scopes& scopes,
                   Faults& faults) {
    if (text.find("范围") == std::string_view::npos) return;
    const auto words = cut_words(text, sort);
    WordStream stream(path, words, faults);
    while (!stream.at_end()) {
        if (!stream.take("范围")) {
            stream.skip_to_head();
            continue;
        }
        const auto& name = stream.now();
        if (name.kind != WordKind::Name || contains(kTaken, name.text)) {
            stream.fault("范围没有名称", "范围 规上工业 行业属于(\"B\", \"C\", \"D\")");
            continue;
        }
        if (const auto other = scopes.find(name.text); other != scopes.end()) {
            stream.fault("范围“" + shown_word(name.text) + "”已在 " + other->second.path + ":" +
                             std::to_string(other->second.line) + " 定义",
                         "每个范围只定义一次");
            stream.skip_to_head();
            continue;
        }
        ScopeText scope{std::string(path), {}, {}, name.line, name.column, true};
        for (stream.next(); !stream.at_head(); stream.next()) scope.words.push_back(stream.now());
        scope.text = even_text(scope.words);
        scope.written = written_text(scope.words);
        auto end = stream.now();
        end.kind = WordKind::End;
        end.text.clear();
        scope.words.push_back(end);
        scopes.emplace(name.text, std::move(scope));
    }
}

void check_scopes(const Vocabulary& known, Scopes& scopes, Faults& faults) {
    static const Form kNone;
    const Form& form = known.forms.empty() ? kNone : known.forms.front();
    for (auto& [name, scope] : scopes) {
        const std::vector<Word> none{{WordKind::End, "", scope.line, scope.column, 0, 0}};
        WordStream stream(scope.path, none, faults);
        ConditionParser parser(stream, form, known);
        scope.sound = parser.check_scope(name);
    }
}

}  // namespace yj::edit
