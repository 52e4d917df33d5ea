#include "publish/release_shelf.hpp"

#include "base/invariant.hpp"
#include "publish/schema_shelf.hpp"
#include "store/files.hpp"

namespace yj::publish {

namespace {

#define YJ_RELEASE \
    "since, product, period, as_of, title, product_hash, docx_hash, xlsx_hash, account, released_at, engine"
#define YJ_FIGURE                                                                                     \
    "id, since, table_code, table_hash, cell, period, printed, status, exact_units, exact_decimals, " \
    "base_units, "                                                                                    \
    "base_decimals, contributors"
#define YJ_USE "since, table_code, table_hash, form, period"

constexpr std::size_t kLargestDocument = 256U << 20;

Period period_of(std::string_view code) {
    const auto period = Period::parse(code);
    invariant(period.has_value(), "a stored period is a period code");
    return *period;
}

tabulate::FigureStatus status_of(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(tabulate::FigureStatus::NoBase); ++i)
        if (figure_status_name(static_cast<tabulate::FigureStatus>(i)) == name)
            return static_cast<tabulate::FigureStatus>(i);
    invariant(false, "a stored status is a figure's status");
    return {};
}

Release release_in(const store::Row& row) {
    return {EntryIndex{row.number(0)},
            std::string(row.text(1)),
            period_of(row.text(2)),
            EntryIndex{row.number(3)},
            std::string(row.text(4)),
            std::string(row.text(5)),
            Digest::from_hex(row.text(6)).value_or(Digest{}),
            Digest::from_hex(row.text(7)).value_or(Digest{}),
            AccountId{row.number(8)},
            Instant{row.number(9)},
            std::string(row.text(10))};
}

std::optional<Amount> amount_in(const store::Row& row, int column) {
    if (row.null(column)) return std::nullopt;
    return Amount(row.number(column), static_cast<int>(row.number(column + 1)));
}

ReleasedFigure figure_in(const store::Row& row) {
    return {FigureId{row.number(0)},  EntryIndex{row.number(1)},       std::string(row.text(2)),
            std::string(row.text(3)), std::string(row.text(4)),        period_of(row.text(5)),
            std::string(row.text(6)), status_of(row.text(7)),          amount_in(row, 8),
            amount_in(row, 10),       static_cast<int>(row.number(12))};
}

ReleaseUse use_in(const store::Row& row) {
    return {EntryIndex{row.number(0)},
            {std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
             period_of(row.text(4))}};
}

template <class Thing>
std::vector<Thing> all(store::Tx& tx, std::string_view sql, std::initializer_list<store::Field> fields,
                       Thing (*read)(const store::Row&)) {
    std::vector<Thing> found;
    tx.each(sql, fields, [&](const store::Row& row) { found.push_back(read(row)); });
    return found;
}

store::Field units(const std::optional<Amount>& amount) {
    return amount ? store::Field(amount->units()) : store::Field();
}

store::Field decimals(const std::optional<Amount>& amount) {
    return amount ? store::Field(std::int64_t{amount->decimals()}) : store::Field();
}

}  // namespace

void put_release(store::Tx& tx, const Release& release, const ReleaseContent& content) {
    const std::int64_t since = release.since.value;
    const std::string period = release.period.code();
    const std::string docx = release.docx.hex();
    const std::string xlsx = release.xlsx.hex();
    tx.put(kReleaseTable,
           {since, std::string_view(release.product), std::string_view(period), release.as_of.value,
            std::string_view(release.title), std::string_view(release.product_hash), std::string_view(docx),
            std::string_view(xlsx), release.account.value, release.released_at.us,
            std::string_view(release.engine)});
    for (const auto& table : content.tables) {
        const std::string of = table.period.code();
        tx.put(kReleaseTableTable, {since, std::string_view(table.table), std::string_view(of),
                                    std::string_view(table.table_hash), std::string_view(table.form)});
    }
    for (const auto& figure : content.figures) {
        const std::string of = figure.period.code();
        tx.put(kFigureTable,
               {figure.id.value, since, std::string_view(figure.table), std::string_view(figure.table_hash),
                std::string_view(figure.cell), std::string_view(of), std::string_view(figure.printed),
                figure_status_name(figure.status), units(figure.exact), decimals(figure.exact),
                units(figure.denominator), decimals(figure.denominator), std::int64_t{figure.contributors}});
    }
}

std::optional<Release> release_at(store::Tx& tx, EntryIndex release) {
    return tx.first("SELECT " YJ_RELEASE " FROM publish_release WHERE since = $1", {release.value},
                    release_in);
}

std::vector<Release> releases_of(store::Tx& tx, std::string_view product, Period period, EntryIndex as_of) {
    const std::string code = period.code();
    if (product.empty())
        return all(tx,
                   "SELECT " YJ_RELEASE
                   " FROM publish_release WHERE period = $1 AND since <= $2 ORDER BY since DESC",
                   {std::string_view(code), as_of.value}, release_in);
    return all(tx,
               "SELECT " YJ_RELEASE
               " FROM publish_release WHERE product = $1 AND period = $2 AND since <= $3"
               " ORDER BY since DESC",
               {product, std::string_view(code), as_of.value}, release_in);
}

std::vector<Release> all_releases(store::Tx& tx, EntryIndex as_of) {
    return all(tx, "SELECT " YJ_RELEASE " FROM publish_release WHERE since <= $1 ORDER BY since DESC",
               {as_of.value}, release_in);
}

std::optional<ReleasedFigure> figure_by_id(store::Tx& tx, FigureId id) {
    return tx.first("SELECT " YJ_FIGURE " FROM publish_figure WHERE id = $1", {id.value}, figure_in);
}

std::vector<ReleasedFigure> figures_of(store::Tx& tx, EntryIndex release, std::string_view table) {
    if (table.empty())
        return all(
            tx, "SELECT " YJ_FIGURE " FROM publish_figure WHERE since = $1 ORDER BY table_code, period, cell",
            {release.value}, figure_in);
    return all(tx,
               "SELECT " YJ_FIGURE
               " FROM publish_figure WHERE since = $1 AND table_code = $2 ORDER BY period, cell",
               {release.value, table}, figure_in);
}

std::vector<ReleasedFigure> figures_at(store::Tx& tx, std::string_view table, std::string_view cell,
                                       Period period, EntryIndex as_of) {
    const std::string code = period.code();
    return all(tx,
               "SELECT " YJ_FIGURE
               " FROM publish_figure WHERE table_code = $1 AND cell = $2 AND period = $3"
               " AND since <= $4 ORDER BY since",
               {table, cell, std::string_view(code), as_of.value}, figure_in);
}

std::vector<ReleaseUse> uses_of_form(store::Tx& tx, std::string_view form, Period period, EntryIndex as_of) {
    const std::string code = period.code();
    return all(tx,
               "SELECT " YJ_USE
               " FROM publish_release_table WHERE form = $1 AND period = $2 AND since <= $3"
               " ORDER BY since, table_code",
               {form, std::string_view(code), as_of.value}, use_in);
}

std::vector<ReleaseUse> uses_of_table(store::Tx& tx, std::string_view table, Period period,
                                      EntryIndex as_of) {
    const std::string code = period.code();
    return all(tx,
               "SELECT " YJ_USE
               " FROM publish_release_table WHERE table_code = $1 AND period = $2 AND since <= $3"
               " ORDER BY since",
               {table, std::string_view(code), as_of.value}, use_in);
}

std::filesystem::path document_path(const std::filesystem::path& folder, const Digest& digest,
                                    std::string_view extension) {
    const std::string hex = digest.hex();
    return folder / "releases" / hex.substr(0, 2) / (hex + "." + std::string(extension));
}

Result<Digest> keep_document(const std::filesystem::path& folder, std::string_view bytes,
                             std::string_view extension) {
    const Digest digest = sha256(bytes);
    const auto path = document_path(folder, digest, extension);
    if (!std::filesystem::exists(path)) YJ_TRY(store::write_durably(path, bytes));
    return digest;
}

Result<std::string> read_document(const std::filesystem::path& folder, const Digest& digest,
                                  std::string_view extension) {
    YJ_ASSIGN(std::string bytes,
              store::read_whole(document_path(folder, digest, extension), kLargestDocument));
    if (sha256(bytes) != digest)
        return refuse(Refused::Conflict, "文件与发布时的不一致，已被改动",
                      digest.hex() + "." + std::string(extension),
                      "请从备份恢复，或按同一期次重新生成后比对");
    return bytes;
}

}  // namespace yj::publish
