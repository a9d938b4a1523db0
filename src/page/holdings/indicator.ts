import type { ShownFigure } from '../../core/shown/figures.ts';
import { type Comparison, comparisonsOf, type Indicator } from '../../core/shown/indicators.ts';
import { holdings } from '../../wording/page/holdings.ts';
import { type Html, html } from '../markup.ts';
import { bars } from './bars.ts';
import { figureLink, quoteOf } from './figures.ts';
import { address, columnHead, ordered, type Query, readOrder } from './listing.ts';

const words = holdings.figures;
const PATH = '/figures/one';
const COLUMNS = ['value', 'place'] as const;

/** One indicator across counties: a table and a chart of what is of the same year and standing, nothing else blended in. */
export function indicatorView(indicator: Indicator, places: readonly string[], query: Query): Html {
  const { label, of, unit, per } = indicator;
  const comparisons = comparisonsOf(indicator, places);
  const chosen = comparisons.find(({ key }) => key === query.of) ?? comparisons[0];
  if (chosen === undefined) return html``;
  const name = words.of(label, of);
  const what = `${name}，${nameOf(chosen)}`;
  const links = comparisons.map(
    (one) =>
      html`<li><a class="button is-small" href="${address(PATH, { ...query, of: one.key, sort: query.sort })}"${one === chosen && html` aria-current="true"`}>${nameOf(one)} <span class="soft">${words.places(told(one))}</span></a></li>`,
  );
  return html`<div class="view-head"><h1>${name}</h1>
<p>${words.columns.unit}：${words.unit(unit, per)}</p><p><a href="/figures">${words.back}</a></p></div>
<nav aria-label="${words.choose}"><ul class="row choices-of-years">${links}</ul></nav>
<h2 class="table-title">${nameOf(chosen)} <span class="soft small">${words.countries(told(chosen), chosen.rows.length)}</span></h2>
${notes(chosen)}
${chartOf(chosen, what)}
${tableOf(chosen, what, query)}
${elsewhere(chosen)}`;
}

function nameOf({ year, isPlan, isFrom }: Comparison): string {
  if (year === undefined && isFrom) return words.before;
  const time = year === undefined ? words.noYear : words.year(year);
  return `${time} · ${isPlan ? words.planned : words.done}`;
}

function told({ rows }: Comparison): number {
  return rows.filter(({ figures }) => figures.length > 0).length;
}

function notes(comparison: Comparison): Html {
  const all = [
    ...(comparison.year === undefined ? [words.undated] : []),
    ...(comparison.rows.some(({ figures }) => figures.length > 1) ? [words.several] : []),
    ...(told(comparison) === 1 && comparison.rows.length > 1 ? [words.single] : []),
  ];
  return html`${all.map((note) => html`<p class="note">${note}</p>`)}`;
}

/** The greatest first; what is not told last. */
function chartOf({ rows }: Comparison, what: string): Html | null {
  const all = rows
    .flatMap(({ place, figures }) =>
      figures.map((figure) => ({ label: place, value: figure.value, said: figure.said })),
    )
    .toSorted((a, b) => b.value - a.value);
  const missing = rows.filter(({ figures }) => figures.length === 0).map(({ place }) => place);
  return all.length < 2
    ? null
    : bars(
        words.chart(what),
        all,
        missing.map((label) => ({ label, note: words.missing })),
      );
}

function tableOf({ rows }: Comparison, what: string, query: Query): Html {
  const order = readOrder(query.sort, COLUMNS, { by: 'value', isDescending: true });
  const sorted = ordered(rows, order, ({ place, figures }, column) =>
    column === 'place' ? place : figures[0]?.value,
  );
  const head = { path: PATH, query, order };
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.table(what)}"><table class="table is-cards">
<thead><tr>${columnHead(head, 'place', words.columns.places)}${columnHead(head, 'value', words.columns.value, { first: '-', isNumber: true })}<th scope="col">${words.columns.source}</th></tr></thead>
<tbody>${sorted.map(({ place, figures }) => {
    const [first] = figures;
    if (first === undefined)
      return html`<tr><th scope="row">${place}</th><td class="number soft" data-label="${words.columns.value}">${words.missing}</td><td class="is-empty"></td></tr>`;
    return figures.map(
      (figure) =>
        html`<tr><th scope="row">${place}</th><td class="number" data-label="${words.columns.value}">${figureLink(figure)}</td><td class="quote-cell" data-label="${words.columns.source}">${quoteOf(figure)}</td></tr>`,
    );
  })}</tbody></table></div>`;
}

function elsewhere({ unplaced }: Comparison): Html | null {
  if (unplaced.length === 0) return null;
  const one = (figure: ShownFigure) =>
    html`<li>${figureLink(figure)}${figure.place !== undefined && html` <span class="soft">${figure.place}</span>`}<span class="facts"><span>${quoteOf(figure)}</span></span></li>`;
  return html`<section class="card"><h2>${words.elsewhere}</h2><ul class="lines">${unplaced.map(one)}</ul></section>`;
}
