/*
 * Some programs write radicals where characters are meant: ⽉ (U+2F49) for 月. They look alike and are found by no search. The
 * block of Kangxi radicals has its characters by the Unicode standard; those of the supplement are the characters that fonts
 * give the same shape.
 */

const SUPPLEMENT = new Map(
  [
    '⺁厂⺂乛⺃乚⺅亻⺉刂⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺮竹⺯糹⺰纟⺱罓⺶羊',
    '⺹耂⺺肀⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦',
    '⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟㬵胶',
  ].flatMap((pairs) =>
    (pairs.match(/../gsu) ?? []).map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
  ),
);

/** What simplified Chinese writes for the characters of the standard. */
const SIMPLIFIED = new Map([
  ['⼾', '户'],
  ['⾭', '青'],
  ['⿈', '黄'],
]);

const RADICAL = /[\u2e80-\u2fd5\u3b35]/gu;

/** Puts characters for radicals. Every other character stays, and so does the length. */
export function foldRadicals(text: string): string {
  return text.replaceAll(RADICAL, (radical) => {
    const folded = SUPPLEMENT.get(radical) ?? SIMPLIFIED.get(radical);
    return folded ?? (radical >= '\u2f00' ? radical.normalize('NFKC') : radical);
  });
}
