#include "edit/blame/unknowns.hpp"

#include <algorithm>

namespace yj::edit {

int Unknowns::number_of(const Unknown& unknown) {
    const auto [found, fresh] = numbers_.try_emplace(unknown, count());
    if (fresh) all_.push_back(&found->first);
    return found->second;
}

std::set<std::pair<int, int>> cells_asked_for_blanks(const RuleSet& set, const instrument::Form& form) {
    std::set<std::pair<int, int>> cells;
    const auto add = [&](const Instance& instance, const Node& node) {
        if (node.kind != NodeKind::Cell || node.source != 0) return;
        cells.emplace(node.row == kThisRow ? instance.row : node.row,
                      node.column == kThisColumn ? instance.column : node.column);
    };
    for (const auto& instance : set.plan(form.code).instances) {
        const auto& nodes = set.rules()[static_cast<std::size_t>(instance.rule)].condition.nodes;
        for (const auto& node : nodes)
            if (node.kind == NodeKind::IsBlank || node.kind == NodeKind::IfBlank)
                add(instance, nodes[static_cast<std::size_t>(node.operands[0])]);
    }
    return cells;
}

PlainPattern plain_pattern(std::string_view pattern) {
    const auto wild = pattern.find_first_of("*?");
    if (wild == std::string_view::npos) return {std::string(pattern), false, true};
    if (wild + 1 == pattern.size() && pattern.back() == '*')
        return {std::string(pattern.substr(0, wild)), true, true};
    return {};
}

WordClasses::WordClasses(const RuleSet& set, const instrument::Form& form) {
    for (const auto& rule : set.rules())
        if (rule.form == form.code) add_texts_of(rule);
}

void WordClasses::add_texts_of(const Rule& rule) {
    const auto& nodes = rule.condition.nodes;
    for (const auto& node : nodes) {
        for (std::size_t i = 0; i < node.operands.size(); ++i) {
            const auto& below = nodes[static_cast<std::size_t>(node.operands[i])];
            if (below.kind != NodeKind::Text) continue;
            const auto pattern = plain_pattern(below.text);
            if (node.kind == NodeKind::TextEqual || node.kind == NodeKind::OneOf) add(below.text, false);
            if (node.kind == NodeKind::CodeBelongs && i > 0) add(below.text, true);
            if (node.kind == NodeKind::Matches && pattern.plain) add(pattern.text, pattern.beginning);
        }
    }
}

/// A beginning is known as a text of its own too.
void WordClasses::add(std::string text, bool beginning) {
    if (beginning) add(text, false);
    if (known_.emplace(text, beginning).second) classes_.push_back({std::move(text), beginning});
}

namespace {

Formula at_number(int unknown, std::int64_t number, Relation relation) {
    auto gap = Linear::unknown(unknown);
    gap.constant = Fraction::whole(-number);
    return Formula::atom(std::move(gap), relation);
}

}  // namespace

Formula WordClasses::equals(int unknown, std::string_view text) const {
    for (std::size_t k = 0; k < classes_.size(); ++k)
        if (!classes_[k].beginning && classes_[k].text == text)
            return at_number(unknown, static_cast<std::int64_t>(k), Relation::Zero);
    return Formula::truth(false);
}

Formula WordClasses::begins(int unknown, std::string_view beginning) const {
    std::vector<Formula> any;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
        const auto& it = classes_[i];
        if (!it.text.starts_with(beginning)) continue;
        const auto k = static_cast<std::int64_t>(i);
        any.push_back(it.beginning ? Formula::all({at_number(unknown, k, Relation::NotNegative),
                                                   at_number(unknown, k + 1, Relation::Negative)})
                                   : at_number(unknown, k, Relation::Zero));
    }
    return Formula::any(std::move(any));
}

/// Its own class, else that of the longest beginning; -1: none.
int WordClasses::place_of(std::string_view text) const {
    int best = -1;
    std::size_t length = 0;
    for (std::size_t k = 0; k < classes_.size(); ++k) {
        const auto& it = classes_[k];
        if (!it.beginning && it.text == text) return static_cast<int>(k);
        if (it.beginning && text.starts_with(it.text) && (best < 0 || it.text.size() > length)) {
            best = static_cast<int>(k);
            length = it.text.size();
        }
    }
    return best;
}

Fraction WordClasses::number_of(std::string_view text, std::vector<std::string>& met) const {
    const int place = place_of(text);
    if (place >= 0 && !classes_[static_cast<std::size_t>(place)].beginning) return Fraction::whole(place);
    const auto known = std::ranges::find(met, text);
    const auto order = static_cast<std::int64_t>(known - met.begin()) + 1;
    if (known == met.end()) met.emplace_back(text);
    if (place < 0) return Fraction::whole(static_cast<std::int64_t>(classes_.size()) + order);
    // Inside [k, k+1), each at a point of its own.
    const auto share = Fraction::whole(order).over(Fraction::whole(order + 1));
    return Fraction::whole(place).plus(*share).value_or(Fraction::whole(place));
}

}  // namespace yj::edit
