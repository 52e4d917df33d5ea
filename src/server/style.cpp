#include "server/page.hpp"

namespace yj::server {

namespace {

// Colours with measured contrast: users.md §6.4. Main text 18 px and more, targets 44 px and more.
constexpr std::string_view kStyle = R"CSS(
:root{--primary:#1B5FAA;--good:#1E7B34;--warn:#8A5300;--danger:#B3261E;
--second:#4A5568;--line:#2B3440;
--tint:#F2F6FB;--paper:#FFFFFF;--ink:#1A202C;--edge:#CBD5E0}
*{box-sizing:border-box}
html{font-size:18px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
font-family:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
header{background:var(--tint);border-bottom:1px solid var(--edge)}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;justify-content:space-between;
max-width:72rem;margin:0 auto;padding:.4rem 1rem}
.house{margin:0}.house b{color:var(--primary);font-size:1.2rem;letter-spacing:.1em;margin-right:.4rem}
header form{display:flex;gap:.75rem;align-items:center;margin:0;color:var(--second)}
nav{display:flex;flex-wrap:wrap;gap:0 .25rem;max-width:72rem;margin:0 auto;padding:0 .5rem}
nav a{display:inline-flex;align-items:center;min-height:44px;padding:0 .6rem;text-decoration:none}
nav a:hover{text-decoration:underline}
main{max-width:72rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0 .75rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem;padding-left:.5rem;border-left:4px solid var(--primary)}
p{margin:.5rem 0}
a{color:var(--primary)}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,
textarea:focus-visible{outline:3px solid var(--primary);outline-offset:2px}
.second,.note{color:var(--second)}.note{font-size:.9rem}
.refused{color:var(--danger);font-weight:600}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--danger)}
.mark{font-weight:600;white-space:nowrap}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.75rem;
margin:1rem 0;padding:0;list-style:none}
.tiles li{border:1px solid var(--edge);border-radius:6px;padding:.6rem .8rem}
.tiles b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums;line-height:1.25}
.tiles span{color:var(--second);font-size:.9rem}
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;border-top:2px solid var(--line);
border-bottom:2px solid var(--line)}
caption{text-align:left;font-weight:600;padding:.25rem 0 .4rem}
th,td{padding:.4rem .7rem;text-align:left;vertical-align:top}
thead th{border-bottom:1px solid var(--line);font-weight:600;vertical-align:bottom;text-align:left}
thead th.n,td.n{text-align:right}
thead th.n{max-width:9rem}
td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
tbody tr:nth-child(even){background:#F8FAFC}
tbody tr:target{background:#FFF6E0}
.d1{padding-left:1.9rem}.d2{padding-left:3.1rem}.d3{padding-left:4.3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--second)}dd{margin:0;overflow-wrap:anywhere}
code,.hash{font-family:ui-monospace,"Cascadia Mono",Menlo,monospace;font-size:.85em;
overflow-wrap:anywhere}
input,select,textarea{font:inherit;color:inherit;min-height:44px;padding:.3rem .6rem;
border:1px solid #718096;
border-radius:4px;background:#fff;max-width:100%}
textarea{width:100%;min-height:5rem}
button{font:inherit;min-height:44px;padding:.3rem 1.1rem;border:1px solid var(--primary);
border-radius:4px;
background:var(--primary);color:#fff;cursor:pointer}
header button{background:#fff;color:var(--primary)}
form.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.75rem 0}
label{display:block}label span{display:block;color:var(--second);font-size:.9rem}
.login{max-width:24rem;margin:2rem auto}.login label{margin:.75rem 0}.login input{width:100%}
.login button{width:100%;margin-top:.5rem}
ul.tree,ul.tree ul{list-style:none;margin:0;padding-left:1.1rem;border-left:1px solid var(--edge)}
ul.tree{padding-left:0;border-left:0}
ul.tree li{margin:.45rem 0;padding-left:.5rem}
ul.tree .kind{display:inline-block;background:var(--tint);border:1px solid var(--edge);border-radius:4px;
padding:0 .4rem;margin-right:.4rem;font-size:.85rem;color:var(--second)}
ul.tree p{margin:.1rem 0}
summary{cursor:pointer;min-height:32px}
footer{display:none;margin-top:3rem;color:var(--second);font-size:.85rem}
@media (max-width:30rem){main{padding:.75rem .75rem 2rem}th,td{padding:.35rem .45rem}h1{font-size:1.3rem}
dl{grid-template-columns:1fr}dt{margin-top:.35rem}.login{margin:1rem auto}}
@media (max-width:45rem){table.figures{width:max-content;min-width:100%}
table.words td{min-width:5.5rem}
table.figures th:first-child,table.figures td:first-child{position:sticky;left:0;max-width:9rem;
background:#fff}
table.figures tbody tr:nth-child(even) td:first-child{background:#F8FAFC}}
@media print{footer{display:block}
html{font-size:10.5pt}nav,header form,form,.screen{display:none!important}
header{background:none;border:0}
main{max-width:none;padding:0}a{color:inherit;text-decoration:none}.scroll{overflow:visible}
tbody tr:nth-child(even){background:none}thead{display:table-header-group}tr{break-inside:avoid}
@page{size:A4;margin:20mm 15mm}}
)CSS";

}  // namespace

std::string_view stylesheet() { return kStyle; }

}  // namespace yj::server
