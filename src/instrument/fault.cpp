#include "instrument/fault.hpp"

namespace yj::instrument {

std::string Fault::text() const {
    std::string out = file;
    if (line > 0) out += ":" + std::to_string(line);
    if (line > 0 && column > 0) out += ":" + std::to_string(column);
    out += "：" + what;
    if (!expected.empty()) out += "；应为" + expected;
    if (!nearest.empty()) out += "；是不是“" + nearest + "”？";
    return out;
}

}  // namespace yj::instrument
