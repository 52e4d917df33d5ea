#include "desk/facts/reading_question.hpp"

#include "desk/collect/neighbours.hpp"
#include "facts/reading_shelf.hpp"

namespace yj::desk {

namespace fs = std::filesystem;

namespace {

fs::path room_path(const County& county) { return county.folder() / "reading.duckdb"; }

access::Scope whole_county(const County& county) { return {{}, {}, county.settings().region, {}}; }

std::string cell_text(const store::ReadingCell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&cell);
    return text == nullptr ? std::string() : *text;
}

}  // namespace

Done rebuild_reading_room(const County& county, const access::Actor& actor) {
    return ask(county, actor, access::Act::ReportRead, whole_county(county), [&](store::Tx& tx) -> Done {
        std::error_code ignored;
        fs::remove(room_path(county), ignored);
        YJ_ASSIGN(auto room, store::ReadingRoom::open(room_path(county)));
        return facts::copy_facts(tx, room, kNow,
                                 [&](std::string_view hash) { return form_by_hash(county, hash); });
    });
}

Result<ReadingTable> ask_reading_room(const County& county, const access::Actor& actor,
                                      const std::string& sql) {
    YJ_TRY(check_may(actor, access::Act::ReportRead, whole_county(county)));
    if (!fs::exists(room_path(county)))
        return refuse(Refused::NotReady, "阅览室还没有建立", {}, "请先运行 youju reading rebuild");
    YJ_ASSIGN(const auto room, store::ReadingRoom::open(room_path(county)));
    YJ_ASSIGN(auto answer, room.query(sql));
    ReadingTable table{std::move(answer.columns), {}};
    for (const auto& row : answer.rows) {
        auto& line = table.rows.emplace_back();
        for (const auto& cell : row) line.push_back(cell_text(cell));
    }
    return table;
}

}  // namespace yj::desk
