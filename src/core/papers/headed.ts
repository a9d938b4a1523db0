import type { ReadDocument, ToldAbove } from '../facts/document.ts';
import { kept, keptBy } from '../facts/once.ts';
import type { Figure } from '../language/figures.ts';
import { yearsOf as yearsOfFigure } from '../language/labelled.ts';
import { relativeYearsOf } from '../language/relative-years.ts';
import { fold, overlaps, slice } from '../language/text.ts';
import { dateOf, paperAt } from '../papers.ts';
import type { Block, Paper, Span } from '../types.ts';
import { lastBegun } from './blocks.ts';
import { type Row, yearsIn } from './rows.ts';

const NOTHING: ToldAbove = { years: [] };

/** What the headings above a stretch, its run-in heading and the title of its paper say of when it is. */
export function toldAbove({ start }: Span, { blocks, facts }: ReadDocument): ToldAbove {
  return facts.above()[lastBegun(blocks, start, ({ span }) => span.start)] ?? NOTHING;
}

/** The same of each block of a document. */
export function readAboveBlocks(document: ReadDocument): ToldAbove[] {
  const { blocks, facts } = document;
  const chains = headingsOfBlocks(blocks);
  const headings = kept((span: Span) => readHeading(span, document));
  const isPlan = keptBy(String, (title: string) => isTitleOfPlan(facts.plainOf(title)));
  const headingsBefore = ({ start }: Span) =>
    blocks
      .filter(({ kind, span }) => kind === 'heading' && span.start < start)
      .map(({ span }) => headings(span));
  return blocks.map(({ kind, span }, at): ToldAbove => {
    const paper = paperAt(document, span);
    const isOfPaper = ({ title }: Heading) => title === paper.title;
    const above = (chains[at] ?? []).map(headings).filter(isOfPaper);
    const dated = above.findLast((one) => yearsOf(one, paper).length > 0);
    const when = dated === undefined ? NOTHING : { years: yearsOf(dated, paper), dated: dated.span };
    if (kind === 'paragraph' && OPENS_PLAN.test(wordsOf(slice(facts.plain, span).slice(0, REACH_OF_OPENING))))
      return { ...when, standing: 'planned' };
    for (const heading of above.toReversed()) {
      const isPlanned = () =>
        isWorkToCome(heading, paper, () => headingsBefore(heading.span).filter(isOfPaper));
      const tells = heading.tells ?? (isPlanned() ? 'planned' : undefined);
      if (tells === 'ruled') return when;
      if (tells !== undefined) return { ...when, standing: tells, by: heading.span };
    }
    return isPlan(paper.title) ? { ...when, standing: 'planned' } : when;
  });
}

/** A heading, read once for all blocks that stand under it. */
interface Heading {
  readonly span: Span;
  readonly text: string;
  /** Of its paper. */
  readonly title: string;
  /** The years that it names: all from the first to the last of 2021—2025年. */
  readonly years: readonly number[];
  readonly tells: HeadingTells | undefined;
  /** The one year whose work it names: 2023年重点工作. */
  readonly workOf: number | undefined;
}

function readHeading(span: Span, document: ReadDocument): Heading {
  const text = slice(document.facts.plain, span);
  const { title } = paperAt(document, span);
  const [workOf, ...others] = WORK_OF_YEAR.test(wordsOf(text)) ? yearsIn(text) : [];
  return {
    ...{ span, text, title, years: yearsNamed(text), tells: tellsBelow(text) },
    workOf: others.length > 0 ? undefined : workOf,
  };
}

/** A heading without a number lies further in than those with one. */
const UNNUMBERED = 20;
const BRACKETED = 19;

/** Of each block the headings that it stands under, outermost first, its own run-in heading last. */
function headingsOfBlocks(blocks: readonly Block[]): Span[][] {
  let open: { readonly level: number; readonly span: Span }[] = [];
  let isBehindHeading = false;
  return blocks.map(({ kind, span, level, topic, mark }) => {
    if (kind === 'title' || kind === 'heading') {
      const own = level ?? UNNUMBERED;
      const runs = isBehindHeading && own === UNNUMBERED;
      const depth = runs ? Math.max(UNNUMBERED, open.at(-1)?.level ?? 0) + 1 : own;
      open = kind === 'title' ? [] : [...open.filter((one) => one.level < depth), { level: depth, span }];
      isBehindHeading = true;
      return open.map((one) => one.span);
    }
    isBehindHeading = false;
    if (level !== undefined && mark !== undefined && level < BRACKETED)
      open = open.filter((one) => one.level < level || one.level >= BRACKETED);
    const above = open.map((one) => one.span);
    if (topic === undefined) return above;
    if (kind === 'paragraph' && level !== undefined) open = [...open, { level, span: topic }];
    return [...above, topic];
  });
}

/** From this month on, what a paper names as the work of its own year may be done. */
const UNDER_WAY = 4;

/**
 * 2023年重点工作 of a paper of January 2023, or of before; of one whose day is not known, below 2022年工作回顾.
 * @param above gives the headings of the paper up to this one: few headings need them.
 */
function isWorkToCome({ workOf: year }: Heading, paper: Paper, above: () => readonly Heading[]): boolean {
  if (year === undefined) return false;
  const [issued = 0, month] = (dateOf(paper) ?? '').split('-').map(Number);
  if (issued > 0 && year !== issued) return year > issued;
  if (issued > 0 && month !== undefined) return month < UNDER_WAY;
  return above().some(({ tells, text }) => tells === 'done' && yearsIn(text).every((done) => done < year));
}

const SPAN_OF_YEARS = /((?:19|20)\d{2})年?\s*[-—–~至]+\s*((?:19|20)\d{2})/u;
/** The most years that a heading spans. */
const MOST_YEARS = 30;

function yearsNamed(heading: string): number[] {
  const [, from, to] = SPAN_OF_YEARS.exec(fold(heading)) ?? [];
  const length = Number(to) - Number(from) + 1;
  if (length > 0 && length <= MOST_YEARS) return Array.from({ length }, (_, at) => Number(from) + at);
  return yearsIn(heading);
}

/** The years that a heading names, and those that 去年 and 明年 of a dated paper are. */
function yearsOf({ text, years }: Heading, { issuedOn }: Paper): readonly number[] {
  const issued = Number(issuedOn?.slice(0, 4) ?? Number.NaN);
  if (years.length > 0 || !Number.isInteger(issued)) return years;
  return /去年|上年/u.test(text) ? [issued - 1] : /明年|来年/u.test(text) ? [issued + 1] : [];
}

/** What tells of what was done, as the name of a column or in a row. */
const DONE_COLUMN = /完成|实际|已|累计|实绩/u;

/** Whether a row of a table is of what is still to come: what stands above it says so, and no name of its columns otherwise. */
export function isRowToCome({ span, lead }: Pick<Row, 'span' | 'lead'>, document: ReadDocument): boolean {
  return (
    toldAbove(span, document).standing === 'planned' &&
    !lead.some(
      ({ kind, ...name }) => kind === 'header' && DONE_COLUMN.test(slice(document.facts.plain, name)),
    )
  );
}

/**
 * The headings that the figures of a sentence cannot be told without: what says that they are still to come, and what names the
 * one year that they are of where neither the sentence nor the date of its paper does.
 */
export function headingsOfFigures(span: Span, document: ReadDocument): Span[] {
  const { standing, by, years, dated } = toldAbove(span, document);
  if (by === undefined && dated === undefined) return [];
  const facts = document.facts.of(span);
  const { folded, figures, planned } = facts;
  const counted = figures.filter(({ unit, han }) => unit !== '' && !'年月日岁'.includes(unit) && !han);
  if (counted.length === 0) return [];
  const isTold = (figure: Figure) => planned.some((part) => overlaps(part, figure.span));
  const isPlan =
    standing === 'planned' && counted.some((figure) => facts.isToCome(figure) && !isTold(figure));
  const { issuedOn, asOf } = paperAt(document, span);
  const [year, ...others] = years;
  const isDated =
    others.length > 0 ||
    String(year) === (issuedOn ?? asOf)?.slice(0, 4) ||
    figures.some((figure) => yearsOfFigure(figure).length > 0) ||
    relativeYearsOf(folded).length > 0;
  return [...(isPlan && by !== undefined ? [by] : []), ...(isDated || dated === undefined ? [] : [dated])];
}

/** What a heading says of what stands below it: still to come, done, or how something is ruled, which is neither. */
type HeadingTells = 'planned' | 'done' | 'ruled';

const GOAL =
  '(?:总体|主要|工作|发展|年度|预期|奋斗|任务|建设|规划|绩效|阶段性?|具体|量化|年)(?:预期|发展|工作)?目标(?!群体|人群|对象|责任|价|考核)|目标(?:任务|指标|要求)|^目标$';
const TASK = '(?:重点|主要|目标|工作|建设|年度)任务';
const INTENT =
  '(?:工作|年度?|发展|建设|投资|项目|实施)计划|(?:工作|任务|重点|计划|年)(?:的)?安排|工作(?:要点|思路)|打算|展望|谋划';
const TO_COME = '下一?步|下一?阶段|今后|来年|明年|接下来';
/** 紧紧围绕目标任务 says how something was done. */
const PURSUES = '围绕|紧扣|聚焦|锚定|对照|对标|瞄准|完成|实现|落实|明确|细化|分解|按照';
const PLANNED = new RegExp(
  `^(?:${TO_COME})|${TO_COME}(?=的?(?:工作|打算|安排|计划|重点))|(?<!(?:${PURSUES}).{0,12})(?:${GOAL}|${TASK}|${INTENT})`,
  'u',
);
/** Of what was done; 提升成效 and 完成建设任务 bid that something be done. */
const DONE =
  /回顾|(?<!哪些|的)情况(?!不|下)|进展|成绩|取得|(?<!(?:提升|提高|巩固|增强|扩大|确保|务求|见).{0,8})成效|主要做法|亮点|(?:工作|年度?)总结|总结$|小结|(?:任务|目标|计划)完成$|圆满完成|超额完成/u;
/** Names how something is ruled, or what is wrong; 规范办理流程 bids that something be done. */
const RULED =
  /^(?!规范|优化|提[高升]|完善|简化|健全|落实|明确|调整|加强|强化|推[进动]|统一|创新)\p{Script=Han}{0,8}(?:标准|条件|对象|程序|流程|材料|方式|依据|待遇)$|(?:问题|困难|不足|短板)(?:和(?:建议|原因))?$/u;
/** Joins what was done to what is to come: 工作总结和工作计划 heads both. */
const JOINS = /[和及与暨、,]/u;
/** The sign that counts a heading. */
const SIGN = /^\s*(?:第.{1,4}[章节部]分?|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|#+)\s*/u;

function wordsOf(heading: string): string {
  return fold(heading)
    .replace(SIGN, '')
    .replace(/[。:：\s]+$/u, '');
}

/** What a heading tells of all that stands below it; undefined where it names a matter only, or joins both. */
export function tellsBelow(heading: string): HeadingTells | undefined {
  const words = wordsOf(heading);
  const [planned, done] = [words.search(PLANNED), words.search(DONE)];
  if (planned >= 0 && done >= 0) {
    const between = words.slice(Math.min(planned, done), Math.max(planned, done));
    return JOINS.test(between) ? undefined : planned < done ? 'done' : 'planned';
  }
  if (planned >= 0) return 'planned';
  if (done >= 0) return 'done';
  return RULED.test(words) ? 'ruled' : undefined;
}

/** Names what was worked at in a year, or is to be, which the day of its paper alone tells: 2023年重点工作, 2023年工作. */
const WORK_OF_YEAR = /年度?(?:的)?(?:重点|主要)?工作(?:重点)?$/u;
/** Opens a paragraph of which all is still to come: 下一步，…. */
const OPENS_PLAN = new RegExp(`^(?:${TO_COME})`, 'u');
/** Characters of a paragraph that may open it so. */
const REACH_OF_OPENING = 24;

/** What a paper is called that tells nothing but what is to come in its year: 2023年工作要点. */
const PLAN_PAPER =
  /(?:工作(?:计划|要点|安排|打算|思路)|年度计划|目标任务(?:分解)?表?)(?:[(（][^()（）]*[)）])?(?:的?通知)?$/u;

/** Whether the title of a paper says that all of it is still to come. */
function isTitleOfPlan(title: string): boolean {
  const words = wordsOf(title).replaceAll(/[《》]/gu, '');
  return PLAN_PAPER.test(words) && !/总结|回顾|情况/u.test(words);
}
