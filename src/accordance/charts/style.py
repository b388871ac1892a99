"""The style sheet of the page: print first, light and dark, from a telephone to a wide screen."""

from __future__ import annotations

from typing import Final

_COLOURS: Final = """
:root{color-scheme:light dark;
--paper:#fdfdfb;--ink:#1b1f26;--soft:#565d68;--hair:#dcdad3;--base:#8a8f98;--wash:#f4f2ec;
--met:#2b6a6c;--part:#b5d3d2;--given:#1f3d63;--ready:#dbe5f1;--ready-ink:#5c7ba3;
--late:#f3d9a4;--late-ink:#9a6408;--broken:#97201d;--broken-ink:#e7aca6;--unknown:#e9e8e4;
--unknown-ink:#6f747d;--on-dark:#fff;--shade:#97201d12;
--l0:#1f3d63;--l1:#2b6a6c;--l2:#a15c0b;--l3:#6b3f86;--l4:#4d6b1f;--l5:#97416b;--l6:#565d68}
@media (prefers-color-scheme:dark){:root{
--paper:#14171b;--ink:#e9e7e1;--soft:#a9aeb6;--hair:#343a42;--base:#7d838c;--wash:#1c2026;
--met:#57a9a6;--part:#21474a;--given:#8fb4e3;--ready:#22344c;--ready-ink:#7f9fc9;
--late:#4d3a17;--late-ink:#e0ae55;--broken:#e2716a;--broken-ink:#7c2522;--unknown:#2a2e34;
--unknown-ink:#9aa0a9;--on-dark:#0e1114;--shade:#e2716a1a;
--l0:#8fb4e3;--l1:#63bcb7;--l2:#e0a95a;--l3:#c19be0;--l4:#a9c874;--l5:#e496c0;--l6:#a9aeb6}}
"""

_TEXT: Final = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
main,header.top{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:3rem}
h1,h2,.lede,.kicker{font-family:"Iowan Old Style",Charter,Georgia,"Times New Roman","Liberation Serif",serif}
h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.6rem);line-height:1.15;font-weight:600;margin:.2rem 0 1rem;
text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.4rem;line-height:1.25;font-weight:600;margin:0 0 .75rem}
h2 .count{color:var(--soft);font-weight:400;margin-right:.6rem}
section{margin:2.75rem 0;padding-top:1rem;border-top:1px solid var(--hair)}
section.first{border-top:0;margin-top:1.5rem;padding-top:0}
.kicker{color:var(--soft);margin:0;font-style:italic}
.lede{font-size:1.22rem;line-height:1.6;max-width:44rem;margin:0}
p{max-width:44rem;margin:0 0 .75rem}
.aside,.note,figcaption{color:var(--soft)}
.note{display:block;font-size:.86em;line-height:1.45}
code{font:.82em ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
a{color:inherit;text-decoration-color:var(--base);text-underline-offset:.15em}
a:hover,a:focus-visible{text-decoration-color:currentColor}
.warning{border:2px solid var(--broken);padding:.6rem .9rem;font-weight:600}
.facts{display:flex;flex-wrap:wrap;gap:.4rem 2.25rem;margin:0;padding:.9rem 0;font-size:.92rem;
border-top:2px solid var(--ink);border-bottom:1px solid var(--hair)}
.facts dt,.notes dt{color:var(--soft)}
.facts dd{margin:0}
.notes{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.35rem 1.25rem;margin:0;font-size:.92rem}
.notes dd{margin:0;overflow-wrap:anywhere}
:target{background:var(--wash);outline:2px solid var(--late-ink);outline-offset:-2px}
"""

_FIGURES: Final = """
.figures{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem 3.5rem;align-items:start}
.amounts{margin:0}
.amounts>div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;align-items:baseline;
padding:.4rem 0;border-bottom:1px solid var(--hair)}
.amounts dt{flex:1 1 8rem}
.amounts dd{margin:0;text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.amounts dd+dd{flex-basis:100%}
.amounts .large dd{font-size:1.35rem;font-weight:600}
.amounts .over{border-bottom:0;padding-bottom:0;font-weight:600}
.amounts .under dt{padding-left:1rem;color:var(--soft)}
.baskets{width:100%;border-collapse:collapse}
.baskets caption{text-align:left;font-weight:600;padding:.4rem 0}
.baskets th{font-weight:400;text-align:left}
.baskets th,.baskets td{padding:.5rem 0;border-bottom:1px solid var(--hair);vertical-align:middle}
.baskets .meter{width:45%;padding:0 .9rem}
.baskets svg{display:block;width:100%;height:10px}
.baskets .number{font-size:1.2rem;font-weight:600;width:3.5rem}
.number{text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.meter-whole{fill:var(--hair)}.meter-part{fill:var(--met)}
"""

_CHARTS: Final = """
figure{margin:0}
figcaption{font-size:.9rem;margin:.5rem 0 0;max-width:44rem}
.chart{display:block;width:100%;height:auto;overflow:visible}
.narrow{display:none;max-width:32rem}
.defs{position:absolute}
.chart text{font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;
fill:var(--ink);font-variant-numeric:tabular-nums lining-nums}
.chart .tick{font-size:11.5px;fill:var(--soft)}
.chart .heading{font-size:13.5px;font-weight:600}
.chart .strong{font-weight:600}
.chart text.broken{fill:var(--broken);font-weight:600}
.chart .inside{font-size:11px}
.chart .inside{paint-order:stroke;stroke-width:3px;stroke-linejoin:round;
stroke:var(--unknown)}
.chart .on-full,.chart .on-given,.chart .on-broken,.chart .on-undone{fill:var(--on-dark)}
.chart .on-full,.chart .on-given,.chart .on-empty{stroke:none}
.chart .on-broken,.chart .on-undone{stroke:var(--broken)}
.chart .on-late,.chart .on-held,.chart .on-cure{stroke:var(--late)}
.chart .on-part{stroke:var(--part)}
.chart .on-ready{stroke:var(--ready)}
.grid{stroke:var(--hair);stroke-width:1}
.base{stroke:var(--base);stroke-width:1}
.shade{fill:var(--shade)}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round}
.line.main{stroke-width:3}
.line-0{stroke:var(--l0)}.line-1{stroke:var(--l1);stroke-dasharray:7 3}
.line-2{stroke:var(--l2);stroke-dasharray:2 3}.line-3{stroke:var(--l3);stroke-dasharray:10 3 2 3}
.line-4{stroke:var(--l4);stroke-dasharray:4 2}.line-5{stroke:var(--l5);stroke-dasharray:12 4}
.line-6{stroke:var(--l6);stroke-dasharray:1 4}
.look-none{stroke:var(--base);stroke-width:1;stroke-dasharray:1 3}
.look-empty{fill:var(--paper);stroke:var(--base)}
.look-full{fill:var(--met)}.look-part{fill:var(--part);stroke:var(--met)}
.look-given{fill:var(--given)}
.look-ready{fill:var(--ready);stroke:var(--ready-ink)}.ink-ready{stroke:var(--ready-ink);stroke-width:.8}
.look-late,.look-held,.look-cure{fill:var(--late);stroke:var(--late-ink)}
.ink-late,.ink-held{stroke:var(--late-ink);stroke-width:1.1}.dot-cure{fill:var(--late-ink)}
.look-broken,.look-undone{fill:var(--broken);stroke:var(--broken)}
.ink-broken,.ink-undone{stroke:var(--broken-ink);stroke-width:.9}
.look-unknown{fill:var(--unknown);stroke:var(--unknown-ink)}.dot-unknown{fill:var(--unknown-ink)}
.look-stopped,.look-gone{fill:var(--unknown);stroke:var(--unknown-ink)}
.ink-stopped,.ink-gone{stroke:var(--unknown-ink);stroke-width:1}
.due{stroke:var(--ink);stroke-width:2}
.reach{stroke:var(--ink);stroke-width:2;stroke-dasharray:2 2}
.mark{fill:var(--paper);stroke:var(--ink);stroke-width:1.6}
.mark.delivery{fill:var(--ink);stroke:var(--paper);stroke-width:1.2}
.mark.act{fill:var(--paper)}
.swatch{vertical-align:-1px;flex:none}
.legend{margin:0 0 1.25rem;font-size:.86rem}
.legend>div{display:grid;grid-template-columns:7rem 1fr;gap:.25rem .75rem;padding:.2rem 0}
.legend dt{color:var(--soft)}
.legend dd{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0}
.state{display:inline-flex;align-items:center;gap:.4rem}
.state{white-space:nowrap}
details{margin-top:.75rem;font-size:.92rem}
summary{cursor:pointer;color:var(--soft)}
"""

_TABLES: Final = """
.scroll{overflow-x:auto}
.data{width:100%;border-collapse:collapse;font-size:.88rem;line-height:1.45}
.data th{text-align:left;font-weight:600;border-bottom:1px solid var(--ink);padding:.4rem .9rem .4rem 0;
vertical-align:bottom}
.data td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--hair);vertical-align:top;
font-variant-numeric:tabular-nums lining-nums}
.data tr.broken td:first-child{box-shadow:inset 3px 0 var(--broken);padding-left:.6rem}
.data tr.broken td{background:var(--shade)}
.data .aside{font-size:.92em}
.changes code,.entries code{display:block;font-size:.78em}
.course td,.course th{text-align:right}
.course td:first-child,.course th:first-child{text-align:left}
.changes td[data-head=Provision]{width:27%}
.changes td[data-head=Because]{width:36%}
.entries td[data-head=Says]{width:40%}
abbr{font-size:.75em;font-weight:700;border:1px solid var(--base);padding:0 .3em;margin-left:.45em;
text-decoration:none;cursor:help}
.mark-P{border-style:dashed}.mark-G{border-style:dotted;color:var(--soft)}
"""

_NARROW: Final = """
@media (max-width:44rem){
.wide{display:none}.narrow{display:block}
.figures{grid-template-columns:1fr}
header.top{padding-top:1.75rem}
.lede{font-size:1.1rem}
.notes,.legend>div{grid-template-columns:1fr;gap:0}.notes dd{margin-bottom:.6rem}
.changes thead,.entries thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;
overflow:hidden}
.changes,.changes tbody,.entries,.entries tbody{display:block}
.changes tr,.entries tr{display:block;padding:.7rem 0;border-bottom:1px solid var(--hair)}
.data.changes td,.data.entries td{display:grid;grid-template-columns:5.5rem 1fr;gap:.5rem;width:auto;
padding:.1rem 0;border:0}
.changes td::before,.entries td::before{content:attr(data-head);color:var(--soft)}
.data tr.broken{box-shadow:inset 3px 0 var(--broken);padding-left:.7rem;background:var(--shade)}
.data tr.broken td{background:none}.data tr.broken td:first-child{box-shadow:none;padding-left:0}
}
"""

_PRINT: Final = """
@page{size:A4;margin:18mm 16mm}
@media print{
:root{color-scheme:light;
--paper:#fff;--ink:#000;--soft:#444;--hair:#ccc;--base:#777;--wash:#fff;
--met:#2b6a6c;--part:#b5d3d2;--given:#1f3d63;--ready:#dbe5f1;--ready-ink:#5c7ba3;
--late:#f3d9a4;--late-ink:#9a6408;--broken:#97201d;--broken-ink:#e7aca6;--unknown:#e9e8e4;
--unknown-ink:#6f747d;--on-dark:#fff;--shade:#97201d12;
--l0:#1f3d63;--l1:#2b6a6c;--l2:#a15c0b;--l3:#6b3f86;--l4:#4d6b1f;--l5:#97416b;--l6:#565d68}
html{font-size:9.5pt}
body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,header.top{max-width:none;padding:0}header.top{padding-top:0}
.wide{display:block}.narrow{display:none}.scroll{overflow:visible}
section{margin:1.4rem 0}
header.top,section.first{break-after:avoid}
h2{break-after:avoid}tr,.figures{break-inside:avoid}thead{display:table-header-group}
details:not([open]){display:none}
}
"""

STYLE: Final = _COLOURS + _TEXT + _FIGURES + _CHARTS + _TABLES + _NARROW + _PRINT
"""Everything that the page looks like; it names no font file, image or address."""
