#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "journal/crypto.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSignatureSize = 64;

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context new_context() {
    Context context(EVP_MD_CTX_new());
    invariant(context != nullptr, "memory for a signature");
    return context;
}

/// Points of order 1, 2, 4 and 8, and their spellings with y not reduced: under such a key a signature can be
/// made that holds for every message. Source: RFC 8032 §5.1.7 leaves them open; the list is libsodium's and
/// Cremers et al., "Taming the many EdDSAs" (2020), table 1. The sign bit is cleared before the comparison.
constexpr std::array<std::string_view, 7> kSmallOrder{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

bool of_small_order(std::string_view public_key) {
    std::string point(public_key);
    point.back() = static_cast<char>(static_cast<unsigned char>(point.back()) & 0x7FU);
    return std::ranges::find(kSmallOrder, to_hex(point)) != kSmallOrder.end();
}

class OpensslSigner final : public Signer {
public:
    explicit OpensslSigner(const Seed& seed)
        : key_(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size())) {
        invariant(key_ != nullptr, "32 bytes are an Ed25519 key");
    }
    std::string public_key() const override {
        std::array<std::uint8_t, kKeySize> bytes{};
        std::size_t size = bytes.size();
        invariant(EVP_PKEY_get_raw_public_key(key_.get(), bytes.data(), &size) == 1,
                  "a key has its public half");
        return std::string(as_text(bytes));
    }
    std::string sign(std::string_view message) const override {
        const auto context = new_context();
        std::array<std::uint8_t, kSignatureSize> bytes{};
        std::size_t size = bytes.size();
        invariant(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
                      EVP_DigestSign(context.get(), bytes.data(), &size, as_bytes(message).data(),
                                     message.size()) == 1,
                  "Ed25519 signs any message");
        return std::string(as_text(bytes));
    }

private:
    Key key_;
};

}  // namespace

Digest sm3(std::string_view bytes) {
    // Fetched once: looking an algorithm up costs as much as hashing a leaf.
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SM3", nullptr);
    invariant(algorithm != nullptr, "SM3 is available");
    Digest digest;
    invariant(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, algorithm, nullptr) == 1,
              "SM3 takes bytes");
    return digest;
}

Seed new_seed() {
    Seed seed{};
    invariant(RAND_priv_bytes(seed.data(), static_cast<int>(seed.size())) == 1,
              "the system gives random bytes");
    return seed;
}

std::unique_ptr<Signer> ed25519_signer(const Seed& seed) { return std::make_unique<OpensslSigner>(seed); }

bool ed25519_verify(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != kKeySize || signature.size() != kSignatureSize || of_small_order(public_key))
        return false;
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, as_bytes(public_key).data(),
                                              public_key.size()));
    if (key == nullptr) return false;
    const auto context = new_context();
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), as_bytes(signature).data(), signature.size(),
                            as_bytes(message).data(), message.size()) == 1;
}

}  // namespace yj::journal
