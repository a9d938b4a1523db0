import type { NameUse, QuotedName } from '../../facts/corpus.ts';
import { namesBeginningIn, QUOTED } from '../../facts/names.ts';
import { readNumber } from '../../language/numerals.ts';
import { bare, clauses, contains, fold, lineAround, sentences, slice, widened } from '../../language/text.ts';
import { paperAt } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Source, SourceDocument, Span } from '../../types.ts';
import { itemsAfter, leadsOf } from '../excerpts/enumeration.ts';

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

const COUNTED = /[一二两三四五六七八九十]/gu;
/** Names are quoted with about this much around them. */
const QUOTE_CHARACTERS = 100;
const EXPLANATION_CHARACTERS = 200;
const OPENING_QUOTE = /[“"「『‘]/u;
const MAX_PLACES = 3;
/** Reports, and uses in each, that are looked at: a name that stands everywhere is explained early or not at all. */
const MAX_DOCUMENTS = 20;
const MAX_USES = 8;

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

  if (uses.length === 0) return policy('absent', []);
  const explaining = uses.find((use) => isSpeltOut(name, count, use, textOf(use, knowledge)));
  if (explaining !== undefined)
    return policy('explained', [
      quoteAround(explaining, textOf(explaining, knowledge), EXPLANATION_CHARACTERS),
    ]);
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
  if (!isCounted(name)) return null;
  return policy(
    'named',
    onePerPlace(uses, knowledge).map((use) => quoteAround(use, textOf(use, knowledge))),
  );
}

/** The longest quoted name that the question is about, with its uses in the places asked: none where it is absent. */
function askedName(asked: AskedQuestion, knowledge: Knowledge): QuotedName | null {
  // As typed too: a name in the reports' own words may hold what is elsewhere taken for dialect.
  const question = [asked.written, asked.text].map((text) => bare(fold(text))).join('\n');
  for (const named of namesBeginningIn(question, knowledge.quotedNames)) {
    const { name, key, uses } = named;
    if (!question.includes(key)) continue;
    const inScope = usesIn(asked.places, name, uses, knowledge);
    if (inScope.length === 0 ? asked.places.length > 0 && isCounted(name) : asksContentOf(name, key, asked)) {
      return { name, key, uses: inScope };
    }
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
  return new RegExp(COUNTED, 'u').test(name);
}

/** The uses in reports of the places asked, those without quotation marks too; one a report, few in all. */
function usesIn(
  places: readonly string[],
  name: string,
  quoted: readonly NameUse[],
  knowledge: Knowledge,
): NameUse[] {
  const isAsked = ({ place }: SourceDocument) =>
    places.length === 0 || (place !== undefined && places.includes(place));
  const documents =
    places.length === 0
      ? [...new Set(quoted.map(({ documentId }) => documentId))].flatMap(
          (id) => knowledge.documentById.get(id) ?? [],
        )
      : knowledge.documents.filter(isAsked);
  return documents.slice(0, MAX_DOCUMENTS).flatMap(({ id }) => {
    const inDocument = quoted.filter(({ documentId }) => documentId === id);
    return allUses(name, id, inDocument, knowledge).slice(0, MAX_USES);
  });
}

/** The quoted uses, and those without quotation marks in the same report, in the order of the text. */
function allUses(
  name: string,
  documentId: string,
  quoted: readonly NameUse[],
  knowledge: Knowledge,
): NameUse[] {
  const uses = [...quoted];
  const text = knowledge.documentById.get(documentId)?.facts.plain ?? '';
  for (
    let at = text.indexOf(name);
    at >= 0 && uses.length < MAX_USES;
    at = text.indexOf(name, at + name.length)
  ) {
    const span = { start: at, end: at + name.length };
    const isPartOfName = OPENING_QUOTE.test(text.charAt(at - 1));
    if (!isPartOfName && !uses.some((use) => contains(use.span, span))) uses.push({ documentId, span });
  }
  return uses.sort((a, b) => a.span.start - b.span.start);
}

/** How many items a name counts: 五个一批 five, 两不愁三保障 none, as two counts make no one list. */
function countOf(name: string): number | undefined {
  const measured = /([一二两三四五六七八九十])[个大项种类条方]/u.exec(name)?.[1];
  const numerals = [...name.matchAll(COUNTED)].map(([han]) => han);
  const counting = measured ?? (numerals.length === 1 ? numerals[0] : undefined);
  return counting === undefined ? undefined : readNumber(counting).value;
}

/** The name is explained where it stands: 即 or a colon after it, brackets in it, or before it as many items as it counts. */
function isSpeltOut(name: string, count: number | undefined, { span }: NameUse, text: string): boolean {
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

function listedItems(name: string, count: number | undefined, use: NameUse, knowledge: Knowledge): Span[] {
  const text = textOf(use, knowledge);
  const counted = itemsAfter(text, sentenceAround(text, use.span).end);
  const between = text.slice(use.span.end, counted[0]?.start ?? use.span.end);
  const isNearest = ![...between.matchAll(QUOTED)].some(([quoted]) => isCounted(quoted));
  if (counted.length >= 2 && counted.length === count && isNearest) return counted;
  const line = slice(text, lineAround(text, use.span));
  const headed = knowledge.documentById.get(use.documentId)?.facts.plainOf ?? ((heading: string) => heading);
  const section = knowledge
    .passagesOf(use.documentId)
    .filter(({ headings }) => headings.some((heading) => line.includes(headed(heading))))
    .map(({ span }) => span);
  return leadsOf(text, section, name).slice(0, count ?? 10);
}

function onePerPlace(uses: readonly NameUse[], knowledge: Knowledge): NameUse[] {
  const byPlace = new Map<string, NameUse>();
  for (const use of uses) {
    const document = knowledge.documentById.get(use.documentId);
    const place = (document && paperAt(document, use.span).place) ?? use.documentId;
    if (!byPlace.has(place)) byPlace.set(place, use);
  }
  return [...byPlace.values()].slice(0, MAX_PLACES);
}

/** The clause of the name, with the clauses around it as far as there is room. */
function quoteAround(use: NameUse, text: string, most = QUOTE_CHARACTERS): Source {
  const sentence = sentenceAround(text, use.span);
  const span = widened(clauseAround(text, use.span), clauses(text, sentence), most, 'behind');
  return { documentId: use.documentId, span };
}

function clauseAround(text: string, span: Span): Span {
  const sentence = sentenceAround(text, span);
  return clauses(text, sentence).find((clause) => contains(clause, span)) ?? sentence;
}

function sentenceAround(text: string, span: Span): Span {
  return sentences(text, lineAround(text, span)).find((sentence) => contains(sentence, span)) ?? span;
}

function textOf({ documentId }: NameUse, knowledge: Knowledge): string {
  return knowledge.documentById.get(documentId)?.facts.plain ?? '';
}
