import type { AnswerTable, TableCell } from '../../core/shown/table.ts';
import type { Citation } from '../../core/types.ts';
import { page as words } from '../../wording/page/page.ts';
import { cardName, documentLink, spanName } from '../links.ts';
import { type Html, html, type Part } from '../markup.ts';

/** What in the text of an answer leads somewhere. */
export interface Links {
  readonly citations: readonly Citation[];
  /** The answer that the citations are of; absent in a draft, where none is a link. */
  readonly key?: string;
  /** The id of the document of a title, for titles that nothing of is quoted. */
  readonly documentOf?: (title: string) => string | undefined;
  /** Whether the serving corpus has a document; all are there when absent. */
  readonly isThere?: (documentId: string) => boolean;
}

/** The text of an answer, a line a paragraph, its markers and the titles of documents as links. */
export function said(text: string, links: Links): Html {
  const { citations, documentOf = () => undefined } = links;
  const byMarker = byMarkerOf(citations);
  const line = (written: string): readonly Part[] =>
    written.split(/(\[\d{1,3}\]|《[^《》]+》)/u).map((piece) => {
      const [, number, title = ''] = /^(?:\[(\d+)\]|《(.+)》)$/u.exec(piece) ?? [];
      const citation = byMarker.get(Number(number));
      if (citation !== undefined) return marker(citation, links);
      const document = title === '' ? undefined : documentOf(title);
      return document === undefined
        ? piece
        : html`<a href="${documentLink(document)}" data-beside>${piece}</a>`;
    });
  return html`<div class="said">${text
    .split('\n')
    .filter((written) => written.trim() !== '')
    .map((written) => html`<p>${line(written)}</p>`)}</div>`;
}

/** The figures of an answer beside each other, the markers of its cells as links; nothing where it has no table. */
export function compared(table: AnswerTable | undefined, links: Links): Html | undefined {
  if (table === undefined) return undefined;
  const { caption, columns, rows } = table;
  const byMarker = byMarkerOf(links.citations);
  const cell = ({ text, marker: number }: TableCell) => {
    const citation = number === undefined ? undefined : byMarker.get(number);
    return citation === undefined
      ? html`<td>${text}</td>`
      : html`<td class="number">${text}${marker(citation, links)}</td>`;
  };
  return html`<div class="table-frame compared" role="region" tabindex="0" aria-label="${words.compared}"><table class="table">
${caption !== undefined && html`<caption>${caption}</caption>`}
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(({ name, cells }) => html`<tr><th scope="row">${name}</th>${cells.map(cell)}</tr>`)}</tbody>
</table></div>`;
}

function byMarkerOf(citations: readonly Citation[]): ReadonlyMap<number, Citation> {
  return new Map(citations.map((citation) => [citation.marker, citation]));
}

function marker(
  { marker: number, documentId, span, title }: Citation,
  { key, isThere = () => true }: Links,
): Html {
  // It never begins a line: a word joiner stands before it.
  if (key === undefined) return html`&#8288;<sup class="marker">[${number}]</sup>`;
  // Of a document that is gone the card has the quote.
  if (!isThere(documentId))
    return html`&#8288;<sup class="marker"><a href="#${cardName(key, number)}" aria-label="${words.sourceOf(number, title)}">[${number}]</a></sup>`;
  const link = documentLink(documentId, span, { key, marker: number });
  return html`&#8288;<sup class="marker"><a href="${link}" data-beside data-span="${spanName(span)}" aria-label="${words.sourceOf(number, title)}">[${number}]</a></sup>`;
}
