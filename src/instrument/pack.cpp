#include "instrument/pack.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace yj::instrument {

namespace {
const ImportProfile kDefaultProfile;
}

bool Pack::covers(Period period) const {
    return from_.first_day() <= period.first_day() && period.last_day() <= to_.last_day();
}

const Form* Pack::form(std::string_view code) const {
    const auto found = std::ranges::find(forms_, code, &Form::code);
    return found == forms_.end() ? nullptr : &*found;
}

const CodeList* Pack::list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : &found->second;
}

const FrameRule* Pack::frame(std::string_view name) const {
    const auto found = frames_.find(name);
    return found == frames_.end() ? nullptr : &found->second;
}

const ImportProfile& Pack::import_profile(std::string_view form) const {
    const auto found = profiles_.find(form);
    return found == profiles_.end() ? kDefaultProfile : found->second;
}

const Code* Pack::key_of(const Form& form, int row, std::string_view key, Period period) const {
    const auto* keys = list(form.rows[static_cast<std::size_t>(row)].open_list);
    return keys == nullptr ? nullptr : keys->find_key(key, period);
}

std::vector<const PackFile*> Pack::texts(std::string_view folder) const {
    std::vector<const PackFile*> found;
    for (const auto& file : files_)
        if (file.path == folder || (file.path.starts_with(folder) && file.path.size() > folder.size() &&
                                    file.path[folder.size()] == '/'))
            found.push_back(&file);
    return found;
}

bool Pack::owes(const Form& form, Period period) const {
    const bool exempt_january = form.frequency == Frequency::Month && form.january == January::Exempt;
    if (exempt_january && period.frequency() == Frequency::Month && period.last_month() <= 2) return false;
    const bool right =
        period.frequency() == form.frequency || (exempt_january && period.frequency() == Frequency::JanFeb);
    return right && covers(period) && calendar_.owes(form.due, period);
}

Instant Pack::due_at(const Form& form, Period period) const { return calendar_.due_at(form.due, period); }

std::vector<Period> Pack::periods(const Form& form, Period first, Period last) const {
    std::vector<Period> all;
    const auto take = [&](Period period) {
        if (first.first_day() <= period.first_day() && period.last_day() <= last.last_day() &&
            owes(form, period))
            all.push_back(period);
    };
    for (int year = first.year(); year <= last.year(); ++year) {
        take(Period::jan_feb(year));
        for (int month = 1; month <= 12; ++month) take(Period::month(year, month));
        for (int quarter = 1; quarter <= 4; ++quarter) take(Period::quarter(year, quarter));
        for (int half = 1; half <= 2; ++half) take(Period::half(year, half));
        take(Period::of_year(year));
    }
    return all;
}

std::string pack_files(const std::vector<PackFile>& files) {
    ByteWriter out;
    out.number(files.size());
    for (const auto& file : files) {
        out.text(file.path);
        out.text(file.bytes);
    }
    return out.take();
}

std::expected<std::vector<PackFile>, std::string> unpack_files(std::string_view bytes) {
    ByteReader in(bytes);
    std::vector<PackFile> files;
    for (auto count = in.number(); count > 0 && in.ok(); --count) {
        std::string path(in.text());
        files.push_back({std::move(path), std::string(in.text())});
    }
    if (!in.at_end()) return std::unexpected("制度包的数据已损坏");
    return files;
}

}  // namespace yj::instrument
