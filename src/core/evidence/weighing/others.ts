import type { ReadDocument } from '../../facts/document.ts';
import { kept } from '../../facts/once.ts';
import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { tellsOtherThing } from '../../language/figures/classes.ts';
import { fitOf, lacksNumber } from '../../language/figures/conditions.ts';
import { type LeftOut, leftOutIn, withoutLeftOut } from '../../language/grants.ts';
import { fold } from '../../language/text.ts';
import { shortName } from '../../places/place.ts';
import { askedOfRows } from '../../question/turns/follow-up.ts';
import { lackedBy } from '../confidence.ts';
import { countsInRow, countsNoun, isCountAsked } from '../figures/counted.ts';
import { isSumOfAll } from '../sums.ts';
import { holds, TELLING, type WeighedTerm } from '../wanted.ts';
import type { Asking, Met } from './asking.ts';
import type { Coverage } from './coverage.ts';
import { isOfYears } from './years.ts';

/** The share of the subject from which on no word of it is missing. 0 to 1. */
const ALL = 0.999;

/**
 * Whether a sentence is of other conditions, years or siblings than those asked, or says nothing in the column asked.
 * @param before the sentences before it in its passage.
 */
export function isOfOtherCase(
  asking: Asking,
  { sentence, coverage, fit, cell }: Pick<Met, 'sentence' | 'coverage' | 'fit' | 'cell'>,
  before: readonly Sentence[],
): boolean {
  const { asked, subject, isGrant } = asking;
  const words = subject.flatMap(({ spellings }) => spellings.filter((word) => word.length > 1));
  return (
    // Whether somebody may is told by the condition that he does not meet, too.
    (fit === 'other' && !isGrant) ||
    cell?.isEmpty === true ||
    isOfSiblings(asking, sentence, coverage) ||
    tellsOtherThing(asked.conditions.classes, readUnder(sentence), words) ||
    isOfContrary(asking, sentence) ||
    lacksNamed(asking, coverage) ||
    lacksNumber(asked.conditions, `${sentence.above}\n${readUnder(sentence)}`) ||
    !isOfYears(sentence.cells === undefined ? asked : askedOfRows(asked), sentence, before)
  );
}

/**
 * Whether a sentence is of other rows or things counted than those asked, by the words that it shares with the question.
 * @param isKept earlier turns named the row, and the question names none.
 */
export function isOfOtherThing(asking: Asking, { sentence, coverage, cell }: Met, isKept: boolean): boolean {
  const { counted, total, isExtreme, segmenter } = asking;
  const isOfRow = () => isSumOfAll(sentence) || isExtreme || isKept || isRowAsked(asking, sentence, coverage);
  if (sentence.cells !== undefined && (lacksCounted(asking, coverage) || !isOfRow())) return true;
  if (counted === undefined || cell?.figure !== undefined) return false;
  const isWhole = (coverage.isNamed || isKept) && coverage.covered >= ALL * total;
  return !countsNoun(counted, sentence, segmenter) && !(isWhole && countsInRow(counted, sentence));
}

/** A condition of a sentence: 未引起火灾的. */
const CONDITION = /(?<![^,;。:])[^,;。:]+的(?=[,:])/gu;
/** At the end of what stands before a word that is denied: 没有, 不带, 找不到, 等待, but not 不知道 or 差不多. */
const DENIED_AHEAD =
  /(?:(?:未|没[有得]?|非|等待)(?:经|曾|能)?(?:(?![就也都又而的])\p{Script=Han}){0,4}|(?<!差)不(?![仅只但管论同过清晓知懂明光])(?:(?![就也都又而的])\p{Script=Han}){0,2})$/u;
/** At the start of what stands behind a thing that is not there: 户口还没迁来, 收据丢了, 手机都没得. */
const DENIED_BEHIND =
  /^[还都也又]?(?:没(?:有|得)?(?=$|[,，。?？了])|(?:没|未)(?:有?[迁办转到下开拿落交])|丢)/u;
/** 不牵绳, a word that denies what it says. */
const DENIAL = /^(?:[不没]|未(?![成来])|无(?![人锡线]))/u;
/** 能不能, 享受不享受, 有没有, which deny nothing. */
const EITHER_WAY = /(\p{Script=Han}{1,2})[不没]\1/gu;

/**
 * Whether a condition of a sentence denies what the question says, or says what it denies, and no other part of it tells
 * of that as the question does.
 */
function isOfContrary({ asked: { written }, subject }: Asking, { folded, cells }: Sentence): boolean {
  const conditions = cells === undefined ? (folded.match(CONDITION) ?? []) : [];
  if (conditions.length === 0) return false;
  const terms = new Set(subject.map(({ term }) => term));
  return subject.some(({ term, spellings, topicWeight }) => {
    // 转诊 is near to 外地住院, and yet another matter where it is asked of beside that.
    const words = spellings.filter((word) => word.length > 1 && (word === term || !terms.has(word)));
    if (topicWeight === 0 || !words.some((word) => conditions.some((one) => one.includes(word))))
      return false;
    const isDenied = deniedIn(term, written).includes(true);
    return !words.some((word) => deniedIn(word, folded).includes(isDenied));
  });
}

/** Of each time that a word stands in a text, whether it is denied. */
function deniedIn(word: string, text: string): boolean[] {
  const parts = text.replace(EITHER_WAY, '$1').split(word);
  return parts
    .slice(1)
    .map(
      (behind, at) =>
        DENIAL.test(word) || DENIED_AHEAD.test(parts[at] as string) || DENIED_BEHIND.test(behind),
    );
}

/** How places below a county are called (not 乡镇干部), of each of which a county's counts tell nothing. */
const TOWN = '(?:[镇乡村](?![镇村乡民集])|社区|街道)(?!办|级|政府|里|干部|医生|教师|书记|振兴)';
/** How houses, works and offices of which a county has several are called: no rule of the county tells of one of them. */
const HOUSE =
  '(?:敬老院|养老院|福利院|幼儿园|纪念馆|博物馆|卫生院|服务[点站]|派出所|合作社|渡口|医院|分馆|水库|景区|公园|小区|市场|食堂|大桥|隧道|学校|[中小]学|超市|工厂|公司|基地|工程|项目|码头|车站|广场|书屋|展馆)';
const ONE_HOUSE = { atEnd: new RegExp(`${HOUSE}$`, 'u'), atStart: new RegExp(`^${HOUSE}`, 'u') };
const ONE_PLACE = {
  atEnd: new RegExp(`(?:${TOWN}|${HOUSE})$`, 'u'),
  atStart: new RegExp(`^(?:${TOWN}|${HOUSE})`, 'u'),
};
/** 定点医院, 农贸市场: a sort of them, and the name of none. */
const SORT =
  /[离到去在上回进往旧新送从]$|^(?:乡镇|城镇|农村|公立|公办|公建|国营|国有|集体|民办|私立|私人|私营|政府|定点|[一二三县乡村市]级|普惠|职业|中心|重点|示范|扶贫|脱贫|农贸|集贸|社会|便民|政务|综合|老年|社区|其他|外地|异地|本地|哪些|哪个|什么|专业|农民|灌溉|水利|建设|光伏|产业|旅游|安全|饮水|惠民|公益|共同|当地|邻近|附近|寄宿|特殊)/u;

/** 脱贫村, 示范村: a sort of village, and the name of none. */
const SORT_OF_VILLAGE =
  /^(?:脱贫|贫困|非贫困|深度贫困|出列|示范|重点|行政|自然|中心|试点|先进|文明|美丽|特色|薄弱|软弱涣散|空心|边境|边远|库区|民族|移民|城中|城郊|山区|集体|帮扶|受援)$/u;

/**
 * Whether one house, or, where it is asked how many there are, one village or town is asked of by a name (永郎敬老院) that
 * stands neither in a sentence nor in what it must be read under.
 */
function lacksNamed({ asked, segmenter }: Asking, { missing }: Coverage): boolean {
  const { atEnd, atStart } = isCountAsked(asked) ? ONE_PLACE : ONE_HOUSE;
  return missing.some((word) => {
    const name = word.replace(atEnd, '');
    if (name.length < 2 || SORT.test(name) || SORT_OF_VILLAGE.test(name)) return false;
    const behind = asked.written.split(word).slice(1);
    const speech = segmenter.partOfSpeech(name);
    return (
      (speech === undefined || speech.startsWith('n')) &&
      (name !== word || behind.some((rest) => atStart.test(rest)))
    );
  });
}

/** Names of whom or what is counted, and how such go on: 脱贫 of 脱贫户. */
const COUNTED = /(?:户|人口|人员|对象|群众|家庭)$/u;
const GOES_ON = /^(?:户|人口|人员|对象|群众|家庭)/u;

/**
 * Whether a row lacks the name of a village that is asked of (枫林 of 枫林村), or of those of whom it is asked how many there are:
 * 户数 under 改厕 counts no 脱贫户.
 */
function lacksCounted({ asked: { wanted, written } }: Asking, { missing }: Coverage): boolean {
  return missing.some((word) => {
    if (!SORT_OF_VILLAGE.test(word) && written.includes(`${word}村`)) return true;
    const at = written.indexOf(word);
    const goesOn = at >= 0 && GOES_ON.test(written.slice(at + word.length));
    return wanted === 'figure' && (COUNTED.test(word) || goesOn);
  });
}

/**
 * A row answers for what it is named, or for the place that is asked (云岭县 in the table of a city), and for no sibling of that:
 * the names of columns are every row's.
 */
function isRowAsked({ asked }: Asking, { folded }: Sentence, { isNamed }: Coverage): boolean {
  if (isNamed || fitOf({ ...asked.conditions, classes: [] }, folded) === 'fits') return true;
  const cell = folded
    .split('\t')
    .map((one) => one.trim())
    .find((one) => !/^\d*$/u.test(one));
  return [...asked.places, ...asked.missingPlaces.map(({ name }) => name)].some(
    (name) => cell === name || cell === shortName(name),
  );
}

/** Weight of a missing topic from which on it is none of those that a scale tells of. 0 to 1. */
const MISSING = 0.6;
/** Pieces of one form that make a scale: 糖尿病2000元，冠心病2600元，脑卒中2400元. */
const SCALE = 3;
const STEP = /^[^\d]{1,12}(?<!第)\d[\d.]*[万亿]?(\p{Script=Han}{1,2})$/u;

/** A scale that tells of others, and not of what is asked, which other sentences know or none does. */
function isOfSiblings({ asked, subject }: Asking, { folded, cells }: Sentence, coverage: Coverage): boolean {
  if (asked.wanted !== 'figure' || cells !== undefined) return false;
  const pieces = folded.split(/[,、;。:]/u);
  const units = pieces.map((piece) => STEP.exec(piece)?.[1]);
  const scale = pieces.filter((_, at) => {
    const unit = units[at];
    return unit !== undefined && units.filter((other) => other === unit).length >= SCALE;
  });
  if (scale.length === 0) return false;
  // What every step says (每年最多报) names none of them.
  const isOfOne = (word: string) => {
    const naming = scale.filter((piece) => piece.includes(word)).length;
    return naming > 0 && naming < scale.length;
  };
  if (subject.some(({ spellings }) => spellings.some(isOfOne))) return false;
  // It is headed as some of the steps are: 冠心病 beside 糖尿病.
  const isSibling = ({ term, topicWeight }: WeighedTerm) =>
    topicWeight > 0 &&
    coverage.missing.includes(term) &&
    scale.some((piece) => piece.includes(term.slice(-1)));
  return lackedBy(coverage) >= MISSING || subject.some(isSibling);
}

/** What a document says beside what it leaves out, folded. */
const matterOf = kept(({ facts: { plain } }: ReadDocument) => withoutLeftOut(fold(plain)));

/**
 * Whether a sentence speaks of what is asked only where it says what its paper leaves out (其他畜禽（羊、猪）不在奖补范围内),
 * and the question names nothing else of that paper: whether 羊 is granted something elsewhere, it does not tell.
 */
export function isOnlyLeftOut(
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  document: ReadDocument | undefined,
): boolean {
  if (sentence.cells !== undefined || document === undefined) return false;
  const out = leftOutIn(sentence.folded);
  const named = subject.filter(({ topicWeight }) => topicWeight > 0);
  const inside = named.filter((term) =>
    out.some(({ before, behind }) => holds(before, term) || holds(behind, term)),
  );
  const isOfMatter = (word: string) =>
    word.length > 1 && (sentence.above.includes(word) || matterOf(document).includes(word));
  return (
    inside.length > 0 &&
    !out.some((one) => standsOnBothSides([...inside, ...subject.filter(isDeed)], one)) &&
    !named.some(({ spellings }) => spellings.some(isOfMatter))
  );
}

const OF_GRANTS = /[补奖贴助领享报]|待遇|范围|[能可]/u;

/** 没有合格证能承办吗: a deed that is asked about, and no grant. */
function isDeed({ term, weight }: WeighedTerm): boolean {
  return term.length > 1 && weight >= TELLING && !OF_GRANTS.test(term);
}

/** 贷款不得用于购房: of what it is left out is named, too. */
function standsOnBothSides(terms: readonly WeighedTerm[], { before, behind }: LeftOut): boolean {
  return terms.some(
    (term) => holds(behind, term) && terms.some((other) => other !== term && holds(before, other)),
  );
}
