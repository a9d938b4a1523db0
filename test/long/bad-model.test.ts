import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Answered } from '../../src/core/types.ts';
import { readCases } from '../../src/eval/cases.ts';
import { type ModelScene, passagesShown, saying, startModelScene } from '../eval/model-scene.ts';
import {
  type Base,
  FALSE_SENTENCES,
  marked,
  type Spoiling,
  type Violation,
  WRONG_MARKERS,
} from '../eval/violations.ts';
import type { ChatReply } from '../fakes/chat-server.ts';
import { citedLines } from '../fakes/grounded.ts';
import { createRandom, type Random } from '../fakes/random.ts';

/*
 * A model that says what is false, over the whole product on the reports in seeds/. What it says is made from true
 * sentences of the tuning cases' own answers, each spoiled in one way that is known, so that no judgement is needed to
 * see that a sentence of an answer is one of these.
 */

const VIOLATIONS = 500;
const SEED = 20261122;
/** Questions that are asked; each costs two runs of the product. */
const BASES = 120;
const CASES = new URL('../eval/cases.jsonl', import.meta.url);

let scene: ModelScene;
const bases: Base[] = [];
const foreignOf = new Map<string, Spoiling['foreign']>();

beforeAll(async () => {
  scene = await startModelScene();
  scene.server.otherwise({ text: '👍👍' });
  for (const one of await readCases(CASES)) {
    if (bases.length === BASES) break;
    if (one.expect !== 'answer') continue;
    const before = scene.server.requests.length;
    const answer = await scene.app.answer({ text: one.question, history: one.history ?? [] });
    const request = scene.server.requests[before];
    if (answer.kind !== 'answered' || request === undefined) continue;
    const base = baseOf(one.question, one.history ?? [], answer, passagesShown(request));
    if (base !== undefined) bases.push(base);
  }
  const all = bases.flatMap(({ place, sentences }) => sentences.map(({ text }) => ({ place, text })));
  for (const { place } of bases)
    foreignOf.set(
      place,
      all.filter((one) => one.place !== place),
    );
}, 300_000);
afterAll(() => scene?.close());

/** Undefined where the answer speaks of several counties, or no whole sentence is shown. */
function baseOf(
  question: string,
  history: Base['history'],
  answer: Answered,
  shown: Base['shown'],
): Base | undefined {
  const [place, ...others] = new Set(answer.citations.map((citation) => citation.place));
  const sentences = shown.flatMap(({ number, text }) =>
    (text.match(/[^。！？\n]+[。！？]/gu) ?? []).map((sentence) => ({ number, text: sentence.trim() })),
  );
  if (place === undefined || others.length > 0 || sentences.length === 0) return undefined;
  return { question, history, shown, sentences, place, extract: answer.text };
}

/** Without white space, punctuation and markers. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/\[[^\]\n]{1,12}\]/gu, '')
    .replaceAll(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
const partsOf = (text: string) =>
  text
    .split(/[；;。！？\n]/u)
    .map(plain)
    .filter((part) => part !== '');

/** A line without its markers and what stands before its sentence: place, date, a word on the answer. */
const saidIn = (line: string) =>
  line.replaceAll(/\[\d+\]/gu, '').replace(/^.*?（[^（）]*\d{4}年[^（）]*）：/u, '');

/**
 * What of a bad reply stands in an answer: another text than the extract where the model was given up; else lines that
 * say a part of the violation, or what their own citations do not.
 */
function leaked(answer: Answer, violation: Violation, source: string, extract: string): string[] {
  if (answer.kind !== 'answered') return [`not answered: ${answer.text}`];
  if (answer.method === 'extracted')
    return answer.text === extract && answer.fallback !== undefined ? [] : [answer.text];
  if (violation.wrongMarker === true) return [answer.text];
  const truths = new Set(partsOf(source));
  // A line that the product works out itself (由 … 到 …) stays, whoever words the rest.
  const own = new Set(extract.split('\n').map(plain));
  const bad = partsOf(violation.said).filter((part) => !truths.has(part));
  return citedLines(answer).flatMap(({ line, cited }) => {
    const said = plain(saidIn(line));
    const quotes = plain(cited.map(({ quote }) => quote).join(''));
    return !own.has(plain(line)) && (bad.includes(said) || !quotes.includes(said)) ? [line] : [];
  });
}

const keyOf = (kind: string, base: Base, { said }: Violation) => [kind, base.question, said].join('|');

/** A base and a sentence of it that can be spoiled so, in a way not told before; undefined when there seems to be none. */
function findViolation(kind: string, told: ReadonlySet<string>, random: Random) {
  for (let tries = 0; tries < 4000; tries++) {
    const base = random.pick(bases);
    const { text: sentence, number } = random.pick(base.sentences);
    const foreign = foreignOf.get(base.place) ?? [];
    const violation = makeViolation(kind, { sentence, number, base, foreign, random });
    if (violation !== null && !told.has(keyOf(kind, base, violation)))
      return { base, sentence, number, violation };
  }
  return undefined;
}

/** The violation alone, or beside a true sentence. */
function asReply({ marked: bad, wrongMarker }: Violation, truth: string, random: Random): string {
  if (wrongMarker === true) return bad;
  return random.pick([bad, `${truth}${bad}`, `${bad}\n${truth}`, bad.replace(/。/u, '；') + truth]);
}

function makeViolation(kind: string, on: Spoiling): Violation | null {
  const wrong = WRONG_MARKERS[kind]?.(on);
  if (wrong !== undefined)
    return wrong === null ? null : { said: on.sentence, marked: wrong, wrongMarker: true };
  const said = FALSE_SENTENCES[kind]?.(on) ?? null;
  if (said === null || plain(said) === plain(on.sentence)) return null;
  return { said, marked: marked(said, on.number, on.random) };
}

describe('a model that says what is false', () => {
  const kinds = [...Object.keys(FALSE_SENTENCES), ...Object.keys(WRONG_MARKERS)];
  const through: string[] = [];
  const made = new Map<string, number>();

  test(`gets none of ${VIOLATIONS} violations into an answer`, async () => {
    expect(bases.length).toBe(BASES);
    const random = createRandom(SEED);
    const told = new Set<string>();
    for (let round = 0; told.size < VIOLATIONS; round++) {
      const kind = kinds[round % kinds.length] ?? '';
      const found = findViolation(kind, told, random);
      if (found === undefined) continue;
      const { base, sentence, number, violation } = found;
      told.add(keyOf(kind, base, violation));
      made.set(kind, (made.get(kind) ?? 0) + 1);
      const text = asReply(violation, marked(sentence, number, random), random);
      scene.server.otherwise({ text });
      const answer = await scene.app.answer({ text: base.question, history: base.history });
      for (const line of leaked(answer, violation, sentence, base.extract))
        through.push(`${kind}: ${base.question} | ${line} | true: ${sentence}`);
    }
    expect(through).toEqual([]);
  }, 240_000);

  test('says it in every way that is listed', () => {
    expect(kinds.filter((kind) => (made.get(kind) ?? 0) < 8)).toEqual([]);
  });
});

test.each<[string, ChatReply]>([
  ['nothing', { text: '' }],
  ['half of it', { text: '石柱县累计实现17541户63101人脱贫[1]。其中', finish: 'length' }],
  ['words without end', { text: '石柱县累计实现17541户63101人脱贫[1]。'.repeat(400) }],
  ['what its filter cut', { text: '石柱县累计实现17541户63101人脱贫[1]。', finish: 'content_filter' }],
  ['no reason why it ended', { text: '石柱县累计实现17541户63101人脱贫[1]。', finish: null }],
  ['a call of a tool', { text: '石柱县累计实现17541户63101人脱贫[1]。', finish: 'tool_calls' }],
])('a model that sends %s is given up, and the extract is sent', async (_, reply) => {
  scene.server.otherwise(reply);
  const base = bases[0] as Base;
  const answer = await scene.app.answer({ text: base.question, history: base.history });
  expect(answer).toMatchObject({ method: 'extracted', fallback: 'model-failed', text: base.extract });
});

interface GoodReply {
  readonly id: string;
  /** What a faithful model writes; `{词}` stands for the marker of the passage that holds the words. */
  readonly reply: string;
}

describe('a model that says the same in its own words', () => {
  test('is let through in at least 90 % of the answers', async () => {
    const cases = new Map((await readCases(CASES)).map((one) => [one.id, one]));
    const replies = readFileSync(new URL('../eval/good-model.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as GoodReply);
    expect(replies.length).toBeGreaterThanOrEqual(40);
    const fellBack: string[] = [];
    let asked = 0;
    for (const { id, reply } of replies) {
      const before = scene.server.requests.length;
      scene.server.otherwise(saying(reply));
      const answer = await scene.app.answer({ text: cases.get(id)?.question ?? '', history: [] });
      // Questions that are answered without a model measure nothing of it.
      if (scene.server.requests.length === before) continue;
      asked++;
      if (answer.kind !== 'answered' || answer.method !== 'generated')
        fellBack.push(`${id} ${answer.kind === 'answered' ? answer.fallback : answer.kind}: ${reply}`);
    }
    expect(asked).toBeGreaterThanOrEqual(40);
    expect(1 - fellBack.length / asked, fellBack.join('\n')).toBeGreaterThanOrEqual(0.9);
  });
});
