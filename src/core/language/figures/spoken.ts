import { HAN_NUMERAL } from '../numerals.ts';
import { fold } from '../text.ts';

/** Before money that somebody paid, took, lost or is worth, as a part of a regular expression. */
export const HANDLED =
  '(?:[花掏付卖挣赚投借欠值亏]|(?:自己|自家|我们?|[俺咱])(?:还|要|先|又|得)?出|损失|投资|销售|营业|产值|流水|费用?)(?:了|出去?|得|过|钱|额|有|大概|差不多|总共|一共|到){0,3}';
/** Before a share of what somebody had (损失了50%, 超了两成), as a part of a regular expression. */
export const SHARED = '(?:损失|减产|超|少|坏|毁|死|亏|占|剩)(?:了|掉|过|差不多|大概|将近|快)*';

/** How a text goes on behind a measure with its tenths: 三米五高, but 三公里五块. */
const ENDS_MEASURE = '(?=$|[\\s,，。?？、的有高长深宽远了能要算就还得够])';

/** What is said of ages, heights, temperatures, persons, shares and sums, and how it is written with figure and unit. */
const SPELLED_OUT: readonly (readonly [said: RegExp, written: string])[] = [
  // An age without its unit behind somebody: 我爸77, 俺爹都62了, 我今年65.
  [
    /((?:[爸妈爹娘爷奶婆公叔伯姨哥姐]|父亲|母亲|老[人汉头伴]|太太|[我俺咱](?=今年))(?:今年|虚岁|周岁|都|快|已经|已)*(?:\d{2}|1[01]\d|[四五六七八九]十[一二三四五六七八九]?))(?![\d.%岁一二三四五六七八九十百千头只多几来余元块万亿亩户人个斤吨米平天月年号栋]|周岁)/gu,
    '$1岁',
  ],
  // 八十二的老人家, 82的老汉.
  [
    /(?<![\d.一二三四五六七八九十百补领发奖缴交])(\d{2}|[四五六七八九]十[一二三四五六七八九]?)(?=的?老(?:人家|汉|头|太))/gu,
    '$1岁',
  ],
  [/(?<![零一二两三四五六七八九几数])百岁/gu, '100岁'],
  // 1米35: a height as it is said.
  [/(?<!\d)([01])米(\d{1,2})(?!\d)/gu, '$1.$2米'],
  // 三米五的, 2公里8: a measure with its tenths behind it.
  [new RegExp(`(?<![\\d.])(\\d+)(米|公里|吨|亩)([1-9])${ENDS_MEASURE}`, 'gu'), '$1.$3$2'],
  [new RegExp(`(${HAN_NUMERAL}{1,3})(米|公里|吨|亩)([一二三四五六七八九])${ENDS_MEASURE}`, 'gu'), '$1点$3$2'],
  // 凑不够15人, 差两天满六岁: less, by however little.
  [new RegExp(`(?<!够)[凑还]?不[够齐](?=\\d|${HAN_NUMERAL})`, 'gu'), '不到'],
  [
    new RegExp(
      `(?<![相温])差(?:(?:\\d{1,2}|${HAN_NUMERAL}{1,2}|几|半)个?[天日月]|半年)[才就]?[满到够]?(?=(?:\\d{1,3}|${HAN_NUMERAL}{1,3})周?岁)`,
      'gu',
    ),
    '不到',
  ],
  // 屋里才15度: of a room, and not of what it uses.
  [/(?<=[屋室][里内温]?[^,，。\d用电]{0,4}\d{1,2})度(?!电)/gu, '℃'],
  // 15个妇女, 12个残疾人: persons, who are counted like things.
  [
    /(\d)个(?=(?:(?![月村乡镇县户的])\p{Script=Han}){0,2}?(?:人|妇女|[女男民]工|员|学生|劳动?力|农民)(?!\p{Script=Han}{0,2}(?:合作社|宿舍|食堂|市场|之家|湖|公园)))/gu,
    '$1人',
  ],
  // 损失了一半: a share by its name.
  [new RegExp(`(?<=${SHARED})一半`, 'gu'), '50%'],
  // 掏了三万八, 卖了45万: money that somebody paid or took.
  [
    new RegExp(
      `(?<=${HANDLED})(?:\\d[\\d.]*|${HAN_NUMERAL}+)(?:[万亿](?:${HAN_NUMERAL}|\\d)*|(?<=[一二两三四五六七八九])千[一二三四五六七八九]?)(?=$|[\\s,，。?？;；、的了能可怎给报补是])`,
      'gu',
    ),
    '$&元',
  ],
];

/** A question folded, with each of those as a figure with its unit. */
export function spelledOut(written: string): string {
  return SPELLED_OUT.reduce((text, [said, plain]) => text.replaceAll(said, plain), fold(written));
}
