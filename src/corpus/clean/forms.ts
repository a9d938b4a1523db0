/*
 * What a line is by its own words, as far as joining lines must know it: what opens something, what stands alone, and
 * what ends.
 */

const SENTENCE_END = /[。！!？?；;…：:][”’」』）)】》"']*$/u;
const STARTS_ITEM =
  /^(?:#{1,6}\s|[-*•·●□■]\s|[●○■▲△◆▪★☆➢►](?=\S)|第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|【[^【】\d]{1,20}】)/u;
const COUNTED = /^(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|首先|其次|再次|最后)/u;
const ASKS = /^(?:问|答|[QA])\s*\d{0,2}\s*[:：]/u;
const LABEL =
  /^(?!\p{Script=Han}*(?:如下|以下|下列)\s*[:：])\p{Script=Han}{1,10}(?:[(（][^)）]{1,12}[)）])?\s*[:：]/u;
const DATE = /^(?:[\d〇○Ｏ零一二三四五六七八九十]{2,4}\s*年.{0,10}[日月]|\d{4}[-./]\d{1,2}[-./]\d{1,2})$/u;
const OFFICE =
  /(?:县委|市委|区委|党委|委员会|人民政府|政府|办公室|办公厅|管理办|局|厅|指挥部|领导小组|中心|供电所|管理所|卫生院|公司|联合会|协会|合作社|村委会|居委会|街道办事处)(?:[(（](?:公章|盖章|章)[)）])?$/u;
/** Kinds of papers that a title ends with. */
const PAPER =
  /(?:通知|意见|方案|办法|通告|公告|公示|报告|规定|决定|细则|函|批复|计划|规划|预案|总结|纪要|请示|通报|倡议书|公开信|一览表|汇总表|明白纸|须知|指南)(?:[(（][^)）]{1,20}[)）])?$/u;

/** Whether a line ends in a mark that ends a sentence or announces what follows. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** Whether a line opens a list item, a numbered heading or a label in 【】: it continues nothing. */
export function startsItem(text: string): boolean {
  return STARTS_ITEM.test(text);
}

/** Whether a line opens a new thing by its form: an item, 一是, 问：, a label with its value, a date, an attachment. */
export function startsAnew(text: string): boolean {
  return startsItem(text) || COUNTED.test(text) || ASKS.test(text) || LABEL.test(text) || isDateLine(text);
}

/** Whether a line opens with a label: 咨询电话：…. */
export function isLabelled(text: string): boolean {
  return LABEL.test(text);
}

/** A day on a line of its own: what a paper is signed with. */
export function isDateLine(text: string): boolean {
  return DATE.test(text);
}

/** A line that ends with a number to call: nothing of it is missing. */
export function endsWithPhone(text: string): boolean {
  return /(?<!\d)(?:0\d{2,3}[-—]?\d{7,8}|1[3-9]\d{9})$/u.test(text);
}

/** A line that is nothing but the name of an office, or of two that sign together. */
export function isOfficeLine(text: string): boolean {
  return text.length <= 40 && !/[\d，,。；;、：:《“]/u.test(text) && OFFICE.test(text) && !/关于/u.test(text);
}

/** A line that ends as the title of a paper does. */
export function endsTitle(text: string): boolean {
  return text.length <= 80 && PAPER.test(text) && !/[。；;！？]/u.test(text);
}

/** A title that goes on: it says 关于 and not yet what kind of paper it is. */
export function isOpenTitle(text: string): boolean {
  return /关于/u.test(text) && text.length <= 60 && !/[。；;！？：:，,]/u.test(text) && !endsTitle(text);
}

/** A blank to be filled in: ____, 年   月   日, （盖章）. */
export function isBlankForm(text: string): boolean {
  return /_{2,}|＿{2,}|\s{3,}|\u3000{2,}|[(（](?:盖章|公章|签字|签名)[)）]/u.test(text);
}
