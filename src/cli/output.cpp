#include "cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/clock.hpp"
#include "base/text.hpp"

namespace yj::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string padded(std::string_view text, int width, bool right) {
    const auto gap = static_cast<std::size_t>(std::max(0, width - display_width(text)));
    return right ? std::string(gap, ' ') + std::string(text) : std::string(text) + std::string(gap, ' ');
}

std::vector<int> widths_of(const Listing& listing) {
    std::vector<int> widths;
    for (const auto& column : listing.columns) widths.push_back(display_width(column.title));
    for (const auto& row : listing.rows)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    return widths;
}

std::string without_tail(std::string line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

}  // namespace

void Output::show_json(const Listing& listing) {
    Json all = Json::array();
    for (const auto& row : listing.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < row.size(); ++i) object[listing.columns[i].key] = row[i];
        all.push_back(std::move(object));
    }
    data_ << all.dump(2) << '\n';
}

void Output::write(std::string_view bytes) { data_ << bytes; }

void Output::show(const Listing& listing) {
    if (json_) return show_json(listing);
    const auto widths = widths_of(listing);
    const auto line = [&](const auto& text_of) {
        std::string out;
        for (std::size_t i = 0; i < listing.columns.size(); ++i)
            out += (i > 0 ? "  " : "") + padded(text_of(i), widths[i], listing.columns[i].right);
        data_ << without_tail(std::move(out)) << '\n';
    };
    line([&](std::size_t i) { return listing.columns[i].title; });
    for (const auto& row : listing.rows)
        line([&](std::size_t i) { return i < row.size() ? row[i] : std::string{}; });
}

void Output::show(const Card& card) {
    if (json_) {
        Json object = Json::object();
        for (const auto& line : card.lines) object[line.key] = line.value;
        data_ << object.dump(2) << '\n';
        return;
    }
    int width = 0;
    for (const auto& line : card.lines) width = std::max(width, display_width(line.title));
    for (const auto& line : card.lines)
        data_ << without_tail(padded(line.title, width, false) + "  " + line.value) << '\n';
}

void Output::show_text(std::string_view text) {
    if (json_)
        data_ << Json{{"text", text}}.dump(2) << '\n';
    else
        data_ << text << (text.ends_with('\n') ? "" : "\n");
}

void Output::say(std::string_view line) {
    progress_end();
    talk_ << line << '\n';
}

void Output::refuse(const Refusal& refusal) {
    progress_end();
    if (json_)
        talk_ << Json{{"type", refused_word(refusal.kind)},
                      {"title", refusal.what},
                      {"place", refusal.place},
                      {"remedy", refusal.remedy}}
                     .dump(2)
              << '\n';
    else
        talk_ << refusal.text() << '\n';
}

void Output::progress(std::string_view what, std::size_t done, std::size_t total) {
    if (!terminal_ || total == 0) return;
    const auto now_us = SystemClock().now().us;
    if (!progress_open_) progress_start_us_ = now_us;
    progress_open_ = true;
    const double seconds = static_cast<double>(now_us - progress_start_us_) / 1e6;
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const auto left = rate > 0 ? static_cast<double>(total - done) / rate : 0;
    talk_ << fmt::format("\r{} {}/{}  {}%  {:.0f}/秒  剩余 {:.0f} 秒\x1b[K", what, done, total,
                         done * 100 / total, rate, left)
          << std::flush;
}

void Output::progress_end() {
    if (!progress_open_) return;
    talk_ << "\r\x1b[K" << std::flush;
    progress_open_ = false;
}

Exit exit_of(Refused kind) {
    switch (kind) {
        case Refused::NotFound: return Exit::NotFound;
        case Refused::Conflict:
        case Refused::NotReady: return Exit::Conflict;
        case Refused::Forbidden: return Exit::Forbidden;
        case Refused::Malformed: return Exit::Findings;
        case Refused::Storage:
        case Refused::Incident: return Exit::Failure;
    }
    return Exit::Failure;
}

}  // namespace yj::cli
