#include "trace/node.hpp"

#include <array>

namespace yj::trace {

namespace {

struct KindNames {
    std::string_view word;
    std::string_view name;
};
constexpr std::array<KindNames, 15> kKinds{{
    {"figure", "发布的数"},
    {"definition", "汇总表定义"},
    {"release", "发布"},
    {"growth", "可比口径"},
    {"fact", "事实"},
    {"submission", "报送"},
    {"cell", "单元格"},
    {"finding", "审核发现"},
    {"explanation", "错误说明"},
    {"question", "查询"},
    {"return", "退回"},
    {"acceptance", "验收"},
    {"voucher", "凭证"},
    {"ledger_line", "台账"},
    {"entry", "存证"},
}};
constexpr std::array<std::string_view, 3> kChecks{"none", "held", "broken"};

void collect_broken(const Node& node, std::vector<const Node*>& found) {
    if (node.check == Check::Broken) found.push_back(&node);
    for (const auto& child : node.children) collect_broken(child, found);
}

/// Lines below a node's first one hang under `indent`.
class TreeText {
public:
    std::string render(const Node& root) {
        add(root, "", "");
        return std::move(text_);
    }

private:
    void add(const Node& node, const std::string& first, const std::string& indent) {
        text_ += first + std::string(kind_name(node.kind));
        if (!node.title.empty()) text_ += " " + node.title;
        if (!node.value.empty()) text_ += "：" + node.value;
        if (!node.address.empty()) text_ += "  [" + node.address + "]";
        text_ += '\n';
        const auto tail = tail_of(node);
        const std::string bar = node.children.empty() && tail.empty() ? "    " : "│   ";
        if (node.check != Check::None)
            line(indent + bar, (node.check == Check::Held ? "✓ " : "✗ ") + node.why);
        for (const auto& detail : node.details) line(indent + bar, detail);
        for (std::size_t at = 0; at < node.children.size(); ++at) {
            const bool last = at + 1 == node.children.size() && tail.empty();
            add(node.children[at], indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
        }
        for (std::size_t at = 0; at < tail.size(); ++at)
            line(indent + (at + 1 == tail.size() ? "└─ " : "├─ "), tail[at]);
    }

    static std::vector<std::string> tail_of(const Node& node) {
        std::vector<std::string> tail;
        if (node.folded_children > 0)
            tail.push_back("另有 " + std::to_string(node.folded_children) + " 户未展开");
        if (node.withheld_children != 0) tail.push_back(withheld_text(node));
        return tail;
    }

    void line(const std::string& before, const std::string& words) { text_ += before + words + '\n'; }

    std::string text_;
};

}  // namespace

std::string_view kind_word(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].word; }
std::string_view kind_name(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }
std::string_view check_word(Check check) { return kChecks[static_cast<std::size_t>(check)]; }

std::string withheld_text(const Node& node) {
    if (node.withheld_children == 0) return {};
    const std::string count =
        node.withheld_children < 0 ? "若干" : std::to_string(node.withheld_children) + " ";
    return count + node.withheld_word + "（需权限）";
}

std::vector<const Node*> broken_checks(const Node& root) {
    std::vector<const Node*> found;
    collect_broken(root, found);
    return found;
}

std::string render_tree(const Node& root) { return TreeText().render(root); }

}  // namespace yj::trace
