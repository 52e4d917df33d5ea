// Expression cases of other houses: each whose operators the notation has must come to the same answer.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/case_file.hpp"
#include "base/golden.hpp"
#include "edit/oracles/foreign_expression_fixture.hpp"
#include "edit/oracles/shared_fixture.hpp"

namespace yj::edit {
namespace {

using nlohmann::json;

/// What became of one case: the answer the notation gives, the one that is wanted, or what is lacking.
struct Outcome {
    std::string name;  ///< the expression, by which the list of differences knows it
    std::string lack;
    std::string said;
    std::string wanted = "通过";
    std::string rule;
    std::vector<Held> row;
};

/// A case that is the same, as the repository carries it: rule, verdict, cells, parted by tabs.
std::string carried_line(const Outcome& it) {
    auto line = it.rule + "\t" + it.wanted;
    for (const auto& held : it.row) line += "\t" + held.name + (held.text ? "“" : "=") + held.value;
    return line + "\n";
}

Outcome read_carried(std::string_view line) {
    const auto fields = split(line, '\t');
    Outcome it{std::string(line), {}, {}, std::string(fields.at(1)), std::string(fields.at(0)), {}};
    for (std::size_t i = 2; i < fields.size(); ++i) {
        const bool text = fields[i].contains("“");
        const std::string_view mark = text ? "“" : "=";
        const auto at = fields[i].find(mark);
        it.row.push_back(
            {std::string(fields[i].substr(0, at)), text, std::string(fields[i].substr(at + mark.size()))});
    }
    return it;
}

/// Asks whether the expression is what is expected; NaN and null are 无法判定 here.
Outcome asked(const std::string& name, ForeignExpression& it, const json& expect) {
    Outcome out{name, {}, {}, "通过", {}, {}};
    Put put = it.made();
    if (expect.contains("bool")) {
        put = it.as(put, Kind::Condition);
        out.rule = put.text;
        out.wanted = expect["bool"].get<bool>() ? "通过" : "不通过";
    } else if (expect.contains("num")) {
        out.rule = it.infix(put, "==", {expect["num"].dump(), Kind::Number, {}, false, true}, Kind::Number,
                            Kind::Condition)
                       .text;
    } else if (expect.contains("str")) {
        const auto value = expect["str"].get<std::string>();
        if (value.empty()) it.lack_of("空文字");
        if (value.find_first_of("\"\n\\") != std::string::npos) it.lack_of("写法 引号");
        out.rule = it.as(put, Kind::Words).text + " == \"" + value + "\"";
    } else {
        out.rule = it.as(put, Kind::Number).text + " == 0";
        out.wanted = "无法判定";
    }
    out.lack = it.lack;
    out.row = it.row;
    if (out.lack.empty()) out.said = verdict_of_row(out.rule, out.row);
    return out;
}

json cases_of(const char* file) {
    std::ifstream in(shared_file(std::string("oracles/expressions/") + file));
    return in ? json::parse(in)["cases"] : json();
}

std::vector<Outcome> outcomes(const json& cases, Dialect dialect) {
    std::vector<Outcome> all;
    for (const auto& it : cases) {
        ForeignExpression expression(it["expr"].get<std::string>(), dialect);
        all.push_back(asked(it["expr"].get<std::string>(), expression, it["expect"]));
    }
    return all;
}

/// The operators of ONS over their operands; words are compared without regard to case there.
class Ons {
public:
    explicit Ons(const json& it) : it_(it) {}

    Outcome outcome() {
        Outcome out{it_["op"].get<std::string>() + " " + it_["operands"].dump(), {}, {}, {}, {}, {}};
        const auto put = made();
        out.lack = expression_.lack;
        if (!out.lack.empty()) return out;
        const auto& expect = it_["expect"];
        if (put.kind == Kind::Number) {
            out.wanted = "通过";
            out.rule = put.text + " == " + expect.dump();
        } else if (!expect.is_boolean()) {
            out.lack = "答案不是真假的用例";
            return out;
        } else {
            out.wanted = expect.get<bool>() ? "通过" : "不通过";
            out.rule = put.text;
        }
        out.row = expression_.row;
        out.said = verdict_of_row(out.rule, out.row);
        return out;
    }

private:
    Put value(const json& it) {
        if (it.is_null()) return ForeignExpression::null();
        if (it.is_boolean()) return ForeignExpression::truth(it.get<bool>());
        if (it.is_number()) return expression_.number(it.dump());
        if (!it.is_string()) return expression_.lack_of("列表作为值");
        auto put = expression_.words(it.get<std::string>());
        return {"小写(" + put.text + ")", Kind::Words, {}, false, false};
    }
    Put all_of(const json& operands, const char* mark, const std::function<Put(const json&)>& each) {
        Put made;
        bool first = true;
        for (const auto& it : operands) {
            made =
                first ? each(it) : expression_.infix(made, mark, each(it), Kind::Condition, Kind::Condition);
            first = false;
        }
        return made;
    }
    Put in(const json& one, const json& list) {
        auto put = value(one);
        auto kind = put.kind;
        for (const auto& it : list)
            if (kind == Kind::Null) kind = value(it).kind;
        std::vector<Put> operands{put};
        for (const auto& it : list) operands.push_back(value(it));
        return expression_.call("属于", operands, kind, Kind::Condition);
    }
    Put made() {
        const auto op = it_["op"].get<std::string>();
        const auto& operands = it_["operands"];
        static const std::map<std::string, const char*> kMarks{{"GREATER_THAN", ">"},
                                                               {"LESS_THAN", "<"},
                                                               {"GREATER_THAN_OR_EQUAL", ">="},
                                                               {"LESS_THAN_OR_EQUAL", "<="}};
        const auto truth = [&](const json& it) { return value(it); };
        if (op == "NOT") return {"非 (" + value(operands).text + ")", Kind::Condition, {}, false, false};
        if (!operands.is_array() || operands.empty()) return expression_.lack_of(lost(op));
        if (const auto mark = kMarks.find(op); mark != kMarks.end())
            return operands.size() != 2
                       ? expression_.lack_of(lost(op))
                       : expression_.infix(value(operands[0]), mark->second, value(operands[1]), Kind::Number,
                                           Kind::Condition);
        if (op == "EQUAL" || op == "NOT_EQUAL")
            return expression_.equal(value(operands[0]), value(operands[1]), op == "EQUAL");
        if (op == "AND") return all_of(operands, "且", truth);
        if (op == "OR") return all_of(operands, "或", truth);
        if (op == "IN") return in(operands[0], operands[1]);
        if ((op == "ALL_IN" || op == "ANY_IN") && operands.size() == 2 && operands[0].is_array())
            return all_of(operands[0], op == "ALL_IN" ? "且" : "或",
                          [&](const json& it) { return in(it, operands[1]); });
        if (op == "SUM") return sum(operands);
        return expression_.lack_of(lost(op));
    }
    Put sum(const json& operands) {
        auto made = value(operands[0]);
        for (std::size_t i = 1; i < operands.size(); ++i)
            made = expression_.infix(made, "+", value(operands[i]), Kind::Number, Kind::Number);
        return expression_.as(made, Kind::Number);
    }
    static std::string lost(const std::string& op) {
        return op == "COUNT" || op == "FORMAT_DATE" ? "函数 " + op : "操作数残缺的用例";
    }

    const json& it_;
    ForeignExpression expression_{Dialect::Dhis};
};

/// The list of what is left out and what differs, with the reasons.
struct Listed {
    std::map<std::string, std::string> lacking;
    std::map<std::string, std::string> differing;  ///< what the notation says, a verdict or that it refuses
    std::set<std::string> common;
    int required = 0;

    explicit Listed(const std::string& title) {
        const auto cases = read_cases(YJ_SOURCE_DIR "/src/edit/oracles/expressions.case").value();
        for (const auto& it : cases) {
            if (it.title != title && it.title != "共同的") continue;
            for (const auto& row : it.rows("lacking")) {
                lacking[row.at(0)] = row.at(1);
                if (it.title != title) common.insert(row.at(0));
            }
            for (const auto& row : it.rows("differing")) differing[row.at(0)] = row.at(1);
            if (it.title == title) required = std::stoi(it.at("required"));
        }
    }
};

std::string carried_file(const std::string& title) {
    return YJ_SOURCE_DIR "/src/edit/golden/expressions_" + title + ".txt";
}

bool is_verdict(const std::string& said) { return said == "通过" || said == "不通过" || said == "无法判定"; }

void require(const std::vector<Outcome>& outcomes, const std::string& title) {
    const Listed listed(title);
    std::map<std::string, int> left_out, unlike;
    std::string carried;
    int same = 0;
    for (const auto& it : outcomes) {
        if (!it.lack.empty()) {
            ++left_out[it.lack];
            EXPECT_TRUE(listed.lacking.contains(it.lack))
                << it.name << ": lacks, without a reason, " << it.lack;
        } else if (listed.differing.contains(it.name)) {
            ++unlike[it.name];
            const auto& listed_as = listed.differing.at(it.name);
            EXPECT_NE(it.said, it.wanted) << it.name << " differs no more";
            EXPECT_EQ(is_verdict(it.said) ? it.said : "读不懂", listed_as) << it.name;
        } else {
            EXPECT_EQ(it.said, it.wanted) << it.name << "\n  as " << it.rule;
            same += it.said == it.wanted ? 1 : 0;
            carried += carried_line(it);
        }
    }
    for (const auto& [what, reason] : listed.lacking)
        EXPECT_TRUE(left_out.contains(what) || listed.common.contains(what)) << "no case lacks " << what;
    for (const auto& [what, reason] : listed.differing)
        EXPECT_TRUE(unlike.contains(what)) << "no case of " << title << ": " << what;
    EXPECT_GE(same, listed.required) << title;
    EXPECT_TRUE(matches_golden(carried_file(title), carried));
    std::cout << title << ": " << outcomes.size() << " cases, " << same << " the same, " << unlike.size()
              << " that differ, the rest left out for " << left_out.size() << " reasons\n";
}

/// What the repository carries of them, for a clone that stands alone.
TEST(Expressions, ThatTheRepositoryCarriesComeToTheSameAnswers) {
    for (const auto* title : {"DHIS2", "OpenRosa", "ONS"}) {
        int same = 0;
        const auto text = read_text_file(carried_file(title)).value();
        for (const auto line : split(text, '\n')) {
            if (line.empty()) continue;
            const auto it = read_carried(line);
            EXPECT_EQ(verdict_of_row(it.rule, it.row), it.wanted) << it.name;
            ++same;
        }
        EXPECT_GE(same, Listed(title).required) << title;
    }
}

TEST(Expressions, OfDhis2ComeToTheSameAnswers) {
    const auto cases = cases_of("dhis2_expression_cases.json");
    if (cases.empty()) GTEST_SKIP() << "the cases of DHIS2 (BSD-3-Clause) are not here";
    require(outcomes(cases, Dialect::Dhis), "DHIS2");
}

TEST(Expressions, OfOpenRosaComeToTheSameAnswers) {
    const auto cases = cases_of("openrosa_xpath_cases.json");
    if (cases.empty()) GTEST_SKIP() << "the cases of OpenRosa (Apache-2.0) are not here";
    require(outcomes(cases, Dialect::XPath), "OpenRosa");
}

TEST(Expressions, OfOnsComeToTheSameAnswers) {
    const auto cases = cases_of("ons_operator_cases.json");
    if (cases.empty()) GTEST_SKIP() << "the cases of ONS (MIT) are not here";
    std::vector<Outcome> all;
    for (const auto& it : cases) all.push_back(Ons(it).outcome());
    require(all, "ONS");
}

}  // namespace
}  // namespace yj::edit
