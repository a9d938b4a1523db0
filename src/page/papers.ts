import { dateOf, mayHold, paperAt, type Standing } from '../core/papers.ts';
import type { App } from '../core/ports/app.ts';
import type { Origin, Paper, SourceDocument, Span } from '../core/types.ts';
import { page as words } from '../wording/page/page.ts';
import { chineseDate, wording } from '../wording.ts';
import { documentLink } from './links.ts';
import { type Html, html } from './markup.ts';

/** A title, struck through where its paper does not hold any more. */
export function titleOf(title: string, standing: Standing | undefined): Html {
  const isVoid = standing !== undefined && isOver(standing);
  return html`<span${isVoid && html` class="is-void"`}>${title}</span>`;
}

/** Whether a paper holds, in words on its colour; nothing of what is not in the corpus. */
export function standingChip(standing: Standing | undefined): Html | null {
  if (standing === undefined) return null;
  const { kind, by } = standing;
  const colour = kind === 'in-force' ? 'is-good' : isOver(standing) ? 'is-bad' : 'is-warn';
  const text = kind === 'in-force' ? words.inForce : wording.answer.standingNote[kind](by?.title ?? '');
  return html`<span class="chip ${colour}">${text}</span>`;
}

/** The paper that says so, where it is another one. */
export function standingBy({ by }: Standing): Html | null {
  return by === undefined
    ? null
    : html`<a href="${documentLink(by.documentId)}" data-beside>${words.seePaper(by.title)}</a>`;
}

/** What a person looks a paper up by, on one line: place, number, office, date, where in its file. */
export function factsOf(
  paper: Pick<Paper, 'place' | 'number' | 'issuer' | 'issuedOn' | 'asOf'>,
  origin?: Origin,
): Html {
  const date = dateOf(paper);
  const { isScanned, ...where } = origin ?? {};
  const place = Object.keys(where).length === 0 ? undefined : wording.answer.origin(where);
  const facts = [paper.place, paper.number, paper.issuer, date && chineseDate(date), place];
  return html`<p class="facts">${facts
    .filter((fact) => fact !== undefined && fact !== '')
    .map((fact) => html`<span>${fact}</span>`)}${isScanned && html`<span>${words.scanned}</span>`}</p>`;
}

/** The paper that a stretch belongs to, as the serving corpus has it. */
export interface FoundPaper {
  readonly document: SourceDocument;
  readonly paper: Paper;
  readonly standing: Standing | undefined;
}

export function findPaper(
  { corpus }: Pick<App, 'corpus'>,
  documentId: string,
  span?: Span,
): FoundPaper | undefined {
  const document = corpus.document(documentId);
  if (document === undefined) return undefined;
  const paper = span === undefined ? document : paperAt(document, span);
  return { document, paper, standing: corpus.standingOf(documentId, span) };
}

/** It does not hold any more. */
export function isOver(standing: Standing): boolean {
  return !mayHold(standing) && standing.kind !== 'not-yet';
}
