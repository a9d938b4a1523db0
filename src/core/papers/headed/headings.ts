import { fold } from '../../language/text.ts';

/** What a heading says of what stands below it: still to come, done, or how something is ruled, which is neither. */
export type HeadingTells = 'planned' | 'done' | 'ruled';

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
  const planned = PLANNED.exec(words);
  const done = DONE.exec(words);
  if (planned !== null && done !== null) {
    const between = words.slice(Math.min(planned.index, done.index), Math.max(planned.index, done.index));
    return JOINS.test(between) ? undefined : planned.index < done.index ? 'done' : 'planned';
  }
  if (planned !== null) return 'planned';
  if (done !== null) return 'done';
  return RULED.test(words) ? 'ruled' : undefined;
}

/** Names what was worked at in a year, or is to be: 2023年重点工作, 2023年工作. */
const WORK_OF_YEAR = /年度?(?:的)?(?:重点|主要)?工作(?:重点)?$/u;

/** Whether a heading names the work of a year, which the day of its paper alone tells whether it is done. */
export function namesWorkOfYear(heading: string): boolean {
  return WORK_OF_YEAR.test(wordsOf(heading));
}

const OPENS_PLAN = new RegExp(`^(?:${TO_COME})`, 'u');

/** Whether a paragraph opens with what tells that all of it is still to come: 下一步，…. */
export function opensPlan(paragraph: string): boolean {
  return OPENS_PLAN.test(wordsOf(paragraph.slice(0, 24)));
}

/** What a paper is called that tells nothing but what is to come in its year: 2023年工作要点. */
const PLAN_PAPER =
  /(?:工作(?:计划|要点|安排|打算|思路)|年度计划|目标任务(?:分解)?表?)(?:[(（][^()（）]*[)）])?(?:的?通知)?$/u;

/** Whether the title of a paper says that all of it is still to come. */
export function isTitleOfPlan(title: string): boolean {
  const words = wordsOf(title).replaceAll(/[《》]/gu, '');
  return PLAN_PAPER.test(words) && !/总结|回顾|情况/u.test(words);
}
