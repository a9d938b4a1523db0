import type { Explained } from '../core/explained.ts';
import { type Figure, findFigures, supportsFigure } from '../core/language/figures.ts';
import { paperAt, placesOf } from '../core/papers.ts';
import { shortName } from '../core/places/place.ts';
import { citationsOf } from '../core/shown/citations.ts';
import type { Answer, Citation, SourceDocument } from '../core/types.ts';
import { chineseDate } from '../wording.ts';
import type { Case, Outcome } from './cases.ts';
import { holds, plain, type Target } from './relevance.ts';

/** What is wrong, or right, with one answer. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The outcome is expected, nothing that must be said is missing, nothing forbidden is said. */
  readonly right: boolean;
  /** The outcome is one that was expected. */
  readonly outcomeRight: boolean;
  /** Expected points that an answer lacks. */
  readonly missing: readonly string[];
  /** Forbidden texts that it holds. */
  readonly forbidden: readonly string[];
  /** A citation holds what is relevant; null where nothing is, or nothing was answered. */
  readonly citedRelevant: boolean | null;
  readonly citations: number;
  /** Quotes that are not the slice of the document that they say they are. */
  readonly inexact: readonly string[];
  /** Places cited that neither the question nor what is relevant speaks of. */
  readonly wrongPlaces: readonly string[];
  /** Figures of the text that the quotes cited in the same line lack. */
  readonly wrongFigures: readonly string[];
}

const OUTCOME = { answered: 'answer', clarify: 'clarify', refused: 'refuse' } as const;

/** The outcomes that a case takes for right; chatter that is asked directly is refused in one line. */
export function expectedOutcomes({ expect, also }: Pick<Case, 'expect' | 'also'>): ReadonlySet<Outcome> {
  return new Set([expect, ...also].flatMap((one) => (one === 'silent' ? ['silent', 'refuse'] : [one])));
}

/** Judges one answer. Pure: `documents` are those that it was made from, by id. */
export function judge(
  one: Case,
  { answer }: Pick<Explained, 'answer'>,
  targets: readonly Target[],
  documents: ReadonlyMap<string, SourceDocument>,
): Verdict {
  const outcome = OUTCOME[answer.kind];
  const outcomeRight = expectedOutcomes(one).has(outcome);
  const text = plain(answer.text);
  const says = (point: string) => point.split('|').some((either) => text.includes(plain(either)));
  const missing = answer.kind === 'answered' ? one.points.filter((point) => !says(point)) : [];
  const forbidden = one.forbidden.filter((point) => text.includes(plain(point)));
  const citations = citationsOf(answer);
  return {
    outcome,
    right: outcomeRight && missing.length === 0 && forbidden.length === 0,
    outcomeRight,
    missing,
    forbidden,
    citedRelevant:
      answer.kind !== 'answered' || targets.length === 0
        ? null
        : answer.citations.some((citation) => targets.some((target) => holds(citation, target))),
    citations: citations.length,
    inexact: citations.filter((citation) => !isExact(citation, documents)).map(({ quote }) => quote),
    wrongPlaces: wrongPlacesOf(one, answer, targets, documents),
    wrongFigures: wrongFiguresOf(answer),
  };
}

/** Whether a quote, and each stretch that it must be read under, stands in its document where the citation says. */
function isExact(
  { documentId, document, span, quote, lead = [] }: Citation,
  documents: ReadonlyMap<string, SourceDocument>,
) {
  const cited = documents.get(documentId);
  return (
    cited?.path === document &&
    [{ span, quote }, ...lead].every((one) => cited.text.slice(one.span.start, one.span.end) === one.quote)
  );
}

/**
 * Places cited that neither the question names nor what is relevant speaks of. A refusal shows what is near: there, only
 * a question that names its county can be shown the wrong one.
 */
function wrongPlacesOf(
  one: Case,
  answer: Answer,
  targets: readonly Target[],
  documents: ReadonlyMap<string, SourceDocument>,
): string[] {
  const asked = [one.question, one.place ?? '', ...one.history.map(({ content }) => content)].join('\n');
  const named = [...documents.values()]
    .flatMap(placesOf)
    .filter((place) => asked.includes(place) || isNamed(shortName(place), asked));
  if (answer.kind === 'refused' && named.length === 0) return [];
  const relevant = targets.flatMap(({ documentId, spans }) => {
    const document = documents.get(documentId);
    if (document === undefined) return [];
    return spans?.flatMap((span) => paperAt(document, span).place ?? []) ?? placesOf(document);
  });
  const allowed = new Set([...named, ...relevant]);
  if (allowed.size === 0) return [];
  const cited = citationsOf(answer).flatMap(({ place }) => place ?? []);
  return [...new Set(cited.filter((place) => !allowed.has(place)))];
}

function isNamed(short: string, text: string): boolean {
  return short.length > 1 && text.includes(short);
}

/** A place or a title with date and notes in brackets, as `wording.answer.lead` writes it before a quote. */
const DATED_LEAD =
  /^(?:（(?:一次只回答前\d个)?[^）\d]*）|资料里[^：\d]{0,20}：)*(?:《[^》\n]+》|\p{Script=Han}+)（\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:，[^）]*)?）：/u;
/** The same without date: nothing but a place or a title, so no figure either. */
const UNDATED_LEAD =
  /^(?:（(?:一次只回答前\d个)?[^）\d]*）|资料里[^：\d]{0,20}：)*(?:《[^》\n]+》|[^\d：]*[省市区县旗州盟乡镇村])(?:（[^\d）]*）)?：/u;
/** The name of a policy above its items, as `wording.answer.listed` writes it. */
const LISTED = /^“[^”]*”(?:（资料里没有列全）|（共\d+项，资料里只列出其中\d+项）)?：/u;

/**
 * What stands before a quote names whose it is, of when, and which policy; the citation proves that, and the notes in
 * it count the quotes. A colon in what is said itself opens no lead.
 */
function withoutLead(line: string): string {
  const said = line.replace(DATED_LEAD, '');
  return (said === line ? line.replace(UNDATED_LEAD, '') : said).replace(LISTED, '');
}

const MARKER = /\[(\d+)\]/gu;

function wrongFiguresOf(answer: Answer): string[] {
  if (answer.kind !== 'answered') return [];
  return answer.text.split('\n').flatMap((line) => {
    const markers = new Set([...line.matchAll(MARKER)].map(([, marker]) => Number(marker)));
    const cited = answer.citations.filter(({ marker }) => markers.has(marker));
    const evidence = cited.flatMap(({ quote, lead = [], date = '' }) => [
      ...findFigures(quote),
      ...lead.flatMap((one) => findFigures(one.quote)),
      ...findFigures(chineseDate(date)),
    ]);
    const ruling = cited.flatMap(({ lead = [] }) => lead.map(({ quote }) => quote)).join('\n');
    const said = withoutLead(line).replaceAll(MARKER, '');
    return findFigures(said)
      .filter(
        (figure) =>
          !supportsFigure(evidence, figure) &&
          !(isRated(figure, ruling) && supportsFigure(evidence, { ...figure, per: undefined })) &&
          !(isReckoned(line) && isDifference(figure, evidence)),
      )
      .map(({ span }) => said.slice(span.start, span.end));
  });
}

/** What a quote is read under tells its rate: the column 每人每月 that of the cell 240元. */
function isRated({ per }: Figure, ruling: string): boolean {
  const parts = per?.split('·') ?? [];
  return (
    parts.length > 0 && parts.every((part) => ruling.includes(`每${part}`) || ruling.includes(`每个${part}`))
  );
}

/** The line shows how it reckons. */
function isReckoned(line: string): boolean {
  return /[＝=]/u.test(line);
}

/** Of two figures of one unit in the evidence; of two shares in percent, in points. */
function isDifference({ value, unit }: Figure, evidence: readonly Figure[]): boolean {
  return evidence.some((a) =>
    evidence.some(
      (b) =>
        a.unit === b.unit &&
        (a.unit === unit || (a.unit === '%' && unit.endsWith('百分点'))) &&
        Math.abs(a.value - b.value - value) <= 1e-9 * Math.max(1, Math.abs(a.value)),
    ),
  );
}
