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
