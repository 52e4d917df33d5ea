#include "verify/recompute.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/period.hpp"
#include "base/text.hpp"

namespace yj::verify {

namespace {

constexpr int kPercent = 2;

using Values = std::map<std::size_t, CellValue>;

/// One report that may count for a figure.
struct Report {
    const SheetRow* sheet = nullptr;
    const FormText* form = nullptr;
    Values values;
};

class Worker {
public:
    Worker(const Contents& contents, const FigureRow& figure) : contents_(contents), figure_(figure) {}

    Outcome run(bool complete) {
        const auto found = contents_.tables.find(figure_.table_hash);
        if (found == contents_.tables.end()) {
            out_.words = figure_.table + " " + figure_.cell;
            fault("汇总表 " + figure_.table + " 的定义不在证据包里");
            return std::move(out_);
        }
        table_ = &found->second;
        const auto colon = figure_.cell.rfind(':');
        const auto measure =
            std::ranges::find(table_->measures, figure_.cell.substr(colon + 1), &MeasureText::id);
        out_.words = table_->code + " " + table_->title + " " + figure_.cell + "（" + figure_.period +
                     "）公布为“" + figure_.printed + "”";
        if (colon == std::string::npos || measure == table_->measures.end() ||
            table_->code != figure_.table) {
            fault("定义里没有这个数");
            return std::move(out_);
        }
        measure_ = &*measure;
        out_.words += "：" + measure_->title;
        if (!complete) return skip("读者无权查看全部单位的报表");
        if (figure_.status == "withheld") return skip("保密的数不公布，未复算保密处理");
        if (figure_.status == "none" || figure_.status == "missing") return skip("没有数值，原因未复算");
        work();
        return std::move(out_);
    }

private:
    void fault(std::string what) { out_.faults.push_back(out_.words + "：" + std::move(what)); }
    Outcome skip(const std::string& why) {
        out_.not_recomputed.push_back(out_.words + "：" + why);
        return std::move(out_);
    }

    void work() {
        const auto release = contents_.releases.find(figure_.since);
        as_of_ = release == contents_.releases.end() ? figure_.since : release->second.as_of;
        nodes_ = figure_.cell.substr(0, figure_.cell.rfind(':'));
        for (const auto& form : table_->forms)
            for (const auto& [unit, sheet] : latest(form, figure_.period)) add(*sheet);
        out_.contributors = contributors_;
        compare();
    }

    /// The accepted report of every unit, as the release knew it.
    std::map<std::int64_t, const SheetRow*> latest(const std::string& form, const std::string& period) const {
        std::map<std::int64_t, const SheetRow*> latest;
        for (const auto& sheet : contents_.sheets) {
            if (sheet.form != form || sheet.period != period || sheet.since > as_of_) continue;
            auto& kept = latest[sheet.unit];
            if (kept == nullptr || kept->since < sheet.since) kept = &sheet;
        }
        std::erase_if(latest, [](const auto& one) { return one.second->submission == 0; });
        return latest;
    }

    /// Empty after a fault.
    std::optional<Report> open(const SheetRow& sheet) {
        const auto name =
            "单位 " + std::to_string(sheet.unit) + " 的 " + sheet.form + " " + sheet.period + " 报表";
        const auto sent = contents_.submissions.find(sheet.submission);
        if (sent == contents_.submissions.end()) return missing(name + "不在证据包里");
        const auto& submission = sent->second;
        const auto task = contents_.tasks.find(submission.task);
        if (task == contents_.tasks.end() || task->second.unit != sheet.unit ||
            task->second.form != sheet.form || task->second.period != sheet.period)
            return missing(name + "不是为这项任务报送的");
        const auto form = contents_.forms.find(submission.form_hash);
        if (form == contents_.forms.end()) return missing(name + "所用的报表定义不在证据包里");
        if (sha256(submission.payload).view() != submission.payload_hash)
            return missing(name + "的内容与它的散列不符");
        auto values = read_cells(form->second, submission.payload);
        if (!values) return missing(name + "的内容读不出来");
        return Report{&sheet, &form->second, *std::move(values)};
    }
    std::nullopt_t missing(const std::string& what) {
        fault(what);
        return std::nullopt;
    }

    static std::optional<CellValue> value_at(const Report& report, const std::string& address) {
        const auto place = report.form->place(address);
        if (!place) return std::nullopt;
        const auto found = report.values.find(place->row * report.form->columns.size() + place->column);
        return found == report.values.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const SheetRow& sheet) {
        const auto unit = contents_.units.find(sheet.unit);
        if (unit == contents_.units.end() || unit->second.since > as_of_)
            return fault("单位 " + std::to_string(sheet.unit) + " 的名录属性不在证据包里");
        if (!lies_in(*table_, nodes_, unit->second.attributes)) return;
        const auto report = open(sheet);
        if (!report) return;
        if (measure_->kind == Kind::Count) {
            contributors_ += unit->second.counts ? 1 : 0;
            return;
        }
        const auto first = value_at(*report, measure_->first);
        if (!first) return;
        if (measure_->kind != Kind::Sum) {
            const auto second =
                measure_->kind == Kind::Growth ? base_of(*report) : value_at(*report, measure_->second);
            if (!second) return;
            second_.add(Decimal(second->units, second->decimals));
        }
        first_.add(Decimal(first->units, first->decimals));
        contributors_ += unit->second.counts ? 1 : 0;
        form_ = report->form;
    }

    /// 可比口径上年数: put down with a reason; else last year's report; else the report's own column.
    std::optional<CellValue> base_of(const Report& report) {
        const auto place = report.form->place(measure_->first);
        const auto cell = place ? report.form->address(*place) : measure_->first;
        const BaseRow* adjusted = nullptr;
        for (const auto& base : contents_.bases)
            if (base.unit == report.sheet->unit && base.form == report.sheet->form &&
                base.period == report.sheet->period && base.cell == cell && base.since <= as_of_ &&
                (adjusted == nullptr || adjusted->since < base.since))
                adjusted = &base;
        if (adjusted != nullptr)
            return adjusted->missing ? std::nullopt
                                     : std::optional(CellValue{adjusted->units, adjusted->decimals});
        if (auto last = last_year(report)) return last;
        return value_at(report, measure_->second);
    }

    std::optional<CellValue> last_year(const Report& report) {
        const auto period = Period::parse(report.sheet->period);
        if (!period) return std::nullopt;
        const auto before = latest(report.sheet->form, period->year_earlier().code());
        const auto found = before.find(report.sheet->unit);
        if (found == before.end()) return std::nullopt;
        const auto opened = open(*found->second);
        return opened ? value_at(*opened, measure_->first) : std::nullopt;
    }

    /// 千元 to 万元, where the table is in another measure than the form.
    int power() {
        if (measure_->kind == Kind::Ratio) return measure_->power;
        if (measure_->kind != Kind::Sum || measure_->measure.empty() || form_ == nullptr) return 0;
        const auto place = form_->place(measure_->first);
        const auto from = place ? form_->measure(*place) : std::nullopt;
        const auto to = Measure::find(measure_->measure);
        const auto power = from && to ? from->power_to(*to) : std::nullopt;
        if (!power) fault("计量单位不能换算");
        return power.value_or(0);
    }

    void compare() {
        if (measure_->kind == Kind::Count) return compare_count();
        if (contributors_ != figure_.contributors)
            fault("证据包里有 " + std::to_string(contributors_) + " 户，发布时由 " +
                  std::to_string(figure_.contributors) + " 户汇总");
        const int shift = power();
        if (figure_.has_exact &&
            !first_.is(measure_->kind == Kind::Sum ? shift : 0, figure_.exact_units, figure_.exact_decimals))
            fault("按报表加总与发布时修约前的数不同");
        if (figure_.has_base && !second_.is(0, figure_.base_units, figure_.base_decimals))
            fault("按报表加总的分母与发布时不同");
        compare_printed(shift);
    }

    void compare_printed(int shift) {
        if (measure_->kind == Kind::Sum && table_->adjusted) {
            out_.not_recomputed.push_back(out_.words + "：印出的数经机械平衡，只复算了修约前的数");
            out_.derived = out_.faults.empty();
            return;
        }
        const auto printed = again(shift);
        if (printed != figure_.printed)
            return fault("按报表复算为“" + printed + "”，公布为“" + figure_.printed + "”");
        out_.derived = out_.faults.empty();
    }

    [[nodiscard]] std::string again(int shift) const {
        if (measure_->kind == Kind::Sum) {
            auto text = first_.printed(shift, measure_->decimals, table_->rounding);
            const bool below = first_.sign() != 0 && text.find_first_of("123456789") == std::string::npos;
            return below ? "…" : text;
        }
        constexpr const char* kNoBase = "无基数";
        if (measure_->kind == Kind::Growth)
            return second_.sign() <= 0
                       ? kNoBase
                       : first_.minus(second_)
                             .printed_over(second_, kPercent, measure_->decimals, table_->rounding)
                             .value_or(kNoBase);
        return first_.printed_over(second_, shift, measure_->decimals, table_->rounding).value_or(kNoBase);
    }

    void compare_count() {
        if (std::to_string(contributors_) != figure_.printed)
            return fault("按报表数为“" + std::to_string(contributors_) + "”，公布为“" + figure_.printed +
                         "”");
        out_.derived = out_.faults.empty();
    }

    const Contents& contents_;
    const FigureRow& figure_;
    const TableText* table_ = nullptr;
    const MeasureText* measure_ = nullptr;
    const FormText* form_ = nullptr;
    std::int64_t as_of_ = 0;
    std::string nodes_;
    Decimal first_, second_;
    int contributors_ = 0;
    Outcome out_;
};

}  // namespace

Outcome recompute(const Contents& contents, const FigureRow& figure, bool complete) {
    return Worker(contents, figure).run(complete);
}

}  // namespace yj::verify
