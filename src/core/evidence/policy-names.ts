import { clauses, contains, fold, sentences, slice } from '../language/text.ts';
import type { Knowledge } from '../ports.ts';
import { bare } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Span } from '../types.ts';
import type { Source } from '../verify.ts';
import { itemsAfter, leadsOf } from './enumeration.ts';

/** What the reports say of a policy that they name in quotation marks. */
export interface NamedPolicy {
  readonly name: string;
  /**
   * `explained`: one sentence spells it out. `listed`: its items, each by the sentence that opens it. `named`: only the
   * name, one source a place.
   */
  readonly kind: 'explained' | 'listed' | 'named';
  readonly sources: readonly Source[];
  /** Where a listed policy is named: proves the name before its items. */
  readonly origin?: Source;
  /** How many items the name counts; undefined when it counts none. */
  readonly count: number | undefined;
}

interface NameUse {
  readonly documentId: string;
  readonly span: Span;
}

interface QuotedName {
  readonly name: string;
  /** Folded, without punctuation: how it is looked for in a question. */
  readonly key: string;
  readonly uses: NameUse[];
}

const QUOTED = /[“"「『‘]([^“”"「」『』‘’\n]{2,24})[”"」』’]/gu;
const COUNTED = /[一二两三四五六七八九十]/gu;
const NUMBERS: Readonly<Record<string, number>> = {
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
/** Names are quoted with about this much around them. */
const QUOTE_CHARACTERS = 100;
const MAX_PLACES = 3;
const SHORTEST_NAME = 3;

/** The quoted names of a corpus, by the first two characters of their keys. */
type NameTable = ReadonlyMap<string, readonly QuotedName[]>;

const tables = new WeakMap<Knowledge, NameTable>();

/** Read once for a corpus. */
function nameTable(knowledge: Knowledge): NameTable {
  const known = tables.get(knowledge);
  if (known !== undefined) return known;
  const byKey = new Map<string, QuotedName>();
  for (const document of knowledge.documents) {
    for (const match of document.text.matchAll(QUOTED)) {
      const name = match[1] ?? '';
      const key = bare(fold(name));
      if (key.length < SHORTEST_NAME) continue;
      const entry = byKey.get(key) ?? { name, key, uses: [] };
      const span = { start: match.index, end: match.index + match[0].length };
      entry.uses.push({ documentId: document.id, span });
      byKey.set(key, entry);
    }
  }
  const table = new Map<string, QuotedName[]>();
  for (const entry of byKey.values()) {
    const head = entry.key.slice(0, 2);
    table.set(head, [...(table.get(head) ?? []), entry]);
  }
  tables.set(knowledge, table);
  return table;
}

/** Every quoted name that begins somewhere in a text, the longest first. */
function namesBeginningIn(text: string, table: NameTable): QuotedName[] {
  const found = new Set<QuotedName>();
  for (let at = 0; at + 1 < text.length; at++) {
    for (const entry of table.get(text.slice(at, at + 2)) ?? []) found.add(entry);
  }
  return [...found].sort((a, b) => b.key.length - a.key.length);
}

/**
 * What the reports (of the places asked) say of the policy whose content a question asks for; null when it asks for
 * no quoted name. A report that spells it out wins over one that lists it, and that over one that only names it.
 */
export function namedPolicy(asked: AskedQuestion, knowledge: Knowledge): NamedPolicy | null {
  const found = askedName(asked, knowledge);
  if (found === null) return null;
  const { name, uses } = found;
  const count = countOf(name);
  const policy = (kind: NamedPolicy['kind'], sources: readonly Source[]): NamedPolicy => ({
    name,
    kind,
    sources,
    count,
  });

  const explaining = uses.find((use) => isSpeltOut(name, count, use, textOf(use, knowledge)));
  if (explaining !== undefined)
    return policy('explained', [quoteAround(explaining, textOf(explaining, knowledge))]);
  for (const use of uses) {
    const items = listedItems(name, count, use, knowledge);
    if (items.length >= 2)
      return {
        ...policy(
          'listed',
          items.map((span) => ({ documentId: use.documentId, span })),
        ),
        origin: quoteAround(use, textOf(use, knowledge)),
      };
  }
  return policy(
    'named',
    onePerPlace(uses, knowledge).map((use) => quoteAround(use, textOf(use, knowledge))),
  );
}

/** The longest quoted name that the question holds, with its uses in the places asked. */
function askedName(asked: AskedQuestion, knowledge: Knowledge): QuotedName | null {
  const question = bare(fold(asked.text));
  const topic = bare(fold(asked.topic));
  const asksContent = asked.wanted === 'definition' || asked.wanted === 'list';
  for (const { name, key, uses } of namesBeginningIn(question, nameTable(knowledge))) {
    if (!question.includes(key) && !(topic.length >= 4 && key.startsWith(topic))) continue;
    const isCounted = new RegExp(COUNTED, 'u').test(name);
    const isWholeTopic = topic.includes(key) && topic.length <= key.length + 2;
    if (!(asksContent && (isCounted || asked.wanted === 'definition')) && !isWholeTopic) continue;
    const inScope = uses.filter(({ documentId }) => {
      const place = knowledge.documentById.get(documentId)?.place;
      return asked.places.length === 0 || (place !== undefined && asked.places.includes(place));
    });
    if (inScope.length > 0) return { name, key, uses: allUses(name, inScope, knowledge) };
  }
  return null;
}

/** The quoted uses, and those without quotation marks in the same reports, in the order of the text. */
function allUses(name: string, quoted: readonly NameUse[], knowledge: Knowledge): NameUse[] {
  return [...new Set(quoted.map(({ documentId }) => documentId))].flatMap((documentId) => {
    const uses = quoted.filter((use) => use.documentId === documentId);
    const text = knowledge.documentById.get(documentId)?.text ?? '';
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const span = { start: at, end: at + name.length };
      if (!uses.some((use) => contains(use.span, span))) uses.push({ documentId, span });
    }
    return uses.sort((a, b) => a.span.start - b.span.start);
  });
}

/** How many items a name counts: 五个一批 five, 四知 four, 两不愁三保障 none, as two counts make no one list. */
function countOf(name: string): number | undefined {
  const measured = /([一二两三四五六七八九十])[个大项种类条方]/u.exec(name)?.[1];
  const numerals = [...name.matchAll(COUNTED)].map(([han]) => han);
  const counting = measured ?? (numerals.length === 1 ? numerals[0] : undefined);
  return counting === undefined ? undefined : NUMBERS[counting];
}

/** The name is explained where it stands: 即 or a colon after it, brackets in it, or before it as many items as it counts. */
function isSpeltOut(name: string, count: number | undefined, { span }: NameUse, text: string): boolean {
  const after = fold(text.slice(span.end, span.end + 20));
  if (/^[^。;\n,、]{0,6}[,]?(?:即|就是|是指|指的是|包括|分别是|分别为)/u.test(after) || /^[:(]/u.test(after))
    return true;
  if (/[(（]/u.test(name)) return true;
  if (count === undefined || count < 2) return false;
  const clause = clauseAround(text, span);
  const items = slice(text, { start: clause.start, end: span.start })
    .split(/、|和|及|与|”“/u)
    .filter((item) => item.trim() !== '');
  return items.length >= count;
}

function listedItems(name: string, count: number | undefined, use: NameUse, knowledge: Knowledge): Span[] {
  const text = textOf(use, knowledge);
  const counted = itemsAfter(text, sentenceAround(text, use.span).end, count);
  if (counted.length >= 2 && counted.length === count) return counted;
  const line = slice(text, lineAround(text, use.span));
  const section = knowledge.passages
    .filter(
      ({ documentId, headings }) =>
        documentId === use.documentId && headings.some((heading) => line.includes(heading)),
    )
    .map(({ span }) => span);
  return leadsOf(text, section, name).slice(0, count ?? 10);
}

function onePerPlace(uses: readonly NameUse[], knowledge: Knowledge): NameUse[] {
  const byPlace = new Map<string, NameUse>();
  for (const use of uses) {
    const place = knowledge.documentById.get(use.documentId)?.place ?? use.documentId;
    if (!byPlace.has(place)) byPlace.set(place, use);
  }
  return [...byPlace.values()].slice(0, MAX_PLACES);
}

/** The clause of the name, with the clauses around it as far as there is room. */
function quoteAround(use: NameUse, text: string): Source {
  const sentence = sentenceAround(text, use.span);
  let { start, end } = clauseAround(text, use.span);
  const parts = clauses(text, sentence);
  for (const part of parts) if (part.start >= end && part.end - start <= QUOTE_CHARACTERS) end = part.end;
  for (const part of [...parts].reverse())
    if (part.end <= start && end - part.start <= QUOTE_CHARACTERS) start = part.start;
  return { documentId: use.documentId, span: { start, end } };
}

function clauseAround(text: string, span: Span): Span {
  const sentence = sentenceAround(text, span);
  return clauses(text, sentence).find((clause) => contains(clause, span)) ?? sentence;
}

function sentenceAround(text: string, span: Span): Span {
  return sentences(text, lineAround(text, span)).find((sentence) => contains(sentence, span)) ?? span;
}

function lineAround(text: string, { start, end }: Span): Span {
  const next = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start) + 1, end: next < 0 ? text.length : next };
}

function textOf({ documentId }: NameUse, knowledge: Knowledge): string {
  return knowledge.documentById.get(documentId)?.text ?? '';
}
