import { evalWording } from '../../wording/eval.ts';
import type { Difference } from '../diff.ts';
import { ANSWER_METRICS, COUNTS, type MetricName, type Metrics } from '../metrics.ts';
import type { AblationRow, Report } from '../report.ts';
import type { Estimate } from '../statistics.ts';

const words = evalWording;

/** Chinese for a kind, an outcome or a variant; what nobody named stands as it is. */
export function called(names: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(names, code) ? (names[code] ?? code) : code;
}

/** A share as `91.3 %`, a number of faults as it is, a mean to three decimals. */
export function shown(metric: MetricName, value: number | null): string {
  if (value === null) return words.noInterval;
  if (COUNTS.has(metric)) return String(value);
  return isMean(metric) ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`;
}

export function interval(metric: MetricName, { low, high }: Estimate): string {
  return low === null || high === null ? words.noInterval : `${shown(metric, low)} – ${shown(metric, high)}`;
}

function isMean(metric: MetricName): boolean {
  return metric === 'mrr' || metric === 'ndcg5' || metric === 'refusalF1';
}

/** The metrics that a table shows, in its order. */
export function rowsOf(total: Metrics): { readonly metric: MetricName; readonly estimate: Estimate }[] {
  return ANSWER_METRICS.flatMap((metric) => {
    const estimate = total[metric];
    return estimate === undefined || estimate.of === 0 ? [] : [{ metric, estimate }];
  });
}

/** What a report measured, for a terminal: where from, totals with intervals, each kind's share. */
export function reportLines(report: Report): string[] {
  const { total, byKind, latency, cases } = report;
  const lost = cases.filter((one) => one.lost.length > 0);
  return [
    `${words.of[report.of]}：${aboutOf(report)}`,
    '',
    ...table(
      [words.measure, words.value, words.interval, words.cases],
      rowsOf(total).map(({ metric, estimate }) => [
        words.metric[metric],
        shown(metric, estimate.value),
        interval(metric, estimate),
        String(estimate.of),
      ]),
    ),
    '',
    `${words.latencyTitle}：${words.latency(...latencies(latency))}`,
    '',
    ...table(
      [words.byKind, words.cases, words.metric[mainMetric(report)], words.interval],
      Object.entries(byKind).flatMap(([kind, metrics]) => {
        const main = metrics[mainMetric(report)];
        if (main === undefined) return [];
        return [
          [called(words.kind, kind), String(main.of), shown('right', main.value), interval('right', main)],
        ];
      }),
    ),
    ...(lost.length === 0 ? [] : ['', words.lostQuotes, ...lost.map(({ id }) => `  ${id}`)]),
  ];
}

/** What stands for a report in one number: answers right, or a relevant passage among the first five. */
export function mainMetric({ of }: Pick<Report, 'of'>): MetricName {
  return of === 'answers' ? 'right' : 'hit5';
}

export function aboutOf({ cases, corpora, embeddingModel, chatModel }: Report): string {
  const documents = corpora.map(({ corpusVersion, passages }) => words.corpus(corpusVersion, passages));
  return words.about(cases.length, documents.join('、'), embeddingModel, chatModel);
}

export function latencies({ p50, p95, p99 }: Report['latency']): [string, string, string] {
  return [p50.toFixed(1), p95.toFixed(1), p99.toFixed(1)];
}

/** Metrics that an ablation is read by, those of the answers where there are any. */
export function ablationMetrics({ total }: Pick<AblationRow, 'total'>): MetricName[] {
  const wanted: MetricName[] = ['right', 'hit1', 'hit5', 'mrr', 'relevant', 'refusalF1', 'wrongPlace'];
  return wanted.filter((metric) => total[metric] !== undefined);
}

/** One row a variant, with how many cases turned against the whole product. */
export function ablationLines(rows: readonly AblationRow[]): string[] {
  const [full] = rows;
  if (full === undefined) return [];
  const metrics = ablationMetrics(full);
  return table(
    [words.variantTitle, ...metrics.map((metric) => words.metric[metric]), words.lost, words.won],
    rows.map(({ name, total, lost, won }) => [
      called(words.variant, name),
      ...metrics.map((metric) => shown(metric, total[metric]?.value ?? null)),
      String(lost.length),
      String(won.length),
    ]),
  );
}

/** The metrics that changed, then the cases that turned. */
export function differenceLines({ turned, metrics, onlyBefore, onlyAfter }: Difference): string[] {
  return [
    ...metrics.map(
      ({ metric, before, after, isClear }) =>
        `${words.metric[metric]}：${shown(metric, before)} → ${shown(metric, after)}${isClear ? `（${words.clear}）` : ''}`,
    ),
    ...(metrics.length === 0 ? [] : ['']),
    ...turned.map(
      ({ id, kind, question, turn, before, after }) =>
        `${words.turn[turn]} ${id}（${called(words.kind, kind)}）${question}：${called(words.outcome, before)} → ${called(words.outcome, after)}`,
    ),
    ...(turned.length === 0 ? [words.unchanged] : []),
    ...(onlyBefore.length + onlyAfter.length === 0 ? [] : [words.only(onlyBefore.length, onlyAfter.length)]),
  ];
}

/** Columns of one width; the first to the left, figures to the right. A Han character takes two places. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => widthOf(row[at] ?? ''))));
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - widthOf(cell));
        return at === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1),
    0,
  );
}
