import { evalWording } from '../../wording/eval.ts';
import { OUTCOMES } from '../cases.ts';
import { expectedOutcomes } from '../judge.ts';
import { LOWER_IS_BETTER, type MetricName, outcomeTable } from '../metrics.ts';
import type { AblationRow, AnswerReport, Report } from '../report.ts';
import { DEPTH } from '../run.ts';
import { caseCards, isRight } from './case-cards.ts';
import { type BinSeries, type Bins, binChart, shareChart } from './charts.ts';
import { html, type Markup, trusted } from './markup.ts';
import { SCRIPT, STYLE } from './style.ts';
import { ablationMetrics, aboutOf, called, interval, latencies, mainMetric, rowsOf, shown } from './text.ts';

const words = evalWording;

/** A report as one HTML file that needs nothing else: no network, no other file. What people wrote is escaped. */
export function reportPage(report: Report): string {
  const title = `${words.title} · ${words.of[report.of]}`;
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="about">${report.files.join('、')} · ${aboutOf(report)} · ${report.at.slice(0, 16).replace('T', ' ')} UTC</p>
${tiles(report)}
${totals(report)}
${kinds(report)}
${report.of === 'answers' ? outcomes(report) : null}
${ranks(report)}
${times(report)}
${report.ablation === undefined ? null : ablation(report.ablation)}
${cases(report)}
</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

const TILES: Readonly<Record<Report['of'], readonly MetricName[]>> = {
  answers: ['right', 'refusalF1', 'figureRefused', 'hit5', 'relevant', 'exact', 'wrongPlace', 'wrongFigure'],
  retrieval: ['hit1', 'hit5', 'mrr', 'ndcg5'],
};

function tiles({ of, total }: Report): Markup {
  const tile = (metric: MetricName) => {
    const estimate = total[metric];
    if (estimate === undefined || estimate.value === null) return null;
    const bounds = estimate.low === null ? null : html`<span>${interval(metric, estimate)}</span>`;
    return html`<div class="tile"><span>${words.metric[metric]}</span><b>${shown(metric, estimate.value)}</b>${bounds}</div>`;
  };
  return html`<div class="tiles">${TILES[of].map(tile)}</div>`;
}

function totals({ total }: Report): Markup {
  const rows = rowsOf(total).map(
    ({ metric, estimate }) =>
      html`<tr><td>${words.metric[metric]}</td><td>${shown(metric, estimate.value)}</td><td>${interval(metric, estimate)}</td><td>${estimate.of}</td></tr>`,
  );
  return html`<section><h2>${words.total}</h2><div class="scroll"><table class="totals">
<thead><tr><th>${words.measure}</th><th>${words.value}</th><th>${words.interval}</th><th>${words.cases}</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function kinds(report: Report): Markup {
  const bars = Object.entries(report.byKind).flatMap(([kind, metrics]) => {
    const main = metrics[mainMetric(report)];
    if (main === undefined || main.value === null) return [];
    return [
      {
        label: `${called(words.kind, kind)}（${main.of}）`,
        value: main.value,
        low: main.low,
        high: main.high,
      },
    ];
  });
  const title = `${words.byKind}：${words.metric[mainMetric(report)]}`;
  return html`<section><h2>${title}</h2><p class="note">${words.byKindNote}</p>${shareChart(bars, title)}</section>`;
}

function outcomes({ cases: all }: AnswerReport): Markup {
  const table = outcomeTable(all);
  const came = OUTCOMES.filter((outcome) => outcome !== 'silent');
  const rows = OUTCOMES.filter((expect) => came.some((outcome) => table[expect][outcome] > 0)).map(
    (expect) => {
      const expected = expectedOutcomes({ expect, also: [] });
      const cell = (outcome: (typeof OUTCOMES)[number]) => {
        const count = table[expect][outcome];
        const look = expected.has(outcome) ? 'on' : count > 0 ? 'off' : '';
        return html`<td class="${look}">${count}</td>`;
      };
      return html`<tr><td>${words.outcome[expect]}</td>${came.map(cell)}</tr>`;
    },
  );
  const head = came.map((outcome) => html`<th>${words.outcome[outcome]}</th>`);
  return html`<section><h2>${words.outcomes}</h2><div class="scroll"><table>
<thead><tr><th>${words.expected} ↓　${words.came} →</th>${head}</tr></thead><tbody>${rows}</tbody></table></div></section>
<section><h2>${words.confidence}</h2><p class="note">${words.confidenceNote}</p>${binChart(confidenceBins(all), words.confidence)}</section>`;
}

const BINS = 20;

function confidenceBins(all: AnswerReport['cases']): Bins {
  const counts = (due: boolean) => {
    const bins = Array<number>(BINS).fill(0);
    for (const one of all) {
      const expected = expectedOutcomes(one);
      if (one.confidence === null || expected.has('refuse') !== due || (due && expected.has('answer')))
        continue;
      const bin = Math.min(BINS - 1, Math.floor(one.confidence * BINS));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const total = bins.reduce((sum, count) => sum + count, 0);
    return bins.map((count) => (total === 0 ? 0 : Number(((100 * count) / total).toFixed(1))));
  };
  const series: BinSeries[] = [
    { name: words.answerable, colour: 'accent', counts: counts(false) },
    { name: words.refusable, colour: 'warm', counts: counts(true) },
  ];
  const labels = Array.from({ length: BINS }, (_, at) => (at / BINS).toFixed(2));
  return { labels, series, axis: words.confidenceAxis };
}

function ranks({ cases: all }: Report): Markup | null {
  const rankings = all.flatMap(({ ranking }) => ranking ?? []);
  if (rankings.length === 0) return null;
  const places = Array.from({ length: DEPTH }, (_, at) => at + 1);
  const counts = [...places, null].map((rank) => rankings.filter(({ first }) => first === rank).length);
  const bins: Bins = {
    labels: [...places.map(String), words.notFound],
    series: [{ name: words.ranks, colour: 'accent', counts }],
    axis: words.rankAxis,
  };
  return html`<section><h2>${words.ranks}</h2>${binChart(bins, words.ranks)}</section>`;
}

const TIME_BINS = 24;

/** Up to the 99th percentile; what took longer is in the last bin. */
function times({ cases: all, latency }: Report): Markup {
  const width = Math.max(latency.p99, 0.1) / (TIME_BINS - 1);
  const counts = Array<number>(TIME_BINS).fill(0);
  const binOf = (ms: number) => Math.min(TIME_BINS - 1, Math.floor(ms / width));
  for (const { ms } of all) counts[binOf(ms)] = (counts[binOf(ms)] ?? 0) + 1;
  const digits = width < 1 ? 1 : 0;
  const bins: Bins = {
    labels: counts.map((_, at) => (at === TIME_BINS - 1 ? '≥' : '') + (at * width).toFixed(digits)),
    series: [{ name: words.latencyTitle, colour: 'accent', counts }],
    axis: words.latencyAxis,
    marks: (['p50', 'p95'] as const).map((at) => ({ bin: binOf(latency[at]), label: at })),
  };
  return html`<section><h2>${words.latencyTitle}</h2><p class="note">${words.latency(...latencies(latency))}</p>
${binChart(bins, words.latencyTitle)}</section>`;
}

function ablation(rows: readonly AblationRow[]): Markup | null {
  const [full] = rows;
  if (full === undefined) return null;
  const metrics = ablationMetrics(full);
  const head = metrics.map((metric) => html`<th>${words.metric[metric]}</th>`);
  const body = rows.map((row, at) => {
    const cells = metrics.map((metric) => {
      const [value, whole] = [row.total[metric]?.value ?? null, full.total[metric]?.value ?? null];
      return html`<td class="${lookOf(metric, value, whole)}">${shown(metric, value)}</td>`;
    });
    return html`<tr class="${at === 0 ? 'first' : ''}"><td>${called(words.variant, row.name)}</td>${cells}<td>${row.lost.length}</td><td>${row.won.length}</td></tr>`;
  });
  return html`<section><h2>${words.ablation}</h2><p class="note">${words.ablationNote}</p><div class="scroll"><table>
<thead><tr><th>${words.variantTitle}</th>${head}<th>${words.lost}</th><th>${words.won}</th></tr></thead><tbody>${body}</tbody></table></div></section>`;
}

/** Worse than the whole product in red, better in green. */
function lookOf(metric: MetricName, value: number | null, whole: number | null): string {
  if (value === null || whole === null || Math.abs(value - whole) < 0.0005) return '';
  return value > whole !== LOWER_IS_BETTER.has(metric) ? 'up' : 'down';
}

function cases(report: Report): Markup {
  const names = Object.keys(report.byKind).map(
    (kind) => html`<option value="${kind}">${called(words.kind, kind)}</option>`,
  );
  const wrong = report.cases.filter((one) => !isRight(one)).length;
  return html`<section><h2>${words.caseList}</h2>
<div class="filters"><select id="verdict" aria-label="${words.caseList}"><option value="">${words.all}</option>
<option value="wrong">${words.wrongOnly}（${wrong}）</option></select>
<select id="kind" aria-label="${words.everyKind}"><option value="">${words.everyKind}</option>${names}</select>
<input type="search" id="text" placeholder="${words.find}" aria-label="${words.find}"><span class="meta"><span id="shown">${report.cases.length}</span></span></div>
${caseCards(report)}</section>`;
}
