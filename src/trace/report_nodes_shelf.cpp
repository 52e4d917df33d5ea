#include "trace/report_nodes_shelf.hpp"

#include <algorithm>
#include <array>

#include "collect/collect_shelf.hpp"
#include "collect/schema_shelf.hpp"
#include "facts/fact.hpp"
#include "registry/registry_shelf.hpp"
#include "review/review_shelf.hpp"

namespace yj::trace {

namespace {

Sealed sealed_submission(const Walk& walk, const collect::Submission& sent) {
    const store::Field batch =
        sent.batch.empty() ? store::Field{} : store::Field{std::string_view(sent.batch)};
    const std::array<store::Field, 11> fields{sent.task.value,
                                              std::int64_t{sent.sequence},
                                              sent.id.value,
                                              collect::channel_name(sent.channel),
                                              sent.account.value,
                                              sent.received_at.us,
                                              std::string_view(sent.form_hash),
                                              store::Blob{sent.payload},
                                              store::Blob{sent.payload_hash.view()},
                                              batch,
                                              sent.since.value};
    return sealed_row(walk, sent.since, collect::kSubmissionTable, fields);
}

void check_payload(const Walk& walk, const Report& report, Node& node) {
    const bool same_bytes = sha256(report.sent.payload) == report.sent.payload_hash;
    const Sealed sealed = sealed_submission(walk, report.sent);
    node.check = same_bytes && sealed != Sealed::Changed && report.sheet ? Check::Held : Check::Broken;
    if (!same_bytes) {
        node.why = "报送内容与其哈希不一致：报送后被改动";
    } else if (sealed == Sealed::Changed) {
        node.why = "报送与存证封存的不一致：报送后被改动";
    } else if (!report.sheet) {
        node.why = report.form == nullptr ? "报送所用的报表版本没有安装" : "报送内容读不出";
    } else {
        node.why = sealed == Sealed::Same ? "内容与哈希、与存证封存一致" : "内容与哈希一致";
    }
}

void say_sending(const Walk& walk, const collect::Submission& sent, Node& node) {
    node.details.push_back(std::string(collect::channel_name(sent.channel)) + "，" +
                           walk.account(sent.account) + "，" + instant_text(sent.received_at) + " 收到");
    node.details.push_back("内容哈希 " + sent.payload_hash.hex());
    if (!sent.batch.empty()) node.details.push_back("所在文件 " + sent.batch);
}

Node sending(const Walk& walk, const Report& report) {
    Node node{.kind = Kind::Submission, .address = "submission/" + std::to_string(report.sent.id.value)};
    node.title = report.task.form + " " + report.task.period.name() + " 第 " +
                 std::to_string(report.sent.sequence) + " 次";
    say_sending(walk, report.sent, node);
    check_payload(walk, report, node);
    return node;
}

/// Earlier sendings of the same task, with what the cell (when one is asked for) said then.
void add_earlier(const Walk& walk, const Report& report, const std::vector<std::string>& cells, Node& node) {
    for (auto& sent : collect::submissions_of(walk.tx, report.task.id, walk.as_of)) {
        if (sent.sequence >= report.sent.sequence) continue;
        auto earlier = find_report(walk, sent.id);
        if (!earlier) continue;
        Node before = sending(walk, *earlier);
        if (cells.size() == 1) before.value = earlier->value_text(cells.front());
        node.children.push_back(std::move(before));
    }
}

void add_acts(const Walk& walk, const Report& report, Node& node) {
    const std::string place = "submission/" + std::to_string(report.sent.id.value);
    for (const auto& back : review::returns_of(walk.tx, report.sent.id, walk.as_of)) {
        Node returned{.kind = Kind::Return, .address = place, .title = walk.account(back.account)};
        for (const auto& reason : back.reasons)
            returned.details.push_back((reason.cell.empty() ? "整表" : report.cell_name(reason.cell)) + "：" +
                                       reason.code + " " + reason.words);
        returned.children.push_back(entry_node(walk, back.since));
        node.children.push_back(std::move(returned));
    }
    for (const auto& accepted : review::acceptances_of(walk.tx, report.sent.id, walk.as_of)) {
        Node one{.kind = Kind::Acceptance, .address = place, .title = walk.account(accepted.account)};
        one.children.push_back(entry_node(walk, accepted.since));
        node.children.push_back(std::move(one));
    }
}

}  // namespace

std::string Report::value_text(std::string_view cell) const {
    const auto place = form == nullptr || !sheet ? std::nullopt : form->cell(cell);
    if (!place) return {};
    const Value value = sheet->at(*place);
    if (!value.present()) {
        const auto note = sheet->note(*place);
        return note.empty() ? value.text() : std::string(note);
    }
    const std::string measure(form->measure_of(place->row, place->column).name());
    return value.amount().grouped() + " " + measure;
}

std::string Report::cell_name(std::string_view cell) const {
    const auto place = form == nullptr ? std::nullopt : form->cell(cell);
    return place ? form->cell_name(*place) : std::string(cell);
}

std::string Report::cell_address(std::string_view cell) const {
    return facts::FactAddress{task.form, task.period, task.unit, std::string(cell)}.text();
}

std::optional<Report> find_report(const Walk& walk, SubmissionId id) {
    auto sent = collect::submission_by_id(walk.tx, id, walk.as_of);
    if (!sent) return std::nullopt;
    auto task = collect::task_by_id(walk.tx, sent->task, walk.as_of);
    if (!task) return std::nullopt;
    Report report{std::move(*sent), std::move(*task), nullptr, {}, {}};
    report.form = walk.defs.form(report.sent.form_hash);
    if (report.form != nullptr) {
        auto sheet = instrument::CellSheet::unpack(*report.form, report.sent.payload);
        if (sheet) report.sheet = std::move(*sheet);
    }
    report.unit = registry::version_in_force(walk.tx, report.task.unit, report.task.period, walk.as_of);
    return report;
}

Node report_node(const Walk& walk, const Report& report, std::vector<std::string> cells) {
    Node node = sending(walk, report);
    node.details.insert(node.details.begin(), unit_title(report.unit, report.task.unit));
    node.children.push_back(entry_node(walk, report.sent.since));
    add_earlier(walk, report, cells, node);
    if (cells.empty() && report.sheet)
        for (const auto& cell : report.sheet->filled()) cells.push_back(report.form->address(cell));
    for (const auto& cell : cells) node.children.push_back(cell_node(walk, report, cell));
    add_acts(walk, report, node);
    return node;
}

}  // namespace yj::trace
