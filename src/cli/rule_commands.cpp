#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/threads.hpp"
#include "desk/edit/check_rules.hpp"
#include "desk/edit/release_rules.hpp"
#include "desk/edit/run_rules.hpp"
#include "desk/instrument/pack_folder.hpp"
#include "desk/read_file.hpp"
#include "desk/registry/freeze_frame.hpp"
#include "desk/review/dry_run_question.hpp"
#include "desk/review/rule_use_question.hpp"
#include "desk/table_file.hpp"
#include "edit/notation/format_rules.hpp"
#include "edit/vtl/exchange.hpp"

namespace yj::cli {

namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : std::string(between)) + text;
    return all;
}

void show_faults(Context& context, const instrument::Faults& faults) {
    Listing listing{{{"file", "文件"},
                     {"line", "行", true},
                     {"column", "列", true},
                     {"fault", "问题"},
                     {"expected", "应为"},
                     {"nearest", "是不是"}},
                    {}};
    for (const auto& it : faults)
        listing.rows.push_back(
            {it.file, std::to_string(it.line), std::to_string(it.column), it.what, it.expected, it.nearest});
    context.out().show(listing);
    context.out().say("共 " + std::to_string(faults.size()) + " 处问题");
    context.exit(Exit::Findings);
}

/// A text of ours has a fault: told on stderr, so that what another program reads stays empty.
void say_faults(Context& context, const instrument::Faults& faults) {
    for (const auto& fault : faults) context.out().say(fault.text());
    context.exit(exit_of(Refused::Malformed));
}

// ---- run --------------------------------------------------------------------------------------------

struct RunWords {
    std::string& rules;
    std::string& data;
    std::string& keys;
    std::string& format;
    bool& all;
};

/// Quoted only where it must be, so that other programs read the codes as they stood in the table.
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

void show_csv(Context& context, const std::vector<std::string>& keys, const desk::RuleRun& run) {
    std::string text;
    const auto line = [&](const std::vector<std::string>& first, const std::string& rule,
                          std::string_view verdict) {
        for (const auto& key : first) text += csv_field(key) + ",";
        text += csv_field(rule) + "," + std::string(verdict) + "\n";
    };
    line(keys, "rule", "verdict");
    for (const auto& row : run.rows) line(row.keys, row.rule, edit::verdict_name(row.verdict));
    context.out().write(text);
}

void show_json(Context& context, const std::vector<std::string>& keys, const desk::RuleRun& run) {
    Listing listing;
    for (const auto& key : keys) listing.columns.push_back({key, key});
    for (const auto* name : {"rule", "verdict", "sentence"}) listing.columns.push_back({name, name});
    for (const auto& row : run.rows) {
        auto cells = row.keys;
        cells.insert(cells.end(), {row.rule, std::string(edit::verdict_name(row.verdict)), row.sentence});
        listing.rows.push_back(std::move(cells));
    }
    context.out().show_json(listing);
}

void run_table(Context& context, const RunWords& words) {
    if (words.format != "csv" && words.format != "json")
        return context.fail({Refused::Malformed, "不认识的格式“" + words.format + "”", {}, "csv 或 json"});
    const auto rules = context.file(words.rules);
    if (context.refused(rules)) return;
    const auto bytes = context.file(words.data);
    if (context.refused(bytes)) return;
    const auto grids = desk::read_table_file(*bytes, context.path(words.data).filename().string());
    if (context.refused(grids)) return;
    desk::RuleRunWanted wanted{context.path(words.rules).filename().string(), *rules, {}, words.all};
    for (const auto key : split(words.keys, ',')) wanted.keys.emplace_back(trimmed(key));
    const auto run = desk::run_rules(wanted, desk::first_filled(*grids), thread_executor());
    if (!run) return say_faults(context, run.error());
    if (words.format == "json")
        show_json(context, wanted.keys, *run);
    else
        show_csv(context, wanted.keys, *run);
    for (const auto& note : run->notes) context.out().say(note);
    context.out().say("通过 " + std::to_string(run->passed) + "，不通过 " + std::to_string(run->failed) +
                      "，无法判定 " + std::to_string(run->undecided));
    if (run->failed > 0) context.exit(Exit::Findings);
}

// ---- check, release ---------------------------------------------------------------------------------

struct FileWords {
    std::string& file;
    std::string& pack;  ///< folder of a pack, when no county is meant
    std::string& form;
    std::string& period;
};

Result<desk::RuleFile> rule_file(Context& context, const std::string& given) {
    YJ_ASSIGN(auto text, context.file(given));
    return desk::RuleFile{given == "-" ? "标准输入.rules" : context.path(given).filename().string(),
                          std::move(text)};
}

/// The pack of a folder, read; or that of the county which has the form.
class PackAtHand {
public:
    [[nodiscard]] bool open(Context& context, const FileWords& words) {
        if (!words.pack.empty()) return open_folder(context, words.pack);
        const auto county = context.county();
        if (context.refused(county)) return false;
        if (words.form.empty()) return open_last(context, **county);
        const auto in_force = desk::latest_form(**county, words.form);
        if (context.refused(in_force)) return false;
        pack_ = &in_force->pack->pack;
        return true;
    }
    [[nodiscard]] const instrument::Pack& pack() const { return *pack_; }

private:
    bool open_last(Context& context, const desk::County& county) {
        const auto packs = county.packs();
        if (packs.empty())
            context.fail({Refused::NotReady, "还没有安装制度包", {}, "请先运行 youju pack install"});
        if (!packs.empty()) pack_ = &packs.back()->pack;
        return pack_ != nullptr;
    }
    bool open_folder(Context& context, const std::string& folder) {
        auto files = desk::pack_folder(context.path(folder));
        if (context.refused(files)) return false;
        auto read = instrument::load_pack(std::move(*files));
        if (!read) {
            show_faults(context, read.error());
            return false;
        }
        read_ = std::move(*read);
        pack_ = &*read_;
        return true;
    }
    std::optional<instrument::Pack> read_;
    const instrument::Pack* pack_ = nullptr;
};

void check(Context& context, const FileWords& words) {
    const auto file = rule_file(context, words.file);
    if (context.refused(file)) return;
    PackAtHand at_hand;
    if (!at_hand.open(context, words)) return;
    const auto read = desk::check_rules(at_hand.pack(), *file);
    if (!read) return show_faults(context, read.error());
    Listing listing{
        {{"rule", "规则"}, {"form", "表号"}, {"severity", "类型"}, {"state", "与现行比"}, {"hash", "版本"}},
        {}};
    for (const auto& it : read->rules)
        listing.rows.push_back(
            {it.id, it.form, std::string(edit::severity_name(it.severity)), it.state, it.hash});
    context.out().show(listing);
    context.out().say("共 " + std::to_string(read->rules.size()) + " 条，没有写错的地方");
    for (const auto& line : read->remarks) context.out().say(line);
}

void release(Context& context, const FileWords& words) {
    const auto opened = context.open();
    if (!opened) return;
    const auto from = context.period(words.period);
    if (context.refused(from)) return;
    const auto file = rule_file(context, words.file);
    if (context.refused(file)) return;
    const auto done =
        desk::release_rules(*opened->county, opened->actor, words.form, *from, *file, context.key);
    if (context.refused(done)) return;
    Card card;
    card.add("added", "新增", joined(done->added, "、"));
    card.add("changed", "改动", joined(done->changed, "、"));
    card.add("removed", "撤下", joined(done->removed, "、"));
    card.add("from", "自", from->name());
    card.add("pack", "制度版本", done->pack_hash);
    card.add("entry", "存证", std::to_string(done->entry.value));
    context.out().show(card);
}

// ---- format, export, import -------------------------------------------------------------------------

void format(Context& context, const std::string& file, bool write) {
    const auto text = context.file(file);
    if (context.refused(text)) return;
    const auto formatted = edit::format_rules(file, *text);
    if (!formatted) return say_faults(context, formatted.error());
    if (!write) return context.out().write(*formatted);
    if (*formatted == *text) return context.out().say("版式已经整齐，没有改动");
    const auto done = desk::write_file(context.path(file), *formatted);
    if (!context.refused(done)) context.out().say("已排好：" + file);
}

void say_notes(Context& context, std::string_view about, const std::vector<edit::vtl::ExchangeNote>& notes) {
    for (const auto& it : notes) context.out().say(std::string(about) + " " + it.rule + "：" + it.why);
}

void export_vtl(Context& context, const FileWords& words) {
    PackAtHand at_hand;
    if (!at_hand.open(context, words)) return;
    const auto* form = at_hand.pack().form(words.form);
    if (form == nullptr)
        return context.fail({Refused::NotFound, "制度中没有表号“" + words.form + "”", {}, {}});
    const auto texts = desk::rule_texts(at_hand.pack());
    const auto set = edit::compile_rules(at_hand.pack().forms(), texts);
    if (!set) return show_faults(context, set.error());
    const auto exported = edit::vtl::export_vtl(*set, *form, texts);
    context.out().write(exported.vtl);
    say_notes(context, "只在注释中", exported.in_remarks);
    say_notes(context, "期别和单位范围只在注释中", exported.limits);
}

void import_vtl(Context& context, const std::string& file) {
    const auto text = context.file(file);
    if (context.refused(text)) return;
    const auto imported = edit::vtl::import_vtl(*text);
    if (!imported) {
        auto fault = imported.error();
        fault.file = file;
        return say_faults(context, {fault});
    }
    context.out().write(imported->rules);
    say_notes(context, "有出入", imported->notes);
    say_notes(context, "不能写成规则", imported->refused);
    if (!imported->refused.empty()) context.exit(Exit::Findings);
}

// ---- try, dryrun --------------------------------------------------------------------------------------

struct TryWords {
    std::string& file;
    std::string& form;
    std::string& first;
    std::string& last;
    std::string& unit;
    int& examples;
};

void show_examples(Context& context, const std::vector<desk::DryRunRow>& rows) {
    Listing listing{{{"period", "报告期"},
                     {"rule", "规则"},
                     {"verdict", "判定"},
                     {"code", "单位代码"},
                     {"name", "单位名称"},
                     {"submission", "报表编号"},
                     {"sentence", "句子"}},
                    {}};
    for (const auto& row : rows)
        for (const auto& it : row.examples)
            listing.rows.push_back({row.period.code(), row.rule, std::string(edit::verdict_name(it.verdict)),
                                    it.code, it.name, std::to_string(it.submission.value), it.sentence});
    if (!listing.rows.empty()) context.out().show(listing);
}

void show_counts(Context& context, const std::vector<desk::DryRunRow>& rows) {
    Listing listing{{{"period", "报告期"},
                     {"rule", "规则"},
                     {"severity", "类型"},
                     {"reports", "报表", true},
                     {"passed", "通过", true},
                     {"failed", "不通过", true},
                     {"undecided", "无法判定", true}},
                    {}};
    for (const auto& it : rows)
        listing.rows.push_back({it.period.code(), it.rule, std::string(edit::severity_name(it.severity)),
                                std::to_string(it.reports), std::to_string(it.passed),
                                std::to_string(it.failed), std::to_string(it.undecided)});
    context.out().show(listing);
}

/// Both run the file over reports that have come: one period with sentences, or many with counts.
void try_rules(Context& context, const TryWords& words, bool counts) {
    const auto opened = context.open();
    if (!opened) return;
    const auto file = rule_file(context, words.file);
    if (context.refused(file)) return;
    const auto first = context.period(words.first);
    if (context.refused(first)) return;
    const auto last = context.period(words.last.empty() ? words.first : words.last);
    if (context.refused(last)) return;
    const auto rows = desk::dry_run(
        *opened->county, opened->actor,
        {*file, words.form, *first, *last, words.unit, static_cast<std::size_t>(std::max(0, words.examples))},
        thread_executor());
    if (context.refused(rows)) return;
    if (counts)
        show_counts(context, *rows);
    else
        show_examples(context, *rows);
    int failed = 0, undecided = 0, reports = 0;
    for (const auto& it : *rows) {
        failed += it.failed;
        undecided += it.undecided;
        reports += it.reports;
    }
    context.out().say("规则 × 报表 " + std::to_string(reports) + "：不通过 " + std::to_string(failed) +
                      "，无法判定 " + std::to_string(undecided) + "；没有写入任何结果");
}

// ---- use --------------------------------------------------------------------------------------------

void show_use(Context& context, const std::string& form, const std::string& first_text,
              const std::string& last_text) {
    const auto opened = context.open();
    if (!opened) return;
    const auto first = context.period(first_text);
    if (context.refused(first)) return;
    const auto last = context.period(last_text.empty() ? first_text : last_text);
    if (context.refused(last)) return;
    const auto uses = desk::rule_use(*opened->county, opened->actor, form, *first, *last);
    if (context.refused(uses)) return;
    Listing listing{{{"rule", "规则"},
                     {"severity", "类型"},
                     {"failed", "不通过", true},
                     {"explained", "已说明", true},
                     {"corrected", "改了数", true},
                     {"share", "改数占比", true},
                     {"undecided", "无法判定", true}},
                    {}};
    for (const auto& it : *uses)
        listing.rows.push_back({it.rule, std::string(edit::severity_name(it.severity)),
                                std::to_string(it.failed), std::to_string(it.explained),
                                std::to_string(it.corrected),
                                it.failed == 0 ? "" : std::to_string(it.corrected * 100 / it.failed) + "%",
                                std::to_string(it.undecided)});
    context.out().show(listing);
}

// ---- the commands -----------------------------------------------------------------------------------

void add_try(CLI::App& rule, Context& context) {
    TryWords one{context.text(), context.text(), context.text(),
                 context.text(), context.text(), context.number(20)};
    auto* trying = rule.add_subcommand("try", "在一期的报表上试规则文件：哪家不通过、无法判定，句子怎样写");
    trying->add_option("FILE", one.file, "规则文件 .rules")->required();
    trying->add_option("--form", one.form, "表号")->required();
    trying->add_option("--period", one.first, "报告期")->required();
    trying->add_option("--unit", one.unit, "单位代码；不写则全部单位");
    trying->add_option("--limit", one.examples, "每条规则最多列几家")->capture_default_str();
    trying->callback([&context, one] { try_rules(context, one, false); });
    TryWords many{context.text(), context.text(), context.text(),
                  context.text(), context.text(), context.number(0)};
    auto* dry = rule.add_subcommand("dryrun", "在过去各期的报表上试算规则文件：每期每条规则会有多少结果");
    dry->add_option("FILE", many.file, "规则文件 .rules")->required();
    dry->add_option("--form", many.form, "表号")->required();
    dry->add_option("--from", many.first, "从哪个报告期")->required();
    dry->add_option("--to", many.last, "到哪个报告期；不写则只一期");
    dry->callback([&context, many] { try_rules(context, many, true); });
}

void add_use(CLI::App& rule, Context& context) {
    auto& form = context.text();
    auto& first = context.text();
    auto& last = context.text();
    auto* use = rule.add_subcommand("use", "每条规则查出过多少、说明了多少、促成了多少更正");
    use->add_option("--form", form, "表号")->required();
    use->add_option("--from", first, "从哪个报告期")->required();
    use->add_option("--to", last, "到哪个报告期；不写则只一期");
    use->callback([&context, &form, &first, &last] { show_use(context, form, first, last); });
}

void add_run(CLI::App& rule, Context& context) {
    auto* run =
        rule.add_subcommand("run", "在任何一张表上试规则：每行的每条规则，判为通过、不通过或无法判定");
    RunWords words{context.text(), context.text(), context.text(), context.text(), context.flag()};
    words.format = "csv";
    run->add_option("--rules", words.rules, "规则文件 .rules 或 .vtl")->required();
    run->add_option("--data", words.data, "表 .csv 或 .xlsx，第一行是列名")->required();
    run->add_option("--key", words.keys, "标识一行的列，用逗号隔开")->required();
    run->add_option("--format", words.format, "csv 或 json")->capture_default_str();
    run->add_flag("--all", words.all, "连通过的也列出");
    run->callback([&context, words] { run_table(context, words); });
}

void add_file_command(CLI::App& rule, Context& context, const char* name, const char* about, bool releases) {
    auto* command = rule.add_subcommand(name, about);
    FileWords words{context.text(), context.text(), context.text(), context.text()};
    command->add_option("FILE", words.file, "规则文件 .rules")->required();
    auto* form = command->add_option("--form", words.form, "表号：规则所在的制度；不写取最后安装的");
    if (releases) {
        form->required();
        command->add_option("--from", words.period, "自哪个报告期起")->required();
        command->callback([&context, words] { release(context, words); });
        return;
    }
    auto* pack = command->add_option("--pack", words.pack, "制度包文件夹，不用县的数据");
    pack->excludes(form);
    command->callback([&context, words] { check(context, words); });
}

void add_format(CLI::App& rule, Context& context) {
    auto* command = rule.add_subcommand("format", "把规则文件排成统一的版式，不改变任何规则");
    auto& file = context.text();
    auto& write = context.flag();
    command->add_option("FILE", file, "规则文件 .rules，“-” 为标准输入")->required();
    command->add_flag("--write", write, "写回文件；不写则输出");
    command->callback([&context, &file, &write] { format(context, file, write); });
}

void add_exchange(CLI::App& rule, Context& context) {
    FileWords words{context.text(), context.text(), context.text(), context.text()};
    auto& vtl = context.flag();
    auto* out = rule.add_subcommand("export", "把一张表的规则写成 VTL 2.x，输出");
    out->add_flag("--vtl", vtl, "写成 VTL")->required();
    out->add_option("--form", words.form, "表号")->required();
    out->add_option("--pack", words.pack, "制度包文件夹，不用县的数据");
    out->callback([&context, words] { export_vtl(context, words); });
    auto* in = rule.add_subcommand("import", "把 VTL 2.x 的规则写成我们的规则，输出");
    in->add_flag("--vtl", vtl, "读 VTL")->required();
    in->add_option("FILE", words.file, "VTL 文件")->required();
    in->callback([&context, words] { import_vtl(context, words.file); });
}

}  // namespace

void add_rule_commands(CLI::App& app, Context& context) {
    auto* rule = app.add_subcommand("rule", "审核规则：检查、排版、试用、试算、发布，与 VTL 互换");
    rule->require_subcommand(1);
    add_run(*rule, context);
    add_format(*rule, context);
    add_try(*rule, context);
    add_use(*rule, context);
    add_exchange(*rule, context);
    add_file_command(*rule, context, "check", "检查规则文件，列出全部问题（行、列、应为什么）", false);
    add_file_command(*rule, context, "release", "发布规则文件，自某个报告期起施行（专业人员）", true);
}

}  // namespace yj::cli
