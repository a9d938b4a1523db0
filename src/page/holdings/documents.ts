import type { CorpusView } from '../../core/ports/corpus-view.ts';
import type { ReadingNotes, ShownDocument } from '../../core/shown/documents.ts';
import type { BlockKind } from '../../core/types.ts';
import { holdings } from '../../wording/page/holdings.ts';
import { chineseDate } from '../../wording.ts';
import { documentLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { isOver, standingChip } from '../papers.ts';
import {
  clearLink,
  columnHead,
  emptyState,
  hiddenSort,
  type Order,
  ordered,
  pageOf,
  pager,
  placeField,
  type Query,
  readOrder,
} from './listing.ts';

const words = holdings.documents;
const PATH = '/documents';
const COLUMNS = [
  'title',
  'number',
  'issuer',
  'issued',
  'standing',
  'places',
  'sentences',
  'damaged',
] as const;
type Column = (typeof COLUMNS)[number];

/** The documents of the serving corpus: found by title, number, place and standing, ordered, a hundred on a page. */
export async function documentsView(corpus: CorpusView, query: Query): Promise<Html> {
  const all = corpus.documents();
  const places = [...new Set(all.flatMap((document) => document.places))].toSorted(
    new Intl.Collator('zh-CN').compare,
  );
  const order = readOrder(query.sort, COLUMNS, { by: 'title', isDescending: false });
  const shown = pageOf(ordered(all.filter(matching(query)), order, keyOf), query);
  const notes = await Promise.all(shown.items.map(({ id }) => corpus.notesOf(id)));
  return html`<div class="view-head"><h1>${words.title}</h1>
<p>${words.about(all.length, places.length, all.filter(({ standing }) => isOver(standing)).length)}</p>
<p><a href="/documents/changes">${words.changes}</a></p></div>
${
  all.length === 0
    ? emptyState(words.none, words.noneNext)
    : html`${form(query, places)}
${shown.total === 0 ? emptyState(words.noMatch, words.noMatchNext, clearLink(PATH)) : table(shown.items, notes, query, order)}
${pager(PATH, query, shown)}`
}`;
}

function matching({ q, place, standing }: Query): (document: ShownDocument) => boolean {
  const asked = fold(q ?? '');
  return (document) =>
    fold(`${document.title}\n${document.number ?? ''}\n${document.path}`).includes(asked) &&
    (place === undefined || document.places.includes(place)) &&
    (standing !== 'over' || isOver(document.standing)) &&
    (standing !== 'holding' || !isOver(document.standing));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
}

/** Of standings, what holds comes first. */
const STANDINGS = [
  'in-force',
  'amended',
  'disputed',
  'not-yet',
  'superseded',
  'expired',
  'repealed',
  'dropped',
];

function keyOf(document: ShownDocument, column: Column): string | number | undefined {
  switch (column) {
    case 'issued':
      return document.issuedOn ?? document.asOf;
    case 'standing':
      return STANDINGS.indexOf(document.standing.kind);
    case 'places':
      return document.places[0];
    default:
      return document[column];
  }
}

function form(query: Query, places: readonly string[]): Html {
  const standings = [
    ['', words.anyStanding],
    ['holding', words.holding],
    ['over', words.over],
  ] as const;
  return html`<form class="find" action="${PATH}" role="search">
<label class="find-text"><span class="small soft">${words.findTitle}</span> <input class="field" type="search" name="q" value="${query.q ?? ''}" maxlength="100"></label>
${placeField(places, query.place)}
<label><span class="small soft">${words.standing}</span> <select class="field" name="standing">${standings.map(
    ([value, label]) =>
      html`<option value="${value}"${value === (query.standing ?? '') && html` selected`}>${label}</option>`,
  )}</select></label>
${hiddenSort(query)}
<button class="button is-main">${holdings.list.find}</button>
</form>`;
}

function table(
  documents: readonly ShownDocument[],
  notes: readonly (ReadingNotes | null)[],
  query: Query,
  order: Order<Column>,
): Html {
  const { columns } = words;
  const head = (column: Column, first: '' | '-' = '') =>
    columnHead({ path: PATH, query, order }, column, columns[column], { first });
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.title}">
<table class="table is-cards"><thead><tr>${head('title')}${head('number')}${head('issuer')}${head('issued', '-')}${head('standing')}${head('places')}${head('sentences', '-')}${head('damaged', '-')}</tr></thead>
<tbody>${documents.map((document, at) => row(document, notes[at] ?? null))}</tbody></table></div>`;
}

function row(document: ShownDocument, notes: ReadingNotes | null): Html {
  const { columns } = words;
  const { number, issuer, issuedOn, asOf, validUntil, standing, places, damaged } = document;
  const date = issuedOn === undefined ? asOf && words.asOf(chineseDate(asOf)) : chineseDate(issuedOn);
  const cell = (column: Column, content: Html | string | undefined) =>
    html`<td data-label="${columns[column]}"${(content ?? '') === '' && html` class="is-empty"`}>${content ?? holdings.list.unknown}</td>`;
  return html`<tr>
<th scope="row"><a href="${documentLink(document.id)}"${isOver(standing) && html` class="is-void"`}>${document.title}</a>
<span class="facts"><span>${document.path}</span>${document.isScanned && html`<span>${words.scanned}</span>`}${document.papers > 0 && html`<span>${words.papers(document.papers)}</span>`}</span>${noted(notes)}</th>
${cell('number', number)}${cell('issuer', issuer)}${cell('issued', date)}
${cell('standing', html`${standingChip(standing)}${standing.by !== undefined && html` <a class="small" href="${documentLink(standing.by.documentId)}">${words.by(standing.by.title)}</a>`}${validUntil !== undefined && html` <span class="small soft">${words.validUntil(chineseDate(validUntil))}</span>`}`)}
${cell('places', places.join('、') || undefined)}
${cell('sentences', html`${words.sentences(document.sentences)}<span class="facts">${kinds(document)}</span>`)}
${cell('damaged', damaged === 0 ? html`<span class="soft">${words.whole}</span>` : html`<span class="chip is-warn">${words.damaged(damaged)}</span>`)}
</tr>`;
}

function kinds({ sentencesByKind }: ShownDocument): Html[] {
  return Object.entries(sentencesByKind)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => html`<span>${words.kindCount(kind as BlockKind, count)}</span>`);
}

/** Lines of a document that are told; a masthead on every page of a book makes thousands. */
const MOST_NOTES = 20;

function noted(notes: ReadingNotes | null): Html | null {
  if (notes === null) return null;
  const told = (summary: string, lines: readonly string[], look: 'is-warn' | 'soft') =>
    lines.length > 0 &&
    html`<details class="small ${look}"><summary>${summary}</summary><ul class="notes">${lines.slice(0, MOST_NOTES).map((line) => html`<li>${line}</li>`)}</ul></details>`;
  return html`${told(words.notes(notes.warnings.length), notes.warnings, 'is-warn')}${told(words.setAside(notes.setAside.length), notes.setAside, 'soft')}`;
}
