#!/usr/bin/env bash
# One number's whole walk, in the seven steps of the plan, on both inputs: the sample county and the real panel.
# Prints what each step did, and for one figure of the bulletin the path down to a voucher and its proof.
# Usage: cases/walk.sh PROGRAM [FOLDER]   (a temporary folder when none is given)
set -euo pipefail

program=$1
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${2:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
units=${YJ_WALK_UNITS:-3000}

step() { printf '\n── %s\n' "$1"; }
run() { printf '$ youju %s\n' "$*"; "$program" "$@"; }
# The value of a key in the first object of a JSON answer.
first() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}$/\1/p" | head -n 1; }

walk_county() {
  local county=$folder/county month=2026-10
  step "示例县（虚构）：$units 个单位，十三个月，从空文件夹到发布"
  run demo --dir "$county" --units "$units" --packs "$root/packs"

  step "第一步　报送：谁报了，谁没报"
  run board --dir "$county" --as industry01 --period "$month"

  # The account enterprise01 reports for one factory; its name stands beside it.
  local name unit
  name=$(awk '$1 == "enterprise01" {print $4}' "$county/accounts.txt")
  unit=$("$program" unit find "$name" --dir "$county" --as register01 --json | first code)
  step "第二、三步　审核与核实：单位 $unit 的报表"
  local report
  report=$("$program" board --dir "$county" --as industry01 --form B204-1 --period "$month" --json |
    grep -A 6 "\"code\": \"$unit\"" | first submission)
  run report show "$report" --dir "$county" --as industry01

  step "第四、五步　事实与汇总：规模以上工业总产值，分乡镇"
  run table build B204-1-01 --period "$month" --dir "$county" --as industry01

  step "第六步　发布：冻结的数"
  run product list --dir "$county" --as editor01
  local release figure
  release=$("$program" product list --dir "$county" --as editor01 --json | first release)
  figure=$("$program" product figures "$release" --table B204-1-01 --dir "$county" --as editor01 --json |
    grep -B 2 '"cell": "990101000000/\*:ytd"' | first id)

  step "第七步　溯源：从月报上的一个数走回凭证和存证"
  run figure trace "$figure" --unit "$unit" --dir "$county" --as industry01

  step "新规则：写、检查、试算、施行、再审"
  cat >"$folder/产值增速.rules" <<'RULES'
规则 B204-1/Z1  核实
  四分位内([01.1] / 上年同期[01.1], 3 按 行业大类)  提示 "工业总产值的增速与同行业相差较大"
RULES
  run rule check "$folder/产值增速.rules" --form B204-1 --dir "$county"
  run rule dryrun "$folder/产值增速.rules" --form B204-1 --from 2026-06 --to "$month" --dir "$county" --as industry01
  run rule release "$folder/产值增速.rules" --form B204-1 --from "$month" --dir "$county" --as industry01
  run report audit --form B204-1 --period "$month" --dir "$county" --as industry01 || [ $? = 3 ] # findings are data

  step "存证日志：全部核对"
  run log checkpoint --dir "$county" --as sysadmin01
  run log verify --dir "$county" --as audit01

  step "证据包：同一个数，离线核对"
  run figure trace "$figure" --package "$folder/figure.youju" --dir "$county" --as industry01
  "$(dirname "$program")/youju-verify" "$folder/figure.youju" --keys "$county/log/key.pub"
  step "证据包：改动一个字节以后"
  printf 'X' | dd of="$folder/figure.youju" bs=1 seek=5000 conv=notrunc status=none
  ! "$(dirname "$program")/youju-verify" "$folder/figure.youju" --keys "$county/log/key.pub"
}

walk_panel() {
  local county=$folder/panel
  step "真实面板（EIA-826，1996 年）：4092 份报表"
  run demo --eia --dir "$county" --packs "$root/packs"
  local officer auditor
  officer=$(awk '$3 == "专业人员" {print $1; exit}' "$county/accounts.txt")
  auditor=$(awk '$3 == "审计管理员" {print $1; exit}' "$county/accounts.txt")
  step "面板：分州售电量与收入，1996 年 12 月"
  run table build EIA-826-01 --period 1996-12 --dir "$county" --as "$officer" | head -n 20
  step "面板：存证日志全部核对"
  run log verify --dir "$county" --as "$auditor"
}

walk_county
walk_panel
step "走完了"
