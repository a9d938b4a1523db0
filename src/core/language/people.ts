import type { Segmenter } from '../ports.ts';

/** The surnames of the 百家姓 that reports use, single and double. */
const SURNAMES = new Set([
  ...('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹' +
    '姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封' +
    '芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚' +
    '农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃蹇闫佘佟岳帅'),
  ...'欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 端木 夏侯 轩辕 拓跋'.split(' '),
]);

const OFFICE =
  /(?:书记|县长|市长|区长|镇长|乡长|局长|主任|部长|主席|院长|校长|经理|董事长|理事长|队长|组长|指挥长|会长|记者|医生|老师|教师|村民|代表|负责人)$/u;

/**
 * True when a text names a person: a word of two to four characters that begins with a surname, is no dictionary
 * word but a name, and follows an office (县长某某).
 * @param asked the words of the question; where they name an office, the name must follow just that one.
 */
export function namesPerson(text: string, asked: readonly string[], segmenter: Segmenter): boolean {
  const offices = asked.filter(isOffice);
  const words = segmenter.words(text).filter((word) => word.trim() !== '');
  let before = '';
  for (const [index, word] of words.entries()) {
    const follows =
      offices.length > 0 ? offices.some((office) => before.endsWith(office)) : OFFICE.test(before);
    if (follows && (isName(word, segmenter) || isCutName(word, words[index + 1] ?? '', segmenter)))
      return true;
    before += word;
  }
  return false;
}

/**
 * True when a text says who fills one of the offices asked, by name or by another office: 县长某某履行第一责任人职责, 县委书记
 * 任组长, 由县领导担任指挥长.
 */
export function fillsOffice(text: string, asked: readonly string[]): boolean {
  return asked
    .filter(isOffice)
    .some((office) =>
      [...text.matchAll(ROLE)].some(
        ({ 0: role, index }) =>
          text.slice(index + role.length, index + role.length + ROLE_REACH).includes(office) &&
          HOLDER.test(text.slice(Math.max(0, index - HOLDER_REACH), index)),
      ),
    );
}

export function isOffice(word: string): boolean {
  return OFFICE.test(word);
}

const ROLE = /担任|兼任|任|履行|带头当好?/gu;
/** Characters between the verb and the office, and between who fills it and the verb. */
const ROLE_REACH = 10;
const HOLDER_REACH = 12;
const HOLDER = new RegExp(`(?:${OFFICE.source.slice(0, -1)}|领导|同志|干部)[^,。;]*$`, 'u');

/**
 * A name that the segmenter cut in two (向|明华, 石拔|专). Where the surname is a word of grammar or of quality too
 * (向, 高), what follows must be no dictionary word: 向|全县 is no name.
 */
function isCutName(word: string, next: string, segmenter: Segmenter): boolean {
  if (next === '' || !isName(word + next, segmenter)) return false;
  const speech = segmenter.partOfSpeech(word);
  if (word.length > 1) return next.length === 1 && (speech === undefined || /^n/u.test(speech));
  const rest = segmenter.partOfSpeech(next);
  return !/^[pcdvatmr]/u.test(speech ?? '') || rest === undefined || /^n[rz]/u.test(rest);
}

function isName(word: string, segmenter: Segmenter): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(word) || OFFICE.test(word)) return false;
  const surname = SURNAMES.has(word.slice(0, 2)) ? word.slice(0, 2) : word.slice(0, 1);
  if (!SURNAMES.has(surname) || word.length === surname.length || word.length - surname.length > 2)
    return false;
  const known = segmenter.partOfSpeech(word);
  return known === undefined || known === 'nr';
}
