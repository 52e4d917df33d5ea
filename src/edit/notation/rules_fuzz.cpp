// The fuzzer of rule texts: whatever stands in a file, it is read or refused with place and sentence.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "edit/notation/rules_trial.hpp"

// libFuzzer hands bytes over as std::uint8_t.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
    const auto wrong = yj::edit::trial::try_rules(text);
    if (wrong.empty()) return 0;
    std::fputs(wrong.c_str(), stderr);
    std::abort();
}
