import { SOURCE } from '../lines.ts';

const DAY =
  '(?:[12]\\d{3}|[一二][〇○零Ｏ０一二三四五六七八九]{3})\\s?年\\s?[\\d一二三四五六七八九十]{1,3}\\s?月(?:\\s?[\\d一二三四五六七八九十]{1,3}\\s?日)?|[12]\\d{3}[-./]\\d{1,2}[-./]\\d{1,2}';
const OFFICE_END =
  '(?:局|委员会|人民政府|政府|办公室|办公厅|厅|党委|县委|市委|区委|省委|工委|支部|中心|公司|银行|站|所|学校|医院|指挥部|领导小组|联合会|残联|妇联|总工会|信用社|工作队|专班|合作社)';
const OFFICE = new RegExp(`^\\p{Script=Han}{1,28}${OFFICE_END}$`, 'u');
const DATE = new RegExp(`^[(（]?\\s?(?:${DAY})\\s?(?:印发|发布|公布|编印|印制|[印制宣])?[)）]?$`, 'u');
const DAY_BEHIND = new RegExp(`[(（]?(?:${DAY})(?:\\s?(?:印发|发布|公布|编印|印制|[印制宣]))?[)）]?$`, 'u');
const LETTERHEAD = new RegExp(`^\\p{Script=Han}{2,28}${OFFICE_END}文件$`, 'u');
/** （2022年3月4日县人民政府第8次常务会议通过） */
const PASSED = new RegExp(`^[(（](?:${DAY}).{0,50}(?:通过|修[订正]|公布|发布|批准|印发)[)）]$`, 'u');
const NUMBER =
  /^\p{Script=Han}{0,14}\s?[〔[(（【［]\s?\d{4}\s?[〕\])）】］]\s?第?\s?\d{1,5}\s?号(?:\s{1,12}签发人[:：]\s?\S{2,10})?$/u;
const NOTE =
  /^(?:(?:信息|文章|稿件)来源[:：]|作者[:：]|(?:发布|发文|成文)(?:时间|日期|机构|机关|字号)[:：]|浏览次数[:：]|索引号[:：]|责任编辑[:：]|抄\s?[送报][:：]|分送[:：]|主\s?送[:：]|发送[:：]|签发人[:：]|[(（](?:此件|此页|信息公开|公开方式|盖章|印章|本页无正文)|此件(?:主动|依申请)?(?:公开|不予公开)|信息公开(?:选项|属性|类别)[:：]|(?:公开方式|主题词)[:：]|附件[一二三四五六七八九十\d]{0,2}[:：]?$|附\s?件\s?[:：]|附[:：])/u;
const ADDRESSEE =
  /^(?=.*(?:政府|局|委|办|部门|单位|街道|乡镇|[县乡镇村社区]|公司|中心|小组|行社|学校))(?!.*(?:如下|包括|以下|下列|情形|条件|材料|标准|事项|的[:：]$))[各县市区州省有\p{Script=Han}][\p{Script=Han}、，,（）() ]{2,100}[:：]$/u;
const ADDRESSED =
  /^(?:各|县|市|区|州|省|自治|有关|.{2,8}(?:人民政府|街道办|乡镇|县|市|区|镇|乡)|局|机关|全县|全市|直属)/u;

/** 【一】, （二）, [3] alone on its line: counts the papers of a file. */
const COUNT_ALONE = /^[【[［（(〔]\s?(?:之|第)?[一二三四五六七八九十\d]{1,3}(?:号|篇|份)?\s?[】\]］）)〕]$/u;

/** A line that counts what follows, and says nothing of it. */
export function isCountAlone(line: string): boolean {
  return COUNT_ALONE.test(line.trim());
}

/** A line that holds a date alone, in brackets or not. */
export function isDateLine(line: string): boolean {
  return line.length <= 24 && DATE.test(line);
}

/** A line that names offices alone. */
export function isOfficeLine(line: string): boolean {
  return (
    line.length <= 80 &&
    !/^(?:关于|第)|的/u.test(line) &&
    line.split(/[\s、]+/u).every((part) => OFFICE.test(part))
  );
}

/** A line that holds the number of a paper alone, or is its office's letterhead: 某某县民政局文件. */
export function isHeadOfPaper(line: string): boolean {
  return (line.length <= 90 && NUMBER.test(line)) || (line.length <= 40 && LETTERHEAD.test(line));
}

/** A line that says who issued a paper and when, its number, to whom it goes, or how it is filed, wherever it stands. */
export function isFilingLine(line: string): boolean {
  if (line.length <= 90 && (PASSED.test(line) || isSigned(line))) return true;
  if (isHeadOfPaper(line) || isCountAlone(line)) return true;
  return (line.length <= 300 && NOTE.test(line)) || (/^来源[:：]/u.test(line) && SOURCE.test(line.slice(3)));
}

/** Offices with the day behind them, in brackets or not. */
export function isSigned(line: string): boolean {
  if (line.length > 90) return false;
  const day = DAY_BEHIND.exec(line);
  if (day === null || day.index < 3) return false;
  return isOfficeLine(line.slice(/^[(（]/u.test(line) ? 1 : 0, day.index).trim());
}

/** A line that opens the list of what is attached. */
export function opensAttachments(line: string): boolean {
  return /^附\s?件\s?[:：]/u.test(line);
}

/** Whom a paper is sent to, at its head: 各乡镇人民政府、县直各单位：. */
export function isAddressee(line: string): boolean {
  if (
    line.length <= 24 &&
    /^(?:(?:各位|广大|尊敬的|亲爱的|致).{2,18}|\p{Script=Han}{2,8}(?:代表|委员|同志|先生|女士|网友))[:：]$/u.test(
      line,
    )
  )
    return true;
  return line.length <= 120 && ADDRESSED.test(line) && ADDRESSEE.test(line);
}

const KIND =
  '(?:通知|公告|通告|公示|通报|决定|决议|方案|办法|细则|规定|规程|条例|意见|标准|指南|手册|计划|要点|简报|报告|总结|规划|制度|须知|明白卡|明白纸|问答|解读|清单|函|批复|倡议书|公开信|一览表|流程)(?:[(（《].{1,12}[)）》])?';
const CONCERNING = new RegExp(`^.{0,40}关于.{2,80}(?:的|》)${KIND}$`, 'u');
const OF_PLACE = new RegExp(
  `^\\p{Script=Han}{1,10}(?:省|市|县|区|自治[州县旗]|[州旗盟镇乡])(?![^《]*[，,；;:：。]).{2,50}${KIND}$`,
  'u',
);

/** A line that can be the title of a paper: …关于…的通知, 某某县…办法（试行）. */
export function isPaperTitle(line: string): boolean {
  return (
    line.length <= 120 &&
    !/[。；;！!？?…]/u.test(line) &&
    (CONCERNING.test(line) || (line.length <= 60 && OF_PLACE.test(line)))
  );
}

/** A title that names both what it is about and what it is: …关于…的公告. */
export function isFullTitle(line: string): boolean {
  return line.length >= 12 && line.length <= 120 && CONCERNING.test(line);
}
