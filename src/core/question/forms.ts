import { isYearsDone } from '../language/figures/bands.ts';
import { isYear } from '../language/figures/dates.ts';
import { type Figure, figuresIn } from '../language/figures.ts';
import { bare, fold } from '../language/text.ts';

/** What form of answer a question asks for. */
export type Wanted =
  | 'figure'
  | 'time'
  | 'person'
  | 'phone'
  | 'hours'
  | 'where'
  | 'list'
  | 'definition'
  | 'yes-no'
  | 'reason'
  | 'statement';

export type Rate = 'person' | 'household' | 'month' | 'year' | 'mu';

const RATES: readonly (readonly [RegExp, Rate])[] = [
  [/每个?人|人均|一个人/u, 'person'],
  [/每户|户均|每家|[一单]户(?!口|人家)/u, 'household'],
  [/每个?月|一个月|月均|按月|(?<!\d年|[十今明去]年)一月(?=多少|几|给|补|发|领|拿|挣)/u, 'month'],
  [/每年|(?<![哪那这上前下后同近头第])一年|年均/u, 'year'],
  [/每亩|亩均|一亩地/u, 'mu'],
];

/** Counters that 多少个 may stand for. */
const COUNTERS = [...'个家所处座项件条次人村场间支类期套批口组'];

/** Units of how long something lasts. */
const DURATIONS = ['日', '工作日', '个月', '年', '小时', '周', '分钟'];
const DURATION =
  /(?:多少|(?<![哪这近前后头几])几)个?(?:工作日|小时|分钟|星期)|(?:多少|(?<![哪这近前后头几])几)(?:个月|天|周(?!岁)|年(?![级段份来几]))|多长时间|多大(?:工夫|功夫|会儿|一会)/u;

const PEOPLE =
  '老年?人|学生|孩子|儿童|新生|考生|教师|老师|村?民|居民|群众|党员|干部|医生|护士|工人|职工|残疾人|护林员|保洁员|病人|患者|对象|劳动力|妇女|贫困人口|五保';

/** Nouns that name a measure: what is asked is a figure in these units, and the word itself may be missing in a report. */
const MEASURES: readonly (readonly [RegExp, readonly string[]])[] = [
  [DURATION, DURATIONS],
  [/(?:快|慢|提前|推迟|缩短|延长)了?(?:多少|几)(?![块元个])/u, DURATIONS],
  [/(?:多少|几)(?:万|亿)?(?:块钱|块|钱)/u, ['元']],
  [/多少人次/u, ['人次']],
  [new RegExp(`多少(?:个|名|位)?(?:${PEOPLE})(?![户证卡家])`, 'u'), ['人', '人次']],
  [/人数|多少(?:个)?人(?![口员均])|多少名|多少位|几(?:个)?人|几名|几位/u, ['人', '人次']],
  [/人(?:更|最)?[多少](?:些)?(?:$|[,，;；?？、\s多])/u, ['人', '人次']],
  [/户数|多少(?:个)?户|几户/u, ['户', '个']],
  [/(?:(?<![十百\d])几|多少)(?:周)?岁|多大(?:年纪|岁数|年龄|(?=[了才]))|年龄/u, ['岁']],
  [
    /面积|占地|多大(?:的)?(?:一[块片])?(?:地方|地|面积)|多大(?=[的呢呀啊吗]|\P{Script=Han}|$)|多少(?:万)?亩|几亩/u,
    ['亩', '平方米', '公顷', '平方公里'],
  ],
  [/多少(?:万)?平(?:方|米)?/u, ['平方米', '平方公里']],
  [/比例|占比|百分之(?:多少|几)|几成|(?:多少|几)个(?:百分)?点(?![位心钟])/u, ['%', '成', '‰']],
  [/(?:多少|(?<!哪)几)[辆台部](?![门])/u, ['辆', '台', '部']],
  [/多深|多宽|多厚|(?<![率度例平](?:有|达到|是)?)多高(?!的?[分利])/u, ['厘米', '米', '毫米']],
  [/里程|多少公里|多长|几公里/u, ['公里', '米']],
  [
    /(?:总?投资|造价|预算|经费|费用|价格|单价|水费|电费|租金|工资|学费)(?:一共|总共)?(?:是|有|为|要|收)?(?:多少|几)/u,
    ['元'],
  ],
  [/金额|(?:多少|几)(?:万|亿)?(?:块钱|块|钱|元|资金|经费|款)/u, ['元']],
  [/多少(?:千|兆)?瓦|装机/u, ['千瓦', '兆瓦', '万千瓦']],
  [/(?:种|栽|播)(?:了|植|种)?多少(?!\p{Script=Han})/u, ['亩', '株', '棵', '公顷']],
  [/多少(?:个)?村|几个村|村数/u, ['个', '村']],
  [/多少家|几家/u, ['家', '个', '户']],
  [
    /(?:多少|(?<!哪)几)(?:所|座|处|项|件|条|次|场|间|支|类|期|套|批|笔|张|吨|斤|只|头|群|箱|株|倍|岁|天|口|起|例|棵|袋|羽|盏|份)/u,
    [],
  ],
  [/(?<![效税汇])率(?:呢|是|有|达|数据|情况)?(?:多少|多高|几)?$/u, ['%', '‰']],
  [/标准/u, ['元', '平方米', '平方公里', '公里', '斤', '公斤', '倍']],
  [/(?:[给赔偿交补助领收掏发涨]|[一每](?:个?[月年亩天]|口人))几个(?=$|[,，。?？])/u, [...COUNTERS, '元']],
  [/(?:多少|(?<!哪)几)个/u, COUNTERS],
  [
    /(?:发|领|补|花|奖|罚|掏|交|给|贴|赔|退|挣|赚|资助|补助|补贴|分红|拨|投入|投|贷|放)(?:了|到|出|过)?多少|(?:补助|补贴|津贴|资金|低保金|收入|分红)(?:标准)?(?:是|有|发)?多少/u,
    ['元'],
  ],
  [/(?<!有)钱[^的。?？;；]{0,8}多少(?=$|[,，。?？;；、])/u, ['元']],
];

const MEASURE_WORDS = new Set(
  '人数 户数 数量 数 面积 比例 占比 里程 金额 总数 总额 规模 多 少 高 低 大 小 更多 更少 人多 人少 个数 村数 数字 数据 数目 多少钱 总共 资金量 几成 平均 装机 装机量'.split(
    ' ',
  ),
);

/** Question turns: they say what form of answer is wanted and carry no subject. */
const QUESTION_TURNS = new RegExp(
  [
    '(?:多少|(?<!哪)几)个?(?:工作日|小时|分钟|星期|周(?!岁)|月(?!份))|多长时间',
    '(?:打|拨)(?:哪个|什么|啥)(?:电话|座机|热线|手机)(?:号码)?|(?:多少|几)个(?:百分)?点(?![位心钟])|电话(?:号码)?(?:是)?(?:多少|几号)',
    '几点(?:钟)?(?:上班|下班|开门|关门|办公)?|(?:(?:周|星期|礼拜)[一二三四五六日天末]|节假日|中午)(?=.{0,3}(?:[能可].{0,2}办|办[吗不公]|上班|开门|有人))',
    '(?:能不能|可不可以|是否可以|可以|能)(?:申请|享受|纳入)(?!书|表|人)',
    '(?:哪个|哪些|那些|哪家|什么)(?:部门|单位|机构|科室|股室|窗口|地方|情况|情形|东西|事情|物品|行为)下?',
    '多少(?:(?:万|亿)?(?:块钱|块|钱|元)|人次|个人(?![口员均])|个户|个村|公里|平方米|平方|千瓦|兆瓦|人(?![口员均])|[个户名位亩家所座处项件条次场间支类期套批笔张辆台吨斤只头群箱株倍岁天])?',
    '(?<!哪)几(?:块钱|周?岁|公里|个|户|人|名|位|亩|家|所|座|处|项|件|条|次|场|期|笔|成|月|号|年|[起例株棵袋羽盏](?![床来个]))',
    '是什么意思|什么意思|指的是什么|指什么|是指什么|什么叫做|什么叫|叫什么名字|叫什么|什么是|是什么|具体是什么|什么时候|什么样',
    '(?:历年来?|逐年|[近这前][几两三]年来?|这些年|前后)?的?(?:有)?(?:什么|哪些)?(?:变化|变动)(?:情况|趋势|过程)?(?=$|\\P{Script=Han})|历年来?',
    '具体(?:是)?(?:哪些|哪几个|内容)|有哪些|有?哪几个|是哪[一二三四五六七八九十几些]+[个项条免补]*|哪[一二三四五六七八九十几][个项条]|哪些|哪几|哪个|哪位|哪里|哪儿|哪家|哪一?天|哪一?年|哪个?月|几月份?',
    '百分之(?:多少|几)|多大(?:地方|面积|年纪|岁数|年龄)?|多高|多长|多深|多宽|多厚|多久|怎么样|怎么|如何|为什么|为何|是不是|有没有|对不对|对吗|是吗|能不能|可不可以|是否|什么|谁',
  ].join('|'),
  'gu',
);

/** 除了产业还…: what is set aside is not what is asked. */
const EXCEPTED = /除了?[^,，]{1,20}?(?:以外|之外|外|还|[,，])/gu;

/** 补不补, 行不行; 多不多 asks how many, and 该停不停 asks nothing. */
const WHETHER = /(?<![该应])([^\s多少高大长远贵久])[不没]\1/u;
/** 那几个月: some that are pointed at, where it is asked whether. */
const POINTED_AT = /那几(?=个?(?:月|天|年|周|日|小时))/gu;

/** The forms with the words that ask for them, read in this order; those of `bare` in a question without its blanks and marks. */
const FORMS: readonly (readonly [Wanted, RegExp, 'bare'?])[] = [
  ['person', /(?:是|叫)(?:谁|哪位|什么名)|叫什么$|谁(?:是|当|任|担任)|哪位/u],
  [
    'phone',
    /(?:电话|热线|座机|(?<![带用玩买看])手机|号码|联系方式)(?:号码?)?(?:(?:是|有|为)?(?:多少(?![钱元部台户个条人次])|几号|什么|哪个|哪些)|[呢吗]?$)|(?:打|拨)(?:哪个|什么|啥)(?:电话|座机|热线|手机|号码)|(?:打|拨|传真是?)几号|怎么联系/u,
    'bare',
  ],
  [
    'hours',
    /几点|(?:上班|办公|办理|服务|营业|开门|接待)时间|(?:(?:周|星期|礼拜)[一二三四五六日天末]|节假日|中午).{0,3}(?:[能可].{0,2}办|办[吗不公]|上班|开门|有人)/u,
  ],
  [
    'where',
    /(?:在|去|到|往|上)?(?:哪里|哪儿|哪(?=[办申领交报登])|什么地方|哪个(?:地方|窗口)|哪个(?:部门|单位))(?:去|来|能|可以)?(?:办|申请|申报|领|报|登记|交|咨询|反映|投诉|打听|问)|去哪(?:里|儿)?$|(?:办理|申请|报名|领取|缴费)(?:的)?(?:地点|地址|地方)|找(?:谁|哪个)|地址(?:在哪|是)?|几号(?:窗|楼|厅|柜)/u,
    'bare',
  ],
  ['figure', DURATION],
  ['time', /什么时候|何时|哪一?年|哪天|哪个?月|几月|几号|哪一天|多久(?!.{1,4}一[次回趟遍])/u],
  [
    'figure',
    /多少|(?<!哪)几(?=[个户人名位亩家所座处项件条次场期笔成口头块间岁只匹辆起例株棵袋羽盏]|公里|周岁)|多大|多高|多长|多深|多宽|多厚|百分之几|比例|占比|人数|户数|面积有|数量|金额|(?:标准|[率额价]|规模|总数|比例|装机|面积|人均收入)(?:呢|数据|情况|数)?$/u,
    'bare',
  ],
  [
    'figure',
    /(?:哪个|哪边|哪里|谁|哪家)(?:的)?.{0,12}(?:多|少|高|低|大|小)(?:些|一点|点)?$|(?:比|相比).{0,12}(?:多|少|高|低)/u,
    'bare',
  ],
  [
    'definition',
    /什么(?:叫|是)|是(?:指)?什么(?!时候)|指(?:的是)?什么|什么意思|是哪[一二三四五六七八九十几些]|具体(?:是)?(?:哪|什么|内容)|内容(?:是|有|$)|包括(?:什么|哪)|有哪些内容|怎么解释/u,
  ],
  [
    'list',
    /哪些|那些(?:情况|情形|材料|条件|证件|东西|人(?!员?的))|哪几|有什么(?!不同|不一样|区别|差别|变化|变动)|什么(?:情况|情形|条件|材料|手续)|些什么|都[^,，。?？]{1,4}什么(?!时候|样|意思)|什么样的(?=\p{Script=Han})|列举|分别是|几[种类样]|哪[一二三四五六七八九十]/u,
  ],
  ['yes-no', WHETHER],
  [
    'yes-no',
    /吗|是不是|有没有|对不对|是否|能不能|可不可以|没有$|没$|不$|(?<![什怎多那这])么$|吧$|对吧|是吧/u,
    'bare',
  ],
];

/** The form of answer that a question, in written words, asks for. */
export function wantedOf(written: string): Wanted {
  const folded = fold(written);
  const asked = WHETHER.test(folded) ? folded.replaceAll(POINTED_AT, '那些') : folded;
  const plain = bare(asked);
  const form = FORMS.find(([, words, of]) => words.test(of === 'bare' ? plain : asked));
  return form?.[0] ?? 'statement';
}

const HOW = /流程|程序|步骤|手续|几步|(?<![下进])一步|(?:怎么|如何)(?!样|回事|没|不|还|[算补罚收定分])/u;

/** Whether a question asks by which steps something is done. @param written in written words. */
export function asksHow(written: string): boolean {
  return HOW.test(written);
}

const PROCEDURE = new RegExp(
  [
    '流程|程序|步骤|手续|几步|(?<![下进])一步',
    '(?:怎么|如何).{0,6}(?:申请|申报|申领|办|报名|领|登记|审批|批|弄)',
    '(?:证|卡|户口|执照|许可|证明)[书件]?(?:要|该)?怎么[?？。]?$',
  ].join('|'),
  'u',
);

/** Whether it asks by which steps something is applied for, or decided. @param written in written words. */
export function asksProcedure(written: string): boolean {
  return PROCEDURE.test(written);
}

/** The kinds of rate that are asked for. */
export function ratesOf(written: string): Rate[] {
  return RATES.filter(([pattern]) => pattern.test(written)).map(([, rate]) => rate);
}

/** 2019年, 19年, 98年, 二〇一九年, a bare 2019; not the 16年 of 16年来, nor 2000 of 2000元. */
export function yearsOf(written: string): number[] {
  const asked = fold(written);
  const figures = figuresIn(asked);
  const full = figures
    .filter((figure) => isYear(figure) && figure.upTo === undefined)
    .map(({ value }) => value);
  const bareYears = [...asked.matchAll(/(?<![\d.])((?:19|20)\d{2})(?![\d.年元人户亩个块万亿%-])/gu)].map(
    ([, year]) => Number(year),
  );
  const done = new Set(figures.filter((figure) => isYearsDone(figure, asked)).map(({ span }) => span.start));
  const short = [...asked.matchAll(/(?<![\d.])([0-2]\d|[5-9]\d)年(?![来间以期限度内])/gu)]
    .filter(({ index }) => !done.has(index))
    .map(([, digits]) => {
      const year = Number(digits);
      return year < 50 ? 2000 + year : 1900 + year;
    });
  return [...new Set([...full, ...bareYears, ...short])];
}

/**
 * Canonical units of the figure that is asked for; empty when any will do. Beside 多少, 几 asks for nothing: 几个人合伙,
 * 能贷多少.
 */
export function unitsOf(written: string): ReadonlySet<string> {
  const asked = written.indexOf('多少');
  const matches = MEASURES.flatMap(([pattern, units]) => {
    const found = [...written.matchAll(new RegExp(pattern, 'gu'))].at(-1);
    return found === undefined ? [] : [{ found, units }];
  });
  const match = matches.find(({ found }) => found.index + found[0].length > asked) ?? matches[0];
  if (match === undefined) return new Set();
  return new Set(match.units.length > 0 ? match.units : [match.found[0].slice(-1), '个']);
}

/** What points at a thing or a place named before (那, 那边, 这里), and the particles that end a spoken question: no subject. */
const PARTICLES =
  /(?<![到在从往去来])[那这](?:边(?![民境防贸疆])|里(?![程])|儿(?![科童子女媳]))|那(?![么样年时天个些次种位]|儿(?![科童子女媳]))|[吧吗嘛咯哈呀啊呢咧噻哦喽哟呗哩嘞]+(?=\s*$|[,，。?？!！])/gu;

/** The question without its question turns: what is left is its subject. */
export function topicOf(written: string): string {
  const turned = [EXCEPTED, QUESTION_TURNS, PARTICLES].reduce(
    (topic, turn) => topic.replaceAll(turn, ' '),
    written,
  );
  return RATES.reduce((topic, [pattern]) => topic.replace(pattern, ' '), turned);
}

/** What lies above any one county: a figure of a county is no answer to it. */
export type Scale = '全国' | '全省' | '全市';

const SCALES: readonly (readonly [Scale, RegExp])[] = [
  ['全国', /(?<!在)全国|我国/u],
  ['全省', /(?<!在)全省|全自治区/u],
  ['全市', /(?<!在)全市(?!场)/u],
];

/** 全国, 全省, 全市 where the question asks of it. */
export function scaleOf(written: string): Scale | undefined {
  return SCALES.find(([, words]) => words.test(written))?.[0];
}

/** Whether a text speaks of the whole country, province or city. */
export function speaksOf(scale: Scale, folded: string): boolean {
  return (
    SCALES.some(([own, words]) => own === scale && words.test(folded)) ||
    (scale === '全市' && /\p{Script=Han}市(?!场)/u.test(folded))
  );
}

/**
 * The words of places without their names: those that were not asked before (另一个县, 其他县), the asker's own (我们县, 本县), and
 * those among which it is asked (各县, 哪个县). In written words, where 咱 is 我们.
 */
export const UNNAMED_PLACES = {
  others:
    /(?:另外?|别|其他|其它|其余)(?:的|一个|几个|那个|那几个|两个|所有)?(?:县|区|市|地方|地区|区县)(?:的|都)?/u,
  own: /(?:我们|本)(?:这个?|的)?(?:(?:县|区|市|旗)(?![长委城级域场里])|(?:这里|这儿|这边|这个地方|那里|那边|家乡|老家)(?=[^\p{Script=Han}]|.))/u,
  among:
    /(?:各个?|每一?个?|哪一?个|哪几个|哪些|[两三四五六七八九十\d]个)(?:县|区|市|旗)(?![长委级域场里直领]|城(?!市(?!政)))/u,
};

/** 各县, 哪个县 …: it asks among places, not of the asker's own. */
export function asksAmongPlaces(written: string): boolean {
  return UNNAMED_PLACES.among.test(written);
}

/** 人数, 面积 …: says which figure is wanted, and need not stand in the report. */
export function isMeasureWord(word: string): boolean {
  return MEASURE_WORDS.has(word);
}

/** A figure that may be what is asked about: in digits, no date, without a unit only where it is the last that is said. */
export function isPremise({ unit, han, value, span }: Figure, text: string): boolean {
  if (han || ['年', '月', '日', '岁', '马力'].includes(unit)) return false;
  if (unit !== '') return true;
  const isYear = value >= 1900 && value < 2100;
  return !isYear && ENDS_WITH_FIGURE.test(text.slice(0, span.start)) && CLOSES.test(text.slice(span.end));
}

const ENDS_WITH_FIGURE = /(?:每[月年人户亩天]|[是有到达约了为涨降])\s*$/u;
const CLOSES = /^\s*(?:[吗吧么啊呢嘛对是不没,，?？。!！]|$)/u;
