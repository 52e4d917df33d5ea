#include "base/digest.hpp"

#if !defined(__wasm__)
#include <openssl/evp.h>
#include <openssl/sha.h>
#endif

#include <algorithm>
#include <utility>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "base/small_sha256.hpp"

namespace yj {

namespace {
constexpr std::string_view kHex = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}
}  // namespace

std::string to_hex(std::string_view bytes) {
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += kHex[byte >> 4];
        hex += kHex[byte & 15U];
    }
    return hex;
}

std::optional<std::string> bytes_from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hex_value(hex[i]), low = hex_value(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string_view Digest::view() const { return as_text(bytes); }
std::string Digest::hex() const { return to_hex(view()); }

std::optional<Digest> Digest::from_view(std::string_view bytes) {
    Digest digest;
    if (bytes.size() != digest.bytes.size()) return std::nullopt;
    std::ranges::copy(bytes, digest.bytes.begin());
    return digest;
}

std::optional<Digest> Digest::from_hex(std::string_view hex) {
    const auto bytes = bytes_from_hex(hex);
    return bytes ? from_view(*bytes) : std::nullopt;
}

#if defined(__wasm__)
Digest sha256(std::string_view bytes) { return small_sha256(bytes); }
#else
Digest sha256(std::string_view bytes) {
    Digest digest;
    SHA256(as_bytes(bytes).data(), bytes.size(), digest.bytes.data());
    return digest;
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    invariant(context_ != nullptr, "memory for a hash");
    invariant(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr) == 1,
              "SHA-256 is available");
}

Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Sha256::add(std::string_view bytes) {
    invariant(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) == 1,
              "SHA-256 takes bytes");
}

Digest Sha256::finish() {
    Digest digest;
    unsigned size = 0;
    invariant(
        EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), digest.bytes.data(), &size) == 1 && size == 32,
        "SHA-256 ends with 32 bytes");
    return digest;
}
#endif

}  // namespace yj
