import { FREE, GRANTED, type Grant, grantIn, OPEN_GRANT } from '../language/grants.ts';
import { bare, fold } from '../language/text.ts';

const MORE_OR_LESS = '多|少|高|低|大|小|长|短|快|慢|早|晚|好|贵|便宜|富|穷';
const COMPARES = new RegExp(
  [
    `(?:哪个|哪边|哪里|哪家|谁)(?:县|市|区|的)?.{0,12}(?:${MORE_OR_LESS})(?:些|一些|一点|点)?[呢啊呀]?$`,
    `(?:(?<![占对百])比(?![例重率如上])|相比|相较).{1,16}(?:${MORE_OR_LESS})`,
    '相差|差距|差了?(?:多少|几)|[多少高低]出(?:多少|几)',
    '对比|相比|比较|比一[比下]|谁更|哪个更',
    `(?:${MORE_OR_LESS})还是.{1,12}(?:${MORE_OR_LESS})`,
  ].join('|'),
  'u',
);
/** A time before, or the paper of then. */
const BEFORE =
  '(?:去年|上一?年|前年|原来|原先|以前|从前|之前|过去|(?:19|20)?\\d{2}年|[老旧](?:政策|标准|办法|规定|文件|方案|版))';
const CHANGES = new RegExp(
  [
    '变化|变动|变成|变了|咋变|怎么变|前后|历年|逐年|每年.{0,6}(?:各|分别)|这[几两三]年|[近几][几两三]?年来',
    '(?:原来|原先|以前|之前|过去).{0,6}(?:多少|几|现在)',
    '(?:从|由)(?:多少|几(?![点号月日天个家名位人])).{0,6}(?:到|至|[成为变涨升降提减]|(?<!参)加)|(?:比|跟|和)(?:去年|上年|前年|原来|以前)',
    '(?:提高|提升|增加|增长|上涨|涨|升|下降|降低|减少|降|减|扩大|缩小)(?:了)?(?:多少|几|百分之)',
    '(?:(?<!能|以|要|给)[涨升降提减]|(?<!参|能|以|要|给)加|提高|增加|减少|下降|变)了?(?:没有?|吗|么)$',
    '去年.{0,8}今年|今年.{0,8}去年',
    '(?:\\d{2,4}年|今年|去年|前年|[新老旧](?:政策|标准|办法|规定|文件|方案|版)|以前|原来).{0,24}(?:不一样|区别|不同|差别)',
    '\\d{2,4}年(?:到|至|和|跟|与|比|较|-).{0,4}\\d{2,4}年',
    `(?:跟|和|与|同|比|像|按)${BEFORE}.{0,12}(?:一样|相同|不同|区别|差别|${MORE_OR_LESS}|变)`,
    `${BEFORE}(?:的)?(?:呢|咧)[?？]?$`,
    '变没变|变了没|有没有(?:什么)?变|[新老旧]办法.{0,8}[新老旧]办法',
  ].join('|'),
  'u',
);
const OF_DONE =
  /实际|真正|已经?(?!知)|(?<!计划|打算|准备|力争|要|将)完成了?(?:多少|几|没)|完成了|了没有?$|了吗|了么|成功|落实了|落实没|做到了|实现了|达到了|(?:进去|出去|起来|下来|到位)了|脱了|摘了|搬了|建了|建成|修了|改了|发了|用了|花了/u;
const TO_COME =
  /(?<!雨露|增收|行动|专项|培养|培训|资助|扶持|工程|振兴|[一二两三四五六]年)计划|规划|打算|准备|目标|力争|争取|预计|预期|要求达到|要(?:搬|建|搞|完成|脱贫|实现|达到|达|到|投|修|改|降到|让)|将(?:要|会|建|达|实现|完成)|今后|未来|明年|下一步|任务是/u;

/** Still to come, or done. */
export type Standing = 'planned' | 'done';

/** The question asks which of several is more, or by how much. */
export function asksComparison(text: string): boolean {
  return COMPARES.test(bare(fold(text)));
}

/** The question asks how something became another: from how much to how much, over the years, by how much. */
export function asksChange(text: string): boolean {
  return CHANGES.test(bare(fold(text)));
}

/** Whether the question asks for what is planned or for what was done; a plan that was carried out is done. */
export function standingAsked(text: string): Standing | undefined {
  const asked = bare(fold(text));
  return OF_DONE.test(asked) ? 'done' : TO_COME.test(asked) ? 'planned' : undefined;
}

/** How a question of yes or no ends, in the speech of several parts of the country. */
const YES_OR_NO = '(?:吗|么|不|没|伐|无|冇|否|啵)(?:$|[?？,，])';
const ASKS_GRANT = new RegExp(
  [
    OPEN_GRANT.source,
    `(?:能|可以|允许|(?<![标水批基对精])准(?!备|确)|让|给(?=[报补发办算上批交修减免]))(?!了).{0,16}${YES_OR_NO}`,
    `(?:够格|够条件|有资格|够得着|过得去|(?<=年龄|年纪|条件|资格)[行够合])${YES_OR_NO}`,
    `(?<=[,，]|就|也|还)(?:行|中|成|要得|收|要(?!不[,，]))${YES_OR_NO}`,
    `(?<=(?![晓懂记觉值认舍免])\\p{Script=Han})得[到着了]?(?:伐|无|冇|不)(?:$|[?？])`,
    '(?<=[,，]|\\p{Script=Han})(?<deed>[中成卖收要许减])不\\k<deed>(?:$|[?？,，])',
    '有(?:冇|没)得?(?:$|[?？])',
  ].join('|'),
  'u',
);

/** Whether somebody is given something or must pay: 领得到补贴不, 有奖补没, 要不要钱, 还要买票吗. */
const ASKS_MONEY =
  /(?:[领拿补报赔]得[到了成起]?|享受得?到|有(?!没有))\p{Script=Han}{0,4}(?:补[贴助]?|奖[补励]?|[津补]贴|待遇|优惠|钱)(?:可以?[领拿])?(?:吗|么|不|没有?)(?:$|[?？,，])|[领拿补报赔]得[到了成起](?:吗|么|不|没)|有没有\p{Script=Han}{0,6}(?:补|奖|津贴|待遇|优惠|钱)|要不要.{0,3}[钱票费]|要.{0,2}(?:[钱票费]|交|掏)(?:吗|么|不|没)(?:$|[?？,，])|收不收[钱费]|[收用交][钱费](?:吗|么|不)(?:$|[?？,，])|免(?:费|票|不免)\p{Script=Han}{0,4}(?:吗|么|不)?(?:$|[?？,，])/u;

/** Whether a question asks if something is granted or allowed. */
export function asksGrant(written: string): boolean {
  return !ASKS_WHICH.test(written) && (ASKS_GRANT.test(written) || ASKS_MONEY.test(written));
}

/** 那些 is typed for 哪些. */
const ASKS_WHICH = /哪|什么|啥|谁|那些(?=情况|情形|条件|材料|东西|人(?!员?的))/u;
/** Spoken refusals of any deed: 什么情况不处罚; what only looks like one is left out. */
const NOT_DONE =
  /不(?![同仅但管足满动低超少到好知懂清明是一良及过够对在会合])\p{Script=Han}|没(?=[补发给报])/u;

/** Which of the two a question asks to have named: 哪些可以带, 什么情况不处罚. Undefined where it asks for neither. */
export function grantAsked(written: string): Grant | undefined {
  if (!ASKS_WHICH.test(written)) return undefined;
  const folded = fold(written).replaceAll(FREE, ' ');
  const isDenied = NOT_DONE.test(folded) && !GRANTED.test(folded);
  return grantIn(folded) ?? (isDenied ? 'denied' : PERMITTED.test(folded) ? 'granted' : undefined);
}

/** 哪里准钓鱼: allowed, in one word. */
const PERMITTED = /(?<![标水批核获基对精瞄])准(?![备确时则入点生考驾迁字])/u;

/** Where a question asks whether something is granted: what stands before it says of whom or what. */
export function grantAskedAt(written: string): number {
  return asksGrant(written) ? Math.max(written.search(ASKS_GRANT), written.search(ASKS_MONEY)) : -1;
}
