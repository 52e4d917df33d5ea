// Docx: an ordinary Word/WPS document as a template, its bookmarks filled with texts, tables and charts.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "publish/chart.hpp"
#include "publish/printed_table.hpp"

namespace yj::publish {

/// Words of a sentence; a number among them carries its figure.
struct TextPiece {
    std::string text;
    FigureId figure;
};
using TextLine = std::vector<TextPiece>;

struct DocxProperties {
    std::string title;
    std::string creator;  ///< 编印单位
    std::string subject;  ///< period
    Date date;            ///< becomes created and modified: never the clock
};

/// Bytes in, bytes out. Same template, same fillings: same bytes (docs: N2).
/// A bookmark that is not there is NotFound and names the ones that are.
class Docx {
public:
    /// Fails: Malformed when it is no .docx, is larger than the limits, declares an external entity, has
    /// macros or
    ///        loads anything from elsewhere (a remote template, a linked object); plain hyperlinks are
    ///        welcome.
    [[nodiscard]] static Result<Docx> open(std::string_view bytes);
    Docx(Docx&&) noexcept;
    Docx& operator=(Docx&&) noexcept;
    ~Docx();

    [[nodiscard]] bool has(std::string_view bookmark) const;
    /// All names, in order of the alphabet.
    [[nodiscard]] std::vector<std::string> bookmarks() const;
    /// The text that stands in a bookmark now.
    [[nodiscard]] std::string text_of(std::string_view bookmark) const;

    /// Replaces what stands in the bookmark, in the format of its first run; further lines become paragraphs
    /// of the same format. Runs that Word has split are joined. Also in headers and footers.
    [[nodiscard]] Done set_lines(std::string_view bookmark, const std::vector<TextLine>& lines);
    [[nodiscard]] Done set_text(std::string_view bookmark, std::string_view text);

    /// A bookmark in a paragraph of its own: the paragraph becomes title, unit, 三线表 and notes.
    /// A bookmark in a table of the template: its row is repeated for each row of the table, with its
    /// formats. Fails: Conflict when that row has another number of cells than the table has columns.
    [[nodiscard]] Done put_table(std::string_view bookmark, const PrintedTable& table);

    /// The paragraph of the bookmark becomes the chart. Fails: Conflict in a header or footer.
    [[nodiscard]] Done put_chart(std::string_view bookmark, const ChartSpec& chart);

    /// Takes away the paragraphs that the bookmark stands in. Fails: Conflict within a table.
    [[nodiscard]] Done drop(std::string_view bookmark);

    void set_properties(const DocxProperties& properties);

    [[nodiscard]] std::string save();

private:
    struct Parts;
    explicit Docx(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace yj::publish
