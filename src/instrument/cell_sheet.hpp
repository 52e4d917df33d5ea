// CellSheet: the values of one report under one form, and their canonical bytes.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"
#include "instrument/form.hpp"

namespace yj::instrument {

/// Values of fixed cells in one block, of open rows by key, texts and evidence notes beside them.
/// A value: it copies, compares and packs; it knows no unit and no period.
class CellSheet {
public:
    CellSheet() = default;
    explicit CellSheet(const Form& form);

    /// 未填 where nothing was set. REQUIRES: the address lies in the form the sheet was made for.
    [[nodiscard]] Value at(const CellAddress& cell) const;
    [[nodiscard]] Value at(int row, int column) const { return fixed_[index(row, column)]; }
    void set(const CellAddress& cell, Value value);
    /// The evidence note of a cell ("=1203+455.6") or the words of a text cell; empty when there is none.
    [[nodiscard]] std::string_view note(const CellAddress& cell) const;
    void set_note(const CellAddress& cell, std::string note);

    /// Keys that an open row holds, in order.
    [[nodiscard]] std::vector<std::string> keys(int row) const;
    /// Every cell that holds an amount or a reason other than 未填, fixed rows first, then by (row, key,
    /// column).
    [[nodiscard]] std::vector<CellAddress> filled() const;

    /// The canonical payload: equal sheets pack to equal bytes.
    [[nodiscard]] std::string pack() const;
    /// Fails: Malformed when the bytes are damaged or of another shape than the form.
    [[nodiscard]] static Result<CellSheet> unpack(const Form& form, std::string_view bytes);

    bool operator==(const CellSheet&) const = default;

private:
    [[nodiscard]] std::size_t index(int row, int column) const;

    int rows_ = 0;
    int columns_ = 0;
    std::vector<Value> fixed_;
    std::map<CellAddress, Value> open_;
    std::map<CellAddress, std::string> notes_;
};

}  // namespace yj::instrument
