// Syntax: the tree of a VTL script.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "edit/vtl/dataset.hpp"

namespace yj::edit::vtl {

struct Place {
    int line = 0;
    int column = 0;
};

enum class ExprKind : std::uint8_t {
    Constant,
    Omitted,    ///< _ : the default of an optional parameter
    Name,       ///< a data set, a component or a scalar: `text`
    Member,     ///< operand # text
    Call,       ///< function `text` over the operands
    Chain,      ///< operands[0] op operands[1] op … from left to right, all of one precedence
    In,         ///< operand in | not_in a set
    If,         ///< condition, then, else
    Case,       ///< condition, then, condition, then, … else
    Aggregate,  ///< sum … over the operand (none for count())
    Clause,     ///< operand [ … ], one or several
    Join,
    SetOperation,  ///< union, intersect, setdiff, symdiff, exists_in: `text`
    Check,
    CheckDatapoint,
    CheckHierarchy,
    Hierarchy,
};

struct Extra;

struct Expr {
    ExprKind kind = ExprKind::Constant;
    Type type = Type::Null;  ///< of a constant; the target of cast
    Place place;
    std::string text;
    Value value;
    std::vector<Expr> operands;
    std::unique_ptr<Extra> extra;
};

enum class GroupHow : std::uint8_t { None, By, Except };

struct Grouping {
    GroupHow how = GroupHow::None;
    std::vector<std::string> names;
    std::optional<Expr> having;
    Place place;
};

enum class ClauseKind : std::uint8_t { Filter, Calc, Aggr, Keep, Drop, Rename, Sub, Pivot, Unpivot, Apply };

/// calc: role, name, expr; keep: name; rename: name, to; sub: name, expr (a constant).
struct Item {
    std::optional<Role> role;
    std::string name;  ///< "d1#Me_1" where it was written so
    std::string to;
    std::optional<Expr> expr;
    Place place;
};

struct ClauseText {
    ClauseKind kind = ClauseKind::Filter;
    std::vector<Item> items;
    std::optional<Expr> condition;  ///< of filter and apply
    Grouping grouping;              ///< of aggr
    Place place;
};

/// What only some kinds of expression have.
struct Extra {
    std::vector<std::string> operators;   ///< of a chain
    std::vector<Column> set;              ///< of in: constants
    std::vector<ClauseText> clauses;      ///< of a clause expression and of a join's body
    std::vector<std::string> aliases;     ///< of a join's operands; "" without one
    std::vector<std::string> components;  ///< using; components; condition
    Grouping grouping;                    ///< of an aggregate
    std::string ruleset;
    std::string rule_component;
    std::string mode;
    std::string input;
    std::string output;
    std::optional<Expr> imbalance;
    std::optional<Expr> errorcode;
    std::optional<Expr> errorlevel;
};

/// A variable or value domain of a ruleset's signature, and the name its rules use.
struct Signature {
    std::string name;
    std::string alias;
};

struct DatapointRule {
    std::string name;
    std::optional<Expr> when;
    Expr then;
    Column errorcode;
    Column errorlevel;
    Place place;
    std::size_t offset = 0;  ///< its text in the script
    std::size_t end = 0;
};

struct DatapointRuleset {
    std::string name;
    bool by_domain = false;
    std::vector<Signature> signature;
    std::vector<DatapointRule> rules;
    Place place;
};

struct CodeItem {
    int sign = 1;
    std::string code;
    std::optional<Expr> condition;
};

struct HierarchicalRule {
    std::string name;
    std::optional<Expr> when;
    std::string left;
    std::string comparison = "=";
    std::vector<CodeItem> right;
    Column errorcode;
    Column errorlevel;
    Place place;
};

struct HierarchicalRuleset {
    std::string name;
    bool by_domain = false;
    std::vector<Signature> conditions;
    std::string rule_variable;
    std::vector<HierarchicalRule> rules;
    Place place;
};

struct Assignment {
    std::string name;
    bool persistent = false;
    Expr expr;
    Place place;
};

struct Script {
    std::vector<Assignment> assignments;
    std::vector<DatapointRuleset> datapoint_rulesets;
    std::vector<HierarchicalRuleset> hierarchical_rulesets;
};

}  // namespace yj::edit::vtl
