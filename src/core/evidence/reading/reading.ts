import type { Knowledge, Reader } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { isEligible } from '../answering.ts';
import type { Evidence } from '../evidence.ts';
import { ledSentence } from './led.ts';

/**
 * What a reader's logit counts beside what was weighed without it. Logits lie in another band for every reader, and the
 * confidence for every embedding model: it belongs to both.
 */
export interface Reading {
  /** Of the log-odds of the confidence that was weighed. */
  readonly weighed: number;
  /** Of the logit above `usualLogit`, in log-odds. */
  readonly logit: number;
  /** The logit that says neither yes nor no. */
  readonly usualLogit: number;
  /** What one of the logit counts where sentences are put in order. */
  readonly order: number;
  /** From this logit on a sentence answers in other words than the question's: how many it shares counts no more. */
  readonly sure: number;
}

export interface ReadDeps {
  readonly knowledge: Knowledge;
  /** Nobody reads when null or absent. */
  readonly reader?: Reader | null;
  readonly onFault: (part: 'reader', fault: unknown) => void;
}

/** Sentences that are read for one question: each costs some 20 ms. */
const MOST_READ = 12;
/** Logits count in the order up to this, on either side. */
const MOST_LOGIT = 5;
/** Where log-odds are cut off. */
const SUREST = 1 - 1e-9;

/**
 * The evidence with the reader's word on the best sentences that may answer, in the order that follows from it. The
 * evidence as it was where nobody reads, nothing may answer, or the reader fails, which `onFault` is told.
 */
export async function readBest(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  reading: Reading | null,
  { knowledge, reader, onFault }: ReadDeps,
): Promise<readonly Evidence[]> {
  if (reader == null || reading === null) return evidence;
  const best = evidence.filter(({ hasWanted }) => isEligible(asked, hasWanted)).slice(0, MOST_READ);
  if (best.length === 0) return evidence;
  try {
    const sentences = best.map(({ sentence }) => ledSentence(sentence, knowledge));
    const logits = await reader.score(asked.searchText, sentences);
    const read = new Map(best.map((one, at) => [one, withLogit(one, logits[at] ?? 0, reading)]));
    return evidence.map((one) => read.get(one) ?? one).sort((a, b) => b.score - a.score);
  } catch (fault) {
    onFault('reader', fault);
    return evidence;
  }
}

function withLogit(one: Evidence, logit: number, reading: Reading): Evidence {
  const within = Math.min(MOST_LOGIT, Math.max(-MOST_LOGIT, logit));
  const sum = reading.weighed * logOdds(one.confidence) + reading.logit * (logit - reading.usualLogit);
  return {
    ...one,
    signals: { ...one.signals, logit },
    confidence: 1 / (1 + Math.exp(-sum)),
    score: one.score + reading.order * (within - reading.usualLogit),
    isReadAsAnswer: logit >= reading.sure,
  };
}

/** The inverse of the logistic function. */
export function logOdds(share: number): number {
  const within = Math.min(SUREST, Math.max(1 - SUREST, share));
  return Math.log(within / (1 - within));
}
