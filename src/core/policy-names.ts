import { clauses, fold, sentences, slice } from './language/text.ts';
import type { Knowledge } from './ports.ts';
import type { AskedQuestion } from './question/question.ts';
import type { Span } from './types.ts';
import type { Source } from './verify.ts';

/** A name that reports put in quotation marks, with every place where it stands. */
interface QuotedName {
  readonly name: string;
  readonly uses: { readonly documentId: string; readonly span: Span }[];
}

const namesOf = new WeakMap<Knowledge, readonly QuotedName[]>();

const QUOTED = /[“"「『‘]([^“”"「」『』‘’\n]{2,20})[”"」』’]/gu;
const HAN_COUNT: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

/** Longest first, so that the longest name in a question is the one asked about. Read once for a corpus. */
function quotedNames(knowledge: Knowledge): readonly QuotedName[] {
  const known = namesOf.get(knowledge);
  if (known !== undefined) return known;
  const byName = new Map<string, QuotedName>();
  for (const document of knowledge.documents) {
    for (const match of document.text.matchAll(QUOTED)) {
      const name = fold(match[1] ?? '');
      const entry = byName.get(name) ?? { name: match[1] ?? '', uses: [] };
      entry.uses.push({
        documentId: document.id,
        span: { start: match.index, end: match.index + match[0].length },
      });
      byName.set(name, entry);
    }
  }
  const names = [...byName.values()].sort((a, b) => b.name.length - a.name.length);
  namesOf.set(knowledge, names);
  return names;
}

/**
 * A question for the content of a policy that the reports (of the places asked) only name. Null when no such name is
 * asked about, or when some report spells it out.
 */
export function namedOnly(
  asked: AskedQuestion,
  knowledge: Knowledge,
): { name: string; source: Source } | null {
  if (asked.wanted !== 'definition' && asked.wanted !== 'list') return null;
  const question = fold(asked.text).replaceAll(/[“”"「」『』‘’\s]/gu, '');
  const named = quotedNames(knowledge).find(({ name }) => isSlogan(name) && question.includes(fold(name)));
  if (named === undefined) return null;
  const uses = named.uses.filter(({ documentId }) => {
    const place = knowledge.documentById.get(documentId)?.place;
    return asked.places.length === 0 || (place !== undefined && asked.places.includes(place));
  });
  const [first] = uses;
  if (first === undefined || uses.some((use) => isSpeltOut(named.name, use, knowledge))) return null;
  const text = knowledge.documentById.get(first.documentId)?.text ?? '';
  const sentence = sentenceAround(text, first.span);
  return { name: named.name, source: { documentId: first.documentId, span: sentence } };
}

/** A numbered policy name (十免四补助, 两不愁三保障): a count of things that a reader may want listed. */
function isSlogan(name: string): boolean {
  return name.length >= 3 && /[一二两三四五六七八九十\d]/u.test(name);
}

/** The report explains the name where it stands: 即 or a colon or brackets after it, or as many items before it as it counts. */
function isSpeltOut(name: string, use: { documentId: string; span: Span }, knowledge: Knowledge): boolean {
  const text = fold(knowledge.documentById.get(use.documentId)?.text ?? '');
  const after = text.slice(use.span.end, use.span.end + 12);
  if (
    /^(?:[^。;\n]{0,6})?[,，]?(?:即|就是|是指|包括|分别是|分别为|为:|指)/u.test(after) ||
    /^[:：(（]/u.test(after)
  )
    return true;
  if (/[(（]/u.test(name)) return true;
  const count = HAN_COUNT[/[一二两三四五六七八九十]/u.exec(name)?.[0] ?? ''] ?? 0;
  if (count < 2) return false;
  const clause = clauses(text, sentenceAround(text, use.span)).find(
    ({ start, end }) => start <= use.span.start && use.span.start < end,
  );
  if (clause === undefined) return false;
  const before = text.slice(clause.start, use.span.start);
  const items = before.split(/[、]|和|及|与/u).filter((item) => item.trim().length > 0).length;
  if (items >= count) return true;
  const following = text.slice(use.span.end, use.span.end + 2500);
  return ['一是', '二是', '三是', '四是', '五是', '六是']
    .slice(0, count)
    .every((sign) => following.includes(sign));
}

function sentenceAround(text: string, span: Span): Span {
  return sentences(text).find(({ start, end }) => start <= span.start && span.start < end) ?? span;
}

/** The text of a source, for wording. */
export function quoteOf({ documentId, span }: Source, knowledge: Knowledge): string {
  return slice(knowledge.documentById.get(documentId)?.text ?? '', span);
}
