// Timestamp: a third party's word that a hash existed at a time.
#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"

namespace yj::journal {

enum class ImprintHash { Sha256, Sm3 };

/// The query for one hash, asking for the authority's certificate. `nonce` binds the reply to it.
/// Source: RFC 3161 §2.4.1.
[[nodiscard]] std::string timestamp_query(ImprintHash kind, const Digest& imprint, std::uint64_t nonce);

/// The time that a reply to this query gives, when it is signed by an authority that the certificates (PEM)
/// lead to as of that time, the imprint and the nonce are the query's, and the imprint is that of `data`.
/// Fails: Malformed (query, reply or certificates cannot be read); Conflict (the data are others); Forbidden.
/// Source: RFC 3161 §2.4.2.
[[nodiscard]] Result<Instant> open_timestamp(std::string_view reply, std::string_view query,
                                             std::string_view data, std::string_view certificates);

}  // namespace yj::journal
