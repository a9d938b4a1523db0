import { clauses, fold, sentences, slice } from '../../core/language/text.ts';
import type { Block, Lead, PassageSentence, Span } from '../../core/types.ts';
import { announcesPaper, isHead } from './lead.ts';
import { markOf } from './marks.ts';
import { bodyAt, isUsualLabel, labelLength } from './topics.ts';

/** The longest stretch before a colon that rules the parts behind it (characters). */
const LONGEST_HEAD = 60;

/**
 * The sentences of a block, each under what rules it. A row is one sentence; a run-in heading or a label is one with the
 * sentence that it opens and rules the others; the parts of a list within a sentence (…的，不予…：甲；乙；丙。) are ruled by
 * what stands before its colon.
 * @param above the chain above the block.
 */
export function sentencesOfBlock(text: string, block: Block, above: readonly Lead[]): PassageSentence[] {
  const { span, cells, mark } = block;
  const topic = ruledTopic(text, block);
  if (block.kind === 'row') return [{ span, lead: above, ...(cells === undefined ? {} : { cells }) }];
  const isLabel = block.kind === 'field' || isBracketed(text, topic);
  const own: Lead[] = topic === undefined ? [] : [{ kind: isLabel ? 'label' : 'topic', ...topic }];
  const article: Lead[] =
    mark !== undefined && /^第.+条/u.test(slice(text, mark)) ? [{ kind: 'article', ...mark }] : [];
  const lead = [...above, ...article, ...own];
  return parts(text, block, topic).map(({ span: part, head }) => ({
    span: part,
    lead: head === undefined ? lead : [...lead, { kind: 'head', ...head }],
    ...(isHead(slice(text, part)) || announcesPaper(slice(text, part)) ? { isHead: true } : {}),
  }));
}

/** 【不予受理】 before what it says that of. */
function isBracketed(text: string, topic: Span | undefined): boolean {
  return topic !== undefined && text.charAt(topic.start) === '【';
}

/** A run-in heading that prose counts, or does not number, is a sentence like others: 加强组织领导。, 一是创新机制。 */
function ruledTopic(text: string, { kind, mark, topic }: Block): Span | undefined {
  if (kind !== 'paragraph' || isBracketed(text, topic)) return topic;
  return mark === undefined || slice(text, mark).endsWith('是') ? undefined : topic;
}

interface Part {
  readonly span: Span;
  readonly head?: Span;
}

function parts(text: string, { span }: Block, topic: Span | undefined): Part[] {
  const found = sentences(text, { start: topic?.end ?? span.start, end: span.end });
  const [first, ...rest] = found;
  const whole = first === undefined ? [span] : [{ start: span.start, end: first.end }, ...rest];
  const result: Part[] = [];
  let head: Span | undefined;
  for (const part of whole) {
    result.push(head === undefined ? { span: part } : { span: part, head });
    const goesOn = /[;；][”’」』）)】》"']*$/u.test(slice(text, part));
    if (!goesOn) head = undefined;
    else head ??= headIn(text, { start: Math.max(part.start, topic?.end ?? 0), end: part.end });
  }
  return result;
}

/** What stands before the colon of a sentence that goes on in parts; 答： and a name with its own value (成人：20元) are none. */
function headIn(text: string, sentence: Span): Span | undefined {
  const colon = clauses(text, sentence).find((clause) => {
    const words = slice(text, clause);
    return isHead(words) && !ANSWER.test(words);
  });
  if (colon === undefined || colon.end - sentence.start > LONGEST_HEAD) return undefined;
  const head = { start: sentence.start, end: colon.end };
  const written = slice(text, head);
  const words = written.slice(bodyAt(written, markOf(written)));
  const isName = labelLength(words) === words.length && !isUsualLabel(words) && !RULES.test(words);
  return isName && /\d/u.test(fold(slice(text, { start: head.end, end: sentence.end }))) ? undefined : head;
}

const RULES = /[的予]|不得|不能|可以|应当|禁止|严禁/u;
const ANSWER = /^(?:答|解答|回答)[:：]$/u;
