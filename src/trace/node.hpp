// Node: one step of a trace (溯源), a pure tree from a figure down to papers and log entries, or the way
// back.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yj::trace {

/// What a node speaks of.
enum class Kind : std::uint8_t {
    Figure,
    Definition,
    Release,
    Growth,
    Fact,
    Submission,
    Cell,
    Finding,
    Explanation,
    Question,
    Return,
    Acceptance,
    Voucher,
    LedgerLine,
    Entry,
};
[[nodiscard]] std::string_view kind_word(Kind kind);  ///< "ledger_line", for addresses and JSON
[[nodiscard]] std::string_view kind_name(Kind kind);  ///< 台账

/// Whether something was checked while tracing: nothing to check, it held, it did not hold.
enum class Check : std::uint8_t { None, Held, Broken };
[[nodiscard]] std::string_view check_word(Check check);  ///< none | held | broken

struct Node {
    Kind kind = Kind::Figure;
    std::string
        address{};  ///< "figure/7", "f/B204-1/2026-10/81234/01.2", "submission/9", "voucher/9", "entry/55"
    std::string title{};
    std::string value{};                 ///< digits with their measure, or words; empty when there is none
    std::vector<std::string> details{};  ///< one sentence each
    Check check = Check::None;
    std::string why{};  ///< what was checked and how it came out
    std::vector<Node> children{};
    int withheld_children = 0;    ///< what this reader may not see; -1: not even how many
    std::string withheld_word{};  ///< "户", "份凭证"
    int folded_children = 0;      ///< what the reader may see but did not ask for
    bool operator==(const Node&) const = default;
};

/// "3 户（需权限）"; "若干户（需权限）" where even the number is withheld; empty when nothing is.
[[nodiscard]] std::string withheld_text(const Node& node);

/// Everything below (and at) a node whose check did not hold, in the order of the tree. The pointers are good
/// as long as the tree.
[[nodiscard]] std::vector<const Node*> broken_checks(const Node& root);

/// The tree as indented text for a terminal or a 溯源单: ✓ held, ✗ broken. Equal trees give equal texts.
[[nodiscard]] std::string render_tree(const Node& root);

}  // namespace yj::trace
