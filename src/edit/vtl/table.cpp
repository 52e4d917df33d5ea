#include "edit/vtl/table.hpp"

#include <algorithm>
#include <map>

#include "base/number_text.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "edit/vtl/parser.hpp"
#include "edit/vtl/run.hpp"
#include "edit/vtl/validation.hpp"

namespace yj::edit::vtl {

namespace {

std::string_view cell_at(const PlainTable& table, std::size_t row, std::size_t column) {
    return column < table.rows[row].size() ? trimmed(table.rows[row][column]) : std::string_view();
}

/// A number as people type it; the missing values of a form (未填, 免报 …) are null.
std::optional<Value> read_cell_number(std::string_view text) {
    if (const auto plain = parse_fraction(text)) return Value(*plain);
    const auto typed = read_number(text);
    if (!typed) return std::nullopt;
    return typed->present() ? Value(Fraction(typed->amount())) : Value();
}

std::optional<Value> read_as(std::string_view text, Type type) {
    if (text.empty()) return Value();
    return type == Type::Number ? read_cell_number(text) : parse_value(text, type);
}

Column typed_column(const PlainTable& table, std::size_t at, bool key) {
    for (const auto type : {Type::Number, Type::Boolean, Type::Date, Type::String}) {
        Column column{type, {}, false};
        column.values.reserve(table.rows.size());
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto text = cell_at(table, row, at);
            auto value = read_as(text, type);
            // A key stays as it is written: 0123 and 1.0 are words.
            if (!value || (key && value->shown() != text)) break;
            column.values.push_back(std::move(*value));
        }
        if (column.values.size() == table.rows.size()) return column;
    }
    return {Type::String, std::vector<Value>(table.rows.size()), false};
}

Verdict verdict_of(const Value& value) {
    if (value.is_null()) return Verdict::Undecided;
    return value.holds() ? Verdict::Passed : Verdict::Failed;
}

bool is_check(const Expr& expr) {
    return expr.kind == ExprKind::Check || expr.kind == ExprKind::CheckDatapoint ||
           expr.kind == ExprKind::CheckHierarchy;
}

/// Nothing is hidden: every statement gives all its data points.
void tell_all(Script& script) {
    for (auto& statement : script.assignments) {
        if (!is_check(statement.expr)) continue;
        auto& extra = *statement.expr.extra;
        extra.output = "all";
        if (statement.expr.kind != ExprKind::CheckHierarchy) continue;
        if (extra.mode.empty() || extra.mode == "non_null") extra.mode = "partial_null";
    }
}

class Applying {
public:
    Applying(const Script& script, const PlainTable& table, std::span<const std::string> keys, Dataset data)
        : script_(script), table_(table), keys_(keys), data_(std::move(data)) {}

    Outcome<std::vector<TableVerdict>> run() {
        count_names();
        Engine engine(script_);
        if (script_.assignments.empty()) {
            for (const auto& ruleset : script_.datapoint_rulesets) {
                YJ_ASSIGN(const auto bound, bound_ruleset(script_, ruleset.name, {}, data_, ruleset.place));
                YJ_TRY(add(engine, bound));
            }
            if (!script_.hierarchical_rulesets.empty()) {
                const auto& ruleset = script_.hierarchical_rulesets.front();
                return stop(ruleset.place, "层次规则集“" + ruleset.name + "”要用一条语句说明怎样应用",
                            "结果 <- check_hierarchy(DS_1, " + ruleset.name + " rule 标识列)");
            }
            return rows();
        }
        return statements(engine);
    }

private:
    Outcome<std::vector<TableVerdict>> statements(Engine& engine) {
        std::optional<RunResult> results;
        for (const auto& statement : script_.assignments) {
            const auto& expr = statement.expr;
            if (!is_check(expr)) continue;
            if (expr.kind == ExprKind::CheckDatapoint && expr.operands[0].kind == ExprKind::Name &&
                expr.operands[0].text == data_.name) {
                const auto& extra = *expr.extra;
                YJ_ASSIGN(const auto bound,
                          bound_ruleset(script_, extra.ruleset, extra.components, data_, statement.place));
                YJ_TRY(add(engine, bound));
                continue;
            }
            if (!results) {
                YJ_TRY(distinct_keys());
                YJ_ASSIGN(results, run_script(script_, std::span(&data_, 1)));
            }
            YJ_TRY(take(statement, *results->find(statement.name)));
        }
        return rows();
    }

    /// A data set has one data point for each combination of its identifiers.
    Outcome<bool> distinct_keys() const {
        const auto identifiers = data_.all(Role::Identifier);
        const auto places = rows_by_key(identifiers, data_.rows);
        if (places.size() == data_.rows) return true;
        for (std::size_t row = 0; row < data_.rows; ++row)
            if (places.at(row_key(identifiers, row)) != row)
                return stop({}, "第 " + std::to_string(row + 1) + " 行的键与前面一行相同", "每一行的键不同");
        return true;
    }

    void count_names() {
        for (const auto& ruleset : script_.datapoint_rulesets)
            for (const auto& rule : ruleset.rules) ++names_[rule.name];
        for (const auto& ruleset : script_.hierarchical_rulesets)
            for (const auto& rule : ruleset.rules) ++names_[rule.name];
    }

    [[nodiscard]] std::string name_of(const std::string& ruleset, const std::string& rule) const {
        const auto found = names_.find(rule);
        return found != names_.end() && found->second > 1 ? ruleset + "/" + rule : rule;
    }

    Outcome<bool> add(Engine& engine, const Bound& bound) {
        const Scope scope{&data_, nullptr, &bound.aliases};
        for (const auto& rule : bound.ruleset->rules) {
            YJ_ASSIGN(auto column, rule_verdict(engine, rule, scope));
            rules_.push_back(name_of(bound.ruleset->name, rule.name));
            verdicts_.push_back(std::move(column));
        }
        return true;
    }

    Outcome<bool> take(const Assignment& statement, const Dataset& result) {
        std::vector<const Component*> keys;
        for (const auto& key : keys_) {
            const auto* found = result.find(key);
            if (found == nullptr || found->role != Role::Identifier)
                return stop(statement.place,
                            "“" + statement.name + "”的结果没有键列“" + key + "”，说不出是哪一行",
                            "保留全部键列的检查");
            keys.push_back(found);
        }
        const auto* verdict = result.find("bool_var");
        const auto* ruleid = result.find("ruleid");
        for (std::size_t row = 0; row < result.rows; ++row) {
            TableVerdict one;
            for (const auto* key : keys) one.key.push_back(key->column.at(row).shown());
            one.rule = ruleid == nullptr
                           ? statement.name
                           : name_of(statement.expr.extra->ruleset, ruleid->column.at(row).shown());
            one.verdict = verdict_of(verdict->column.at(row));
            others_.push_back(std::move(one));
        }
        return true;
    }

    Outcome<std::vector<TableVerdict>> rows() {
        std::vector<std::size_t> columns;
        for (const auto& key : keys_)
            columns.push_back(
                static_cast<std::size_t>(std::ranges::find(table_.names, key) - table_.names.begin()));
        std::vector<TableVerdict> all;
        all.reserve(data_.rows * rules_.size() + others_.size());
        for (std::size_t row = 0; row < data_.rows; ++row) {
            std::vector<std::string> key;
            for (const auto at : columns) key.emplace_back(cell_at(table_, row, at));
            for (std::size_t rule = 0; rule < rules_.size(); ++rule)
                all.push_back({key, rules_[rule], verdict_of(verdicts_[rule].at(row))});
        }
        std::ranges::move(others_, std::back_inserter(all));
        return all;
    }

    const Script& script_;
    const PlainTable& table_;
    std::span<const std::string> keys_;
    Dataset data_;
    std::map<std::string, int> names_;
    std::vector<std::string> rules_;
    std::vector<Column> verdicts_;
    std::vector<TableVerdict> others_;
};

}  // namespace

Outcome<Dataset> typed_table(const PlainTable& table, std::span<const std::string> keys, std::string name) {
    for (const auto& key : keys)
        if (std::ranges::find(table.names, key) == table.names.end())
            return stop({}, "表中没有键列“" + key + "”", "表头中的列名",
                        nearest_name(key, table.names).value_or(""));
    Dataset data{std::move(name), {}, table.rows.size()};
    for (std::size_t at = 0; at < table.names.size(); ++at) {
        const std::string column(trimmed(table.names[at]));
        const bool key = std::ranges::find(keys, column) != keys.end();
        if (data.find(column) != nullptr) return stop({}, "列名“" + column + "”出现两次", "每一列不同的名称");
        data.components.push_back(
            {column, key ? Role::Identifier : Role::Measure, typed_column(table, at, key)});
    }
    return data;
}

Outcome<std::vector<TableVerdict>> vtl_over_table(std::string_view text, const PlainTable& table,
                                                  std::span<const std::string> keys) {
    YJ_ASSIGN(auto script, parse_script(text));
    const auto inputs = inputs_of(script);
    if (inputs.size() > 1)
        return stop({}, "脚本读几个数据集（" + inputs[0] + "、" + inputs[1] + " …），而表只有一张",
                    "一个数据集");
    const bool checks =
        std::ranges::any_of(script.assignments, [](const Assignment& it) { return is_check(it.expr); });
    const bool rules = !script.datapoint_rulesets.empty() || !script.hierarchical_rulesets.empty();
    if (!checks && !(script.assignments.empty() && rules))
        return stop({}, "脚本里没有可以应用的规则",
                    "define datapoint ruleset … 或 check_datapoint、check、check_hierarchy 语句");
    tell_all(script);
    YJ_ASSIGN(auto data, typed_table(table, keys, inputs.empty() ? "DS_1" : inputs[0]));
    return Applying(script, table, keys, std::move(data)).run();
}

}  // namespace yj::edit::vtl
