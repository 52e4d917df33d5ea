#include <algorithm>

#include "edit/edit_shelf.hpp"
#include "evidence/evidence_shelf.hpp"
#include "review/review_shelf.hpp"
#include "trace/report_nodes_shelf.hpp"

namespace yj::trace {

namespace {

class CellNode {
public:
    CellNode(const Walk& walk, const Report& report, const std::string& cell)
        : walk_(walk), report_(report), cell_(cell) {}

    Node make() {
        node_.kind = Kind::Cell;
        node_.address = report_.cell_address(cell_);
        node_.title = report_.cell_name(cell_);
        node_.value = report_.value_text(cell_);
        say_note();
        add_findings();
        add_questions();
        add_vouchers();
        add_ledger_lines();
        return std::move(node_);
    }

private:
    void say_note() {
        const auto place = report_.form == nullptr ? std::nullopt : report_.form->cell(cell_);
        if (!place || !report_.sheet || !report_.sheet->at(*place).present()) return;
        const auto note = report_.sheet->note(*place);
        if (!note.empty()) node_.details.push_back("填报注记 " + std::string(note));
    }

    void add_findings() {
        const auto check = edit::latest_check(walk_.tx, report_.sent.id, walk_.as_of);
        if (!check) return;
        const auto explained = review::explanations_of(walk_.tx, report_.sent.id, walk_.as_of);
        for (const auto& finding : check->findings) {
            if (std::ranges::find(finding.cells, cell_) == finding.cells.end()) continue;
            Node found{.kind = Kind::Finding, .address = finding.rule};
            found.title = std::string(severity_name(finding.severity)) + " " +
                          std::string(verdict_name(finding.verdict));
            found.value = finding.sentence;
            found.details.push_back("规则版本 " + finding.rule_hash);
            for (const auto& words : explained)
                if (words.rule == finding.rule && words.column == finding.column && words.key == finding.key)
                    found.children.push_back(explanation(words));
            node_.children.push_back(std::move(found));
        }
    }

    [[nodiscard]] Node explanation(const review::Explanation& words) const {
        Node node{.kind = Kind::Explanation, .address = "explanation/" + std::to_string(words.id.value)};
        node.title = walk_.account(words.account);
        node.value = words.reason + " " + words.words;
        node.children.push_back(entry_node(walk_, words.since));
        return node;
    }

    void add_questions() {
        for (const auto& asked : review::questions_of(walk_.tx, report_.sent.id, walk_.as_of)) {
            if (!asked.cell.empty() && asked.cell != cell_) continue;
            Node node{.kind = Kind::Question, .address = "question/" + std::to_string(asked.id.value)};
            node.title = walk_.account(asked.account);
            node.value = asked.words;
            node.children.push_back(entry_node(walk_, asked.since));
            node_.children.push_back(std::move(node));
        }
    }

    [[nodiscard]] evidence::CellPlace place() const {
        return {report_.task.unit, report_.task.form, report_.task.period, cell_};
    }

    void add_vouchers() {
        for (const auto& [voucher, link] : evidence::vouchers_of_cell(walk_.tx, place(), walk_.as_of)) {
            Node node{.kind = Kind::Voucher, .address = "voucher/" + std::to_string(voucher.id.value)};
            node.title = voucher.file_name;
            if (link.amount) node.value = "支持 " + link.amount->grouped() + measure();
            node.details.push_back(walk_.account(voucher.account) + "，" + instant_text(voucher.uploaded_at) +
                                   " 上传");
            node.details.push_back("文件哈希 " + voucher.file_hash.hex());
            node.children.push_back(entry_node(walk_, link.since));
            node_.children.push_back(std::move(node));
        }
    }

    void add_ledger_lines() {
        for (const auto& line : evidence::ledger_lines_of_cell(walk_.tx, place(), walk_.as_of)) {
            Node node{.kind = Kind::LedgerLine, .address = "ledger/" + std::to_string(line.id)};
            node.title = line.ledger + " 第 " + std::to_string(line.line_no) + " 行 " + date_text(line.date);
            node.value = line.amount.grouped() + measure();
            if (!line.words.empty()) node.details.push_back(line.words);
            node_.children.push_back(std::move(node));
        }
    }

    [[nodiscard]] std::string measure() const {
        const auto at = report_.form == nullptr ? std::nullopt : report_.form->cell(cell_);
        return at ? " " + std::string(report_.form->measure_of(at->row, at->column).name()) : "";
    }

    const Walk& walk_;
    const Report& report_;
    const std::string& cell_;
    Node node_;
};

}  // namespace

Node cell_node(const Walk& walk, const Report& report, const std::string& cell) {
    return CellNode(walk, report, cell).make();
}

}  // namespace yj::trace
