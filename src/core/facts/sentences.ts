import { beginsName } from '../language/figures/dates.ts';
import type { Figure } from '../language/figures.ts';
import { type Grant, withoutLeftOut } from '../language/grants.ts';
import { contains, fold, overlaps } from '../language/text.ts';
import { blockAt } from '../papers/blocks.ts';
import { headingsOfFigures, isRowToCome, toldAbove } from '../papers/headed.ts';
import { citedIn } from '../papers/parts.ts';
import { captionsOfRow, yearsOfRow } from '../papers/rows.ts';
import { paperAt, sectionAt, titleAt } from '../papers.ts';
import { asksGrant } from '../question/relation.ts';
import type { Lead, LeadKind, Passage, PassageSentence, Span } from '../types.ts';
import type { ReadDocument } from './document.ts';
import type { Facts } from './facts.ts';
import { figuresOfCell } from './rows.ts';
import type { Edition, Sentence } from './sentence.ts';

/** Kinds of lead that are quoted with what they rule; the others are context. */
const RULES: ReadonlySet<LeadKind> = new Set(['head', 'label', 'header', 'cell', 'question']);

/**
 * What rules a stretch and does not lie in it: kinds of lead that always do, the headings that say whether what
 * stands below them is granted, is still to come or of which year it is, and of a row the captions that it cannot be told without.
 */
export function rulingLead(
  { lead, cells }: Pick<PassageSentence, 'lead' | 'cells'>,
  span: Span,
  document: ReadDocument,
): Lead[] {
  const captions = cells === undefined ? [] : captionsOfRow({ span, lead, cells }, document);
  const told =
    cells === undefined
      ? headingsOfFigures(span, document)
      : isRowToCome({ span, lead }, document)
        ? [toldAbove(span, document).by]
        : [];
  const isTold = ({ start }: Lead) => told.some((heading) => heading?.start === start);
  const of = headingOfBareHead(lead, document) ?? headingOfSharedTopic(lead, span, document);
  return lead.filter(
    (one) =>
      (RULES.has(one.kind) ||
        isOfGrant(one, document) ||
        captions.includes(one) ||
        isTold(one) ||
        one === of) &&
      !contains(span, one),
  );
}

/** 发放标准：, 对象：: announces what it is, and not of what. */
const BARE_HEAD =
  /^(?:发放|补贴|补助|优惠|救助|保障|奖励|收费|执行|享受|申请|具体|有关)?(?:标准|对象|范围|条件|比例|金额|额度|档次|类别)(?:如下|为|是)?[:：]$/u;

/** The heading that says of what a bare head is: 【高龄津贴】 above 发放标准：. */
function headingOfBareHead(lead: readonly Lead[], document: ReadDocument): Lead | undefined {
  const at = lead.findLastIndex(({ kind }) => kind === 'head');
  const head = lead[at];
  if (head === undefined || !BARE_HEAD.test(document.facts.of(head).folded)) return undefined;
  return lead.slice(0, at).findLast(({ kind }) => kind === 'heading');
}

/** The heading that says of what a run-in heading or a label is which stands under others too: 补贴标准 of 高龄津贴. */
function headingOfSharedTopic(lead: readonly Lead[], span: Span, document: ReadDocument): Lead | undefined {
  const topic = blockAt(span, document)?.topic;
  if (topic === undefined || !document.facts.sharedTopics().has(topic.start)) return undefined;
  return lead.findLast(({ kind }) => kind === 'heading');
}

function isOfGrant(lead: Lead, document: ReadDocument): boolean {
  return (
    (lead.kind === 'heading' || lead.kind === 'topic') && document.facts.of(lead).grantBelow !== undefined
  );
}

/** Quotation marks and brackets, which stand within names: “万名干部”行动, 技(夜)校. */
const MARKS = /[“”"‘’'「」『』()《》〈〉]/gu;

/** A title that is cited. */
const CITED = /《[^《》]{4,}》/gu;

function isQuestion(folded: string): boolean {
  return /[?？][”’」』"']?$/u.test(folded) || /^问[:：]/u.test(folded);
}

/** The sentences of a passage of a document, of a paper of several editions or of none, prepared for matching. */
export function readSentences(
  passage: Passage,
  document: ReadDocument,
  edition?: Edition,
): readonly Sentence[] {
  const read = passage.sentences.map((sentence) => ({ sentence, facts: document.facts.of(sentence.span) }));
  const paper = paperAt(document, passage.span);
  const standing = [...(paper.validity ?? []), ...(paper.repeals ?? []).map(({ span }) => span)];
  const isOfStanding = (span: Span) => standing.some((one) => overlaps(one, span));
  // The title of what a paper abolishes tells nothing of the paper itself.
  const unmarked = read.map(({ sentence: { span }, facts: { folded } }) =>
    withoutMarks(isOfStanding(span) ? folded.replaceAll(CITED, ' ') : folded),
  );
  const questions = read.map(({ facts }) => isQuestion(facts.folded));
  const within = sectionAt(document, passage.span)?.span ?? { start: 0, end: document.text.length };
  const headings = passage.headings.map((heading) => fold(document.facts.plainOf(heading)));
  const above = withoutMarks([fold(titleAt(document, passage.span)), ...headings].join('\n'));
  return read.map(({ sentence, facts }, at): Sentence => {
    const ruling = rulingLead(sentence, sentence.span, document).map((lead) => document.facts.of(lead));
    const asked = read.findLast((_, nth) => nth < at && questions[nth])?.facts;
    const rules = asked === undefined ? ruling : [...ruling, asked];
    const grant = grantOf(rules, facts);
    const listHead = listHeadOf(sentence, document);
    const first = firstOf(read, at, document);
    const goesOnFrom = first === at ? undefined : read[first]?.sentence.span.start;
    const cited = citedIn(document, within, { ...sentence.span, start: goesOnFrom ?? sentence.span.start });
    const citedTexts = cited.map((span) => withoutMarks(document.facts.of(span).folded));
    // All of one shape, whatever each has: a question looks at each of them many times.
    return {
      passage,
      span: sentence.span,
      lead: sentence.lead,
      cells: sentence.cells,
      grant,
      listHead,
      isHead: sentence.isHead === true,
      folded: facts.folded,
      facts,
      unmarked: unmarked[at] ?? '',
      merged: withoutMarks(mergedOf(sentence, document)),
      ruling: withoutMarks(
        [
          ...ruling.map((one) => one.folded),
          asked?.folded ?? '',
          ...read.slice(first, at).map((before) => before.facts.folded),
        ].join('\n'),
      ),
      headings,
      isOfStanding: isOfStanding(sentence.span),
      isQuestion: questions[at] === true,
      above,
      heading: headingOf(sentence, document),
      goesOnFrom,
      cited,
      beside: [
        ...(isListed(sentence) ? [] : neighbours(unmarked, at).map(withoutLeftOut)),
        ...citedTexts,
      ].join('\n'),
      years: sentence.cells === undefined ? [] : yearsOfRow({ ...sentence, cells: sentence.cells }, document),
      yearsAbove: sentence.cells === undefined ? toldAbove(sentence.span, document).years : [],
      edition,
      isUnderPlan: sentence.cells === undefined ? facts.isUnderPlan : isRowToCome(sentence, document),
      figures: figuresOf(sentence, document),
    };
  });
}

/** A question that leaves open whether something is granted says neither. */
function grantOf(ruling: readonly Facts[], own: Facts): Grant | undefined {
  const innermost = ruling.findLast(({ folded, grant }) => grant !== undefined && !asksGrant(folded));
  return innermost?.grant ?? own.grant;
}

/** Items of a list that a heading announces are no longer than this. */
const SHORT_ITEM = 60;

function listHeadOf({ lead, span }: PassageSentence, document: ReadDocument): Lead | undefined {
  const head = lead.findLast(({ kind }) => kind === 'head');
  const heading = lead.findLast(({ kind }) => kind === 'heading');
  if (head !== undefined || heading === undefined) return head;
  const block = blockAt(span, document);
  if (block?.kind !== 'item') return undefined;
  return isOfGrant(heading, document) || block.span.end - block.span.start <= SHORT_ITEM
    ? heading
    : undefined;
}

/** Beside an item, a row or a value stand others of its kind, which say nothing of it. */
function isListed({ lead, cells }: PassageSentence): boolean {
  return cells !== undefined || lead.some(({ kind }) => kind === 'head' || kind === 'label');
}

function mergedOf({ lead }: PassageSentence, document: ReadDocument): string {
  return lead
    .filter(({ kind }) => kind === 'cell')
    .map((cell) => document.facts.of(cell).folded)
    .join('\n');
}

function headingOf({ lead }: PassageSentence, document: ReadDocument): string {
  const heading = lead.findLast(({ kind }) => kind === 'heading' || kind === 'topic' || kind === 'label');
  return heading === undefined ? '' : document.facts.of(heading).folded;
}

type Read = readonly { readonly sentence: PassageSentence; readonly facts: Facts }[];

/** 其中…, 拒不改正的，…: it tells a part of what stands before it, or what follows from that. */
const GOES_ON = /^(?:其中|拒不|经责令|逾期(?:不|仍|未)|情节(?:较|严|特|轻)|造成|构成|再次|仍不)/u;

/** …的，每人每月另加300元: it tells what comes on top of what stands before it in its block. */
const COMES_ON_TOP =
  /^(?:[^,。;:]{2,30},?)?(?:每[人户月年天亩次个]){0,3}(?:另外?|再|额外|(?:在此|在上述)基础上)(?:增加|增发|加发|加|补|发|上浮)/u;

/** 丧事可以在12小时内报告: it excepts something from the duty that stands before it in its block. */
const EXCEPTS = /^[^,。;:]{2,16}(?:可以|可不|可免|除外|不受(?:此|上述|前款)?限|不在此限)/u;
const DUTY = /应当?(?!急)|必须|不得|须(?!知)|一律/u;

/** The sentence from which one goes on, or the first of several that each go on from the one before; itself, else. */
function firstOf(read: Read, at: number, document: ReadDocument): number {
  const blockOf = (one: number) => {
    const span = read[one]?.sentence.span;
    return span && blockAt(span, document);
  };
  const foldedOf = (one: number) => read[one]?.facts.folded ?? '';
  const isBeside = (one: number) =>
    (COMES_ON_TOP.test(foldedOf(one)) || (EXCEPTS.test(foldedOf(one)) && DUTY.test(foldedOf(one - 1)))) &&
    blockOf(one) === blockOf(one - 1);
  let first = at;
  while (first > 0 && (GOES_ON.test(foldedOf(first)) || isBeside(first))) first--;
  return first;
}

function neighbours(unmarked: readonly string[], at: number): string[] {
  // 甲；乙；丙。: what the first part says of all of them is said once.
  let first = at;
  while (first > 0 && unmarked[first - 1]?.endsWith(';')) first--;
  const [opening, before] = [unmarked[0] ?? '', at > 1 ? (unmarked[at - 1] ?? '') : ''];
  return first > 0 && first < at - 1 ? [opening, unmarked[first] ?? '', before] : [opening, before];
}

function withoutMarks(folded: string): string {
  return folded.replaceAll(MARKS, '');
}

function figuresOf(sentence: PassageSentence, document: ReadDocument): Figure[] {
  const { span, cells } = sentence;
  if (cells !== undefined)
    return cells.flatMap((cell, column) => figuresOfCell(cell, column, sentence, document));
  const { figures, folded } = document.facts.of(span);
  return figures.filter((figure) => !beginsName(figure, folded));
}
