import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../../src/core/ports/app.ts';
import { placesIn } from '../../src/core/shown/documents.ts';
import { type Case, readCases } from '../../src/eval/cases.ts';
import { expectedOutcomes, judge } from '../../src/eval/judge.ts';
import { createLocator } from '../../src/eval/relevance.ts';

const EVAL = fileURLToPath(new URL('../eval/', import.meta.url));

/** Files of cases that no rule may be made from: of these totals are told, and no line. */
export const HELD_BACK: ReadonlySet<string> = new Set([
  ...['held-back', 'other-county', 'chatter-held-back'],
  ...[10, 15, 24, 25, 29, 30, 32, 33, 35, 36].map((n) => `papers-${n}`),
]);

/** A folder of documents with the files of cases that ask it. */
export interface CaseCorpus {
  readonly name: string;
  /** Undefined: `seeds/`. */
  readonly folder: string | undefined;
  readonly files: readonly {
    readonly name: string;
    readonly cases: readonly Case[];
    readonly isOverheard: boolean;
  }[];
}

/** How one case came out. */
export interface Outcome {
  readonly isRight: boolean;
  /** Something forbidden is told, or an answer where there is none, or one of a place that is not meant. */
  readonly isDangerous: boolean;
  /** The text that is said. */
  readonly text: string;
}

/** Every file of cases, by its corpus. @param withChatter lines of groups as well, which nobody addresses to the bot. */
export async function readCorpora(withChatter: boolean): Promise<CaseCorpus[]> {
  const floors: Record<string, { readonly corpus?: string }> = JSON.parse(
    readFileSync(join(EVAL, 'floors.json'), 'utf8'),
  );
  const files: (readonly [file: string, corpus: string | undefined])[] = [
    ...Object.entries(floors).map(([file, { corpus }]) => [file, corpus] as const),
    ...readdirSync(join(EVAL, 'office'))
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => [`office/${name}`, `office/${name.replace('.jsonl', '')}`] as const),
    ...(withChatter ? ['chatter.jsonl', 'chatter-held-back.jsonl'] : []).map(
      (file) => [file, undefined] as const,
    ),
  ];
  const corpora = new Map<
    string | undefined,
    CaseCorpus & { readonly files: CaseCorpus['files'][number][] }
  >();
  for (const [file, corpus] of files) {
    const known = corpora.get(corpus) ?? {
      ...{ name: corpus ?? 'seeds', folder: corpus && join(EVAL, corpus), files: [] },
    };
    corpora.set(corpus, known);
    const name = file.replace('.jsonl', '');
    known.files.push({
      name,
      cases: await readCases(join(EVAL, file)),
      isOverheard: name.startsWith('chatter'),
    });
  }
  return [...corpora.values()];
}

/** Asks a case of a corpus, as the evaluation does; a line of a group is overheard. */
export type Ask = (app: App) => Promise<Outcome>;

/** One case, ready to be asked of any app over its corpus. */
export interface ReadyCase {
  readonly id: string;
  readonly file: string;
  readonly ask: Ask;
}

/** @param app an app over the corpus, for its documents. */
export function readyCases(corpus: CaseCorpus, app: App): ReadyCase[] {
  const documents = new Map(app.documents().map((document) => [document.id, document]));
  const locator = createLocator(app.documents());
  const places = placesIn(app.status());
  return corpus.files.flatMap(({ name, cases, isOverheard }) =>
    cases.map((one, at): ReadyCase => {
      const { targets } = locator.locate(one.relevant);
      const judged = (explained: Awaited<ReturnType<App['explain']>>) =>
        judge(one, explained, targets, documents);
      const asking = isOverheard
        ? overhearing(one, places[at % Math.max(1, places.length)], judged)
        : explaining(one, judged);
      return { id: one.id, file: name, ask: asking };
    }),
  );
}

type Judged = (explained: Awaited<ReturnType<App['explain']>>) => ReturnType<typeof judge>;

function explaining(one: Case, judged: Judged): Ask {
  const { question: text, history, place } = one;
  const question = { text, history, ...(place === undefined ? {} : { place }) };
  return async (app) => {
    const explained = await app.explain(question);
    const { right, forbidden, outcome, outcomeRight, wrongPlaces, wrongFigures } = judged(explained);
    const isDangerous =
      forbidden.length > 0 ||
      (outcome === 'answer' && !outcomeRight) ||
      wrongPlaces.length + wrongFigures.length > 0;
    return { isRight: right, isDangerous, text: explained.answer.text };
  };
}

function overhearing(one: Case, turn: string | undefined, judged: Judged): Ask {
  const isAsked = expectedOutcomes(one).has('answer');
  const groups = new Set(isAsked ? [one.place] : [one.place, turn]);
  return async (app) => {
    let said = '';
    let isRight = !isAsked;
    let isDangerous = false;
    for (const place of groups) {
      const question = { text: one.question, history: [], ...(place === undefined ? {} : { place }) };
      const { explained, isStrong } = await app.overhear(question);
      if (!isStrong) continue;
      said += explained.answer.text;
      const { right, wrongPlaces } = judged(explained);
      isRight = isAsked && right && wrongPlaces.length === 0;
      isDangerous ||= !isRight;
    }
    return { isRight, isDangerous, text: said };
  };
}
