import { fold } from '../../core/language/text.ts';

/** An address may hold `?` and any letters. */
const ADDRESS = /https?:\/\/[^\s\u3000-\u9fff]+/g;

/** Where a clause ends. */
const END = '(?=\\s*(?:$|[\\n,，.。;；!！~…、)）]))';

/** Words that ask. What is told with them as well (这几天, 没什么, 忙着呢, 时不时) is taken out by what stands before. */
const ASKING = new RegExp(
  [
    '[?？]',
    '多少(?![有带]?[点些])',
    '(?<![这那好十近前后头没]|过(?=几[天日年]))几(?![乎十百许])',
    // 好多 and 好久 ask in the south-west; elsewhere they tell of many and long.
    '好多(?:[钱亩户元块万个]|票子)|好久(?![不没])',
    '(?<!没|没有)(?:什么|甚么|啥)',
    '怎么|怎样|咋|(?<!无论|不论|不管)如何|为何|何时|何地|干嘛',
    `吗|(?<![什怎多那这要])么${END}|[对是]吧${END}|来着${END}`,
    `(?<!着|没|(?<!现)[在才].{1,6})呢${END}`,
    '哪(?!怕)|谁',
    '是否|能否|可否|有否|有无',
    // 能不能, 有没有, 可不可以: the same character on both sides.
    '(?![动时事])([\\u4e00-\\u9fff])[不没]\\1',
    `(?:了|过|到|账|完|好|齐)没(?:有|得)?[啊呀哦哟嘞呐]?${END}|有没得`,
    `(?:能|可以|得行|要|会|算|够)[^\\n,，。]{0,12}(?<!不)不[啊呀哦哟嘛喃]?${END}`,
    '(?<![很好许众更最])多[大久长高远]',
    `(?:标准|金额|比例|条件|时间|面积|人数|户数|数量|政策|流程|材料|电话)(?:是|有)[:：]?${END}`,
    '请问|请教|想问|求问|求教|(?:想|要)咨询|咨询一下|打听一?下|有人(?:知道|晓得|清楚)',
  ].join('|'),
  'u',
);

/**
 * Whether a line asks something, by its question marks and question words. It decides who is listened to, not what
 * is answered: a line wrongly taken for a question still has to find its evidence. Time grows with the length alone.
 */
export function looksLikeQuestion(text: string): boolean {
  return ASKING.test(fold(text).replaceAll(ADDRESS, ' '));
}
