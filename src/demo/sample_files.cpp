#include "demo/sample_files.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace yj::demo {

namespace {

/// Source: ISO/IEC 15948 (PNG), annex D.
std::uint32_t crc_of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xEDB88320U : crc >> 1U;
    }
    return ~crc;
}

std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> static_cast<unsigned>(shift));
    return bytes;
}

std::string chunk(std::string_view kind, std::string_view data) {
    const std::string body = std::string(kind) + std::string(data);
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc_of(body));
}

}  // namespace

std::string sample_pdf(const SampleUnit& unit, Period period, std::int64_t amount) {
    const auto page = fmt::format(
        "BT /F1 14 Tf 60 760 Td (SAMPLE - not a real document) Tj 0 -28 Td (unit {}) Tj 0 -28 Td (period {}) "
        "Tj "
        "0 -28 Td (amount {}) Tj ET",
        unit.attributes.code, period.code(), amount);
    const std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        fmt::format("<< /Length {} >>\nstream\n{}\nendstream", page.size(), page)};
    std::string pdf = "%PDF-1.4\n";
    std::string places = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto table_at = pdf.size();
    return pdf + fmt::format("xref\n0 {}\n{}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                             objects.size() + 1, places, objects.size() + 1, table_at);
}

std::string sample_csv(const SampleUnit& unit, Period period, std::int64_t amount) {
    std::string csv =
        "示例凭证,不是真实单据\n单位代码," + unit.attributes.code + "\n报告期," + period.name() + "\n";
    const auto half = amount / 2;
    csv += fmt::format("摘要,金额（千元）\n上半月发出商品,{}\n下半月发出商品,{}\n合计,{}\n", half,
                       amount - half, amount);
    return csv;
}

std::string sample_png(const std::string& words) {
    using std::string_view_literals::operator""sv;
    // One grey point: a stored block of zlib with the two bytes (filter 0, grey 0x80).
    constexpr auto kPoint = "\x78\x01\x01\x02\x00\xFD\xFF\x00\x80\x00\x82\x00\x81"sv;
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", "\0\0\0\1\0\0\0\1\x08\0\0\0\0"sv) +
           chunk("tEXt", std::string("Comment\0"sv) + "SAMPLE " + words) + chunk("IDAT", kPoint) +
           chunk("IEND", ""sv);
}

}  // namespace yj::demo
