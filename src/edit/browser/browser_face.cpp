// What the module of the browser shows to JavaScript. Compiled for WebAssembly alone; all it does is carry
// bytes to BrowserSession and back.
#if defined(__wasm__)
#include <cstdint>
#include <map>

#include "base/bytes.hpp"
#include "edit/browser/browser_session.hpp"

#define YJ_EXPORT(name) __attribute__((export_name(name)))

namespace {

using yj::edit::BrowserSession;

std::string given;                                        // what JavaScript wrote
std::string answer;                                       // what it may read next
std::map<int, std::unique_ptr<BrowserSession>> sessions;  // a page has one thread
int last_number = 0;

/// The answer becomes the refusal; 0 says so.
int refused(const yj::Refusal& refusal) {
    yj::ByteWriter out;
    out.text(yj::refused_word(refusal.kind));
    out.text(refusal.what);
    out.text(refusal.place);
    out.text(refusal.remedy);
    answer = out.take();
    return 0;
}

BrowserSession* session(int number) {
    const auto found = sessions.find(number);
    return found == sessions.end() ? nullptr : found->second.get();
}

int closed() { return refused({yj::Refused::NotFound, "这次审核已经关闭", {}, "请重新打开报表"}); }

}  // namespace

// A broken promise and memory that has run out end in a trap, which JavaScript sees as an error. The
// library's own words for it would bring all of stdio into the module.
_LIBCPP_BEGIN_NAMESPACE_STD
void __libcpp_verbose_abort(const char* /*format*/, ...) { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD

extern "C" {
[[noreturn]] void abort_message(const char* /*format*/, ...) { __builtin_trap(); }
// Debian's libraries are built with the stack protector and leave these to the program.
std::uintptr_t __stack_chk_guard = 0x594a0aff;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
}

extern "C" {

/// Room for so many bytes of input; the call after it reads them.
YJ_EXPORT("room") char* yj_room(std::uint32_t size) {
    given.resize(size);
    return given.data();
}
YJ_EXPORT("answer") const char* yj_answer() { return answer.data(); }
YJ_EXPORT("answer_size") std::uint32_t yj_answer_size() { return answer.size(); }

/// Input: an Opening. Gives the session's number, or 0 with a refusal.
YJ_EXPORT("open") int yj_open() {
    auto opened = BrowserSession::open(given);
    if (!opened) return refused(opened.error());
    sessions[++last_number] = std::move(*opened);
    return last_number;
}

/// Input: the address, then what was typed, each with its length. Gives 1, or 0 with a refusal.
YJ_EXPORT("set") int yj_set(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    yj::ByteReader in(given);
    const auto address = in.text();
    const auto typed = in.text();
    const auto done = it->set(address, typed);
    return done ? 1 : refused(done.error());
}

/// Input: the bytes of a report. Gives 1, or 0 with a refusal.
YJ_EXPORT("replace") int yj_replace(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    const auto done = it->replace(given);
    return done ? 1 : refused(done.error());
}

/// Input: the address. Answers what the cell holds.
YJ_EXPORT("text") int yj_text(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    auto text = it->text(given);
    if (!text) return refused(text.error());
    answer = std::move(*text);
    return 1;
}

/// Answers pack_changes.
YJ_EXPORT("changes") int yj_changes(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    answer = pack_changes(it->changes());
    return 1;
}

/// Answers all findings.
YJ_EXPORT("findings") int yj_findings(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    answer = pack_findings(it->findings());
    return 1;
}

/// Answers the report's bytes.
YJ_EXPORT("report") int yj_report(int number) {
    auto* it = session(number);
    if (it == nullptr) return closed();
    answer = it->report();
    return 1;
}

YJ_EXPORT("close") void yj_close(int number) { sessions.erase(number); }
}
#endif
