/** The page's look: one column of cards, light or dark as the reader's system is, from a phone's width up. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2329; --muted: #5f6b76; --line: #dfe4e9; --page: #f4f6f8; --card: #ffffff;
  --accent: #2f6fdb; --warm: #d9912b; --ok: #2e9e6b; --bad: #d14b4b; --ok-soft: #e5f5ed; --bad-soft: #fbe9e9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --muted: #98a4af; --line: #333c45; --page: #12171c;
  --card: #1b2229; --accent: #6ba0f5; --warm: #e0a94f; --ok: #4fbf8b; --bad: #e57373; --ok-soft: #17332a; --bad-soft: #3d2325; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.6;
  font: 15px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 60px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 0 0 4px; }
p.about, .note { color: var(--muted); margin: 0 0 12px; font-size: 13px; overflow-wrap: anywhere; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; margin-top: 18px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; margin-top: 18px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.tile b { display: block; font-size: 26px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile span { color: var(--muted); font-size: 13px; display: block; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 18px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--card); }
th { color: var(--muted); font-weight: 500; font-size: 13px; vertical-align: bottom; }
thead th { white-space: normal; min-width: 64px; } tbody tr:last-child td, tbody tr:last-child th { border-bottom: 0; }
td.off { background: var(--bad-soft); } td.on { background: var(--ok-soft); } tr.first td { font-weight: 600; }
.up { color: var(--ok); } .down { color: var(--bad); }
figure { margin: 0; } figure svg { display: block; width: 100%; height: auto; } .narrow { display: none; }
.filters { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin: 8px 0 14px; }
select, input[type=search] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line);
  border-radius: 8px; padding: 6px 10px; max-width: 100%; } input[type=search] { flex: 1 1 200px; }
article { border: 1px solid var(--line); border-left: 4px solid var(--ok); border-radius: 8px; padding: 10px 14px;
  margin-top: 10px; overflow-wrap: anywhere; } article.wrong { border-left-color: var(--bad); } article[hidden] { display: none; }
article h3 { font-size: 15px; margin: 2px 0; } .meta { color: var(--muted); font-size: 12.5px; display: flex; flex-wrap: wrap; gap: 2px 12px; }
.badge { border-radius: 4px; padding: 0 7px; font-weight: 600; background: var(--ok-soft); color: var(--ok); }
.wrong .badge { background: var(--bad-soft); color: var(--bad); }
.answer { white-space: pre-wrap; margin: 4px 0; } .fault { color: var(--bad); margin: 2px 0; }
summary { cursor: pointer; color: var(--muted); font-size: 13px; } blockquote { margin: 6px 0; padding-left: 10px;
  border-left: 3px solid var(--line); white-space: pre-wrap; } blockquote small { color: var(--muted); display: block; }
@media (max-width: 700px) { main { padding: 16px 12px 40px; } section { padding: 14px; border-radius: 10px; } .two { grid-template-columns: 1fr; }
  .wide { display: none; } .narrow { display: block; } .tiles { grid-template-columns: 1fr 1fr; gap: 8px; } .tile { padding: 10px 12px; }
  .tile b { font-size: 22px; } th, td { padding: 6px 7px; font-size: 13.5px; } table.totals td:first-child { white-space: normal; }
  table.totals td, table.totals th { padding: 6px 4px; font-size: 12.5px; } table.totals th { min-width: 0; white-space: nowrap; } }
`;

/** Shows the cases that fit the three filters; the page is whole without it. */
export const SCRIPT = `
const cases = [...document.querySelectorAll('article')];
const [verdict, kind, text, shown] = ['verdict', 'kind', 'text', 'shown'].map((id) => document.getElementById(id));
function filter() {
  const wanted = text.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    one.hidden = (verdict.value === 'wrong' && !one.classList.contains('wrong')) || (kind.value !== '' && one.dataset.kind !== kind.value)
      || (wanted !== '' && !one.textContent.toLowerCase().includes(wanted));
    if (!one.hidden) count++;
  }
  shown.textContent = count + ' / ' + cases.length;
}
for (const control of [verdict, kind, text]) control.addEventListener('input', filter);
filter();
`;
