import { MASK, maskPersonalData } from '../../personal-data.ts';
import { fold, hasWords, normaliseInput } from '../language/text.ts';
import type { ChatMessage, Knowledge } from '../ports.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage, Turn } from '../types.ts';

/** Passages that the model is shown. */
export const MODEL_PASSAGES = 6;
/** Of one document, before other documents had theirs. */
const OF_ONE_DOCUMENT = 2;
const DATE =
  /(?:19|20)?\d{2}[年.\-/]\d{1,2}(?:[月.\-/]\d{1,2}日?|月)|[〇零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日/gu;
const OFFICE = /^[^\d,，。:：；;、]{0,30}(?:局|厅|部|委|会|政府|办|办公室|中心|院|站|社|行|公司)$/u;

/**
 * The passages that the model reads, best first: what the rules would quote, then what was ranked; of one document two
 * before the best of other documents, and none that only says who signed it, and when.
 */
export function passagesToRead(
  quoted: readonly Passage[],
  ranked: readonly Ranked[],
  { passages }: Pick<Knowledge, 'passages'>,
): Passage[] {
  const best = new Set([...quoted, ...ranked.flatMap(({ ordinal }) => passages[ordinal] ?? [])]);
  const counts = new Map<string, number>();
  const [first, later]: [Passage[], Passage[]] = [[], []];
  for (const passage of best) {
    if (isDateLine(passage.text)) continue;
    const count = counts.get(passage.documentId) ?? 0;
    counts.set(passage.documentId, count + 1);
    (count < OF_ONE_DOCUMENT ? first : later).push(passage);
  }
  return [...first, ...later].slice(0, MODEL_PASSAGES);
}

/** Whether a text says a day, and at most which office signed or printed it then: 某某县医保局 2025年9月10日印制. */
export function isDateLine(text: string): boolean {
  const said = fold(text);
  const rest = said.replaceAll(DATE, '');
  if (rest === said) return false;
  const signed = rest.replaceAll(/印[发制]|(?:发布|成文|印发)?(?:时间|日期)[:：]?|[\s()（）]/gu, '');
  return signed === '' || OFFICE.test(signed);
}

/** A passage as the model sees it, with the number it is cited by. */
export interface NumberedPassage {
  readonly number: number;
  readonly place?: string;
  readonly title: string;
  /** The document number of its paper: 某政办发〔2024〕3号. */
  readonly paperNumber?: string;
  readonly date?: string;
  /** That it does not hold: 已废止. */
  readonly notes?: readonly string[];
  /** What stands above it and must be read before it: headings, the head of its list, the names of its columns; outermost first. */
  readonly under?: readonly string[];
  readonly text: string;
}

/** What the model writes when the passages do not answer. */
export const NO_ANSWER = '资料没有写明';

/** Room for passages, in characters; about one token each, so that an 8k window is never filled. */
const MAX_PASSAGE_CHARACTERS = 4000;
const MAX_TURNS = 4;
const MAX_TURN_CHARACTERS = 300;

/** The passages that there is room for, in order: the first at least, cut where it alone is too long. */
export function fittingPassages(passages: readonly NumberedPassage[]): NumberedPassage[] {
  const fitting: NumberedPassage[] = [];
  let room = MAX_PASSAGE_CHARACTERS;
  for (const passage of passages) {
    if (passage.text.length > room && fitting.length > 0) break;
    fitting.push({ ...passage, text: passage.text.slice(0, room) });
    room -= passage.text.length;
  }
  return fitting;
}

/**
 * The messages for one question. `template` is `prompts/answer.md` with `{fence}` and `{noAnswer}`; what people wrote is
 * masked; documents were when they came in, so that an office's telephone can be told. All of it stands between lines with
 * the fence, which none of it can hold: it is taken out.
 * @param passages as `fittingPassages` gives them.
 * @param fence unguessable, made for this request.
 */
export function messagesFor(
  question: string,
  history: readonly Turn[],
  passages: readonly NumberedPassage[],
  template: string,
  fence: string,
): ChatMessage[] {
  const shown = passages.map((passage) =>
    [
      `[${passage.number}] ${fenced(headingOf(passage), fence)}`,
      ...(passage.under ?? []).map((one) => fenced(shortened(one.toWellFormed()), fence)),
      fenced(passage.text.toWellFormed(), fence),
    ].join('\n'),
  );
  const turns = turnsAsLines(history, fence);
  return [
    { role: 'system', content: filled(template, { fence, noAnswer: NO_ANSWER }) },
    {
      role: 'user',
      content: [
        `${fence} 资料`,
        shown.join('\n\n'),
        ...(turns.length === 0 ? [] : [`${fence} 之前的对话`, turns.join('\n')]),
        `${fence} 问题`,
        told(normaliseInput(question), fence),
        fence,
      ].join('\n'),
    },
  ];
}

/** What stands above a passage: whose it is, of when, its paper's title and number, and that this does not hold. */
export function headingOf({ place, date, title, paperNumber, notes = [] }: NumberedPassage): string {
  return normaliseInput(
    [place, date, title, paperNumber, ...notes].filter((part) => part !== undefined).join(' · '),
  );
}

/** The last turns of a conversation, a line each, masked and without the fence. */
function turnsAsLines(history: readonly Turn[], fence: string): string[] {
  return history
    .slice(-MAX_TURNS)
    .map(
      ({ role, content }) =>
        `${role === 'user' ? '问' : '答'}：${fenced(shortened(maskPersonalData(normaliseInput(content))), fence)}`,
    );
}

/** A template with each `{name}` of `values` put in; others stay as they are. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template
    .replaceAll(/\{(\w+)\}/gu, (whole, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
    )
    .trim();
}

/** What people wrote, as a model may be told it: masked, and without the fence. */
function told(text: string, fence: string): string {
  return fenced(maskPersonalData(text), fence);
}

/** Text that may stand between fences. Taking one out may put two halves of another together. */
function fenced(text: string, fence: string): string {
  let left = text;
  while (left.includes(fence)) left = left.replaceAll(fence, '');
  return left;
}

function shortened(text: string): string {
  return [...text].slice(0, MAX_TURN_CHARACTERS).join('');
}

/** A sentence of a model with the passages it claims. */
export interface ClaimedSentence {
  readonly text: string;
  readonly numbers: readonly number[];
}

const LIST_SIGN = /^\s*(?:[-*•·]+|\d{1,2}[.、)]|[(（]\d{1,2}[)）])\s*(?!\d)/u;
const MARKER =
  /(?<!\s)\s*\[\s{0,3}(?:资料|来源|出处|\^)?\s{0,3}(\d{1,3}(?:\s{0,3}[,，、;；]\s{0,3}(?:资料|来源|出处)?\s{0,3}\d{1,3})*)\s{0,3}\]/gu;
/** Up to its stop and the markers behind it. */
const SENTENCE = /[^。！？!?\n]+[。！？!?]*(?:\s{0,8}\[[^[\]\n]{1,40}\])*[。]?/gu;
/** A letter or a digit before any bracket and any tag: no marker of the sentence before can follow. */
const NEXT_SENTENCE = /^[^\p{L}\p{N}[\]<]*[\p{L}\p{N}]/u;
/** Reasoning that a server left in the text: closed, never closed, or with its opening lost in the prompt. */
const REASONING = /<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)|^[\s\S]*<\/think(?:ing)?>/giu;

/**
 * Cuts a model's text into sentences, markers taken off: `[1]`, `【1】`, `［１］`, `[1][2]`, `[1, 2]`, `[资料1]`, before
 * or after the stop. Parts of one sentence that semicolons part share the markers at its end.
 */
export function claimedSentences(text: string): ClaimedSentence[] {
  return (withoutDress(text).match(SENTENCE) ?? []).flatMap(claimedParts);
}

/**
 * The sentences of a text that is still being written which stay as they are whatever comes: behind each of them another
 * has begun, since a marker may follow the stop. Reasoning whose opening was lost is not known before it ends.
 */
export function settledSentences(text: string): ClaimedSentence[] {
  const plain = withoutDress(text);
  const settled: ClaimedSentence[] = [];
  for (const { index, 0: sentence } of plain.matchAll(SENTENCE)) {
    if (!NEXT_SENTENCE.test(plain.slice(index + sentence.length))) break;
    settled.push(...claimedParts(sentence));
  }
  return settled;
}

function withoutDress(text: string): string {
  return text
    .replaceAll(REASONING, '')
    .replaceAll(/[［【〔]/gu, '[')
    .replaceAll(/[］】〕]/gu, ']')
    .replaceAll(/[０-９]/gu, (digit) => digit.normalize('NFKC'))
    .replaceAll('\\*', '*')
    .replaceAll(/(?<!\*)\*\*(?!\*)|__|`|^#{1,6}\s/gmu, '');
}

function claimedParts(sentence: string): ClaimedSentence[] {
  const parts = (sentence.match(/(?:[^；;[]|\[[^\]]*\]?)+[；;]*(?:\s{0,8}\[[^[\]\n]{1,40}\])*/gu) ?? []).map(
    claimed,
  );
  return (
    parts
      .map(({ text: said, numbers }, at) => ({
        text: said,
        numbers:
          numbers.length > 0
            ? numbers
            : (parts.slice(at).find((later) => later.numbers.length > 0)?.numbers ?? []),
      }))
      // A number that somebody wrote is no proof and no answer; one that a document hides (138****0000) is for the gate.
      .filter(({ text: said }) => hasWords(said) && !said.includes(MASK))
  );
}

function claimed(part: string): ClaimedSentence {
  return {
    text: part.replaceAll(MARKER, '').replace(LIST_SIGN, '').trim(),
    numbers: [...part.matchAll(MARKER)].flatMap(([, numbers = '']) =>
      (numbers.match(/\d+/gu) ?? []).map(Number),
    ),
  };
}
