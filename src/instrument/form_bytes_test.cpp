#include "instrument/form_bytes.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/clock.hpp"
#include "instrument/pack.hpp"
#include "instrument/pack_folder_shelf.hpp"

namespace yj::instrument {
namespace {

std::vector<Form> forms_of_the_house() {
    std::vector<Form> forms;
    for (const char* name : {"unified-2025", "eia-1996"}) {
        const auto pack =
            load_pack(read_pack_folder(std::filesystem::path(YJ_SOURCE_DIR) / "packs" / name).value());
        forms.insert(forms.end(), pack.value().forms().begin(), pack.value().forms().end());
    }
    return forms;
}

void expect_same(const Indicator& is, const Indicator& was) {
    EXPECT_EQ(is.code, was.code);
    EXPECT_EQ(is.name, was.name);
    EXPECT_EQ(is.depth, was.depth);
    EXPECT_EQ(is.measure, was.measure);
    EXPECT_EQ(is.decimals, was.decimals);
    EXPECT_EQ(is.span, was.span);
    EXPECT_EQ(is.open_list, was.open_list);
    EXPECT_EQ(is.text, was.text);
    EXPECT_EQ(is.provenance, was.provenance);
    EXPECT_EQ(is.line, was.line);
}

void expect_same(const FormColumn& is, const FormColumn& was) {
    EXPECT_EQ(is.id, was.id);
    EXPECT_EQ(is.name, was.name);
    EXPECT_EQ(is.span, was.span);
    EXPECT_EQ(is.base_of, was.base_of);
    EXPECT_EQ(is.measure, was.measure);
    EXPECT_EQ(is.decimals, was.decimals);
    EXPECT_EQ(is.line, was.line);
}

TEST(FormBytes, BringEveryFormOfEveryPackBackWhole) {
    const auto forms = forms_of_the_house();
    ASSERT_GT(forms.size(), 10U);
    for (const auto& was : forms) {
        const auto is = unpack_form(pack_form(was));
        ASSERT_TRUE(is.has_value()) << was.code;
        EXPECT_EQ(pack_form(*is), pack_form(was));
        for (const auto word : {&Form::code, &Form::name, &Form::profession, &Form::frame, &Form::due,
                                &Form::origin, &Form::note, &Form::hash})
            EXPECT_EQ((*is).*word, was.*word);
        EXPECT_EQ(is->frequency, was.frequency);
        EXPECT_EQ(is->january, was.january);
        ASSERT_EQ(is->columns.size(), was.columns.size());
        for (std::size_t i = 0; i < was.columns.size(); ++i) expect_same(is->columns[i], was.columns[i]);
        ASSERT_EQ(is->rows.size(), was.rows.size());
        for (std::size_t i = 0; i < was.rows.size(); ++i) expect_same(is->rows[i], was.rows[i]);
    }
}

TEST(FormBytes, ThatAreCutShortOrGoOnAreRefused) {
    for (const auto& form : forms_of_the_house()) {
        const auto bytes = pack_form(form);
        EXPECT_FALSE(unpack_form(bytes + '\0').has_value());
        for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 16)
            EXPECT_FALSE(unpack_form(std::string_view(bytes).substr(0, size)).has_value()) << size;
    }
}

/// A changed byte may still be a form (another name); then its bytes are its own.
TEST(FormBytes, ThatAreDamagedAreRefusedOrAreAnotherForm) {
    SeededRandom random(11);
    for (const auto& form : forms_of_the_house()) {
        const auto bytes = pack_form(form);
        for (int round = 0; round < 300; ++round) {
            auto damaged = bytes;
            damaged[random.next() % damaged.size()] = static_cast<char>(random.next());
            const auto read = unpack_form(damaged);
            if (read) EXPECT_EQ(pack_form(*read), damaged);
        }
    }
}

}  // namespace
}  // namespace yj::instrument
