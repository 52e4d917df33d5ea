// Engine: evaluates the expressions of a script over data sets.
#pragma once
#include <functional>
#include <map>
#include <unordered_map>
#include <variant>

#include "edit/vtl/functions.hpp"
#include "edit/vtl/syntax.hpp"

namespace yj::edit::vtl {

/// What an expression of a script gives: a scalar (a constant column) or a data set.
using Operand = std::variant<Column, Dataset>;

/// Rows of a data set that belong together.
struct Groups {
    std::vector<std::size_t> group_of;  ///< for each row
    std::vector<std::size_t> first;     ///< the first row of each group
    std::vector<std::string> names;     ///< the identifiers that make the groups
};

/// Where the names of a component expression are looked up. With groups, names are those of the groups and
/// aggregates are allowed.
struct Scope {
    const Dataset* data = nullptr;
    const Groups* groups = nullptr;
    const std::map<std::string, std::string, std::less<>>* aliases = nullptr;
    [[nodiscard]] std::size_t rows() const { return groups != nullptr ? groups->first.size() : data->rows; }
};

/// Data points of several data sets with the same values of their common identifiers.
struct Aligned {
    Dataset identifiers;                         ///< and the viral attributes
    std::vector<std::vector<std::size_t>> rows;  ///< of each operand
};

/// Source: VTL 2.2 reference manual, operator by operator; docs/rooms/edit-vtl.md says where it leaves a
/// choice.
class Engine {
public:
    explicit Engine(const Script& script) : script_(script) {}
    /// Names the data sets that a script may read.
    void give(std::string name, Operand operand) {
        known_.insert_or_assign(std::move(name), std::move(operand));
    }
    [[nodiscard]] const Operand* known(std::string_view name) const;
    /// Values whose exact result did not fit, and which became null.
    [[nodiscard]] std::size_t lost() const { return lost_; }

    [[nodiscard]] Outcome<Operand> value(const Expr& expr);
    [[nodiscard]] Outcome<Column> component(const Expr& expr, const Scope& scope);
    [[nodiscard]] Outcome<Dataset> clause(Dataset data, const ClauseText& clause);

private:
    [[nodiscard]] Outcome<Dataset> dataset(const Expr& expr);
    [[nodiscard]] Outcome<Operand> named(const Expr& expr) const;
    [[nodiscard]] Outcome<Operand> member(const Expr& expr);
    [[nodiscard]] Outcome<Operand> call(const Expr& expr);
    [[nodiscard]] Outcome<Operand> chain(const Expr& expr);
    [[nodiscard]] Outcome<Operand> in_set(const Expr& expr);
    [[nodiscard]] Outcome<Operand> choice(const Expr& expr);
    [[nodiscard]] Outcome<Operand> choose(const Operand& condition, Operand then, Operand otherwise,
                                          Place place);
    [[nodiscard]] Outcome<Operand> over_all(const Function& function, std::vector<Operand> operands,
                                            const std::vector<bool>& omitted, Place place);
    [[nodiscard]] Outcome<Operand> over_one(const Dataset& data, Place place, std::string_view what,
                                            const std::function<Outcome<Column>(const Column&)>& change,
                                            bool changes_type);
    [[nodiscard]] Outcome<Aligned> align(const std::vector<const Dataset*>& data, Place place) const;

    [[nodiscard]] Outcome<Column> apply(const Function& function, const std::vector<const Column*>& with,
                                        std::size_t rows, Place place);
    [[nodiscard]] Outcome<Column> cast_column(const Column& from, Type type, Place place) const;
    [[nodiscard]] Outcome<Column> in_column(const Column& from, const Expr& expr);
    [[nodiscard]] Outcome<Column> component_name(const std::string& name, const Scope& scope,
                                                 Place place) const;
    [[nodiscard]] Outcome<Column> component_call(const Expr& expr, const Scope& scope);
    [[nodiscard]] Outcome<Column> component_choice(const Expr& expr, const Scope& scope);

    [[nodiscard]] Outcome<Dataset> calculated(Dataset data, const ClauseText& clause);
    [[nodiscard]] Outcome<Dataset> aggregated(const Dataset& data, const ClauseText& clause);
    [[nodiscard]] Outcome<Dataset> applied(const Dataset& data, const ClauseText& clause);

    [[nodiscard]] Outcome<Groups> groups_of(const Dataset& data, const Grouping& grouping, Place place) const;
    [[nodiscard]] Outcome<Column> aggregate(const std::string& name, const Column& from, const Groups& groups,
                                            Place place);
    [[nodiscard]] Outcome<Dataset> kept_groups(const Dataset& data, const Groups& groups,
                                               const Grouping& grouping, Dataset made);
    [[nodiscard]] Outcome<Operand> aggregate_all(const Expr& expr);

    [[nodiscard]] Outcome<Operand> join(const Expr& expr);
    [[nodiscard]] Outcome<Operand> set_operation(const Expr& expr);
    [[nodiscard]] Outcome<Dataset> in_time(const Expr& expr, const Dataset& data);
    [[nodiscard]] Outcome<Operand> check(const Expr& expr);
    [[nodiscard]] Outcome<Operand> check_datapoint(const Expr& expr);
    [[nodiscard]] Outcome<Operand> hierarchy(const Expr& expr);

    const Script& script_;
    std::map<std::string, Operand, std::less<>> known_;
    std::size_t lost_ = 0;
};

[[nodiscard]] std::unexpected<Fault> stop(Place place, std::string what, std::string expected = {},
                                          std::string nearest = {});
/// There is no such component: says so with the nearest name.
[[nodiscard]] std::unexpected<Fault> no_component(Place place, std::string_view name, const Dataset& data);
/// The rows of some components, found by their key.
[[nodiscard]] std::unordered_map<std::string, std::size_t> rows_by_key(std::span<const Component* const> of,
                                                                       std::size_t rows);

}  // namespace yj::edit::vtl
