#include <openssl/pem.h>
#include <openssl/ts.h>

#include <ctime>
#include <memory>

#include "base/bytes.hpp"
#include "base/invariant.hpp"
#include "journal/crypto.hpp"
#include "journal/timestamp.hpp"

namespace yj::journal {

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* one) const {
        Free(one);
    }
};
using Query = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Reply = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Check = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;

/// Reads one object of DER and nothing behind it.
template <class Owner, class Read>
Owner whole(std::string_view bytes, Read read) {
    const unsigned char* at = as_bytes(bytes).data();
    const auto* end = at + bytes.size();
    Owner owner(read(nullptr, &at, static_cast<long>(bytes.size())));
    return at == end ? std::move(owner) : nullptr;
}

/// Empty when none is in the text.
Store trust_in(std::string_view certificates) {
    const Bio text(BIO_new_mem_buf(certificates.data(), static_cast<int>(certificates.size())));
    Store store(X509_STORE_new());
    invariant(text != nullptr && store != nullptr, "memory for certificates");
    int count = 0;
    for (;; ++count) {
        const Certificate one(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
        if (one == nullptr) break;
        X509_STORE_add_cert(store.get(), one.get());
    }
    return count > 0 ? std::move(store) : nullptr;
}

std::optional<std::time_t> time_in(TS_RESP* reply) {
    TS_TST_INFO* info = TS_RESP_get_tst_info(reply);
    std::tm parts{};
    if (info == nullptr || ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) return std::nullopt;
    return timegm(&parts);
}

bool imprint_is_of(TS_REQ* query, std::string_view data) {
    TS_MSG_IMPRINT* imprint = TS_REQ_get_msg_imprint(query);
    const int kind = OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    const auto* bytes = TS_MSG_IMPRINT_get_msg(imprint);
    const std::string_view given =
        as_text({ASN1_STRING_get0_data(bytes), static_cast<std::size_t>(ASN1_STRING_length(bytes))});
    if (kind == NID_sha256) return given == sha256(data).view();
    return kind == NID_sm3 && given == sm3(data).view();
}

}  // namespace

std::string timestamp_query(ImprintHash kind, const Digest& imprint, std::uint64_t nonce) {
    const Query query(TS_REQ_new());
    const Imprint message(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    const Integer number(ASN1_INTEGER_new());
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(kind == ImprintHash::Sm3 ? NID_sm3 : NID_sha256),
                    V_ASN1_NULL, nullptr);
    std::string bytes(imprint.view());
    invariant(
        TS_MSG_IMPRINT_set_algo(message.get(), algorithm.get()) == 1 &&
            TS_MSG_IMPRINT_set_msg(message.get(), as_bytes(bytes.data()), static_cast<int>(bytes.size())) ==
                1 &&
            ASN1_INTEGER_set_uint64(number.get(), nonce) == 1 && TS_REQ_set_version(query.get(), 1) == 1 &&
            TS_REQ_set_msg_imprint(query.get(), message.get()) == 1 &&
            TS_REQ_set_nonce(query.get(), number.get()) == 1 && TS_REQ_set_cert_req(query.get(), 1) == 1,
        "memory for a query");
    std::string der(static_cast<std::size_t>(i2d_TS_REQ(query.get(), nullptr)), '\0');
    auto* at = as_bytes(der.data());
    i2d_TS_REQ(query.get(), &at);
    return der;
}

Result<Instant> open_timestamp(std::string_view reply, std::string_view query, std::string_view data,
                               std::string_view certificates) {
    const auto asked = whole<Query>(query, d2i_TS_REQ);
    const auto answered = whole<Reply>(reply, d2i_TS_RESP);
    auto trusted = trust_in(certificates);
    const auto at = answered ? time_in(answered.get()) : std::nullopt;
    if (!asked || !at || !trusted) return refuse(Refused::Malformed, "时间戳、请求或证书读不出来");
    if (!imprint_is_of(asked.get(), data)) return refuse(Refused::Conflict, "时间戳是为别的内容申请的");
    // The authority's certificate is judged as of the time it gave, so that an old token stays good.
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trusted.get()), *at);
    const Check check(TS_REQ_to_TS_VERIFY_CTX(asked.get(), nullptr));
    invariant(check != nullptr, "memory for a check");
    TS_VERIFY_CTX_add_flags(check.get(), TS_VFY_SIGNATURE);
    TS_VERIFY_CTX_set_store(check.get(), trusted.release());
    if (TS_RESP_verify_response(check.get(), answered.get()) != 1)
        return refuse(Refused::Forbidden, "时间戳的签名不成立，或不是对这个请求的答复");
    return Instant{static_cast<std::int64_t>(*at) * 1'000'000};
}

}  // namespace yj::journal
