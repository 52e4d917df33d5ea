#include <algorithm>

#include "base/digest.hpp"
#include "base/industry_code.hpp"
#include "base/text.hpp"
#include "instrument/form_text.hpp"
#include "instrument/pack.hpp"
#include "instrument/toml_reader.hpp"

namespace yj::instrument {

/// Reads the files in their order of need and collects every fault.
class PackReader {
public:
    explicit PackReader(std::vector<PackFile> files) {
        std::ranges::sort(files, {}, &PackFile::path);
        pack_.files_ = std::move(files);
    }

    std::expected<Pack, Faults> read() {
        read_head();
        for (const auto& file : pack_.files_) read_file(file);
        check_references();
        pack_.hash_ = sha256(pack_files(pack_.files_)).hex();
        if (!faults_.empty()) return std::unexpected(std::move(faults_));
        return std::move(pack_);
    }

private:
    static bool under(const PackFile& file, std::string_view folder, std::string_view ending) {
        return file.path.starts_with(folder) && file.path.ends_with(ending);
    }

    void read_head() {
        const auto head = std::ranges::find(pack_.files_, "pack.toml", &PackFile::path);
        if (head == pack_.files_.end()) {
            faults_.push_back(
                {"pack.toml", 0, 0, "制度包缺少 pack.toml", "说明代码、名称和适用时期的 pack.toml", {}});
            return;
        }
        TomlReader in(head->path, head->bytes, faults_);
        if (!in.parsed()) return;
        pack_.code_ = in.required_text("code");
        pack_.title_ = in.required_text("title");
        for (const auto* key : {"origin", "licence", "note"}) (void)in.text(key);
        pack_.from_ = read_period(in, "from");
        pack_.to_ = read_period(in, "to");
        if (pack_.to_ < pack_.from_) in.fault_at("to", "适用时期的终点早于起点", "不早于 from");
        in.no_more_keys();
    }

    static Period read_period(TomlReader& in, std::string_view key) {
        const auto text = in.required_text(key);
        const auto period = Period::parse(text);
        if (!period && !text.empty()) in.fault_at(key, "“" + text + "”不是期别", "如 2025-01 或 2025");
        return period.value_or(Period::of_year(2000));
    }

    void read_file(const PackFile& file) {
        if (under(file, "forms/", ".toml")) {
            if (auto form = read_form(file.path, file.bytes, faults_)) add_form(std::move(*form), file.path);
        } else if (under(file, "lists/", ".csv")) {
            auto list = read_code_list(file.path, file.bytes, faults_);
            const auto name = list.name();
            pack_.lists_.emplace(name, std::move(list));
        } else if (file.path == "calendar/holidays.csv") {
            read_holidays(file.path, file.bytes, pack_.calendar_, faults_);
        } else if (file.path == "calendar/due.toml") {
            read_due_rules(file.path, file.bytes, pack_.calendar_, faults_);
        } else if (file.path == "frames.toml") {
            read_frames(file);
        } else if (file.path == "imports.toml") {
            read_imports(file);
        } else if (file.path == "derivations.toml") {
            read_derivations(file);
        } else {
            refuse_stranger(file);
        }
    }

    /// A file that nobody reads is a mistake (a misspelt folder), not a decoration.
    void refuse_stranger(const PackFile& file) {
        const bool known = file.path == "pack.toml" || under(file, "rules/", ".rules") ||
                           under(file, "rules/", ".md") || under(file, "tables/", ".toml") ||
                           file.path.starts_with("products/") || file.path.ends_with("README.md");
        if (!known)
            faults_.push_back({file.path,
                               0,
                               0,
                               "制度包里不认识的文件",
                               "forms/ lists/ calendar/ rules/ tables/ products/ 下的文件",
                               {}});
    }

    void add_form(Form form, const std::string& path) {
        if (pack_.form(form.code) != nullptr)
            faults_.push_back({path, 1, 0, "表号“" + form.code + "”重复", "每个表号一个文件", {}});
        paths_[form.code] = path;
        pack_.forms_.push_back(std::move(form));
    }

    void read_frames(const PackFile& file) {
        TomlReader in(file.path, file.bytes, faults_);
        for (auto& [name, table] : in.tables()) pack_.frames_.emplace(name, read_frame(table, name));
    }

    static FrameRule read_frame(TomlReader& in, std::string name) {
        FrameRule rule;
        rule.name = std::move(name);
        rule.title = in.required_text("title");
        rule.professions = in.text("professions").value_or("");
        rule.above_scale = in.flag("above_scale");
        rule.kinds = in.texts("kinds");
        for (const auto& kind : rule.kinds)
            if (std::ranges::find(kUnitKinds, kind) == kUnitKinds.end())
                in.fault_at("kinds", "不认识的单位类型“" + kind + "”",
                            "法人单位、产业活动单位、个体经营户、投资项目 或 调整项",
                            nearest_name(kind, {kUnitKinds.begin(), kUnitKinds.end()}).value_or(""));
        rule.industries = in.texts("industries");
        for (const auto& industry : rule.industries)
            if (!IndustryCode::parse(industry))
                in.fault_at("industries", "“" + industry + "”不是行业代码", "如 C、C13、1310");
        rule.states = in.numbers("states", 1, 9);
        rule.number_attribute = in.text("number_attribute").value_or("");
        constexpr int kLimit = 2'000'000'000;
        if (const auto low = in.number("at_least", 0, kLimit)) rule.at_least = *low;
        if (const auto high = in.number("below", 0, kLimit)) rule.below = *high;
        rule.provenance = read_provenance(in);
        (void)in.text("note");
        if (rule.number_attribute.empty() && (rule.at_least || rule.below))
            in.fault("有 at_least 或 below，却没有 number_attribute", "number_attribute = \"计划总投资\"");
        in.no_more_keys();
        return rule;
    }

    void read_imports(const PackFile& file) {
        TomlReader in(file.path, file.bytes, faults_);
        for (auto& [form, table] : in.tables()) {
            ImportProfile profile;
            profile.unit_columns = table.texts("unit_columns");
            profile.period_column = table.text("period_column").value_or("");
            profile.year_column = table.text("year_column").value_or("");
            profile.month_column = table.text("month_column").value_or("");
            profile.year_base = table.number("year_base", 0, 9999).value_or(0);
            profile.ignored = table.texts("ignored");
            if (auto cells = table.table("cells"))
                for (auto& [header, address] : cells->text_pairs()) profile.cells[header] = address;
            table.no_more_keys();
            imports_line_[form] = table.line();
            pack_.profiles_.emplace(form, std::move(profile));
        }
    }

    /// The formulas are read elsewhere; here only what they fill is looked for, when all forms are known.
    void read_derivations(const PackFile& file) {
        TomlReader in(file.path, file.bytes, faults_);
        for (auto& each : in.list("derive")) {
            derived_.push_back({each.required_text("form"), each.required_text("cell"), each.line()});
            (void)each.required_text("name");
            (void)each.required_text("formula");
            (void)each.text("note");
            each.no_more_keys();
        }
        in.no_more_keys();
    }

    /// Where a key of a form's head stands.
    int line_in(std::string_view path, std::string_view key) const {
        const auto file = std::ranges::find(pack_.files_, path, &PackFile::path);
        int line = 0;
        for (const auto text : split(file->bytes, '\n')) {
            ++line;
            if (text.starts_with(key)) return line;
        }
        return 1;
    }

    template <class Map>
    static std::vector<std::string> names_of(const Map& map) {
        std::vector<std::string> names;
        for (const auto& [name, value] : map) names.push_back(name);
        return names;
    }

    /// What a file that could not be parsed would have held is not missed in others.
    bool parsed(std::string_view path) const {
        return std::ranges::none_of(faults_, [&](const Fault& fault) {
            return fault.file == path && fault.what.starts_with("不是合格的 TOML");
        });
    }

    void check_form(const Form& form, bool frames_parsed, bool due_parsed) {
        const auto& path = paths_[form.code];
        if (frames_parsed && !form.frame.empty() && pack_.frame(form.frame) == nullptr)
            faults_.push_back({path, line_in(path, "frame"), 0,
                               "调查范围“" + form.frame + "”不在 frames.toml 中", "frames.toml 中的名称",
                               nearest_name(form.frame, names_of(pack_.frames_)).value_or("")});
        if (due_parsed && !form.due.empty() && !pack_.calendar_.rules.contains(form.due))
            faults_.push_back({path, line_in(path, "due"), 0,
                               "报送期限“" + form.due + "”不在 calendar/due.toml 中", "due.toml 中的名称",
                               nearest_name(form.due, names_of(pack_.calendar_.rules)).value_or("")});
        for (const auto& row : form.rows)
            if (!row.open_list.empty() && pack_.list(row.open_list) == nullptr)
                faults_.push_back({path, row.line, 0, "代码表“" + row.open_list + "”不在 lists/ 中",
                                   "lists/ 下的文件名",
                                   nearest_name(row.open_list, names_of(pack_.lists_)).value_or("")});
    }

    void check_references() {
        const bool frames_parsed = parsed("frames.toml"), due_parsed = parsed("calendar/due.toml");
        for (const auto& form : pack_.forms_) check_form(form, frames_parsed, due_parsed);
        for (const auto& [code, profile] : pack_.profiles_) check_profile(code, profile);
        for (const auto& it : derived_) {
            const auto* form = find_form(it.form, "derivations.toml", it.line);
            if (form != nullptr && !form->cell(it.cell))
                refuse_cell(*form, it.cell, "derivations.toml", it.line);
        }
    }

    const Form* find_form(const std::string& code, const char* file, int line) {
        const auto* form = pack_.form(code);
        std::vector<std::string> known;
        for (const auto& each : pack_.forms_) known.push_back(each.code);
        if (form == nullptr)
            faults_.push_back({file, line, 0, "没有表号“" + code + "”", "本制度的表号",
                               nearest_name(code, known).value_or("")});
        return form;
    }

    void refuse_cell(const Form& form, const std::string& address, const char* file, int line) {
        faults_.push_back({file, line, 0, "“" + address + "”不是 " + form.code + " 的单元格", "如 01.1", {}});
    }

    void check_profile(const std::string& code, const ImportProfile& profile) {
        const auto* form = find_form(code, "imports.toml", imports_line_[code]);
        if (form == nullptr) return;
        for (const auto& [header, address] : profile.cells)
            if (!form->cell(address)) refuse_cell(*form, address, "imports.toml", imports_line_[code]);
    }

    Pack pack_;
    Faults faults_;
    std::map<std::string, std::string> paths_;
    std::map<std::string, int> imports_line_;
    struct Derived {
        std::string form, cell;
        int line = 0;
    };
    std::vector<Derived> derived_;
};

std::expected<Pack, Faults> load_pack(std::vector<PackFile> files) {
    return PackReader(std::move(files)).read();
}

}  // namespace yj::instrument
