#include <algorithm>

#include "base/digest.hpp"
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
            faults_.push_back({"pack.toml", 0, 0, "制度包缺少 pack.toml", "说明代码、名称和适用时期的 pack.toml", {}});
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
        } else {
            refuse_stranger(file);
        }
    }

    /// A file that nobody reads is a mistake (a misspelt folder), not a decoration.
    void refuse_stranger(const PackFile& file) {
        const bool known = file.path == "pack.toml" || file.path == "derivations.toml" ||
                           under(file, "rules/", ".rules") || under(file, "rules/", ".md") ||
                           under(file, "tables/", ".toml") || file.path.starts_with("products/") ||
                           file.path.ends_with("README.md");
        if (!known)
            faults_.push_back({file.path, 0, 0, "制度包里不认识的文件",
                               "forms/ lists/ calendar/ rules/ tables/ products/ 下的文件", {}});
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
        rule.industries = in.texts("industries");
        rule.states = in.numbers("states", 1, 9);
        rule.number_attribute = in.text("number_attribute").value_or("");
        constexpr int kLimit = 2'000'000'000;
        if (const auto low = in.number("at_least", 0, kLimit)) rule.at_least = *low;
        if (const auto high = in.number("below", 0, kLimit)) rule.below = *high;
        const auto provenance = in.text("p").value_or("U");
        rule.provenance = provenance.empty() ? 'U' : provenance.front();
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

    template <class Map>
    static std::vector<std::string> names_of(const Map& map) {
        std::vector<std::string> names;
        for (const auto& [name, value] : map) names.push_back(name);
        return names;
    }

    void check_references() {
        for (const auto& form : pack_.forms_) {
            const auto& path = paths_[form.code];
            if (!form.frame.empty() && pack_.frame(form.frame) == nullptr)
                faults_.push_back({path, 1, 0, "调查范围“" + form.frame + "”不在 frames.toml 中", "frames.toml 中的名称",
                                   nearest_name(form.frame, names_of(pack_.frames_)).value_or("")});
            if (!form.due.empty() && !pack_.calendar_.rules.contains(form.due))
                faults_.push_back({path, 1, 0, "报送期限“" + form.due + "”不在 calendar/due.toml 中", "due.toml 中的名称",
                                   nearest_name(form.due, names_of(pack_.calendar_.rules)).value_or("")});
            for (const auto& row : form.rows)
                if (!row.open_list.empty() && pack_.list(row.open_list) == nullptr)
                    faults_.push_back({path, row.line, 0, "代码表“" + row.open_list + "”不在 lists/ 中", "lists/ 下的文件名",
                                       nearest_name(row.open_list, names_of(pack_.lists_)).value_or("")});
        }
        for (const auto& [code, profile] : pack_.profiles_) check_profile(code, profile);
    }

    void check_profile(const std::string& code, const ImportProfile& profile) {
        const auto* form = pack_.form(code);
        if (form == nullptr) {
            faults_.push_back({"imports.toml", imports_line_[code], 0, "没有表号“" + code + "”", "本制度的表号", {}});
            return;
        }
        for (const auto& [header, address] : profile.cells)
            if (!form->cell(address))
                faults_.push_back({"imports.toml", imports_line_[code], 0, "“" + address + "”不是 " + code + " 的单元格",
                                   "如 01.1", {}});
    }

    Pack pack_;
    Faults faults_;
    std::map<std::string, std::string> paths_;
    std::map<std::string, int> imports_line_;
};

std::expected<Pack, Faults> load_pack(std::vector<PackFile> files) { return PackReader(std::move(files)).read(); }

}  // namespace yj::instrument
