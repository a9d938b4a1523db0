import type { Paper, Repeal, Section, SourceDocument, Span } from './types.ts';

/** How it stands with a paper on a day; `by` is the paper that abolished or replaced it. */
export interface Standing {
  readonly kind: 'in-force' | 'not-yet' | 'repealed' | 'expired' | 'superseded';
  readonly by?: { readonly documentId: string; readonly title: string };
}

export interface Standings {
  /** How it stands with the paper that a stretch belongs to; without a stretch, with the document's own. */
  of(document: SourceDocument, span?: Span): Standing;
}

/** What a paper that rules something is called, last in its title. */
export const RULE_GENRES: readonly string[] = [
  ...[
    '通知',
    '通告',
    '公告',
    '意见',
    '方案',
    '办法',
    '细则',
    '规定',
    '条例',
    '决定',
    '规程',
    '规则',
    '规范',
    '章程',
  ],
  ...['制度', '准则', '标准', '标准表', '措施', '政策', '预案', '指南', '须知', '指引', '目录', '清单'],
];
/** What stands behind the name of a genre: (试行), (2024年修订). */
export const EDITION = '(?:[(（][^()（）]{0,16}(?:试行|暂行|修订|修正|草案|稿|版|本)[^()（）]{0,4}[)）])?';
const RULE = new RegExp(`(${RULE_GENRES.join('|')})${EDITION}$`, 'u');
/** A notice replaces an earlier one where it sets a rule, not where it tells of money or a meeting. */
const SETS_RULE = /标准|办法|细则|方案|规定|制度|政策|补贴|补助|待遇|救助|保障|收费|价格|规程/u;
const YEARLY =
  /(?:(?:19|20)\d{2}|[零一二三四五六七八九〇○]{4})(?:年度?)?(?:[-—~至](?:19|20)?\d{2,4}年?度?)?|[(（][^()（）]*[)）]/gu;
const AGAIN =
  /重新|修订|修改|修正|调整|公布|印发|发布|提高|完善|进一步|做好|关于|有关|实施|的|[\s《》〈〉“”、,，]/gu;
const MIN_SUBJECT = 3;

/**
 * What the paper that holds a stretch says of itself. A section of the same title (a county's part of one paper) has
 * the rest from its document; a section with a title of its own is a paper of its own and inherits nothing but the place.
 */
export function paperAt(document: SourceDocument, span: Span): Paper {
  const section = sectionAt(document, span);
  if (section === undefined) return ownPaper(document);
  const { span: _, ...own } = section;
  if (!sharesPaper(document, section))
    return document.place === undefined ? own : { place: document.place, ...own };
  return { ...ownPaper(document), ...own };
}

/** The section that a stretch lies in: the one that holds its first character. */
export function sectionAt({ sections = [] }: SourceDocument, { start }: Span): Section | undefined {
  return sections.find(({ span }) => span.start <= start && start < span.end);
}

/** A part of the document's own paper rather than another paper. */
function sharesPaper(document: Paper, section: Paper): boolean {
  return section.title === document.title;
}

function ownPaper(document: SourceDocument): Paper {
  const {
    id: _,
    path: __,
    sha256: ___,
    text: ____,
    blocks: _____,
    sections: ______,
    damage: _______,
    ...paper
  } = document;
  return paper;
}

interface Held {
  readonly documentId: string;
  readonly paper: Paper;
  readonly key: string;
}

/**
 * How it stands with every paper of a corpus on a day.
 * @param today an ISO date (`2026-03-01`).
 */
export function standingOf(documents: readonly SourceDocument[], today: string): Standings {
  const papers = documents.flatMap(papersOfDocument);
  const standings = new Map(papers.map((held) => [held.key, standing(held, papers, today)]));
  return {
    of(document, span) {
      const section = span && sectionAt(document, span);
      const own = section !== undefined && !sharesPaper(document, section);
      return standings.get(own ? keyOf(document, section) : keyOf(document)) ?? { kind: 'in-force' };
    },
  };
}

/** Papers that abolish each other, each pair once: a slip of the pen, which the report of an ingest tells. */
export function mutualRepeals(documents: readonly SourceDocument[]): (readonly [Paper, Paper])[] {
  const papers = documents.flatMap(papersOfDocument);
  return papers.flatMap((one, at) =>
    papers
      .slice(at + 1)
      .filter((other) => abolishes(one.paper, other.paper) && abolishes(other.paper, one.paper))
      .map((other) => [one.paper, other.paper] as const),
  );
}

function keyOf({ id }: SourceDocument, section?: Section): string {
  return section === undefined ? id : `${id}\n${section.span.start}`;
}

/** A paper's county parts are the paper itself; pieces of one paper around them count once. */
function papersOfDocument(document: SourceDocument): Held[] {
  const others = (document.sections ?? []).filter((section) => !sharesPaper(document, section));
  return [
    { documentId: document.id, paper: ownPaper(document), key: keyOf(document) },
    ...others.map((section) => ({
      documentId: document.id,
      paper: paperAt(document, section.span),
      key: keyOf(document, section),
    })),
  ];
}

function standing(held: Held, papers: readonly Held[], today: string): Standing {
  const { paper } = held;
  const by = (other: Held) => ({ documentId: other.documentId, title: other.paper.title });
  const repealer = papers.find(
    (other) =>
      other !== held &&
      !isYetToCome(other.paper, today) &&
      abolishes(other.paper, paper) &&
      !abolishes(paper, other.paper),
  );
  if (repealer !== undefined) return { kind: 'repealed', by: by(repealer) };
  if (isBefore(paper.validUntil, today) && !contradictsItself(paper)) return { kind: 'expired' };
  const next = papers
    .filter((other) => other !== held && !isYetToCome(other.paper, today) && replaces(other.paper, paper))
    .sort((a, b) => (startOf(b.paper) ?? '').localeCompare(startOf(a.paper) ?? ''))[0];
  if (next !== undefined) return { kind: 'superseded', by: by(next) };
  return { kind: isYetToCome(paper, today) ? 'not-yet' : 'in-force' };
}

function isYetToCome({ effectiveFrom }: Paper, today: string): boolean {
  return effectiveFrom !== undefined && effectiveFrom > today;
}

/** Whether a date, or the whole of a month or year, is over on a day. */
function isBefore(date: string | undefined, today: string): boolean {
  return date !== undefined && date < today && !today.startsWith(date);
}

/** A paper that ends before it begins: which of the two is wrong cannot be told. */
export function contradictsItself({ effectiveFrom, validUntil }: Paper): boolean {
  return effectiveFrom !== undefined && validUntil !== undefined && validUntil < effectiveFrom;
}

/** Whether a paper says that it abolishes another one: by its number where both have one, else by its exact title. */
export function abolishes({ repeals = [] }: Paper, other: Paper): boolean {
  return repeals.some((repeal) => names(repeal, other));
}

function names(repeal: Repeal, { number, title, issuer }: Paper): boolean {
  if (repeal.number !== undefined && number !== undefined)
    return plainNumber(repeal.number) === plainNumber(number);
  if (repeal.title === undefined) return false;
  const named = plainTitle(repeal.title);
  const own = plainTitle(title);
  return (
    named === own || named === sentOut(own) || (issuer !== undefined && named === plainTitle(issuer) + own)
  );
}

/** A number with brackets of one kind and without spaces. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/\s|第(?=\d)/gu, '')
    .replaceAll(/[〔[【(](\d{4})[〕\]】)]/gu, '〔$1〕');
}

function plainTitle(title: string): string {
  return title.normalize('NFKC').replaceAll(/\s/gu, '').replaceAll('〈', '《').replaceAll('〉', '》');
}

/** X of 关于印发《X》的通知: papers are cited by either name. */
function sentOut(title: string): string | undefined {
  return /(?:印发|发布|公布)《(.+)》的(?:通知|公告|决定)$/u.exec(title)?.[1];
}

/** Whether a paper is the later edition of the same rule of the same place. */
function replaces(later: Paper, earlier: Paper): boolean {
  if (later.place === undefined || later.place !== earlier.place) return false;
  if (later.issuer !== undefined && earlier.issuer !== undefined && !sameOffice(later.issuer, earlier.issuer))
    return false;
  const [from, before] = [startOf(later), startOf(earlier)];
  if (from === undefined || before === undefined || from <= before || from.startsWith(before)) return false;
  const subject = subjectOf(later);
  return subject !== undefined && subject === subjectOf(earlier);
}

function sameOffice(a: string, b: string): boolean {
  return a === b || a.endsWith(b) || b.endsWith(a);
}

function startOf({ issuedOn, effectiveFrom }: Paper): string | undefined {
  return issuedOn ?? effectiveFrom;
}

/** What a rule is about, without its year, its office and the words of issuing it; undefined of what is no rule. */
function subjectOf({ title, issuer }: Paper): string | undefined {
  const plain = plainTitle(title);
  const genre = RULE.exec(plain)?.[1];
  if (genre === undefined) return undefined;
  const cited = sentOut(plain) ?? plain.replace(/^.{0,40}?(?=关于)/u, '');
  const subject = cited
    .replace(issuer ?? '\n', '')
    .replaceAll(YEARLY, '')
    .replaceAll(AGAIN, '');
  if (/^(?:通知|通告|公告|意见|决定)$/u.test(genre) && !SETS_RULE.test(subject)) return undefined;
  return subject.length - genre.length >= MIN_SUBJECT ? subject : undefined;
}

/** Ends of titles that say what their papers are about; the title of a story does not. */
const NAMES_MATTER = new RegExp(
  `(?:${RULE_GENRES.join('|')}|明白[卡纸]|问答|汇编|一?览?表|统计表|名单|流程|手册|要点|计划|规划|答复|说明|公示|汇总)${EDITION}$`,
  'u',
);

/** What a paper is about by its title, without its office and the words of issuing it; undefined where the title does not say. */
export function matterOf(title: string): string | undefined {
  const plain = plainTitle(title);
  if (!NAMES_MATTER.test(plain)) return undefined;
  const cited = sentOut(plain) ?? plain.replace(/^.{0,40}?关于/u, '');
  return (
    cited.replaceAll(/[《》]|^(?:印发|公布|发布|调整)|的(?:通知|公告|通告|意见|决定)$/gu, '') || undefined
  );
}

/** When a paper was issued, or else the day that its figures are of; undefined where neither is known. */
export function dateOf({ issuedOn, asOf }: Pick<Paper, 'issuedOn' | 'asOf'>): string | undefined {
  return issuedOn ?? asOf;
}
