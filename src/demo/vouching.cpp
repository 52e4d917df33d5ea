#include "demo/vouching.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demo/sample_files.hpp"
#include "desk/evidence/add_voucher.hpp"

namespace yj::demo {

namespace {

/// The cell that a headline of the bulletin adds up, form by form.
std::string headline_cell(const std::string& form) {
    if (form == "B204-1" || form == "E204-1" || form == "S204-1") return "01.2";
    if (form.starts_with("206-") || form == "X204-1") return "103.1";
    return "";
}

class Voucher {
public:
    Voucher(Stage& stage, const WorkItem& item, const Respondent& respondent)
        : stage_(stage),
          item_(item),
          respondent_(respondent),
          cells_(stage.planter.first_sending(*item.form, *respondent.unit, item.period).cells) {}

    /// Adds a file for a cell, when the report fills it. True when it was added.
    Result<bool> add(const std::string& cell, const std::string& kind, const std::string& name,
                     const std::string& bytes) {
        const auto found = cells_.find(cell);
        if (found == cells_.end()) return false;
        YJ_ASSIGN(const auto* actor, stage_.cast.actor(respondent_.account));
        const desk::VoucherWanted wanted{respondent_.unit->attributes.code,
                                         item_.form->code,
                                         item_.period,
                                         cell,
                                         Amount(found->second, 0),
                                         kind,
                                         name,
                                         bytes};
        YJ_TRY(desk::add_voucher(stage_.county, *actor, wanted, {}));
        return true;
    }

    /// Three lines of the sales ledger that add to the cell.
    Done add_ledger(const std::string& cell) {
        const auto found = cells_.find(cell);
        if (found == cells_.end()) return {};
        YJ_ASSIGN(const auto* actor, stage_.cast.actor(respondent_.account));
        const auto third = found->second / 3;
        std::vector<desk::LedgerLineWanted> lines;
        for (int i = 0; i < 3; ++i)
            lines.push_back({"产值台账", i + 1, item_.period.first_day() + std::chrono::days(9 * i + 8),
                             fmt::format("示例：第{}旬完工入库", i == 0   ? "一"
                                                                 : i == 1 ? "二"
                                                                          : "三"),
                             Amount(i < 2 ? third : found->second - 2 * third, 0), cell});
        YJ_TRY(desk::add_ledger_lines(stage_.county, *actor, respondent_.unit->attributes.code,
                                      item_.form->code, item_.period, lines, {}));
        return {};
    }

    [[nodiscard]] std::int64_t amount(const std::string& cell) const {
        const auto found = cells_.find(cell);
        return found == cells_.end() ? 0 : found->second;
    }

private:
    Stage& stage_;
    const WorkItem& item_;
    const Respondent& respondent_;
    FilledCells cells_;
};

Result<int> vouch_headline(Stage& stage, const WorkItem& item, const Respondent& respondent) {
    const auto headline = headline_cell(item.form->code);
    const auto month_cell = headline == "01.2" ? std::string("01.1") : headline;
    const auto& unit = *respondent.unit;
    Voucher voucher(stage, item, respondent);
    int count = 0;
    const auto pdf = sample_pdf(unit, item.period, voucher.amount(headline));
    YJ_ASSIGN(const bool first,
              voucher.add(headline, "04", fmt::format("示例科目余额 {}.pdf", item.period.code()), pdf));
    count += first ? 1 : 0;
    if (month_cell != headline) {
        const auto csv = sample_csv(unit, item.period, voucher.amount(month_cell));
        YJ_ASSIGN(const bool second,
                  voucher.add(month_cell, "13", fmt::format("示例出入库 {}.csv", item.period.code()), csv));
        count += second ? 1 : 0;
    }
    if (item.form->code == "B204-1") YJ_TRY(voucher.add_ledger("01.1"));
    return count;
}

/// Two projects of one form show the same photograph of a site.
Result<int> repeat_photograph(Stage& stage, const WorkItem& item) {
    std::vector<const Respondent*> pair;
    for (const auto& [code, each] : stage.respondents) {
        const auto& it = each.unit->attributes;
        const auto planned = it.more.find("计划总投资");
        if (planned == it.more.end() || (std::stoll(planned->second) >= 5000) != (item.form->code == "206-1"))
            continue;
        if (stage.planter.kind_of(*item.form, *each.unit, item.period) == PlantKind::None)
            pair.push_back(&each);
        if (pair.size() == 2) break;
    }
    if (pair.size() < 2) return 0;
    const auto photograph = sample_png(fmt::format("site {} {}", item.form->code, item.period.code()));
    for (const auto* each : pair) {
        YJ_ASSIGN(const bool added,
                  Voucher(stage, item, *each).add("104.1", "07", "示例现场照片.png", photograph));
        if (!added) return 0;
        stage.planted.push_back({PlantKind::RepeatedVoucher, each->unit->attributes.code, item.form->code,
                                 item.period, "104.1", "两个项目用了同一张现场照片"});
    }
    return 2;
}

}  // namespace

Result<int> add_vouchers(Stage& stage, const WorkItem& item) {
    int count = 0;
    if (headline_cell(item.form->code).empty()) return count;
    const bool last = item.period.last_day() >= stage.plan.last.last_day();
    YJ_ASSIGN(const auto* officer, stage.cast.actor(officer_of(item.form->profession)));
    YJ_ASSIGN(const auto board, desk::board_units(stage.county, *officer, item.form->code, item.period));
    for (const auto& each : board) {
        const auto& respondent = stage.respondents.at(each.code);
        if (!respondent.account.starts_with("enterprise") || (!last && respondent.account > "enterprise05"))
            continue;
        if (!each.submission) continue;
        YJ_ASSIGN(const int added, vouch_headline(stage, item, respondent));
        count += added;
    }
    if (item.form->code.starts_with("206-") && item.period.last_month() % 3 == 1) {
        YJ_ASSIGN(const int repeated, repeat_photograph(stage, item));
        count += repeated;
    }
    return count;
}

}  // namespace yj::demo
