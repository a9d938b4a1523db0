import type { Paper } from '../types.ts';

/** What a paper that rules something is called, last in its title. */
export const RULE_GENRES: readonly string[] =
  '通知 通告 公告 意见 方案 办法 细则 规定 条例 决定 规程 规则 规范 章程 制度 准则 标准 标准表 措施 政策 预案 指南 须知 指引 目录 清单'.split(
    ' ',
  );
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

/** A number with brackets of one kind and without spaces. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/\s|第(?=\d)/gu, '')
    .replaceAll(/[〔[【(](\d{4})[〕\]】)]/gu, '〔$1〕');
}

/** A title with brackets of one kind and without spaces. */
export function plainTitle(title: string): string {
  return title.normalize('NFKC').replaceAll(/\s/gu, '').replaceAll('〈', '《').replaceAll('〉', '》');
}

/** X of 关于印发《X》的通知: papers are cited by either name. */
export function sentOut(title: string): string | undefined {
  return /(?:印发|发布|公布)《(.+)》的(?:通知|公告|决定)$/u.exec(title)?.[1];
}

/** What a rule is about, without its year, its office and the words of issuing it; undefined of what is no rule. */
export function subjectOf(paper: Paper): string | undefined {
  const subject = yearlyMatterOf(paper);
  const isNotice = subject !== undefined && /(?:通知|通告|公告|意见|决定)$/u.test(subject);
  return isNotice && !SETS_RULE.test(subject) ? undefined : subject;
}

/** The same of every paper of these genres: a notice that sets no rule is given each year as well. */
export function yearlyMatterOf({ title, issuer }: Paper): string | undefined {
  const plain = plainTitle(title);
  const genre = RULE.exec(plain)?.[1];
  if (genre === undefined) return undefined;
  const cited = sentOut(plain) ?? plain.replace(/^.{0,40}?(?=关于)/u, '');
  const subject = cited
    .replace(issuer ?? '\n', '')
    .replaceAll(YEARLY, '')
    .replaceAll(AGAIN, '');
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

/** Papers that tell what was done: what they say of their own place is not said of the places below. */
const TELLS_WORK = /报告|总结|汇报|公报|简报|通报|综述|纪实|成效|经验|情况|要点|新闻|统计|年鉴/u;
const SETS_RULES = new RegExp(`${RULE_GENRES.join('|')}|手册|问答|明白[卡纸]|流程|解读`, 'u');

/** Whether a paper, by its title, sets rules or explains them: others tell what was done. */
export function setsRules({ title }: Pick<Paper, 'title'>): boolean {
  return SETS_RULES.test(title) || !TELLS_WORK.test(title);
}
