#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "tools/tidy/rules.hpp"

namespace yj::tidy {
namespace {

/// Words of the trade as people write them in pinyin; `wan` and `yuan` are parts of Measure names and
/// allowed.
constexpr std::array<std::string_view, 52> kPinyin{
    "baobiao", "baosong",   "benqi",   "bianma",  "biaohao",  "cuibao",    "danwei",  "diaocha", "diqu",
    "fabu",    "fenzu",     "gongbao", "gongsi",  "guanli",   "hangye",    "heji",    "huanbi",  "huizong",
    "jidu",    "jiliang",   "jine",    "kuaibao", "leiji",    "mingcheng", "minglu",  "niandu",  "pingzheng",
    "pucha",   "qijian",    "qiye",    "quhua",   "quxian",   "shangqi",   "shenhe",  "shengji", "shijian",
    "shuju",   "shuliang",  "shuzhi",  "suyuan",  "taizhang", "tianbao",   "tongbi",  "tongji",  "tuihui",
    "xiangmu", "xingzheng", "yanshou", "yonghu",  "yuebao",   "zengsu",    "zhibiao",
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/// base_figure, BaseFigure, kBaseFigure → base, figure.
std::vector<std::string> words_of(std::string_view identifier) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < identifier.size(); ++at) {
        const char c = identifier[at];
        const bool begins = upper(c) && at > 0 && !upper(identifier[at - 1]);
        if (c == '_' || begins) words.emplace_back();
        if (c != '_') words.back() += lower(c);
    }
    return words;
}

bool declares_type(std::string_view word) { return word == "struct" || word == "class" || word == "enum"; }

}  // namespace

void check_names(const Source& source, Faults& faults) {
    std::set<std::string> seen;
    const std::string* before = nullptr;
    for (const Token& token : source.tokens) {
        if (token.text == "Unit" && before != nullptr && declares_type(*before))
            faults.push_back(
                {source.path, token.line, "no Unit alone: StatUnit (单位) or Measure (计量单位)"});
        before = &token.text;
        if (!seen.insert(token.text).second) continue;
        for (const std::string& word : words_of(token.text))
            if (std::ranges::find(kPinyin, word) != kPinyin.end())
                faults.push_back({source.path, token.line,
                                  "no pinyin (" + word + "): the English word of docs/glossary.md"});
    }
}

}  // namespace yj::tidy
