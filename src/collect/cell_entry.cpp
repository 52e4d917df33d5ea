#include "collect/cell_entry.hpp"

#include <fmt/format.h>

#include "base/number_text.hpp"
#include "base/text.hpp"

namespace yj::collect {

namespace {

Refusal wrong(std::string what, std::string remedy) {
    return {Refused::Malformed, std::move(what), {}, std::move(remedy)};
}

/// The amount with the decimals of the form, or empty when it has more that count.
std::optional<Amount> fitted(Amount amount, int decimals) {
    if (amount.decimals() > decimals) {
        const Amount shorter = amount.rounded(decimals, Round::HalfUp);
        return shorter == amount ? std::optional(shorter) : std::nullopt;
    }
    const auto wider = WideAmount(amount).rounded(decimals, Round::HalfUp);
    return wider ? wider : amount;  // a number too long to be padded stays as it is
}

}  // namespace

std::optional<Refusal> enter_text(const instrument::Form& form, const instrument::CellAddress& address,
                                  const sheet::Cell& cell, instrument::CellSheet& into) {
    const auto& indicator = form.rows[static_cast<std::size_t>(address.row)];
    if (cell.formula_without_value()) {
        return wrong(fmt::format("“{}”是公式，文件里没有它的计算结果", form.cell_name(address)),
                     "请用电子表格软件打开、保存后再导入，或直接填写数值");
    }
    if (indicator.text) {
        const std::string_view words = trimmed(cell.text);
        if (!words.empty()) into.set_note(address, std::string(words));
        return std::nullopt;
    }
    Value value;
    if (const auto plain = Amount::parse(cell.text)) {
        value = *plain;
    } else {
        auto read = read_number(cell.text);
        if (!read) {
            return wrong(fmt::format("“{}”的{}", form.cell_name(address), read.error().what),
                         read.error().remedy);
        }
        value = *read;
    }
    if (!value.present()) {
        if (value.reason() != Missing::NotFilled) into.set(address, value);
        return std::nullopt;
    }
    const int decimals = form.decimals_of(address.row, address.column);
    const auto amount = fitted(value.amount(), decimals);
    if (!amount) {
        return wrong(fmt::format("“{}”的“{}”小数位数多于 {} 位", form.cell_name(address), trimmed(cell.text),
                                 decimals),
                     decimals == 0 ? "请填整数，并核对计量单位" : fmt::format("请保留 {} 位小数", decimals));
    }
    into.set(address, *amount);
    return std::nullopt;
}

}  // namespace yj::collect
