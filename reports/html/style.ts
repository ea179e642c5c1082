/** The page's look: system fonts, light and dark, paper, and every width from a phone up. */
export const pageStyle = `
:root {
  --bg: #f6f7f9; --card: #ffffff; --text: #1b2129; --soft: #4d5968; --line: #d8dee6; --fill: #eef1f5;
  --link: #0a58a8; --good: #1a6b34; --good-bg: #e3f4e8; --warn: #7a4b00; --warn-bg: #fdf1d8;
  --bad: #a9201a; --bad-bg: #fde7e5; --info: #0a58a8; --info-bg: #e4effb; --bar-good: #2f9e57;
  --bar-warn: #d9981e; --bar-bad: #d6453d; --bar-held: #7b61c4; --bar-fail: #56616f; --held: #5a3fa8; --held-bg: #eeeafa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #12161b; --card: #1a2027; --text: #e4e8ed; --soft: #a7b2bf; --line: #343d48; --fill: #232b34;
    --link: #84bdf8; --good: #6fd08c; --good-bg: #16301f; --warn: #eebc5c; --warn-bg: #372a10;
    --bad: #ff9a92; --bad-bg: #3f1a18; --info: #84bdf8; --info-bg: #15293f; --bar-good: #3fae69;
    --bar-warn: #d9981e; --bar-bad: #e0574f; --bar-held: #947ce0; --bar-fail: #8a97a6; --held: #b9a6f5; --held-bg: #28213f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 5rem; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(.75rem, 3vw, 2rem) 3rem; background: var(--bg);
  color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, h4 { line-height: 1.25; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.2rem); letter-spacing: -.01em; }
h2 { font-size: 1.35rem; display: flex; flex-wrap: wrap; gap: .4rem .75rem; align-items: center; }
h3 { font-size: 1.05rem; margin: 2rem 0 .6rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h4 { font-size: 1rem; font-weight: 600; }
p { margin: .4rem 0; max-width: 75ch; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font: .86em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; unicode-bidi: plaintext; color: var(--soft); }
ul, ol { margin: 0; padding: 0; list-style: none; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; background: var(--card); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 9; }
.v { unicode-bidi: plaintext; overflow-wrap: anywhere; }
.hid { font: .8em ui-monospace, monospace; background: var(--warn-bg); color: var(--warn); border-radius: 3px; padding: 0 .15em; unicode-bidi: isolate; }
.cut, .none { color: var(--soft); font-style: italic; font-size: .9em; }
.card, .top { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: clamp(1rem, 2.5vw, 1.75rem); margin-bottom: 1.25rem; }
.top { border-top: 6px solid var(--soft); }
.top.v-pass { border-top-color: var(--bar-good); } .top.v-warn, .top.v-waived { border-top-color: var(--bar-warn); }
.top.v-fail, .top.v-error { border-top-color: var(--bar-bad); }
.kicker, .privacy, .meta, .untouched, footer { color: var(--soft); font-size: .875rem; }
.kicker { margin: 0 0 .25rem; } .privacy { margin: 1rem 0 0; } .lead { color: var(--soft); margin-top: .5rem; }
.headlines { margin: 1rem 0 0; display: grid; gap: .5rem; }
.headlines li { display: flex; gap: .7rem; align-items: baseline; overflow-wrap: anywhere; }
.top .headlines { font-size: 1.1rem; }
.tone { flex: none; width: 1.55em; height: 1.55em; line-height: 1.55em; text-align: center; border-radius: 50%; font-weight: 700; font-size: .85em; }
.t-good .tone { background: var(--good-bg); color: var(--good); } .t-warn .tone { background: var(--warn-bg); color: var(--warn); }
.t-bad .tone { background: var(--bad-bg); color: var(--bad); }
.about { display: inline-block; color: var(--soft); font-size: .875rem; margin-left: .35rem; }
.verdict, .badge, .chip, .rule { display: inline-block; border-radius: 99px; padding: .05em .65em; font-size: .8rem; font-weight: 600; line-height: 1.6; white-space: nowrap; background: var(--fill); color: var(--soft); }
.verdict.v-pass { background: var(--good-bg); color: var(--good); } .verdict.v-warn, .verdict.v-waived, .badge.set { background: var(--warn-bg); color: var(--warn); }
.verdict.v-fail, .verdict.v-error { background: var(--bad-bg); color: var(--bad); }
.rule { font-weight: 500; font-size: .75rem; border-radius: 4px; padding: 0 .45em; }
.rules { display: inline-flex; flex-wrap: wrap; gap: .25rem; vertical-align: middle; }
.chips { display: inline-flex; flex-wrap: wrap; gap: .3rem; }
.chip { font-weight: 500; } .chip > span:first-child { font-weight: 700; padding-right: .25em; }
.chip.c-create { background: var(--good-bg); color: var(--good); } .chip.c-update { background: var(--warn-bg); color: var(--warn); }
.chip.c-remove { background: var(--bad-bg); color: var(--bad); } .chip.c-held { background: var(--held-bg); color: var(--held); }
.filter { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .6rem 1rem; margin-bottom: 1.25rem; font-size: .9rem; }
.filter label { display: flex; gap: .4rem; align-items: center; color: var(--soft); }
.filter input, .filter select, .filter button { font: inherit; color: var(--text); background: var(--bg); border: 1px solid var(--soft); border-radius: 6px; padding: .3rem .55rem; min-height: 2.1rem; max-width: 15rem; }
.filter button { cursor: pointer; } ::placeholder { color: var(--soft); opacity: 1; }
.filter output { color: var(--soft); }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid var(--line); min-width: 4rem; }
thead th { color: var(--soft); font-size: .8rem; font-weight: 600; white-space: nowrap; border-bottom: 2px solid var(--line); }
tbody th { font-weight: 500; min-width: 9rem; }
td.num, .counts thead th:nth-child(n+3):nth-child(-n+7), .overview thead th:nth-child(n+3) { text-align: right; }
td.zero { color: var(--soft); }
.overview tbody th { min-width: 15rem; }
.counts td.c-create { color: var(--good); font-weight: 600; } .counts td.c-update { color: var(--warn); font-weight: 600; }
.counts td.c-remove, .counts td.c-failed { color: var(--bad); font-weight: 600; } .counts td.c-held { color: var(--held); font-weight: 600; }
.bar { display: block; margin-top: .4rem; }
.b-create { fill: var(--bar-good); } .b-update { fill: var(--bar-warn); } .b-remove { fill: var(--bar-bad); } .b-held { fill: var(--bar-held); } .b-failed { fill: var(--bar-fail); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .8rem; color: var(--soft); }
.finding { border: 1px solid var(--line); border-left: 5px solid var(--bar-fail); border-radius: 8px; padding: .8rem 1rem; margin: .7rem 0; }
.finding.s-error { border-left-color: var(--bar-bad); } .finding.s-warn { border-left-color: var(--bar-warn); } .finding.s-info { border-left-color: var(--info); }
.s-error .badge { background: var(--bad-bg); color: var(--bad); } .s-warn .badge { background: var(--warn-bg); color: var(--warn); } .s-info .badge { background: var(--info-bg); color: var(--info); }
.times { color: var(--soft); font-weight: 400; }
.remedy { margin: .5rem 0; }
.examples { margin: .5rem 0; padding-left: 1.1rem; list-style: disc; font-size: .9rem; overflow-wrap: anywhere; }
.examples .more { list-style: none; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.evidence > summary, .origin + details > summary { font-size: .9rem; font-weight: 600; padding: .2rem 0; }
.steps { counter-reset: step; display: grid; grid-template-columns: minmax(0, 1fr); gap: .6rem; }
.step { border: 1px solid var(--line); border-radius: 8px; }
.step > summary { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; padding: .65rem 1rem; list-style: none; }
.step > summary::-webkit-details-marker { display: none; }
.steps > li { counter-increment: step; }
.step > summary::before { content: counter(step); flex: none; width: 1.7em; height: 1.7em; line-height: 1.7em; text-align: center; border-radius: 50%; background: var(--fill); color: var(--soft); font-size: .85rem; font-weight: 600; }
.step > summary::after { content: "▸"; color: var(--soft); }
.step[open] > summary::after { content: "▾"; }
.step > summary h4 { flex: 1 1 14rem; }
.step > .body { padding: 0 1rem 1rem; }
.note { background: var(--warn-bg); color: var(--warn); border-radius: 6px; padding: .5rem .8rem; }
.note.bad { background: var(--bad-bg); color: var(--bad); }
.more { color: var(--soft); font-style: italic; font-size: .9rem; }
.school { border-top: 1px solid var(--line); padding: .4rem 0; }
.school > summary { font-weight: 600; padding: .25rem 0; }
.kind { margin: .2rem 0 .4rem 1rem; }
.kind > summary { padding: .15rem 0; }
.changes > li { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); padding: .4rem .6rem; border-left: 3px solid transparent; margin: .25rem 0; background: var(--bg); border-radius: 4px; content-visibility: auto; contain-intrinsic-size: auto 4.5rem; }
.changes p { margin: 0; max-width: none; }
.changes .why { color: var(--soft); font-size: .85rem; }
.sym { font: 700 1rem/1.5 ui-monospace, monospace; }
.changes > .c-create { border-left-color: var(--bar-good); } .changes > .c-update { border-left-color: var(--bar-warn); }
.changes > .c-remove { border-left-color: var(--bar-bad); } .changes > .c-held { border-left-color: var(--bar-held); }
.c-create > .sym { color: var(--good); } .c-update > .sym { color: var(--warn); } .c-remove > .sym { color: var(--bad); } .c-held > .sym { color: var(--held); }
dl { margin: .15rem 0; } dd { margin: 0; } dt { color: var(--soft); }
.changes dl { font-size: .88rem; display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
.changes dl > div { display: flex; gap: .35rem; min-width: 0; } .changes dt::after { content: ":"; }
.changes dt { flex: none; max-width: 14rem; overflow-wrap: anywhere; } .changes dd { min-width: 0; }
.changes dl.upd { display: grid; gap: .15rem; }
del, ins { text-decoration: none; white-space: pre-wrap; padding: 0 .2em; border-radius: 3px; }
del { background: var(--bad-bg); } ins { background: var(--good-bg); }
mark { background: none; color: inherit; font-weight: 600; }
del mark { color: var(--bad); text-decoration: line-through; } ins mark { color: var(--good); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }
.to { padding: 0 .4em; color: var(--soft); }
.origin { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: .5rem 2rem; font-size: .92rem; margin-bottom: .8rem; }
.origin dt { font-size: .8rem; } .origin code { color: var(--text); }
@media (max-width: 40rem) {
  .filter { position: static; } .filter label { flex: 1 1 100%; justify-content: space-between; } .filter input, .filter select { flex: 1; max-width: 13rem; min-width: 0; }
  .overview tbody th { min-width: 9rem; } .about { display: block; margin: 0; } .step > summary h4 { flex-basis: 70%; } .kind { margin-left: 0; } .chip .cw { display: none; } th, td { padding: .35rem .45rem; }
}
@media print {
  :root { --bg: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .filter, .skip { display: none !important; } .card, .top { border-color: #bbb; border-radius: 0; }
  .card { break-before: page; } .finding, tr, .changes > li, .step > summary { break-inside: avoid; } h3, h4 { break-after: avoid; }
  .changes > li { content-visibility: visible; } .scroll { overflow: visible; }
}
`;

/** What the page's security policy allows as style. A test holds it against the style. */
export const pageStyleHash = "sha256-zvBSAH7cd1stuuJehH7Gx2gwFzoKaGejEp4V6u9IFdI=";
