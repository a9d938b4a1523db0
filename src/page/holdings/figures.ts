import type { ShownFigure } from '../../core/shown/figures.ts';
import type { Indicator } from '../../core/shown/indicators.ts';
import { holdings } from '../../wording/page/holdings.ts';
import { documentLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import {
  address,
  clearLink,
  columnHead,
  emptyState,
  hiddenSort,
  ordered,
  pageOf,
  pager,
  placeField,
  type Query,
  readOrder,
} from './listing.ts';

const words = holdings.figures;
const PATH = '/figures';
export const indicatorLink = (key: string): string => address('/figures/one', { key });

/** Figures by what they count, or those of one county; found by label, ordered, a hundred on a page. */
export function figuresView(indicators: readonly Indicator[], query: Query): Html {
  const figures = indicators.reduce((sum, one) => sum + one.figures.length, 0);
  const places = [...new Set(indicators.flatMap((one) => one.places))].toSorted(
    new Intl.Collator('zh-CN').compare,
  );
  const asked = (query.q ?? '').replaceAll(/\s/gu, '');
  const found = indicators.filter(({ label, of }) => words.of(label, of).includes(asked));
  return html`<div class="view-head"><h1>${words.title}</h1><p>${words.about(indicators.length, figures)}</p></div>
${
  indicators.length === 0
    ? emptyState(words.none, words.noneNext)
    : html`<form class="find" action="${PATH}" role="search">
<label class="find-text"><span class="small soft">${words.find}</span> <input class="field" type="search" name="q" value="${query.q ?? ''}" maxlength="100"></label>
${placeField(places, query.place)}${hiddenSort(query)}
<button class="button is-main">${holdings.list.find}</button>
</form>
${query.place === undefined ? byIndicator(found, query) : ofPlace(found, query.place, query)}`
}`;
}

const COLUMNS = ['places', 'figures', 'label', 'unit'] as const;

function byIndicator(found: readonly Indicator[], query: Query): Html {
  const order = readOrder(query.sort, COLUMNS, { by: 'places', isDescending: true });
  const keyOf = (one: Indicator, column: (typeof COLUMNS)[number]) =>
    column === 'label' || column === 'unit' ? one[column] : one[column].length;
  const shown = pageOf(ordered(found, order, keyOf), query);
  if (shown.total === 0) return emptyState(words.noMatch, words.noMatchNext, clearLink(PATH));
  const head = { path: PATH, query, order };
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.title}"><table class="table is-cards">
<thead><tr>${columnHead(head, 'label', words.columns.label)}${columnHead(head, 'unit', words.columns.unit)}${columnHead(head, 'places', words.columns.places, { first: '-', isNumber: true })}${columnHead(head, 'figures', words.columns.figures, { first: '-', isNumber: true })}<th scope="col">${words.columns.years}</th></tr></thead>
<tbody>${shown.items.map(
    (
      one,
    ) => html`<tr><th scope="row"><a href="${indicatorLink(one.key)}">${words.of(one.label, one.of)}</a></th>
<td data-label="${words.columns.unit}">${words.unit(one.unit, one.per)}</td>
<td class="number" data-label="${words.columns.places}">${words.places(one.places.length)}</td>
<td class="number" data-label="${words.columns.figures}">${words.figures(one.figures.length)}</td>
<td data-label="${words.columns.years}">${years(one)}</td></tr>`,
  )}</tbody></table></div>${pager(PATH, query, shown)}`;
}

function years({ figures }: Indicator): string {
  const told = [...new Set(figures.flatMap(({ year }) => year ?? []))].toSorted();
  return told.length === 0 ? words.noYear : told.map(words.year).join('、');
}

const PLACE_COLUMNS = ['label', 'value', 'year'] as const;

function ofPlace(found: readonly Indicator[], place: string, query: Query): Html {
  const order = readOrder(query.sort, PLACE_COLUMNS, { by: 'label', isDescending: false });
  const all = found.flatMap((one) =>
    one.figures.filter((figure) => figure.place === place).map((figure) => ({ figure, one })),
  );
  const keyOf = ({ figure }: (typeof all)[number], column: (typeof PLACE_COLUMNS)[number]) =>
    column === 'label' ? words.of(figure.label, figure.of) : figure[column];
  const byColumn = ordered(all, order, keyOf);
  // Amounts of two units are not compared: by value within each unit.
  const sorted =
    order.by === 'value'
      ? ordered(byColumn, { by: 'unit', isDescending: false }, ({ figure }) => figure.unit)
      : byColumn;
  const shown = pageOf(sorted, query);
  if (shown.total === 0) return emptyState(words.noMatch, words.noMatchNext, clearLink(PATH));
  const head = { path: PATH, query, order };
  return html`<h2 class="table-title">${words.ofPlace(place)}</h2>
<div class="table-frame" tabindex="0" role="region" aria-label="${words.ofPlace(place)}"><table class="table is-cards">
<thead><tr>${columnHead(head, 'label', words.columns.label)}${columnHead(head, 'value', words.columns.value, { first: '-', isNumber: true })}${columnHead(head, 'year', words.columns.years, { first: '-' })}<th scope="col">${words.columns.source}</th></tr></thead>
<tbody>${shown.items.map(
    ({
      figure,
      one,
    }) => html`<tr><th scope="row"><a href="${indicatorLink(one.key)}">${words.of(one.label, one.of)}</a></th>
<td class="number" data-label="${words.columns.value}">${figureLink(figure)}</td>
<td data-label="${words.columns.years}">${when(figure)}</td>
<td data-label="${words.columns.source}" class="quote-cell">${quoteOf(figure)}</td></tr>`,
  )}</tbody></table></div>${pager(PATH, query, shown)}`;
}

/** The figure as it is written, opening its quote. */
export function figureLink({ said, documentId, span }: ShownFigure): Html {
  return html`<a href="${documentLink(documentId, span)}" title="${words.open}">${said}</a>`;
}

/** Its year, and that it is a plan or what a change started from. */
export function when({ year, isPlan, isFrom }: ShownFigure): Html {
  return html`${year === undefined ? html`<span class="soft">${words.noYear}</span>` : words.year(year)}${isPlan && html` <span class="chip is-warn">${words.planned}</span>`}${isFrom && html` <span class="chip">${words.started}</span>`}`;
}

const LONGEST_QUOTE = 90;
/** Characters of a long sentence that stand before its figure. */
const BEFORE = 60;

/** The sentence around its figure, where it is long; it is whole where it opens. */
export function quoteOf({ quote, at }: ShownFigure): string {
  if (quote.length <= LONGEST_QUOTE) return oneLine(quote);
  const start = Math.min(Math.max(0, at.start - BEFORE), quote.length - LONGEST_QUOTE);
  const end = Math.max(start + LONGEST_QUOTE, at.end);
  const cut = (isCut: boolean) => (isCut ? '……' : '');
  return `${cut(start > 0)}${oneLine(quote.slice(start, end))}${cut(end < quote.length)}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
