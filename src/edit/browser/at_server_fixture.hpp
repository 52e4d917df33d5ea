// AtServerFixture: one report at the server, typed as it is in a browser, with what check_report says.
#pragma once
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/number_text.hpp"
#include "edit/browser/opening.hpp"
#include "edit/browser/travelling_rules.hpp"
#include "edit/check.hpp"
#include "instrument/form_bytes.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::edit {

/// Cells typed one after the other, and the findings that stand then.
struct TypedStep {
    std::vector<std::pair<std::string, std::string>> cells;
    std::vector<Finding> expected;
};

struct Trial {
    std::string title;
    Opening opening;
    std::vector<TypedStep> steps;
};

/// Forms and the rules over them, as a server holds them.
struct House {
    std::vector<instrument::Form> forms;
    RuleSet rules;

    [[nodiscard]] const instrument::Form& form(std::string_view code) const {
        return *std::ranges::find(forms, code, &instrument::Form::code);
    }
};

inline House house_of_pack(const std::string& name) {
    auto files = instrument::read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / name);
    const auto pack = instrument::load_pack(std::move(files.value())).value();
    std::vector<RuleText> texts;
    for (const auto* file : pack.texts("rules"))
        if (file->path.ends_with(".rules")) texts.push_back({file->path, file->bytes});
    return {pack.forms(), compile_rules(pack.forms(), texts).value()};
}

/// One report at the server: what is typed in the browser is set here too.
class AtServer {
public:
    using Others = std::vector<std::pair<Source, instrument::CellSheet>>;

    AtServer(const House& house, std::string_view form, Reader reader, Period period,
             std::optional<registry::UnitAttributes> unit, Others others)
        : house_(house), form_(house.form(form)), others_(std::move(others)), sheet_(form_) {
        const auto travelling = travelling_rules(house.rules, form, reader);
        trial_.opening = {{}, travelling.texts, period, std::move(unit), {}, {}};
        for (const auto& code : travelling.forms)
            trial_.opening.forms.push_back(instrument::pack_form(house.form(code)));
        for (const auto& [source, sheet] : others_) trial_.opening.others.push_back({source, sheet.pack()});
    }

    [[nodiscard]] std::string opening() const { return pack_opening(trial_.opening); }
    [[nodiscard]] Trial finished(std::string title) {
        trial_.title = std::move(title);
        return std::move(trial_);
    }

    /// Types the cells and notes what check_report says then.
    void type(std::vector<std::pair<std::string, std::string>> cells) {
        for (const auto& [address, typed] : cells) {
            const auto cell = form_.cell(address).value();
            if (form_.rows[static_cast<std::size_t>(cell.row)].text)
                sheet_.set_note(cell, typed);
            else
                sheet_.set(cell, read_number(typed).value());
        }
        trial_.steps.push_back({std::move(cells), findings()});
    }

    [[nodiscard]] std::vector<Finding> findings() const {
        const auto& unit = trial_.opening.unit;
        Context context{trial_.opening.period, &form_, &sheet_, unit ? &*unit : nullptr, {}, {}};
        for (const auto& source : house_.rules.plan(form_.code).sources) {
            const auto given = std::ranges::find(others_, source, &Others::value_type::first);
            context.others.push_back(given == others_.end() ? nullptr : &given->second);
            context.other_forms.push_back(source.form.empty() ? &form_ : &house_.form(source.form));
        }
        return check_report(house_.rules, context);
    }

private:
    const House& house_;
    const instrument::Form& form_;
    Others others_;
    instrument::CellSheet sheet_;
    Trial trial_;
};

}  // namespace yj::edit
