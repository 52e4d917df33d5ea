#!/usr/bin/env bash
# 有据 Youju: every command of the house. `./do` alone lists them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

kRelease=build/release
kLogs=build/log
kPostgres=/usr/lib/postgresql/15/bin

usage() {
    cat <<'TEXT'
./do run [--port N]      安装、编译、生成示例县并在 http://127.0.0.1:8080 提供服务 / install, build, sample county, serve
./do build               编译全部程序与测试 / build everything
./do test [CTEST…]      编译并运行全部测试 / build and run every test
./do check [--all] [--fix] 格式、tidy、clang-tidy（默认只看改动的文件）/ format, tidy, clang-tidy on changed files
./do bench [ROOM…]       运行基准并按提交与机器记录 / run the benches and record them
./do walk                一个数字走完七步 / one number's whole walk, end to end
./do soak --hours N      长时间的中断与随机试验 / long kill and fuzz runs
TEXT
}

# ---- words to the person ----------------------------------------------------------------------------

say() { if [ -t 2 ]; then printf '\033[1m▸ %s\033[0m\n' "$1" >&2; else printf '▸ %s\n' "$1" >&2; fi; }
stop() { printf '✗ %s\n' "$1" >&2; exit 1; }

free_megabytes() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

need_space() {  # need_space MEGABYTES
    local free
    free=$(free_megabytes .)
    [ "$free" -ge "$1" ] || stop "磁盘空间不足：还剩 ${free} MB，至少需要 $1 MB，请清理后重试 / Disk full: ${free} MB left, $1 MB needed."
}

# Says in one sentence why a logged step failed. stop_for LOG STEP
stop_for() {
    local full='No space left on device|ENOSPC|not have enough free space'
    local offline='Could not resolve|Temporary failure resolving|Unable to connect|Network is unreachable|Could not connect|Connection (refused|timed out|failed)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH'
    if grep -qE "$full" "$1"; then
        stop "磁盘空间不足，$2未完成，请清理后重试 / Disk full during this step."
    elif grep -qE "$offline" "$1"; then
        stop "网络不通，$2未完成，请检查网络或代理后重试 / No network: this step needs the package servers (log: $1)."
    fi
    tail -n 15 "$1" >&2
    stop "$2未完成，以上是最后几行，全文见 $1 / This step failed; the whole log is in $1."
}

# ---- set-up -----------------------------------------------------------------------------------------

# The packages of some sections of deps/apt.txt. packages_of SECTION…
packages_of() {
    awk -v wanted=" $* " '/^# [a-z]+$/ { on = index(wanted, " " $2 " ") > 0; next } /^[a-z0-9]/ && on' deps/apt.txt
}

missing_packages() {  # missing_packages PACKAGE…
    local installed
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2 == "installed" { print $1 }') || true
    printf '%s\n' "$@" | grep -vxF -e "${installed:-none}" || true
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# One line that counts while apt or dpkg works, then the log's end on failure.
counted() {
    if [ -t 2 ]; then
        awk '/^Get:/ { got++ } /^Setting up/ { set++ } /^(Get:|Setting up)/ { printf "\r  已下载 %d，已安装 %d ", got, set > "/dev/stderr" } END { if (got + set) print "" > "/dev/stderr" }'
    else
        awk '/^Get:/ { got++ } /^Setting up/ { set++; if (set % 40 == 0) printf "  已下载 %d，已安装 %d\n", got, set > "/dev/stderr" }'
    fi
}

install_packages() {  # install_packages PACKAGE…
    local log=$kLogs/apt.log
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        stop "缺少软件包：$*；安装需要管理员权限，请以 root 运行一次 ./do build / Missing packages; run ./do once as root to install them."
    need_space 2500
    say "安装 $# 个 Debian 软件包 / installing $# Debian packages (log: $log)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 || stop_for "$log" "更新软件包目录"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 \
        "$@" 2>&1 | tee -a "$log" | counted || stop_for "$log" "安装软件包"
}

ensure_packages() {  # ensure_packages SECTION…
    local wanted missing
    command -v dpkg-query >/dev/null || stop "本项目在 Debian 12 上构建，此系统没有 dpkg / This build needs Debian 12."
    mapfile -t wanted < <(packages_of "$@")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    # Debian's npm and another vendor's nodejs exclude each other, so it is asked for only where there is none.
    command -v npm >/dev/null || missing+=(npm)
    [ "${#missing[@]}" = 0 ] || install_packages "${missing[@]}"
}

ensure_npm_parts() {  # ensure_npm_parts FOLDER WHAT
    local stamp=$1/node_modules/.installed-lock log=$PWD/$kLogs/npm-$1.log
    cmp -s "$1/package-lock.json" "$stamp" && return
    need_space 1500
    say "$2 (npm ci)"
    (cd "$1" && npm ci --no-progress >"$log" 2>&1) || stop_for "$log" "下载部件"
    cp "$1/package-lock.json" "$stamp"
}

set_up() {  # set_up SECTION…
    mkdir -p "$kLogs" 2>/dev/null || stop "无法写入 $PWD/build，请检查磁盘空间与权限 / Cannot write to the build folder."
    ensure_packages "$@"
    ensure_npm_parts deps "下载 SQLite 与 DuckDB 部件 / fetching the SQLite and DuckDB parts"
    [[ " $* " != *" web "* ]] || ensure_npm_parts web "下载 TypeScript / fetching TypeScript"
}

# ---- build ------------------------------------------------------------------------------------------

configure() {
    local log=$kLogs/cmake.log
    cmake --preset release >"$log" 2>&1 || stop_for "$log" "配置"
    ln -sfn "$kRelease/compile_commands.json" compile_commands.json
}

build() {  # build TARGET…
    need_space 500
    say "编译 / building $*"
    configure
    NINJA_STATUS='  [%f/%t %es] ' cmake --build --preset release --target "$@" || {
        need_space 100
        stop "编译未通过，错误见上 / The build failed; the errors stand above."
    }
}

# ---- a private PostgreSQL for the tests -------------------------------------------------------------

kServerFolder=

# PostgreSQL refuses to run as root, so root lends the work to Debian's postgres account.
as_server() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

stop_server() {
    [ -n "$kServerFolder" ] || return 0
    as_server "$kPostgres/pg_ctl" -D "$kServerFolder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$kServerFolder"
    kServerFolder=
}

start_server() {
    local log=$kLogs/postgres.log options
    say "启动临时 PostgreSQL 15 / starting a private PostgreSQL 15"
    trap stop_server EXIT
    trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
    kServerFolder=$(mktemp -d)
    [ "$(id -u)" != 0 ] || chown postgres: "$kServerFolder"
    # Only a socket in its own folder; nothing here must survive, so nothing waits for the disk.
    options="-c listen_addresses='' -c unix_socket_directories='$kServerFolder' -c fsync=off -c full_page_writes=off"
    {
        as_server "$kPostgres/initdb" -D "$kServerFolder/data" -U yj -A trust -E UTF8 --locale=C --no-sync &&
        as_server "$kPostgres/pg_ctl" -D "$kServerFolder/data" -l "$kServerFolder/log" -w -o "$options" start &&
        as_server "$kPostgres/createdb" -h "$kServerFolder" -U yj yj
    } >"$log" 2>&1 || { cat "$kServerFolder/log" >>"$log" 2>/dev/null || true; stop_for "$log" "启动 PostgreSQL"; }
    export YJ_TEST_POSTGRES="postgresql://yj@localhost/yj?host=$kServerFolder"
}

# ---- the commands -----------------------------------------------------------------------------------

do_build() { set_up build web; build all; }

do_test() {
    set_up build test web
    build all
    start_server
    say "运行测试 / running the tests"
    ctest --test-dir "$kRelease" --output-on-failure -j "$(nproc)" "$@" ||
        stop "有测试未通过，见上 / Some tests failed; they stand above."
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

do_run() {
    local port=8080 sample=sample
    if [ "${1:-}" = --port ]; then port=${2:?--port N}; fi
    ! port_taken "$port" ||
        stop "端口 $port 已被占用，请用 ./do run --port N 换一个 / Port $port is in use; choose another with --port N."
    set_up build
    build youju
    if [ ! -e "$sample" ]; then
        say "生成示例县 / creating the sample county in ./$sample"
        rm -rf "$sample.part"
        "$kRelease/bin/youju" demo --dir "$sample.part" || { rm -rf "$sample.part"; need_space 100; stop "示例县未能生成 / The sample county could not be made."; }
        mv "$sample.part" "$sample"
    fi
    say "服务地址 / serving on http://127.0.0.1:$port （Ctrl-C 结束 / ends）"
    if [ -r "$sample/accounts.txt" ]; then
        say "示例账号 / sample accounts ($sample/accounts.txt)"
        cat "$sample/accounts.txt"
    fi
    exec "$kRelease/bin/youju" serve --dir "$sample" --port "$port"
}

# C++ sources that are ours: everything, or what differs from the base and what is not committed yet.
our_sources() {  # our_sources all|changed
    local base
    if [ "$1" = all ] || ! git rev-parse -q --verify HEAD~1 >/dev/null; then
        git ls-files -co --exclude-standard -- 'src/*.cpp' 'src/*.hpp'
        return
    fi
    base=$(git merge-base HEAD '@{upstream}' 2>/dev/null) || base=HEAD~1
    [ "$base" != "$(git rev-parse HEAD)" ] || base=HEAD~1
    {
        git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp' 'src/*.hpp'
        git ls-files -o --exclude-standard -- 'src/*.cpp' 'src/*.hpp'
    } | sort -u
}

check_format() {  # check_format check|fix FILE…
    local mode=$1
    shift
    say "格式 / clang-format ($# files)"
    if [ "$mode" = fix ]; then
        clang-format-19 -i "$@"
    else
        clang-format-19 --dry-run --Werror "$@" || stop "格式不合，./do check --fix 可改正 / Not formatted; ./do check --fix mends it."
    fi
}

check_clang_tidy() {  # check_clang_tidy FILE…
    local sources
    mapfile -t sources < <(printf '%s\n' "$@" | grep '\.cpp$' || true)
    [ "${#sources[@]}" != 0 ] || return 0
    say "clang-tidy (${#sources[@]} files)"
    printf '%s\0' "${sources[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-19 -p "$kRelease" --quiet \
        --warnings-as-errors='*' 2>/dev/null || stop "clang-tidy 有发现，见上 / clang-tidy has findings; they stand above."
}

do_check() {
    local scope=changed mode=check files option
    for option in "$@"; do
        case "$option" in --all) scope=all ;; --fix) mode=fix ;; *) usage >&2; exit 2 ;; esac
    done
    set_up build check
    build tidy
    mapfile -t files < <(our_sources "$scope")
    [ "${#files[@]}" = 0 ] || check_format "$mode" "${files[@]}"
    say "房屋规矩 / tidy"
    "$kRelease/bin/tidy" . || stop "有违反规矩之处，见上 / The law of the house is broken; the places stand above."
    [ "${#files[@]}" = 0 ] || check_clang_tidy "${files[@]}"
    say "检查通过 / all checks passed"
}

do_bench() {
    set_up build web
    build all
    bench/record "$kRelease/bin" "$@"
}

do_walk() {
    set_up build
    build youju youju-verify
    cases/walk.sh "$kRelease/bin/youju" "$@"
}

do_soak() {
    local hours=1
    if [ "${1:-}" = --hours ]; then hours=${2:?--hours N}; fi
    set_up build test
    build youju desk_test verify_test journal_test
    if command -v clang++-19 >/dev/null; then
        build rules_fuzz
        say "规则文本的随机试验 / fuzzing rule texts"
        mkdir -p "$kRelease/fuzz/corpus"
        "$kRelease/bin/rules_fuzz" -max_total_time="$(awk "BEGIN { print int($hours * 360) + 1 }")" -max_len=3000 \
            -artifact_prefix="$kRelease/fuzz/" "$kRelease/fuzz/corpus" packs/unified-2025/rules ||
            stop "规则文本的随机试验发现了错误，样本在 $kRelease/fuzz / the fuzzer found a fault"
    fi
    start_server
    cases/soak.sh "$kRelease/bin" "$hours"
}

case "${1:-}" in
    run | build | test | check | bench | walk | soak) command=$1; shift; "do_$command" "$@" ;;
    "" | help | --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
