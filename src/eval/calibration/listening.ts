import type { App } from '../../core/ports/app.ts';
import type { Settings } from '../../core/settings.ts';
import { placesIn } from '../../core/shown/documents.ts';
import { sureness } from '../../core/unasked/listening.ts';
import { evalWording } from '../../wording/eval.ts';
import type { Case } from '../cases.ts';
import { expectedOutcomes, judge } from '../judge.ts';
import { createLocator } from '../relevance.ts';
import { type Estimate, share } from '../statistics.ts';

/** The share of chatter that may be answered. */
export const MOST_ANSWERED = 1 / 200;
/** How likely a threshold that lets more through looks this good on the lines it was learned from. */
const MOST_LUCK = 0.1;
/** None of fewer lines tells enough. */
export const FEWEST_CHATTER = Math.ceil(Math.log(MOST_LUCK) / Math.log(1 - MOST_ANSWERED));
/** Where log-odds are cut off. */
const SUREST = 0.999_999;
const LEAST_SURE = 0.01;

/** One line as it was overheard. */
export interface Heard {
  readonly one: Case;
  /** Of what would be said, the surest of all askings. 0 to 1; 0 where nothing would be. */
  readonly sureness: number;
  /** What would be said is right and of no other county. */
  readonly isRight: boolean;
}

export interface HearOptions {
  readonly onDone?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads no threshold, so that every line shows how sure it is. */
const listening = (settings: Settings): Settings => ({ ...settings, listening: 0 });

/**
 * Says every line as somebody says it to others in a group. Groups may have a county of their own, by which more is
 * answered: chatter is said in a group without one and in a group with one, the corpus's places by turns.
 * @throws the signal's reason, between two lines.
 */
export async function hearCases(
  app: App,
  cases: readonly Case[],
  options: HearOptions = {},
): Promise<Heard[]> {
  const places = placesIn(app.status());
  const documents = new Map(app.documents().map((document) => [document.id, document]));
  const locator = createLocator(app.documents());
  const heard: Heard[] = [];
  for (const [at, one] of cases.entries()) {
    options.signal?.throwIfAborted();
    const turn = places[at % Math.max(1, places.length)];
    const groups = isChatter(one) ? [one.place, ...(turn === undefined ? [] : [turn])] : [one.place];
    let surest: Heard = { one, sureness: 0, isRight: false };
    for (const place of new Set(groups)) {
      const question = { text: one.question, history: [], ...(place === undefined ? {} : { place }) };
      const { explained } = await app.overhear(question, listening);
      const sure = sureness(explained);
      if (sure <= surest.sureness) continue;
      const { right, wrongPlaces } = judge(one, explained, locator.locate(one.relevant).targets, documents);
      surest = { one, sureness: sure, isRight: right && wrongPlaces.length === 0 };
    }
    heard.push(surest);
    options.onDone?.(heard.length);
  }
  return heard;
}

/** Nothing is to be said to it unasked: talk, and what the reports do not answer. */
function isChatter(one: Case): boolean {
  return !expectedOutcomes(one).has('answer');
}

/**
 * The least threshold at which few enough lines of chatter are answered that a rate above `MOST_ANSWERED` is ruled out
 * with 90 %: with `n` lines, the most `k` for which a binomial of `n` and that rate is at most `k` with a probability of
 * at most 0.1 (none of 460 lines, 1 of 777). It is put in the middle (of the log-odds) between the surest line that must
 * be kept out and the next line above it, chatter or question.
 * @returns null where there are too few lines of chatter to tell.
 */
export function learnThreshold(heard: readonly Heard[]): number | null {
  const chatter = heard.filter(({ one }) => isChatter(one)).map((one) => one.sureness);
  const most = mostAnswered(chatter.length);
  if (most === null) return null;
  const keptOut = chatter.sort((a, b) => b - a)[most] ?? 0;
  const above = heard.map((one) => one.sureness).filter((sure) => sure > keptOut);
  const middle = (logOdds(keptOut) + logOdds(Math.min(SUREST, ...above))) / 2;
  return Math.ceil(1000 / (1 + Math.exp(-middle))) / 1000;
}

/** The most lines of `n` that may be answered; null where not even none tells enough. */
export function mostAnswered(n: number): number | null {
  let probability = (1 - MOST_ANSWERED) ** n;
  let sum = probability;
  let k = 0;
  while (sum <= MOST_LUCK) {
    probability *= ((n - k) / (k + 1)) * (MOST_ANSWERED / (1 - MOST_ANSWERED));
    sum += probability;
    k++;
  }
  return k === 0 ? null : k - 1;
}

function logOdds(sure: number): number {
  const within = Math.min(SUREST, Math.max(LEAST_SURE, sure));
  return Math.log(within / (1 - within));
}

/** What is said unasked with a threshold. */
export interface ListeningShares {
  /** Of the chatter, the lines that are answered. */
  readonly chatter: Estimate;
  /** Of the questions that the reports answer, those that are answered. */
  readonly questions: Estimate;
  /** Of the questions answered, those answered rightly. */
  readonly right: Estimate;
}

export function listeningShares(heard: readonly Heard[], threshold: number): ListeningShares {
  const isSaid = (one: Heard) => one.sureness >= threshold;
  const chatter = heard.filter(({ one }) => isChatter(one));
  const questions = heard.filter(({ one }) => !isChatter(one));
  const said = questions.filter(isSaid);
  return {
    chatter: share(chatter.filter(isSaid).length, chatter.length),
    questions: share(said.length, questions.length),
    right: share(said.filter(({ isRight }) => isRight).length, said.length),
  };
}

/** For a person: the shares, and, of cases that may be looked at, the lines that go wrong. */
export function listeningLines(
  heard: readonly Heard[],
  threshold: number,
  { isHeldBack }: { readonly isHeldBack: boolean },
): string[] {
  const words = evalWording.listening;
  const { chatter, questions, right } = listeningShares(heard, threshold);
  const wrong = heard.filter((one) => one.sureness >= threshold && !one.isRight);
  return [
    (isHeldBack ? words.heldBack : words.learned)(heard.length),
    words.chatter(shown(chatter)),
    words.questions(shown(questions)),
    words.right(shown(right)),
    ...(isHeldBack ? [] : wrong.map(({ one, sureness: sure }) => words.wrong(one.id, one.question, sure))),
  ];
}

function shown({ value, low, high, of }: Estimate): string {
  const percent = (part: number | null) => (part === null ? '—' : `${(100 * part).toFixed(1)} %`);
  return evalWording.listening.share(percent(value), percent(low), percent(high), of);
}
