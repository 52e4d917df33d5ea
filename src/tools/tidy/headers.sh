#!/usr/bin/env bash
# Compiles every header alone. headers.sh COMPILER SRC STAMPS
# A header is compiled again when it, or a header of ours that it includes, is newer than its stamp.
set -euo pipefail
compiler=$1 src=$2 stamps=$3
mkdir -p "$stamps"
export compiler src stamps

# True when none of the files that a stamp lists is newer than it or gone.
is_fresh() {
    local seen
    [ -e "$1" ] || return 1
    mapfile -t seen <"$1"
    [ -z "$(find "${seen[@]}" -newer "$1" 2>&1)" ]
}

compile_one() {
    local header=$1 stamp
    stamp=$stamps/$(printf '%s' "${header#"$src"/}" | tr / .)
    ! is_fresh "$stamp" || return 0
    if printf '#include "%s"\n' "$header" |
        "$compiler" -std=c++23 -x c++ -fsyntax-only -Wall -Wextra -DYJ_SOURCE_DIR='"."' -I"$src" -MMD -MF "$stamp.d" -MT header -; then
        tr -s ' \134' '\n' <"$stamp.d" | grep "^$src/" >"$stamp"
    else
        rm -f "$stamp"
        echo "✗ ${header#"$src"/} does not compile alone" >&2
        return 1
    fi
}
export -f compile_one is_fresh

# shellcheck disable=SC2016  # the inner shell expands it
find "$src" -name '*.hpp' -print0 | xargs -0 -n 1 -P "$(nproc)" bash -c 'compile_one "$1"' headers.sh
