import { readFileSync } from 'node:fs';
import type { Explained } from '../../src/core/ports.ts';
import type { Turn } from '../../src/core/types.ts';

export type Outcome = 'answer' | 'clarify' | 'refuse' | 'silent';

/** One line of a case file; see README.md beside this file. */
export interface Case {
  readonly id: string;
  readonly question: string;
  readonly history?: readonly Turn[];
  readonly kind: string;
  readonly expect: Outcome;
  readonly also?: readonly Outcome[];
  readonly relevant?: readonly { readonly document: string; readonly quote?: string }[];
  readonly points?: readonly string[];
  readonly forbidden?: readonly string[];
}

export interface Verdict {
  readonly id: string;
  readonly kind: string;
  readonly outcome: Outcome;
  /** The outcome is one that was expected. */
  readonly outcomeRight: boolean;
  /** Expected points that an answer lacks. */
  readonly missing: readonly string[];
  /** Forbidden texts that it holds. */
  readonly forbidden: readonly string[];
  /** A citation overlaps a relevant quote; null where none is expected or nothing was answered. */
  readonly relevantCited: boolean | null;
  readonly right: boolean;
}

export function readCases(url: URL): Case[] {
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').replaceAll('∕', '/');
const OUTCOMES = { answered: 'answer', clarify: 'clarify', refused: 'refuse' } as const;

export function judge(one: Case, { answer }: Explained): Verdict {
  const outcome = OUTCOMES[answer.kind];
  const expected = [one.expect, ...(one.also ?? []), ...(one.expect === 'silent' ? ['refuse'] : [])];
  const outcomeRight = expected.includes(outcome);
  const text = plain(answer.text);
  const missing =
    answer.kind === 'answered'
      ? (one.points ?? []).filter((point) => !point.split('|').some((either) => text.includes(plain(either))))
      : [];
  const forbidden = (one.forbidden ?? []).filter((point) => text.includes(plain(point)));
  const relevant = (one.relevant ?? []).flatMap(({ document, quote }) =>
    quote === undefined ? [] : [{ document, quote: plain(quote) }],
  );
  const relevantCited =
    answer.kind !== 'answered' || relevant.length === 0
      ? null
      : answer.citations.some(({ document, quote }) =>
          relevant.some(
            (wanted) =>
              wanted.document === document &&
              (plain(quote).includes(wanted.quote) || wanted.quote.includes(plain(quote))),
          ),
        );
  return {
    id: one.id,
    kind: one.kind,
    outcome,
    outcomeRight,
    missing,
    forbidden,
    relevantCited,
    right: outcomeRight && missing.length === 0 && forbidden.length === 0,
  };
}
