import { customPinyin, pinyin } from 'pinyin-pro';
import type { Pronouncer } from '../core/ports.ts';

/**
 * Names of counties and cities that `pinyin-pro` reads by the usual sound of their characters (喀什 as ka shen, 都匀 as dou
 * yun), with the sounds that they have. With a suffix where the name alone is also other words (最新都).
 */
const PLACES = `
  乐亭 lao'ting,蔚县 yu'xian,万柏林 wan'bai'lin,繁峙 fan'shi,洪洞 hong'tong,克什克腾 ke'shi'ke'teng,调兵山 diao'bing'shan
  珲春 hun'chun,穆棱 mu'ling,闵行 min'hang,乐清 yue'qing,六合区 lu'he'qu,歙县 she'xian,涡阳 guo'yang
  乐陵 lao'ling,浚县 xun'xian,泌阳 bi'yang,黄陂 huang'pi,大埔 da'bu,什邡 shi'fang
  筠连 jun'lian,牟定 mou'ding,浪卡子 lang'qia'zi,吴堡 wu'bu,红寺堡 hong'si'bu,宕昌 tan'chang
  民乐县 min'le'xian,尉犁 yu'li,乌什县 wu'shi'xian,阿图什 a'tu'shi,喀什 ka'shi,塔什库尔干 ta'shi'ku'er'gan
  望都县 wang'du'xian,尧都区 yao'du'qu,昆都仑 kun'du'lun,商都县 shang'du'xian,盐都区 yan'du'qu,江都区 jiang'du'qu
  莲都区 lian'du'qu,都昌县 du'chang'xian,宁都县 ning'du'xian,于都县 yu'du'xian,殷都区 yin'du'qu,魏都区 wei'du'qu
  曾都区 zeng'du'qu,花都区 hua'du'qu,都安县 du'an'xian,都安瑶族 du'an'yao'zu,丰都 feng'du,新都区 xin'du'qu,郫都 pi'du
  都匀 du'yun,三都县 san'du'xian,三都水族 san'du'shui'zu,秦都区 qin'du'qu,武都区 wu'du'qu,乐都区 le'du'qu,都兰 du'lan
`;

/** Adds the names of places to the words of `pinyin-pro`, which all of a process share; once more changes nothing. */
function addPlaces(): void {
  const named = PLACES.trim()
    .split(/[,\n]/u)
    .map((one) => one.trim().split(' '));
  customPinyin(
    Object.fromEntries(named.map(([name = '', sounds = '']) => [name, sounds.replaceAll("'", ' ')])),
  );
}

/**
 * Mandarin readings by `pinyin-pro`, which knows the words in which a character is read another way (重庆, 重量), and by a
 * list of places whose names it does not know.
 */
export function createPronouncer(): Pronouncer {
  addPlaces();
  return {
    readings: (text) => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced' }),
  };
}
