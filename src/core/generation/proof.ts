import type { Facts } from '../facts/facts.ts';
import type { Sentence } from '../facts/sentence.ts';
import { readUnder } from '../facts/sentence.ts';
import { contentRuns, pairsOf, withoutFigures } from '../language/content.ts';
import { figuresIn, supportsFigure } from '../language/figures.ts';
import { clauses, contains, fold, slice } from '../language/text.ts';
import { kindOf, shortName } from '../places/place.ts';
import type { Knowledge } from '../ports.ts';
import type { Passage } from '../types.ts';
import { NO_ANSWER } from './prompt.ts';

/** 资料里提到, 还有一处: says where something was read, and nothing of it. */
const READ_THERE =
  /^(?:(?:现有|这些)?(?:资料|原文|文件|文中)(?:里|中|上)?(?:还|也|只|都|仅)*(?:有一处|提到|写到|写明|写的是|显示|说(?!明))(?:的是|了|有)?|(?:只|仅|还)提到了?|(?:还|另)有一处)[,，:：]?/u;
/** 资料没有单独写…, 没有列出…: says that something was not read. 未列明的项目 says of which. */
const NOT_READ =
  /^(?!.*的(?:项目|部分|内容|事项|情形|人员|对象|$))(?:但|不过|而|其余)?(?:(?:(?:现有|这些)?(?:资料|原文|文中)(?:里|中|上)?(?:也|都|还|并|却)*(?:没有?|未)(?:单独|具体|再|另外|详细|明确|直接)?[写说列提讲载给])|(?:也|都|还|并|却)*没有?(?:单独|具体|再|另外|详细|明确|直接)?(?:写明|写到|列出|列明|说明|说到|提到|提及))/u;
/** 只提到“…”的名称: says that a thing is named, and not what it is. */
const ONLY_NAMED = /(?:只|仅)(?:是|有)?提(?:到|及)了?.{0,24}(?:名称|名字|说法)$/u;
/** 这是目标: says how what stands before is meant. */
const MEANT = /^(?:这|那)(?:都|只|还)?(?:是|属于)(?:目标|计划|任务|安排|要求|打算)(?:，?不是结果)?$/u;
/** A clause that answers yes or no. 有的, 需要的 and 允许的 say of whom. */
const VERDICT =
  /^(?:(?:是|对|可以|行)(?:的|啊|呀|了)?|(?:有|没有|能|要|会|需要|允许)(?:啊|呀|了)?|没错|不(?:是|对|能|可以|行|要|会|用)(?:的|了|啊)?|不(?:需要|允许|准)(?:了|啊)?|(?:还|尚|暂)(?:没有?|未)(?:完成|达到|实现)?)$/u;
/** Answers yes or no, with what was asked behind it: 不能报名. Not 不能报名的, which says of whom. */
const VERDICT_ON =
  /^(?:不?可以|不?能|不用|不给|不会|要不得|要得)(?<asked>\p{Script=Han}{0,5})(?<![的时者后前])$/u;
/** 不是9个: denies the asker's figure. */
const DENIES_ASKED = /^(?:不是|没有|不止|不到|并非)(?<asked>[^,，。]*\d[^,，。]*)$/u;
const STOP = /[\s,，。！!；;:：?？]+$/u;
const GOES_ON = /^(?:而是|是)(?!否|不是)(?=\S)/u;

/** Whether a sentence of a model says that the passages do not state something: it says 资料没有写明, or has such a clause. */
export function saysUnstated(sentence: string): boolean {
  return (
    sentence.includes(NO_ANSWER) || clauses(sentence).some((span) => NOT_READ.test(slice(sentence, span)))
  );
}

/**
 * A model's sentence without what only frames it: where it was read or not read, what it is meant as, a yes or no. What is
 * left is what passages must prove; the empty string where nothing is. A yes or no is left out because the quote says it:
 * what the product itself finds of the asker's figure it says itself.
 * @param asked the question, whose figure may be denied.
 */
export function withoutFrame(sentence: string, asked: string): string {
  const parts = clauses(sentence).map((span) => slice(sentence, span));
  let body = parts.filter((part, at) => !isFrame(part.replace(STOP, ''), at, asked)).join('');
  if (body === sentence) return sentence.replace(READ_THERE, '');
  if (body !== '' && !sentence.startsWith(body)) body = body.replace(GOES_ON, '');
  return body.replace(READ_THERE, '').replace(/[,，；;]\s*$/u, '。');
}

function isFrame(part: string, at: number, asked: string): boolean {
  if (NOT_READ.test(part) || ONLY_NAMED.test(part) || MEANT.test(part)) return true;
  if (at > 0) return false;
  const denied = DENIES_ASKED.exec(part)?.groups?.asked;
  return VERDICT.test(part) || (denied !== undefined && asked.includes(denied));
}

/**
 * A sentence without a first clause that says yes or no of what was asked; the empty string where it says no more.
 * @param asked the question, whose words such a clause takes up: 不能自理人员 is no answer to it.
 */
export function withoutVerdict(sentence: string, asked: string): string {
  const [first, ...rest] = clauses(sentence).map((span) => slice(sentence, span));
  const of = VERDICT_ON.exec((first ?? '').replace(STOP, ''))?.groups?.asked;
  return of !== undefined && asked.includes(of) ? rest.join('') : sentence;
}

/** Least share of a claim's character pairs that its proof must hold. */
const MIN_OVERLAP = 0.6;
/** The same for each clause, list item and bracket of it. */
const MIN_PART_OVERLAP = 0.5;
/** Pairs in a row that the proof lacks: five characters of the model's own. */
const MAX_NEW_PAIRS = 4;
/** Sentences of one passage that prove one claim, at most. */
const MAX_PROOF = 3;
/** Words of time that hold no figure: a sentence that has one of a claim's earns its place beside the first. */
const TIME_WORDS = /近年来|近[几两三]年来?|[今去前明]年|目前|当前|年底|上半年|下半年/gu;
/** New pairs that earn a sentence its place beside the first. */
const MIN_GAIN = 3;
const FIGURE_GAIN = 10;
const TIME_GAIN = 3;

/** The fewest sentences of a passage that hold the figures and the words of a claim, in order of the text. */
export function provingSentences(
  claim: Facts,
  passage: Passage,
  knowledge: Pick<Knowledge, 'sentencesOf'>,
): Sentence[] {
  const left = withoutOtherRows(claim.folded, knowledge.sentencesOf(passage));
  const chosen: Sentence[] = [];
  let pairs = contentRuns(withoutFigures(claim.folded, claim.figures)).flatMap(pairsOf);
  const inDates = new Set(claim.dates.flatMap((date) => [...date.values()].map(({ span }) => span.start)));
  let figures = claim.figures.filter(({ span }) => !inDates.has(span.start));
  let times: readonly string[] = claim.folded.match(TIME_WORDS) ?? [];
  while (chosen.length < MAX_PROOF) {
    let best: { sentence: Sentence; gain: number } | undefined;
    for (const sentence of left) {
      const proven = figures.filter((figure) => supportsFigure(sentence.figures, figure)).length;
      const held = new Set(pairs.filter((pair) => sentence.folded.includes(pair))).size;
      const timed = times.filter((word) => sentence.folded.includes(word)).length;
      const gain = FIGURE_GAIN * proven + TIME_GAIN * timed + held;
      if (best === undefined || gain > best.gain) best = { sentence, gain };
    }
    if (best === undefined || best.gain < (chosen.length === 0 ? 1 : MIN_GAIN)) break;
    const { sentence } = best;
    chosen.push(sentence);
    left.splice(left.indexOf(sentence), 1);
    pairs = pairs.filter((pair) => !sentence.folded.includes(pair));
    figures = figures.filter((figure) => !supportsFigure(sentence.figures, figure));
    times = times.filter((word) => !sentence.folded.includes(word));
  }
  return chosen.sort((a, b) => a.span.start - b.span.start);
}

/** The sentences, of rows only those that a claim names most cells of: a row's figure is told of no other row. */
function withoutOtherRows(said: string, sentences: readonly Sentence[]): Sentence[] {
  const named = ({ folded }: Sentence) =>
    folded.split('\t').filter((cell) => /\p{Script=Han}{2}/u.test(cell) && said.includes(cell.trim())).length;
  const rows = sentences.filter(({ cells }) => cells !== undefined);
  const most = Math.max(0, ...rows.map(named));
  return sentences.filter((one) => one.cells === undefined || named(one) === most);
}

/**
 * True when a claim is put together from the words of its proof: as a whole, in every part between commas, list marks
 * and brackets, with no stretch of its own words; and each clause's figures stand in one sentence with its words.
 */
export function isWordedBy({ folded: claim, quantities }: Facts, proof: readonly Sentence[]): boolean {
  // Not its title: what somebody writes into one, as an order, would be proven.
  const above = proof.flatMap(({ passage: { place = '' }, headings }) => [place, ...headings]);
  const about = [...new Set(above)].map(fold).join('\n');
  const known = [about, ...proof.map(readUnder)].join('\n');
  if (overlap(claim, known) < MIN_OVERLAP) return false;
  if (longestNewRun(withoutPlaces(claim, proof), known) >= MAX_NEW_PAIRS) return false;
  const parts = claim.split(/[,，、:：;；()（）“”"《》「」\s和与及或-]+/u);
  if (parts.some((part) => overlap(part, known) < MIN_PART_OVERLAP)) return false;
  return clauses(claim).every((span) => {
    const clause = slice(claim, span);
    const figures = quantities.map(({ figure }) => figure).filter((figure) => contains(span, figure.span));
    return (
      figures.length === 0 ||
      proof.some(
        (sentence) =>
          figures.every((figure) => supportsFigure(sentence.figures, figure)) &&
          overlap(clause, `${about}\n${readUnder(sentence)}`) >= MIN_PART_OVERLAP,
      )
    );
  });
}

/** A claim with blanks for the names of the places that its proof is of: what stands beside them is not one word with them. */
function withoutPlaces(claim: string, proof: readonly Sentence[]): string {
  const names = proof.flatMap(({ passage: { place } }) =>
    place === undefined ? [] : [place, `${shortName(place)}${kindOf(place)}`, shortName(place)],
  );
  return names.reduce((left, name) => left.replaceAll(name, ' '), claim);
}

/** Share of a text's character pairs that `known` (folded) holds: 0 to 1; 1 for a text without any. */
function overlap(text: string, known: string): number {
  const pairs = contentRuns(withoutFigures(text, figuresIn(text))).flatMap(pairsOf);
  return pairs.length === 0 ? 1 : pairs.filter((pair) => known.includes(pair)).length / pairs.length;
}

function longestNewRun(text: string, known: string): number {
  let longest = 0;
  for (const run of contentRuns(withoutFigures(text, figuresIn(text)))) {
    let length = 0;
    for (const pair of pairsOf(run)) {
      length = known.includes(pair) ? 0 : length + 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}
