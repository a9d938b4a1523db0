import type { SourceDocument, Span } from '../core/types.ts';
import type { Relevant } from './cases.ts';

/** What is relevant, found in the corpus. */
export interface Target {
  readonly documentId: string;
  /** Every place where the quote stands; null when any part of the document is relevant. */
  readonly spans: readonly Span[] | null;
}

/** A stretch of a document. */
export interface Located {
  readonly documentId: string;
  readonly span: Span;
}

export interface Found {
  readonly targets: readonly Target[];
  /** What the corpus has not: a document, or a quote in it. */
  readonly lost: readonly Relevant[];
}

/**
 * A text as texts are compared: normalised (NFKC), without white space, in lower case, with one kind of slash. Reports
 * break sentences over lines, and write full-width.
 */
export function plain(text: string): string {
  return [...text].map(plainCharacter).join('');
}

function plainCharacter(character: string): string {
  return character.normalize('NFKC').replaceAll(/\s/gu, '').replaceAll('∕', '/').toLowerCase();
}

/** Finds quotes in documents; each document is prepared once. */
export interface Locator {
  locate(relevant: readonly Relevant[]): Found;
}

export function createLocator(documents: readonly SourceDocument[]): Locator {
  const byName = new Map([
    ...documents.map((document) => [document.id, document] as const),
    ...documents.map((document) => [document.path, document] as const),
  ]);
  const prepared = new Map<string, PlainText>();
  const plainOf = ({ id, text }: SourceDocument): PlainText => {
    const known = prepared.get(id) ?? plainText(text);
    prepared.set(id, known);
    return known;
  };
  return {
    locate(relevant) {
      const targets: Target[] = [];
      const lost: Relevant[] = [];
      for (const one of relevant) {
        const document = byName.get(one.document);
        const spans =
          document === undefined || one.quote === undefined ? null : spansOf(one.quote, plainOf(document));
        if (document === undefined || spans?.length === 0) lost.push(one);
        else targets.push({ documentId: document.id, spans });
      }
      return { targets, lost };
    },
  };
}

interface PlainText {
  readonly text: string;
  /** Where each unit of `text` starts and ends in the document. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

function plainText(source: string): PlainText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of source) {
    const part = plainCharacter(character);
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    parts.push(part);
    at += character.length;
  }
  return { text: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function spansOf(quote: string, { text, starts, ends }: PlainText): Span[] {
  const wanted = plain(quote);
  const spans: Span[] = [];
  if (wanted === '') return spans;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    spans.push({ start: starts[at] ?? 0, end: ends[at + wanted.length - 1] ?? 0 });
  return spans;
}

/**
 * Whether a stretch holds what is relevant: the same document, and half of the quote, or of the stretch where that is
 * the shorter, lies in both. So cases outlive another way of cutting.
 */
export function holds({ documentId, span }: Located, target: Target): boolean {
  if (documentId !== target.documentId) return false;
  if (target.spans === null) return true;
  return target.spans.some((wanted) => {
    const shared = Math.min(span.end, wanted.end) - Math.max(span.start, wanted.start);
    return shared > 0 && 2 * shared >= Math.min(span.end - span.start, wanted.end - wanted.start);
  });
}

/** How one question's passages stand to what is relevant for it. Ranks from 1. */
export interface Ranking {
  /** Of the first relevant passage; null when none was retrieved. */
  readonly first: number | null;
  /** Of the first passage that holds each target, in order of the targets. */
  readonly ranks: readonly (number | null)[];
}

export function rankingOf(passages: readonly Located[], targets: readonly Target[]): Ranking {
  const ranks = targets.map((target) => {
    const at = passages.findIndex((passage) => holds(passage, target));
    return at < 0 ? null : at + 1;
  });
  const found = ranks.filter((rank) => rank !== null);
  return { first: found.length === 0 ? null : Math.min(...found), ranks };
}

/** 1 over the rank of the first relevant passage; 0 where there is none. */
export function reciprocalRank({ first }: Ranking): number {
  return first === null ? 0 : 1 / first;
}

/**
 * Normalised discounted cumulative gain (Järvelin, Kekäläinen 2002) of the first `k` passages, with binary gains:
 * `Σ 1/log2(rank + 1)` over the ranks at which something relevant is first found, over the same sum for the best order.
 * A passage that repeats what stood above it gains nothing, and quotes that one passage holds count once.
 */
export function ndcg({ ranks }: Ranking, k: number): number {
  const found = [...new Set(ranks.filter((rank) => rank !== null))];
  const missing = ranks.filter((rank) => rank === null).length;
  const ideal = Math.min(k, found.length + missing);
  const gain = (all: readonly number[]) => all.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
  const best = gain(Array.from({ length: ideal }, (_, at) => at + 1));
  return best === 0 ? 0 : gain(found.filter((rank) => rank <= k)) / best;
}

/** The share of what is relevant that the first `k` passages hold. */
export function covered({ ranks }: Ranking, k: number): number {
  return ranks.length === 0 ? 0 : ranks.filter((rank) => rank !== null && rank <= k).length / ranks.length;
}
