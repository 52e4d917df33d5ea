#include "publish/printed_table.hpp"

#include <array>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace yj::publish {

std::string_view status_words(tabulate::FigureStatus status) {
    static constexpr std::array<std::string_view, 6> kWords{"数值", "不足半个单位", "无",
                                                            "未报", "保密",         "无基数"};
    return kWords[static_cast<std::size_t>(status)];
}

FigureId figure_id(std::string_view table_hash, std::string_view cell, Period period, EntryIndex release) {
    ByteWriter writer;
    writer.text("youju/figure/v1");
    writer.text(table_hash);
    writer.text(cell);
    writer.text(period.code());
    writer.signed_number(release.value);
    const auto digest = sha256(writer.bytes());
    std::uint64_t id = 0;
    for (int i = 0; i < 8; ++i) id = (id << 8) | digest.bytes[static_cast<std::size_t>(i)];
    id >>= 1;
    return FigureId{static_cast<std::int64_t>(id == 0 ? 1 : id)};
}

void number_figures(PrintedTable& table, EntryIndex release) {
    for (auto& row : table.rows)
        for (auto& figure : row.cells)
            if (figure.status != tabulate::FigureStatus::None)
                figure.id = figure_id(table.hash, figure.address, table.period, release);
}

}  // namespace yj::publish
