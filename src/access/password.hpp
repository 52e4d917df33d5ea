// Passwords: hashed with Argon2id, made at random, checked against the house's rules.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace yj::access {

/// How dear one guess is. The hash carries its own cost, so raising it later keeps old passwords valid.
/// Source: OWASP ASVS 5.0.0 11.4.2: Argon2id with 19 MiB, two passes, one lane; about 25 ms of CPU.
struct PasswordCost {
    std::uint32_t memory_kib = 19'456;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
};
/// For tests and the sample county only: below a tenth of a millisecond.
inline constexpr PasswordCost kLightCost{64, 1, 1};

/// "$argon2id$v=19$m=19456,t=2,p=1$salt$hash", with a salt of 128 bits.
/// REQUIRES: a password of at most 1,024 bytes (check_password refuses longer ones).
[[nodiscard]] std::string hash_password(std::string_view password, RandomSource& random,
                                        PasswordCost cost = {});

/// False for another password, an empty or damaged hash. The comparison takes the same time wherever they
/// differ.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);

/// Takes the time of a verification and answers false: for accounts that do not exist, so that nobody can
/// tell.
[[nodiscard]] bool verify_against_nobody(std::string_view password, PasswordCost cost = {});

/// A password to be read out and typed: four groups of four, no letters that look alike; 79 random bits.
[[nodiscard]] std::string make_password(RandomSource& random);

/// Malformed with a sentence, unless the password may be used by that account: 8 characters or more, at most
/// 1,024 bytes, not its name, not few characters over and over, not a run of the keyboard or the alphabet.
/// Source: ASVS 6.2.1, 6.2.9, 6.2.11; no rules of composition (6.2.5).
[[nodiscard]] Done check_password(std::string_view password, std::string_view account_name);

}  // namespace yj::access
