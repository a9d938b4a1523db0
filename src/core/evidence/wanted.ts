import { readUnder, type Sentence } from '../facts/sentence.ts';
import { isCondition } from '../language/figures/dates.ts';
import { isPerOther } from '../language/figures/measured.ts';
import type { Figure } from '../language/figures.ts';
import { fillsOffice, isOffice, namesPerson } from '../language/people.ts';
import { slice } from '../language/text.ts';
import type { Segmenter } from '../ports.ts';
import type { Rate } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksDayOfDeed } from './aspects.ts';

/** A word of the subject with what it weighs and every spelling that counts for it. */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
  readonly spellings: readonly string[];
  /** What it counts against a sentence that lacks it: above 0 for a word that says which thing is meant. */
  readonly topicWeight: number;
}

/** Words of a subject that weigh less only carry a question, and say nothing of what is asked. 0 to 1. */
export const TELLING = 0.3;

/** What all words of a subject weigh together. */
export function weightOf(subject: readonly WeighedTerm[]): number {
  return subject.reduce((sum, { weight }) => sum + weight, 0);
}

/** Whether a text holds a word of a subject in one of its spellings. */
export function holds(text: string, { spellings }: Pick<WeighedTerm, 'spellings'>): boolean {
  return spellings.some((spelling) => text.includes(spelling));
}

/** The share of a subject, by weight, of which one spelling `stands`. 0 to 1; 0 of an empty subject. */
export function shareOf(subject: readonly WeighedTerm[], stands: (spelling: string) => boolean): number {
  const total = weightOf(subject);
  return total === 0 ? 0 : weightOf(subject.filter(({ spellings }) => spellings.some(stands))) / total;
}

/** Whether a sentence holds what the question's form asks for, of whatever year: a figure of the unit and rate, a date, a name. */
export function holdsWanted(asked: AskedQuestion, sentence: Sentence, segmenter: Segmenter): boolean {
  const { written } = asked;
  const { folded, figures } = sentence;
  switch (asked.wanted) {
    case 'figure':
      return (
        (tellsNoPrice(asked, folded) ||
          (ASKS_HOW_OFTEN.test(written) && TELLS_HOW_OFTEN.test(folded)) ||
          figures.some(
            (figure) =>
              mayBeAsked(asked, figure, folded) &&
              !isPerOther(figure, asked.unitsOfOne) &&
              (ASKS_LIMIT.test(written) || !isCondition(figure, folded)) &&
              isOfTownship(asked.township, folded, figure),
          )) &&
        !isOfOtherMoney(asked, sentence) &&
        (!FINED.test(folded) || OF_FAULT.test(written)) &&
        // 一年收满20吨的…;满10吨的,…: a year is told by what stands beside a part of a sentence as well.
        asked.rates.every((rate) =>
          RATE_SIGNS[rate].test(`${readUnder(sentence)}\n${rate === 'year' ? sentence.beside : ''}`),
        )
      );
    case 'reason':
      return REASON_SIGNS.test(folded);
    case 'time':
      return (
        (TIMES.test(folded) ||
          CLOCK.test(folded) ||
          // 树龄300年以上的: how long something must have been, and no time of it.
          figures.some(
            (figure) =>
              isTime(asked, figure, folded) && !(isDuration(figure, folded) && isCondition(figure, folded)),
          )) &&
        (ASKS_DURATION.test(written) || !isOnlyPassed(asked, folded)) &&
        (!sentence.isOfStanding || ASKS_STANDING.test(written) || asksDayOfDeed(written))
      );
    case 'phone':
      return (
        TELEPHONE.test(folded) ||
        ((FAX.test(written) ? FAX : PHONE_LABEL).test(readUnder(sentence)) && TELLS_NUMBER.test(folded))
      );
    case 'where':
      return (
        WHERE.test(readUnder(sentence)) ||
        (TURNS_TO.test(written) && (TELEPHONE.test(folded) || TURNED_TO.test(folded))) ||
        (/谁/u.test(written) && (CONTACT.test(folded) || TELLS_NUMBER.test(folded)))
      );
    case 'hours':
      return CLOCK.test(folded);
    case 'person':
      return saysWho(asked, folded, segmenter);
    case 'list':
      return LISTS.test(folded) || sentence.listHead !== undefined;
    default:
      return true;
  }
}

/** How often something is done, and how it is told: 每半月巡一次, 一季度一回. */
const ASKS_HOW_OFTEN = /(?:多久|多长时间|多少(?:日子|天)|几天|几个?月).{0,6}(?:一回|[次趟遍])/u;
const TELLS_HOW_OFTEN =
  /(?:每|[半一二两三])(?:半|个)?(?:天|周|旬|月|季度?|年).{0,8}(?:[次趟遍]|回(?![复收答]))/u;
/** How many something must be, at the least. */
const ASKS_LIMIT =
  /门槛|(?:几|多少|多大)[^,，。]{0,6}才(?:够|算|行|能)|起[步点](?![钟半])|(?:[要得需够满从]|至少|起码|最少|达到)\p{Script=Han}{0,4}(?:几|多少|多大)/u;
/** How long something takes, from what is asked about on. */
const ASKS_DURATION = /多久|多长时间/u;
/** Names of several things, or how many are named behind it. */
const LISTS = /、|:$|以下|下列|如下|共有?\d+[个处家种类项条所]/u;
/** An office's number with its area: what it is needs no word beside it. */
const TELEPHONE = /(?<!传真\D{0,4})(?<![\d.-])0\d{2,3}-\d{7,8}(?!\d)/u;
const FAX = /传真/u;
const PHONE_LABEL = /电话|热线|手机|拨打|联系|咨询/u;
/** What somebody pays or is paid. */
const ASKS_PRICE =
  /(?:[要收交缴付给花出补报领罚减免退]|票价?|费用?|补贴|补助|价).{0,4}(?:多少|几)|多少钱|[咋怎么]样?算钱/u;
/** Told instead of a price: that there is none, half of one, or all of it. */
export const NO_PRICE =
  /免费|半价|减半|(?:[退交收补报减赔还]|扣除?)一半|全退|全额[退报免补赔]|不退(?![役休伍出])|不[核算](?=$|[,;。])|免[收缴交票]|不收[费取]?|全免|不[补奖罚](?![充足办习])|不予(?:补|奖|发|罚|处罚)|给予警告|不在[^,。;]{0,12}范围/u;

/** Asked how much is paid, it may be told that nothing is, or half. */
export function tellsNoPrice({ written, units }: AskedQuestion, folded: string): boolean {
  return (
    (units.size === 0 || units.has('元') || units.has('%')) &&
    ASKS_PRICE.test(written) &&
    NO_PRICE.test(folded)
  );
}

/** Asks for a fine, or tells one. */
export const FINE = /罚/u;
/** What is told instead of a fine, or beside it. */
export const PENALTY =
  /罚|(?<![每各\d一二两三四五六七八九十几多])处以?(?=\d[\d.]*万?元)|警告|责令|没收|批评教育|吊销|取消\p{Script=Han}{0,4}资格/u;
/** What is fined, and how questions speak of it: a fine is seldom what another question asks for. */
const FINED = /罚款|罚金/u;
const OF_FAULT = /罚|处|违|扣|追|没办|不办|没有证|没证|被抓|逮|乱|偷|擅自/u;
const GIVEN = /奖|补(?!办|齐|缴|交)|领|津贴|资助|救助/u;

/** Money that is taken is never told by money that is given, nor the other way round. */
export function isOfOtherMoney({ written }: Pick<AskedQuestion, 'written'>, sentence: Sentence): boolean {
  // A row leaves to its paper what its figures are.
  const told = `${sentence.cells === undefined ? '' : sentence.above}\n${readUnder(sentence)}`;
  if (FINE.test(written)) return !PENALTY.test(told);
  return GIVEN.test(written) && FINE.test(sentence.folded) && !GIVEN.test(told);
}

/** An office, a counter, an address, a page, or whom one turns to. */
const WHERE =
  /地点|地址|选址|位于|坐落|[建设]在|窗口|\d号窗|小程序|公众号|app|网站|微信|支付宝|扫码|大厅|服务站|服务中心|(?:便民|受理|代办|咨询|报名)[点处]|(?:局|股|站|所|办公室|村委会?|居委会|社区|政府|办事处|部门|中心)(?:负责|受理|办理|申请|提出|提交|咨询|[,。;]|$)|(?:向|到|由|找)[^,。;]{2,20}(?:申请|提出|提交|申报|办理|领取|登记|报名|负责|反映|咨询|填[写报表单]|交(?:材料|表|申请)|缴费|参保|投保|批(?!次)|签字|盖章|备案|鉴证|代报)|到[^\d,。;]{2,20}(?:领(?![导取])|办(?![法事公结理]))|(?:乡镇|村里|书记|局长|县委|组织部|单位|部门|社区|委员会|政府|局)(?:共同|统一)?(?:审?批准?|签字|鉴证|开具)/u;
/** Whom one turns to is asked, and not where a place is. */
const TURNS_TO = /找|谁|联系|投诉|举报|反映|告(?!示)|咨询|打/u;
/** 找县局网监股, 由社区开, 报乡镇文化站. */
const TURNED_TO =
  /(?:(?:找|(?<![申上汇填])报(?![到告销废名]))(?![不着到])\p{Script=Han}{2,14}|由\p{Script=Han}{2,8}(?:开|办|修))(?=[,。;]|$)/u;
const CONTACT = /联系人|(?:咨询|联系)电话/u;
/** Times that are no dates: feasts, seasons, days of the week. */
export const TIMES =
  /春节|除夕|正月|初[一二三四五六七八九十]|元宵|清明|端午|中秋|国庆|元旦|五一|暑假|寒假|开学|汛期|立[春夏秋冬]|[白寒]露|霜降|节假日|周末|工作日|赶集日|逢[一二三四五六七八九]|[单双]日|隔[天日]|即日起|立即|随时|次[日月年]|当[天日月]|第[一二三四五\d]+天|(?<![以])[上下]个?月|[上下]半年|[今明后]年(?=[才再装完开动底初内])|长期|全年|[上中下]旬|[月季年]底|[月季]末|每[日天周月季年](?![^,。;]{0,8}\d[\d.]*[万亿]?元)|(?:周|星期)[一二三四五六日天]/u;
/** A day or a month is asked: neither a year alone tells it, nor how long something takes. */
const ASKS_DAY = /几号|几月(?!份?钱)|哪一?天|哪个?月/u;
const ASKS_YEAR = /哪一?年/u;
/** Asks when a paper holds, and not when something is done. */
const ASKS_STANDING = /施行|执行|实施|生效|开始|[从自].{0,8}起|有效|废止|失效|到期|出台|发布|印发/u;
export const CLOCK = /\d{1,2}[:：]\d{2}|\d{1,2}(?:点|时)(?!间)|(?:周|星期)[一二三四五六日天]/u;

/** One that is hidden (138****0000) is told as it stands. */
export const TELLS_NUMBER =
  /\*{3}|(?<![\d.])(?:\d{3,4}-)?\d{5,}(?![\d.]*[万亿元户人亩])|(?<=电话|热线|拨打|[:、或]) ?\d{3,}/u;

/** Who is asked for by name or office must be named; 谁跟谁承诺 may as well be told of units and groups. */
function saysWho({ text, subject }: AskedQuestion, folded: string, segmenter: Segmenter): boolean {
  const mustBeNamed = subject.some(isOffice) || /名|叫|哪位/u.test(text);
  return !mustBeNamed || namesPerson(folded, subject, segmenter) || fillsOffice(folded, subject);
}

/**
 * 摘帽后 dates what came after, and 脱贫攻坚 is the name of a campaign: a word of the question that stands in no other way
 * tells no time of its own.
 */
function isOnlyPassed({ subject, written }: AskedQuestion, folded: string): boolean {
  return subject.some((word) => {
    if (!folded.includes(word)) return false;
    const [, ...behind] = (CAMPAIGN.test(written) ? folded : folded.replaceAll(CAMPAIGNS, ' ')).split(word);
    return behind.every((rest) => PASSED.test(rest));
  });
}

const CAMPAIGN = /脱贫攻坚|扶贫开发/u;
/** Names of campaigns: 脱贫攻坚先进个人 are nobody who 脱贫. */
export const CAMPAIGNS = /脱贫攻坚|扶贫开发/gu;
const PASSED = /^(?:之|以)?[前后](?!来)|^以来/u;

const REASON_SIGNS = /因为|由于|原因|致使|导致|源于|得益于|因[病学残灾缺此]/u;

const RATE_SIGNS: Readonly<Record<Rate, RegExp>> = {
  person: /每口?人|每名|人均|\/人|每个人/u,
  household: /[每单一]户|户均|\/户|每家/u,
  month:
    /每月|每个月|月均|\/月|[·.]月|按月|(?<![\d一二三四五六七八九十个本当])月(?:补[贴助]|津贴|工资|薪|租金?|标准|收入|缴费)(?!的)/u,
  year: /每年|年均|\/年|[·.]年|[一全]年|年度|自然年|年\p{Script=Han}{1,4}[额量值入]/u,
  mu: /每亩|亩均|\/亩/u,
};

/** Chinese names a place before what is counted there: a figure before the township's name is of the whole county. */
function isOfTownship(township: string | undefined, folded: string, { span }: Figure): boolean {
  const at = township === undefined ? -1 : folded.indexOf(township);
  const isCounted = /[\d个余多]$/u.test(folded.slice(0, Math.max(at, 0)));
  return at < 0 || isCounted || span.start > at;
}

/** 2018年, 19年, 8月, 3日; not the 三年 of a plan. */
function isDate({ unit, value, han }: Figure): boolean {
  if (unit === '年') return value >= 1900 || (!han && value >= 10 && value < 100);
  return unit === '月' || unit === '日';
}

/** A date or a duration, as the question asks for either. */
export function isTime({ written }: AskedQuestion, figure: Figure, folded: string): boolean {
  if (ASKS_DAY.test(written)) return isDate(figure) && figure.unit !== '年' && !isDuration(figure, folded);
  return isDate(figure) || (isDuration(figure, folded) && !ASKS_YEAR.test(written));
}

const DURATIONS: ReadonlySet<string> = new Set(['日', '工作日', '个月', '年', '小时', '周', '分钟']);

/** Units that only a question of them asks for. */
const UNASKED: ReadonlySet<string> = new Set(['工作日', '个月', '小时', '分钟', '周', '岁', '分']);

/** How long something lasts: 20个工作日, 五年; not the 20日 of a date. */
function isDuration({ unit, value, span }: Figure, folded: string): boolean {
  if (!DURATIONS.has(unit) || (unit === '年' && value >= 1900)) return false;
  // 2022年3.5天 is no day of that year.
  const isWritten = slice(folded, span).endsWith('天');
  return unit !== '日' || isWritten || !/[年月]\s*$/u.test(folded.slice(0, span.start));
}

/** 限养一只, 最多一头: one that is counted. */
const LIMITS = /(?:限|只[能可准]|仅|不(?:得)?超过|[最至]多)\p{Script=Han}{0,4}$/u;

/** A date is no quantity, 一人 no count but as a limit; otherwise the unit must be among those wanted, where any are. */
export function countsAs(figure: Figure, units: ReadonlySet<string>, folded: string): boolean {
  const { unit, han, value } = figure;
  if (units.has('日')) return units.has(unit) && isDuration(figure, folded);
  if (han && value === 1 && unit !== '元')
    return units.has(unit) && LIMITS.test(folded.slice(0, figure.span.start));
  if (units.size > 0) return units.has(unit);
  return (
    (!han || unit === '成') &&
    unit !== '年' &&
    unit !== '月' &&
    unit !== '日' &&
    unit !== '' &&
    !UNASKED.has(unit)
  );
}

/** The same; where a question holds a number without a unit against it (还是65吗), of any unit but those of dates. */
export function mayBeAsked({ units, premises }: AskedQuestion, figure: Figure, folded: string): boolean {
  if (countsAs(figure, units, folded)) return true;
  const isUnitless = units.size === 0 && premises.some(({ unit }) => unit === '');
  return isUnitless && !figure.han && UNASKED.has(figure.unit);
}

/** Whether a figure is counted in a unit that is asked for; where none is, in any that is written in digits. */
export function isOfUnits({ unit, han }: Figure, units: ReadonlySet<string>): boolean {
  return units.size === 0 ? unit !== '' && !han : units.has(unit);
}

/** Whether a word stands in a text: as it is, or both halves of four characters: 危房改造 in 改造农村危房. */
export function stands(word: string, text: string): boolean {
  if (text.includes(word)) return true;
  return word.length === 4 && text.includes(word.slice(0, 2)) && text.includes(word.slice(2));
}
