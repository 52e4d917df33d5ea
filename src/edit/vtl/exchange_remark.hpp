// ExchangeRemark: a rule's own words beside the VTL that was made of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace yj::edit::vtl {

/// "//@规则 2 0123456789abcdef B204-1/H1 强制 …": the text of a rule and the digest of the two VTL rules that
/// follow. 范围 carries a 范围, 生成 the id of a rule that its form makes by itself.
struct ExchangeRemark {
    std::string word;
    std::size_t count = 0;
    std::string digest;
    std::string text;
};

[[nodiscard]] std::optional<ExchangeRemark> read_remark(std::string_view text);
/// VTL with one blank between its words and no remarks.
[[nodiscard]] std::string even_vtl(std::string_view text);
/// Source: the first 16 hex digits of SHA-256.
[[nodiscard]] std::string vtl_digest(std::string_view even);

}  // namespace yj::edit::vtl
