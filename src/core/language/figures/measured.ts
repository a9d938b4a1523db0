import type { Figure } from '../figures.ts';

/** By what names and in what words that is spoken of which is counted in a unit: columns are called so, and questions ask so. */
export const MEASURED_BY: ReadonlyMap<string, RegExp> = new Map([
  ['元', /钱|资金|金额|投资|配套|收入|产值|元|补|奖|款|贵|便宜|[票车]?价|费/u],
  ['户', /户|家(?![禽畜庭])/u],
  ['人', /人(?![工畜])|劳动?力|学生|教师/u],
  ['亩', /亩|面积|地(?![方质震])/u],
  ['公里', /公里|里程|路(?!灯)|渠|管网|管道|远|近|长(?!寿)|短/u],
  ['眼', /井/u],
  ['座', /桥|塘|坝|水库|泵站|厕|水柜|水窖/u],
  ['头', /头|牛|猪/u],
  ['只', /只|羊|鸡|鸭|鹅/u],
  ['吨', /吨|产量/u],
  ['株', /株|棵|树|苗/u],
  ['张', /床/u],
  ['辆', /车/u],
]);

/** Units that are counted one by one, those that stand for each other together: water is sold by the 吨 and the 立方米. */
const COUNTED = [
  '吨 立方米 方',
  '斤 公斤 千克',
  '平方米 平方 平米 ㎡',
  '次 趟 回 人次 例 针 剂',
  '头 只 羽 匹 口 箱 群 个',
  '辆 台 架 部 个',
  '间 套 栋 座 处 个',
  '米 公里 千米',
  '株 棵',
  '桌 席 餐 顿',
  '袋 瓶 箱 车',
].map((units) => units.split(' '));
const UNIT = [...new Set(COUNTED.flat())]
  .filter((unit) => unit !== '个')
  .sort((a, b) => b.length - a.length)
  .join('|');
/** 每吨, 一趟: of one, where it is asked behind it how much. */
const EACH = new RegExp(`(?<![第十百千万同统唯])[每一](${UNIT})(?!性|些|起)`, 'gu');
/** 多少钱一斤 */
const PRICED = new RegExp(`(?:多少钱?|几元?)一(${UNIT})`, 'gu');
/** A rate by time says nothing of what is counted. */
const TIMES: ReadonlySet<string> = new Set(['年', '月', '日', '季', '小时', '周', '期']);

/** The units of one of which a figure is asked, and those that stand for them: 吨 and 立方米 of 水一吨多少钱. Empty for none. */
export function unitsOfOne(written: string): ReadonlySet<string> {
  const named = written.split(/[,，。;；?？]/u).flatMap((clause) => {
    const asked = Math.max(0, clause.lastIndexOf('多少'), clause.lastIndexOf('几'));
    return [...clause.slice(0, asked).matchAll(EACH), ...clause.matchAll(PRICED)].map(
      ([, unit = '']) => unit,
    );
  });
  return new Set(named.flatMap((unit) => COUNTED.filter((alike) => alike.includes(unit)).flat()));
}

/** Whether a figure is a rate by something counted, and by none of the units of which one is asked. */
export function isPerOther({ per }: Figure, unitsAsked: ReadonlySet<string>): boolean {
  const counted = (per?.split('·') ?? []).filter((unit) => !TIMES.has(unit));
  return unitsAsked.size > 0 && counted.length > 0 && !counted.some((unit) => unitsAsked.has(unit));
}
