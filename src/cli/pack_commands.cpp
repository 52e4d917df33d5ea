#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "desk/instrument/install_pack.hpp"
#include "desk/instrument/pack_folder.hpp"

namespace yj::cli {

namespace {

void check(Context& context, const std::string& folder) {
    auto files = desk::pack_folder(context.path(folder));
    if (context.refused(files)) return;
    const auto loaded = desk::read_whole_pack(std::move(*files));
    Listing listing{{{"file", "文件"},
                     {"line", "行", true},
                     {"fault", "问题"},
                     {"expected", "应为"},
                     {"nearest", "是不是"}},
                    {}};
    if (!loaded) {
        for (const auto& fault : loaded.error())
            listing.rows.push_back(
                {fault.file, std::to_string(fault.line), fault.what, fault.expected, fault.nearest});
        context.out().show(listing);
        context.out().say("共 " + std::to_string(listing.rows.size()) + " 处问题，改正后才能安装");
        return context.exit(Exit::Findings);
    }
    const auto& pack = (*loaded)->pack;
    Card card;
    card.add("code", "制度", pack.code());
    card.add("title", "名称", pack.title());
    card.add("from", "适用起", pack.from().code());
    card.add("to", "适用止", pack.to().code());
    card.add("forms", "报表", std::to_string(pack.forms().size()));
    card.add("rules", "审核关系", std::to_string((*loaded)->rules.rules().size()));
    card.add("tables", "汇总表", std::to_string((*loaded)->tables.size()));
    card.add("products", "产品", std::to_string((*loaded)->products.size()));
    card.add("hash", "指纹", pack.hash());
    context.out().show(card);
}

void install(Context& context, const std::string& folder) {
    const auto opened = context.open();
    if (!opened) return;
    auto files = desk::pack_folder(context.path(folder));
    if (context.refused(files)) return;
    const auto answer = desk::install_pack(*opened->county, opened->actor, std::move(*files), context.key);
    if (context.refused(answer)) return;
    Card card;
    card.add("hash", "指纹", answer->text);
    card.add("entry", "存证",
             answer->repeated ? "（已安装过，未改动）" : std::to_string(answer->entry.value));
    context.out().show(card);
}

void list(Context& context) {
    const auto county = context.county();
    if (context.refused(county)) return;
    Listing listing{{{"code", "制度"},
                     {"title", "名称"},
                     {"from", "起"},
                     {"to", "止"},
                     {"forms", "报表", true},
                     {"hash", "指纹"}},
                    {}};
    for (const auto* loaded : (*county)->packs()) {
        const auto& pack = loaded->pack;
        listing.rows.push_back({pack.code(), pack.title(), pack.from().code(), pack.to().code(),
                                std::to_string(pack.forms().size()), pack.hash().substr(0, 16)});
    }
    context.out().show(listing);
}

}  // namespace

void add_pack_commands(CLI::App& app, Context& context) {
    auto* pack = app.add_subcommand("pack", "制度包：检查、安装、列出");
    pack->require_subcommand(1);
    auto& folder = context.text();
    auto* checking =
        pack->add_subcommand("check", "检查一个制度包文件夹，列出全部问题（文件、行、应为什么）");
    checking->add_option("FOLDER", folder, "含 pack.toml 的文件夹")->required();
    checking->callback([&context, &folder] { check(context, folder); });
    auto* installing = pack->add_subcommand("install", "安装制度包（系统管理员）");
    installing->add_option("FOLDER", folder, "含 pack.toml 的文件夹")->required();
    installing->callback([&context, &folder] { install(context, folder); });
    pack->add_subcommand("list", "列出已安装的制度包")->callback([&context] { list(context); });
}

}  // namespace yj::cli
