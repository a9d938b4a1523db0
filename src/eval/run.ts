import type { Explained } from '../core/explained.ts';
import type { App } from '../core/ports/app.ts';
import type { Settings } from '../core/settings.ts';
import { citationsOf } from '../core/shown/citations.ts';
import type { Question, RefusalReason } from '../core/types.ts';
import type { Case, Relevant, RetrievalCase } from './cases.ts';
import { judge, type Verdict } from './judge.ts';
import {
  createLocator,
  type Located,
  type Locator,
  type Ranking,
  rankingOf,
  type Target,
} from './relevance.ts';

/** How one case's passages were ranked; what retrieval is measured by. */
export interface RetrievalResult {
  readonly id: string;
  readonly kind: string;
  readonly question: string;
  /** Null where nothing is relevant. */
  readonly ranking: Ranking | null;
  /** What answers the question, as its case says. */
  readonly relevant: readonly Relevant[];
  /** Milliseconds from question to passages, or to the answer. */
  readonly ms: number;
  /** What is said to be relevant and does not stand in the corpus. */
  readonly lost: readonly Relevant[];
}

/** One case, asked and judged. */
export interface CaseResult extends RetrievalResult, Verdict {
  readonly history: readonly string[];
  readonly expect: Case['expect'];
  readonly also: Case['also'];
  /** What the answer must say, and what it must not. */
  readonly points: Case['points'];
  readonly reason?: RefusalReason;
  readonly answer: string;
  readonly quotes: readonly { readonly marker: number; readonly about: string; readonly quote: string }[];
  /** Of the surest sentence that could answer, 0 to 1; null where none was weighed. */
  readonly confidence: number | null;
}

/** One case as it was asked, for whoever looks behind the answer. */
export interface Observed {
  readonly one: Case;
  readonly explained: Explained;
  readonly targets: readonly Target[];
}

export interface RunOptions {
  /** Other settings than the app's own. */
  readonly change?: ((settings: Settings) => Settings) | undefined;
  readonly onAsked?: ((observed: Observed) => void) | undefined;
  readonly onDone?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Passages that a ranking is looked at to. */
export const DEPTH = 10;

/**
 * Asks every case, one after the other, and judges the answers.
 * @throws the signal's reason, between two cases.
 */
export async function runCases(
  app: App,
  cases: readonly Case[],
  options: RunOptions = {},
): Promise<CaseResult[]> {
  const documents = app.documents();
  const byId = new Map(documents.map((document) => [document.id, document]));
  return runEach(app, cases, options, async (one, { targets, lost }) => {
    const question = questionOf(one);
    const started = performance.now();
    const explained = await app.explain(question, { settings: options.change });
    const ms = performance.now() - started;
    const { answer } = explained;
    options.onAsked?.({ one, explained, targets });
    return {
      ...basics(one, ms, lost),
      ranking: await answerRanking(app, question, explained, targets, one.relevant.length, options),
      ...judge(one, explained, targets, byId),
      history: one.history.map(({ content }) => content),
      expect: one.expect,
      also: one.also,
      points: one.points,
      ...(answer.kind === 'refused' ? { reason: answer.reason } : {}),
      answer: answer.text,
      quotes: citationsOf(answer).map(({ marker, document, place, date, quote }) => ({
        marker,
        about: [place, date, document].filter((part) => part !== undefined).join(' · '),
        quote,
      })),
      confidence: surest(explained),
    };
  });
}

/** Searches for every case and answers none: for thousands of questions and passages. */
export async function runRetrieval(
  app: App,
  cases: readonly RetrievalCase[],
  options: RunOptions = {},
): Promise<RetrievalResult[]> {
  return runEach(app, cases, options, async (one, { targets, lost }) => {
    const started = performance.now();
    const passages = await app.search(questionOf(one), DEPTH, options.change);
    const ms = performance.now() - started;
    return { ...basics(one, ms, lost), ranking: rankedOf(passages, targets, one.relevant.length) };
  });
}

async function runEach<C extends RetrievalCase, R>(
  app: App,
  cases: readonly C[],
  { onDone, signal }: RunOptions,
  run: (one: C, found: ReturnType<Locator['locate']>) => Promise<R>,
): Promise<R[]> {
  const locator = createLocator(app.documents());
  const results: R[] = [];
  for (const one of cases) {
    signal?.throwIfAborted();
    results.push(await run(one, locator.locate(one.relevant)));
    onDone?.(results.length);
  }
  return results;
}

function questionOf({ question, history, place }: RetrievalCase): Question {
  return { text: question, history, ...(place === undefined ? {} : { place }) };
}

function basics({ id, kind, question, relevant }: RetrievalCase, ms: number, lost: readonly Relevant[]) {
  return { id, kind, question, relevant, ms: Math.round(ms * 100) / 100, lost };
}

/** Some answers need no passages (a policy asked for by name, a place that is missing): what they would be is looked up. */
async function answerRanking(
  app: App,
  question: Question,
  { retrieved }: Explained,
  targets: readonly Target[],
  relevant: number,
  { change }: RunOptions,
): Promise<Ranking | null> {
  if (relevant === 0) return null;
  const passages = retrieved.length > 0 ? retrieved : await app.search(question, DEPTH, change);
  return rankedOf(passages, targets, relevant);
}

/** What the corpus lacks was not found. */
function rankedOf(passages: readonly Located[], targets: readonly Target[], relevant: number): Ranking {
  const { first, ranks } = rankingOf(passages, targets);
  return { first, ranks: [...ranks, ...Array<null>(relevant - targets.length).fill(null)] };
}

function surest({ evidence }: Explained): number | null {
  const eligible = evidence.flatMap(({ isEligible, confidence }) => (isEligible ? [confidence] : []));
  return eligible.length === 0 ? null : Math.max(...eligible);
}
