// Season: one form's months as the sample county lives them: reports in, settled, amended, vouched for,
// accepted.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "demo/cast.hpp"
#include "demo/planted.hpp"
#include "demo/report_file.hpp"
#include "demo/stopwatch.hpp"
#include "demo/work_calendar.hpp"
#include "desk/collect/board_question.hpp"
#include "desk/review/waiting_reports.hpp"

namespace yj::demo {

/// What all seasons share.
struct Stage {
    desk::County& county;
    SetClock& clock;
    const DemoPlan& plan;
    const instrument::Pack& pack;
    Cast& cast;
    const std::map<std::string, Respondent>& respondents;  ///< by unit code
    const Planter& planter;
    Stopwatch& watch;
    DemoSummary& summary;
    std::vector<Planted>& planted;
};

/// Does one item of the calendar. Items must come in the order of the calendar.
class Season {
public:
    explicit Season(Stage& stage) : stage_(stage) {}
    [[nodiscard]] Done run(const WorkItem& item);

private:
    using Key = std::pair<std::string, Period>;
    /// What is known of a form's period between its steps.
    struct Month {
        std::vector<ReportLine> late;
        std::map<std::string, PlantKind> kinds;  ///< by unit code, the planted ones
        std::vector<std::string> returned;       ///< unit codes
    };

    [[nodiscard]] Done open(const WorkItem& item);
    [[nodiscard]] Done import(const WorkItem& item);
    [[nodiscard]] Done import_late(const WorkItem& item);
    [[nodiscard]] Done import_lines(const WorkItem& item, const std::vector<ReportLine>& lines,
                                    const std::string& name);
    [[nodiscard]] Done settle(const WorkItem& item);
    [[nodiscard]] Done return_to_sender(const WorkItem& item, const desk::WaitingReport& report);
    [[nodiscard]] Done explain(const WorkItem& item, const desk::WaitingReport& report);
    [[nodiscard]] Done amend(const WorkItem& item);
    [[nodiscard]] Done amend_one(const WorkItem& item, const std::string& code);
    [[nodiscard]] Done vouch(const WorkItem& item);
    [[nodiscard]] Done accept(const WorkItem& item);
    [[nodiscard]] Done checkpoint();
    [[nodiscard]] Done release(const WorkItem& item);

    [[nodiscard]] Result<const access::Actor*> officer(const WorkItem& item);
    [[nodiscard]] Result<const access::Actor*> respondent(const std::string& code);
    [[nodiscard]] FilledCells honest(const WorkItem& item, const std::string& code) const;
    [[nodiscard]] bool last_month(const WorkItem& item) const;
    Month& month(const WorkItem& item) { return months_[{item.form->code, item.period}]; }

    Stage& stage_;
    std::map<Key, Month> months_;
};

}  // namespace yj::demo
