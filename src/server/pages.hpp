// The plain pages: every act of the walk can be seen without a line of JavaScript.
#pragma once
#include <vector>

#include "server/router.hpp"

namespace yj::server {

[[nodiscard]] std::vector<Route> login_pages();
[[nodiscard]] std::vector<Route> county_pages();   ///< 县情总览, 报送进度, 我的报表, 单位
[[nodiscard]] std::vector<Route> report_pages();   ///< 一份报表, 说明, 退回, 验收
[[nodiscard]] std::vector<Route> release_pages();  ///< 汇总表, 发布
[[nodiscard]] std::vector<Route> trace_pages();    ///< 溯源, 核验

/// All of them.
[[nodiscard]] std::vector<Route> page_routes();

}  // namespace yj::server
