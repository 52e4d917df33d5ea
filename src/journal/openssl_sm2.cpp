#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "journal/sm2.hpp"

namespace yj::journal {

namespace {

constexpr std::size_t kNumberSize = 32;
constexpr std::size_t kPointSize = 1 + 2 * kNumberSize;

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* one) const {
        Free(one);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using HashContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

Number number_from(std::string_view bytes) {
    return Number(BN_bin2bn(as_bytes(bytes).data(), static_cast<int>(bytes.size()), nullptr));
}

/// d·G, uncompressed. Empty when d is no private key.
std::optional<std::string> public_point(const BIGNUM* secret) {
    const Group group(EC_GROUP_new_by_curve_name(NID_sm2));
    invariant(group != nullptr, "the provider knows the SM2 curve");
    const Number last(BN_dup(EC_GROUP_get0_order(group.get())));
    invariant(BN_sub_word(last.get(), 2) == 1, "an order is larger than two");
    if (BN_is_zero(secret) != 0 || BN_cmp(secret, last.get()) > 0) return std::nullopt;
    const Point point(EC_POINT_new(group.get()));
    std::string bytes(kPointSize, '\0');
    invariant(EC_POINT_mul(group.get(), point.get(), secret, nullptr, nullptr, nullptr) == 1 &&
                  EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                     as_bytes(bytes.data()), bytes.size(), nullptr) == bytes.size(),
              "a private key has its public point");
    return bytes;
}

/// Empty when `point` is none of the curve. `secret` may be null.
Key make_key(std::string_view point, const BIGNUM* secret) {
    const Builder builder(OSSL_PARAM_BLD_new());
    bool built = OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1 &&
                 OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                  point.size()) == 1;
    if (secret != nullptr)
        built = built && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret) == 1;
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
    invariant(built && params != nullptr && context != nullptr, "memory for a key");
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, secret == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR,
                          params.get()) != 1)
        return nullptr;
    return Key(key);
}

/// A context for hashing with the identity mixed in; the key's own context must outlive it.
struct Work {
    HashContext hash{EVP_MD_CTX_new()};
    KeyContext key;

    Work(EVP_PKEY* of, std::string_view identity) : key(EVP_PKEY_CTX_new(of, nullptr)) {
        invariant(hash != nullptr && key != nullptr, "memory for a signature");
        invariant(EVP_PKEY_CTX_set1_id(key.get(), identity.data(), static_cast<int>(identity.size())) == 1,
                  "an identity is taken");
        EVP_MD_CTX_set_pkey_ctx(hash.get(), key.get());
    }
};

/// One INTEGER of DER without the bytes that its strict form leaves out.
std::string der_integer(std::string_view number) {
    const auto first = std::min(number.find_first_not_of('\0'), number.size() - 1);
    std::string body(number.substr(first));
    if ((static_cast<unsigned char>(body.front()) & 0x80U) != 0) body.insert(body.begin(), '\0');
    return std::string{'\x02', static_cast<char>(body.size())} + body;
}

std::string to_der(std::string_view signature) {
    const auto body =
        der_integer(signature.substr(0, kNumberSize)) + der_integer(signature.substr(kNumberSize));
    return std::string{'\x30', static_cast<char>(body.size())} + body;
}

/// Takes one INTEGER off the front as 32 bytes. Empty for a negative or larger one.
std::optional<std::string> take_integer(std::string_view& der) {
    if (der.size() < 3 || der[0] != '\x02') return std::nullopt;
    const auto size = static_cast<std::size_t>(static_cast<unsigned char>(der[1]));
    if (size == 0 || size > kNumberSize + 1 || der.size() < 2 + size) return std::nullopt;
    auto body = der.substr(2, size);
    der.remove_prefix(2 + size);
    if ((static_cast<unsigned char>(body.front()) & 0x80U) != 0) return std::nullopt;
    if (body.front() == '\0') body.remove_prefix(1);
    if (body.size() > kNumberSize) return std::nullopt;
    return std::string(kNumberSize - body.size(), '\0') += body;
}

class Sm2Signer final : public Signer {
public:
    Sm2Signer(Key key, std::string point) : key_(std::move(key)), point_(std::move(point)) {}
    std::string public_key() const override { return point_; }
    std::string sign(std::string_view message) const override {
        const Work work(key_.get(), kSm2Identity);
        std::string der(2 * kNumberSize + 16, '\0');
        std::size_t size = der.size();
        invariant(EVP_DigestSignInit(work.hash.get(), nullptr, EVP_sm3(), nullptr, key_.get()) == 1 &&
                      EVP_DigestSign(work.hash.get(), as_bytes(der.data()), &size, as_bytes(message).data(),
                                     message.size()) == 1,
                  "SM2 signs any message");
        der.resize(size);
        auto signature = sm2_signature_from_der(der);
        invariant(signature.has_value(), "the provider writes strict DER");
        return *std::move(signature);
    }

private:
    Key key_;
    std::string point_;
};

}  // namespace

std::unique_ptr<Signer> sm2_signer(const Seed& seed) {
    const auto secret = number_from(as_text(seed));
    auto point = public_point(secret.get());
    if (!point) return nullptr;
    auto key = make_key(*point, secret.get());
    invariant(key != nullptr, "a private key and its point are a key");
    return std::make_unique<Sm2Signer>(std::move(key), *std::move(point));
}

Seed new_sm2_seed() {
    for (;;) {
        const auto seed = new_seed();
        if (public_point(number_from(as_text(seed)).get())) return seed;
    }
}

bool sm2_verify(std::string_view public_key, std::string_view identity, std::string_view message,
                std::string_view signature) {
    if (public_key.size() != kPointSize || public_key.front() != '\x04' ||
        signature.size() != 2 * kNumberSize)
        return false;
    const auto key = make_key(public_key, nullptr);
    if (key == nullptr) return false;
    const Work work(key.get(), identity);
    const auto der = to_der(signature);
    return EVP_DigestVerifyInit(work.hash.get(), nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(work.hash.get(), as_bytes(der).data(), der.size(), as_bytes(message).data(),
                            message.size()) == 1;
}

std::optional<std::string> sm2_signature_from_der(std::string_view der) {
    auto rest = der;
    if (rest.size() < 2 || rest[0] != '\x30' || static_cast<unsigned char>(rest[1]) != rest.size() - 2)
        return std::nullopt;
    rest.remove_prefix(2);
    const auto r = take_integer(rest);
    const auto s = r ? take_integer(rest) : std::nullopt;
    // Written again it must be the same: there is one strict form.
    if (!s || !rest.empty() || to_der(*r + *s) != der) return std::nullopt;
    return *r + *s;
}

}  // namespace yj::journal
