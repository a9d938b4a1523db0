import { mayHold, type Standing } from '../../core/papers.ts';
import type { Span } from '../../core/types.ts';
import { holdings } from '../../wording/holdings.ts';
import { wording } from '../../wording.ts';
import { type Html, html } from '../markup.ts';

/** Where a document opens, at a stretch of it. */
export function documentLink(id: string, span?: Span): string {
  const path = `/d/${encodeURIComponent(id)}`;
  if (span === undefined) return path;
  const name = `${span.start}-${span.end}`;
  return `${path}?q=${name}#${name}`;
}

/** Whether a paper holds, in words on its colour. */
export function standingChip(standing: Standing): Html {
  const { kind, by } = standing;
  if (kind === 'in-force') return html`<span class="chip is-good">${holdings.documents.inForce}</span>`;
  const text =
    kind === 'disputed' ? holdings.documents.inDispute : wording.answer.standingNote[kind](by?.title ?? '');
  return html`<span class="chip ${isOver(standing) ? 'is-bad' : 'is-warn'}">${text}</span>`;
}

/** It does not hold any more. */
export function isOver(standing: Standing): boolean {
  return !mayHold(standing) && standing.kind !== 'not-yet';
}
