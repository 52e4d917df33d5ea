#include "journal/policy.hpp"

#include <algorithm>
#include <set>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kMostLines = 1000;

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string(line) + " ") {
        if (c != ' ' && c != '\t') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

/// Reads line by line; what is wrong with a line is said in words.
class Reader {
public:
    Done take(const std::vector<std::string>& words) {
        const auto& what = words.front();
        if (what == "log" && words.size() >= 2 && words.size() <= 3) return take_log(words);
        if (what == "witness" && words.size() >= 3 && words.size() <= 4) return take_witness(words);
        if (what == "group" && words.size() >= 4) return take_group(words);
        if (what == "quorum" && words.size() == 2) return take_quorum(words[1]);
        return wrong("读不懂“" + what + "”这一行");
    }
    Result<Policy> finish() {
        if (!has_quorum_) return wrong("缺少 quorum 一行");
        return std::move(policy_);
    }

private:
    static std::unexpected<Refusal> wrong(const std::string& what) {
        return refuse(Refused::Malformed, what, {}, "格式见 c2sp.org/tlog-policy");
    }

    Result<VerifierKey> fresh_key(const std::string& text) {
        auto key = parse_verifier_key(text);
        if (!key) return wrong("公钥读不出来");
        if (!keys_.insert(key->key).second) return wrong("同一把公钥写了两次");
        return *std::move(key);
    }

    Done take_log(const std::vector<std::string>& words) {
        YJ_ASSIGN(auto key, fresh_key(words[1]));
        if (key.kind == KeyKind::Cosignature) return wrong("见证人的公钥不能当日志的公钥");
        policy_.logs.push_back({key.name, key, words.size() > 2 ? words[2] : ""});
        return {};
    }

    Done take_witness(const std::vector<std::string>& words) {
        YJ_ASSIGN(const auto key, fresh_key(words[2]));
        if (key.kind != KeyKind::Cosignature) return wrong("日志的公钥不能当见证人的公钥");
        if (words[1] == "none" || !names_.insert(words[1]).second)
            return wrong("名称“" + words[1] + "”用了两次");
        policy_.witnesses.push_back({words[1], key, words.size() > 3 ? words[3] : ""});
        return {};
    }

    Done take_group(const std::vector<std::string>& words) {
        PolicyGroup group{words[1], 1, {words.begin() + 3, words.end()}};
        const auto count = static_cast<std::int64_t>(group.members.size());
        const auto least = words[2] == "any"   ? std::optional<std::int64_t>(1)
                           : words[2] == "all" ? std::optional(count)
                                               : parse_id(words[2]);
        if (!least || *least < 1 || *least > count) return wrong("“" + words[1] + "”的人数不对");
        group.least = static_cast<int>(*least);
        for (const auto& member : group.members) {
            if (!names_.contains(member)) return wrong("“" + member + "”还没有定义");
            if (!grouped_.insert(member).second) return wrong("“" + member + "”只能进一个组");
        }
        if (words[1] == "none" || !names_.insert(words[1]).second)
            return wrong("名称“" + words[1] + "”用了两次");
        policy_.groups.push_back(std::move(group));
        return {};
    }

    Done take_quorum(const std::string& name) {
        if (has_quorum_) return wrong("quorum 写了两行");
        if (name != "none" && !names_.contains(name)) return wrong("“" + name + "”还没有定义");
        has_quorum_ = true;
        policy_.quorum = name;
        return {};
    }

    Policy policy_;
    bool has_quorum_ = false;
    std::set<std::string> names_, grouped_, keys_;
};

bool control(char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t'; }

bool reached(const Policy& policy, const std::string& name, const std::set<std::string>& signed_by) {
    if (name == "none" || signed_by.contains(name)) return true;
    const auto group = std::ranges::find(policy.groups, name, &PolicyGroup::name);
    if (group == policy.groups.end()) return false;
    return std::ranges::count_if(group->members, [&](const std::string& member) {
               return reached(policy, member, signed_by);
           }) >= group->least;
}

}  // namespace

const VerifierKey* Policy::witness_key(std::string_view name) const {
    const auto found = std::ranges::find(witnesses, name, &PolicyKey::name);
    return found == witnesses.end() ? nullptr : &found->key;
}

Result<Policy> parse_policy(std::string_view text) {
    if (std::ranges::any_of(text, control)) return refuse(Refused::Malformed, "信任策略里有控制字符");
    Reader reader;
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        const auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#')) continue;
        if (number > kMostLines) return refuse(Refused::Malformed, "信任策略太长");
        if (auto taken = reader.take(words); !taken) {
            taken.error().place = "第 " + std::to_string(number) + " 行";
            return std::unexpected(taken.error());
        }
    }
    return reader.finish();
}

Result<Policy> parse_keys(std::string_view text) {
    std::string lines;
    for (const auto line : split(text, '\n'))
        if (!trimmed(line).empty()) lines += "log " + std::string(trimmed(line)) + "\n";
    YJ_ASSIGN(auto policy, parse_policy(lines + "quorum none\n"));
    if (policy.logs.empty()) return refuse(Refused::Malformed, "公钥文件里没有公钥");
    return policy;
}

Result<Policy> parse_policy_or_keys(std::string_view text) {
    const auto words = words_of(text.substr(0, text.find('\n')));
    const bool key = words.size() == 1 && parse_verifier_key(words.front());
    return key ? parse_keys(text) : parse_policy(text);
}

Result<Believed> believe(std::string_view note, const Policy& policy) {
    const auto parsed = parse_note(note);
    auto checkpoint = parsed ? parse_checkpoint(parsed->text) : std::nullopt;
    if (!checkpoint) return refuse(Refused::Malformed, "不是合乎格式的检查点", {}, "请核对文件是否完整");
    std::vector<VerifierKey> known, of_log;
    for (const auto& log : policy.logs)
        if (log.key.name == checkpoint->origin) of_log.push_back(log.key);
    if (of_log.empty())
        return refuse(Refused::NotFound, "不认识日志“" + checkpoint->origin + "”", {}, "请核对信任策略");
    known = of_log;
    for (const auto& witness : policy.witnesses) known.push_back(witness.key);
    YJ_ASSIGN(auto opened, open_note(note, known));
    const auto has_signed = [&](const VerifierKey& key) {
        return std::ranges::find(opened.signed_by, key) != opened.signed_by.end();
    };
    if (!std::ranges::all_of(of_log, has_signed))
        return refuse(Refused::Forbidden, "缺少日志“" + checkpoint->origin + "”自己的签名");
    Believed believed{*std::move(checkpoint), std::move(opened.text), {}, {}};
    std::set<std::string> names;
    for (const auto& witness : policy.witnesses)
        if (has_signed(witness.key)) {
            names.insert(witness.name);
            believed.witnesses.push_back(witness.name);
        }
    believed.signed_by = std::move(opened.signed_by);
    if (!reached(policy, policy.quorum, names))
        return refuse(Refused::Forbidden, "见证签名不够：有 " + std::to_string(names.size()) + " 个",
                      "要求 " + policy.quorum, "请向见证单位补取签名");
    return believed;
}

}  // namespace yj::journal
