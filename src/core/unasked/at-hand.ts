import { hasWords } from '../language/text.ts';
import { asks } from '../question/split.ts';

/** Longer lines are notices that are passed on. In characters. */
const LONGEST = 120;

/** What a question to whoever knows begins with: 请问, 有没有人晓得, 你们哪个清楚. It is to nobody in particular. */
const TO_ANYBODY = new RegExp(
  [
    '(?:我们)?(?:想|要|再)?(?:请教|请问|咨询|打听|问|打扰)(?:一|几)?(?:个|下|哈|声)?(?:问题)?',
    '(?:各位|大家|群里|你们|你|在座的?)?(?:领导|同事|同志|老师|朋友)?(?:们)?(?:有没有|有|没有)?(?:谁|哪个|哪位|什么人|人)(?:能|可以)?(?:知道|知不知道|清楚|了解|懂|记得|告诉我)(?:一下|不)?',
    '(?:各位|大家|你们|你)(?:领导|同事|同志|老师)?(?:们)?(?:知道|知不知道|清楚|记得)',
    '各位|大家',
  ].join('|'),
  'gu',
);

const HOW_MANY = /(?<![好十百千])几\p{Script=Han}/u;

const OF_SOMEBODY = new RegExp(
  [
    // Somebody: 你们村走访完了吗, 他家的低保.
    '[你您她]|(?<!其)[他它]',
    // Ourselves: 发我们一下, 我们村. Not 我们县.
    '我们(?!(?:这个?|的)?(?:县|区|市|旗|州|省|国|这里|这儿|这边|这个地方|那里|那边|家乡|老家))',
    // Something that is pointed at: 这户, 那个表.
    '[这那](?:一|几|些)*(?:个(?!县|政策)|户|家|份|张|位|条|笔|次|批|件|人|块|栏|列|行|周|月|天|段)',
    // Less than a county: 我们村, 本组, 全乡.
    '(?:(?<![基根资成])本|全)(?:村|乡(?!村)|镇|组|社区|街道|单位|办公室|局|队|科室|站|所|屋|家)',
  ].join('|'),
  'u',
);

const OF_NOW = new RegExp(
  [
    // Now and around it: no report was written today.
    '现在|目前|眼下|当前|如今|[今明昨前后][天晚早]|今年|去年|明年|刚[才刚]|[上下本](?:个)?(?:周|月|星期|礼拜)|星期[一二三四五六日天几]|周[一二三四五六日]|(?<!哪)几点|[早晚]上(?!班)|上午|中午|下午',
    // Whether it has been done: 发了没, 录完没有, 打了吗.
    '(?:了(?:没有|没得|没|吗|么|不)|没有|没得|[^有]没|[^是能要该会可]不)[\\s?？。!！哦呢嘛呀啊哟]*$',
  ].join('|'),
  'u',
);

/** Whether a line speaks of somebody or something that only those who are there know. @param written in written words. */
export function isOfSomebody(written: string): boolean {
  return OF_SOMEBODY.test(written.replaceAll(TO_ANYBODY, ''));
}

/** Whether a line speaks of now, or asks whether something has been done. @param written in written words. */
export function isOfNow(written: string): boolean {
  return OF_NOW.test(written.replaceAll(TO_ANYBODY, ''));
}

/**
 * Whether a line that nobody addressed to the bot may be a question for reports: it asks, and neither of somebody or
 * something at hand (你们村, 这户, 我) nor of now (现在, 今天, 这个月, 发了没), which only those who are there can tell.
 * @param written in written words, where 我, 咱 and 俺 are 我们.
 */
export function mayAskReports(written: string): boolean {
  if (written.length > LONGEST || !hasWords(written)) return false;
  if (!asks(written) && !HOW_MANY.test(written)) return false;
  return !isOfSomebody(written) && !isOfNow(written);
}
