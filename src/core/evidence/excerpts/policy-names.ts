import type { QuotedName } from '../../facts/corpus.ts';
import type { ReadDocument } from '../../facts/document.ts';
import { namesBeginningIn, QUOTED } from '../../facts/names.ts';
import { readNumber } from '../../language/numerals.ts';
import { bigramTerms } from '../../language/terms.ts';
import { bare, clauses, contains, fold, lineAround, sentences, slice, widened } from '../../language/text.ts';
import { paperAt } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Source, Span } from '../../types.ts';
import { itemsAfter } from './lists.ts';

/** What the reports say of a policy that they name in quotation marks. */
export interface NamedPolicy {
  readonly name: string;
  /**
   * `explained`: one sentence spells it out. `listed`: its items, each by the sentence that opens it. `named`: only the
   * name, one source a place. `absent`: reports name it, but none of the places asked.
   */
  readonly kind: 'explained' | 'listed' | 'named' | 'absent';
  readonly sources: readonly Source[];
  /** Where a listed policy is named: proves the name before its items. */
  readonly origin?: Source;
  /** How many items the name counts; undefined when it counts none. */
  readonly count: number | undefined;
}

const COUNTED = /[一二两三四五六七八九十]/u;
/** Names are quoted with about this much around them. */
const QUOTE_CHARACTERS = 100;
const EXPLANATION_CHARACTERS = 200;
const OPENING_QUOTE = /[“"「『‘]/u;
const MAX_PLACES = 3;
/** Reports, and uses in each, that are looked at: a name that stands everywhere is explained early or not at all. */
const MAX_DOCUMENTS = 20;
const MAX_USES = 8;

/** Where a report names the policy. */
interface Use {
  readonly document: ReadDocument;
  readonly span: Span;
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
  if (uses.length === 0) return { name, count, kind: 'absent', sources: [] };
  const explaining = uses.find((use) => isSpeltOut(name, count, use));
  if (explaining !== undefined)
    return { name, count, kind: 'explained', sources: [quoteAround(explaining, EXPLANATION_CHARACTERS)] };
  for (const use of uses) {
    const sources = listedItems(name, count, use, knowledge);
    if (sources.length >= 2)
      return { name, count, kind: 'listed', sources, origin: quoteAround(use, QUOTE_CHARACTERS) };
  }
  if (!isCounted(name)) return null;
  const sources = onePerPlace(uses).map((use) => quoteAround(use, QUOTE_CHARACTERS));
  return { name, count, kind: 'named', sources };
}

/** The longest quoted name that the question is about, with its uses in the places asked: none where it is absent. */
function askedName(
  asked: AskedQuestion,
  knowledge: Knowledge,
): { readonly name: string; readonly uses: readonly Use[] } | null {
  // As typed too: a name in the reports' own words may hold what is elsewhere taken for dialect.
  const question = [asked.written, asked.text].map((text) => bare(fold(text))).join('\n');
  for (const quoted of namesBeginningIn(question, knowledge.quotedNames)) {
    const { name, key } = quoted;
    if (!question.includes(key)) continue;
    const uses = usesIn(asked.places, quoted, knowledge);
    if (uses.length === 0 ? asked.places.length > 0 && isCounted(name) : asksContentOf(name, key, asked))
      return { name, uses };
  }
  return null;
}

/** The question is for what stands behind the name, not for a figure, a date or a person in some connection with it. */
function asksContentOf(name: string, key: string, asked: AskedQuestion): boolean {
  const topic = bare(fold(asked.topic));
  if (asked.wanted === 'definition') return true;
  if (asked.wanted === 'list') return isCounted(name);
  return asked.wanted === 'statement' && topic.includes(key) && topic.length <= key.length + 2;
}

function isCounted(name: string): boolean {
  return COUNTED.test(name);
}

/** The uses in reports of the places asked, those without quotation marks too, in the order of the text; few of each report. */
function usesIn(places: readonly string[], { name, uses }: QuotedName, { documents }: Knowledge): Use[] {
  const quoting = new Set(uses.map(({ documentId }) => documentId));
  return documents
    .filter(({ id, place = '' }) => (places.length === 0 ? quoting.has(id) : places.includes(place)))
    .slice(0, MAX_DOCUMENTS)
    .flatMap((document) => {
      const quoted = uses.filter(({ documentId }) => documentId === document.id).map(({ span }) => span);
      return withUnquoted(name, quoted, document.facts.plain)
        .slice(0, MAX_USES)
        .map((span) => ({ document, span }));
    });
}

/** Where a text has a name in quotation marks, and without them. */
function withUnquoted(name: string, quoted: readonly Span[], text: string): Span[] {
  const spans = [...quoted];
  for (
    let start = text.indexOf(name);
    start >= 0 && spans.length < MAX_USES;
    start = text.indexOf(name, start + name.length)
  ) {
    const span = { start, end: start + name.length };
    const isPartOfName = OPENING_QUOTE.test(text.charAt(start - 1));
    if (!isPartOfName && !spans.some((other) => contains(other, span))) spans.push(span);
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** How many items a name counts: 五个一批 five, 两不愁三保障 none, as two counts make no one list. */
function countOf(name: string): number | undefined {
  const measured = /([一二两三四五六七八九十])[个大项种类条方]/u.exec(name)?.[1];
  const numerals = [...name].filter(isCounted);
  const counting = measured ?? (numerals.length === 1 ? numerals[0] : undefined);
  return counting === undefined ? undefined : readNumber(counting).value;
}

/** The name is explained where it stands: 即 or a colon after it, brackets in it, or before it as many items as it counts. */
function isSpeltOut(name: string, count: number | undefined, { document, span }: Use): boolean {
  const text = document.facts.plain;
  const after = fold(text.slice(span.end, span.end + 20));
  if (/^[^。;\n,、]{0,6}[,]?(?:即|就是|是指|指的是|包括|分别是|分别为)/u.test(after) || /^[:(]/u.test(after))
    return true;
  if (/[(（]/u.test(name)) return true;
  if (count === undefined || count < 2) return false;
  if (startAlike(text, span, count)) return true;
  const clause = clauseAround(text, span);
  const items = slice(text, { start: clause.start, end: span.start })
    .split(/、|和|及|与|”“/u)
    .filter((item) => item.trim() !== '');
  return items.length >= count;
}

/** As many clauses after the name as it counts begin with the same word: “三清”，清…、清…、清…. */
function startAlike(text: string, span: Span, count: number): boolean {
  const rest = { start: span.end, end: sentenceAround(text, span).end };
  const beginnings = new Map<string, number>();
  for (const part of slice(text, rest).split(/[,，、;；]/u)) {
    const beginning = part.trim().slice(0, 2);
    if (beginning.length === 2) beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + 1);
  }
  return Math.max(0, ...beginnings.values()) >= count;
}

/** The sentences that open the items of a policy: counted ones behind its name, else those of the parts of its section. */
function listedItems(
  name: string,
  count: number | undefined,
  { document, span }: Use,
  knowledge: Knowledge,
): Source[] {
  const { plain } = document.facts;
  const counted = itemsAfter(plain, sentenceAround(plain, span).end);
  const between = plain.slice(span.end, counted[0]?.start ?? span.end);
  const isNearest = ![...between.matchAll(QUOTED)].some(([quoted]) => isCounted(quoted));
  const isWhole = counted.length >= 2 && counted.length === count && isNearest;
  const items = isWhole ? counted : partsOfSection(name, { document, span }, knowledge).slice(0, count ?? 10);
  return items.map((item) => ({ documentId: document.id, span: item }));
}

/** Longest sentence that opens an item without a number: 夯实人才支撑。 */
const LEAD_CHARACTERS = 40;

/**
 * The sentences that open the parts of the section which the line of a use names, where its items are not counted: short, without
 * a comma, and sharing two characters with the name (the 任务 of 抓好“四项任务” in 落实村居包片任务。).
 */
function partsOfSection(name: string, { document, span }: Use, knowledge: Knowledge): Span[] {
  const { plain, plainOf } = document.facts;
  const line = slice(plain, lineAround(plain, span));
  const pairs = bigramTerms(name).filter((pair) => !/[一二两三四五六七八九十\d]/u.test(pair));
  const opensPart = (sentence: string) =>
    sentence.length <= LEAD_CHARACTERS &&
    !/[,，:：;；]/u.test(sentence) &&
    pairs.some((pair) => sentence.includes(pair));
  return knowledge
    .passagesOf(document.id)
    .filter(({ headings }) => headings.some((heading) => line.includes(plainOf(heading))))
    .flatMap((passage) => sentences(plain, passage.span))
    .filter((sentence) => opensPart(slice(plain, sentence)));
}

function onePerPlace(uses: readonly Use[]): Use[] {
  const byPlace = new Map<string, Use>();
  for (const use of uses) {
    const place = paperAt(use.document, use.span).place ?? use.document.id;
    if (!byPlace.has(place)) byPlace.set(place, use);
  }
  return [...byPlace.values()].slice(0, MAX_PLACES);
}

/** The clause of the name, with the clauses around it as far as there is room. @param most characters. */
function quoteAround({ document, span }: Use, most: number): Source {
  const { plain } = document.facts;
  const parts = clauses(plain, sentenceAround(plain, span));
  return { documentId: document.id, span: widened(clauseAround(plain, span), parts, most, 'behind') };
}

function clauseAround(text: string, span: Span): Span {
  const sentence = sentenceAround(text, span);
  return clauses(text, sentence).find((clause) => contains(clause, span)) ?? sentence;
}

function sentenceAround(text: string, span: Span): Span {
  return sentences(text, lineAround(text, span)).find((sentence) => contains(sentence, span)) ?? span;
}
