import type { Facts } from '../facts/facts.ts';
import { kept, once } from '../facts/once.ts';
import { contentRuns, pairsOf, withoutFigures } from '../language/content.ts';
import { CONDITION, type Label } from '../language/figures/labels.ts';
import type { LabelledFigure } from '../language/labelled.ts';

/**
 * Words that a label may gain or lose and still name the same thing: verbs that only carry it, and words for people,
 * things and amounts at large. Another word beside a figure makes it another figure (低保 and 五保, 脱贫 and 返贫).
 */
const NEUTRAL_WORDS =
  '目标|任务|力争|计划|预计|群众|每[个]?[人月户年亩名生天]|[人户月年]均|人口|对象|人员|个人|百姓|村民|大家|家庭|数量|人数|户数|总数|总额|金额|资金|数额|规模|标准|水平|比例|占比|比率|面积|情况|方面|范围|当地|全部|所有|各类|各级|相关|有关|左右|大约|当年|年度|时间|期间|目前|现在|如今|现有|截止|年底|总计|累计|先后|每个|提供|实施|达到|实现|完成|开展|进行|获得|得到|享受|覆盖|涉及|包括|包含|惠及|使用|用于|用来|需要|属于|作为|通过|成为|变成';
/** Told apart by the direction of the change. */
const CHANGE_WORDS = '提高|提升|增长|增加|上升|上涨|下降|降低|减少|调整';
const NEUTRAL_CHARACTERS =
  '[当并受底末降升涨约超逾近余多上下内外中里后前时该其此这那我每各把将被给让使对向以于所又再仅只才已曾正能可会要应到做用花有名位个户人家村县市乡镇们者员类项次数共计占率额量款钱]';
const NEUTRAL = new RegExp(`${NEUTRAL_WORDS}|${CHANGE_WORDS}|${NEUTRAL_CHARACTERS}`, 'gu');
const NEUTRAL_WORD = new RegExp(`${NEUTRAL_WORDS}|${CHANGE_WORDS}`, 'gu');
const IS_NEUTRAL = new RegExp(`^(?:${NEUTRAL_WORDS}|${NEUTRAL_CHARACTERS})+$`, 'u');
const QUOTATION_MARKS = /[“”‘’"'《》「」]/gu;

/** Whether words say of nothing what it is: 标准, 金额, 人数. */
export function namesNothing(words: string): boolean {
  return IS_NEUTRAL.test(words);
}

/** How much better another figure's label may fit before the claim is taken to speak of that figure. 0 to 2. */
const MARGIN = 0.15;
/** The same for a figure of another unit: two measures of one thing share its words (126人,占42.5%). */
const MARGIN_OF_OTHER_UNIT = 0.8;
/** What the words right beside a figure weigh against those of the rest of its sentence. */
const BESIDE = 0.7;
/** Figures of a quote that a claim may be mistaken for. */
const MOST_RIVALS = 60;
/** Characters apart in the quote that an abbreviation may join: 危改 of 危房改造. */
const ABBREVIATED = 4;

/** The pairs of a figure's own words that say which thing is counted. */
const pairsIn = kept(({ own }: Label): readonly string[] => {
  const plain = own.replaceAll(QUOTATION_MARKS, '').replaceAll(NEUTRAL_WORD, ' ');
  return [...new Set(contentRuns(plain).flatMap(pairsOf))];
});

/**
 * Tells whether a claimed figure is told of what a quoted one counts: every word beside it stands in the quote, and its
 * words fit the label of the quoted figure as well as that of any other in the quote.
 * @param others all quantities of the quote. @param words all of the quote and what a claim may take over of its document, folded.
 */
export function labelKeeper(
  others: readonly LabelledFigure[],
  words: string,
): (claimed: LabelledFigure, quoted: LabelledFigure) => boolean {
  const rivals = once(() => others.filter(({ label }) => pairsIn(label).length > 0).slice(0, MOST_RIVALS));
  return (claimed, quoted) => {
    if (claimed.label.own === quoted.label.own || pairsIn(claimed.label).length === 0) return true;
    if (!isOfWords(claimed.label.own, words)) return false;
    if (takesWord(claimed.label, quoted.label)) return false;
    const own = fitOf(claimed, quoted, rivals());
    return rivals().every((other) => {
      const margin = other.figure.unit === quoted.figure.unit ? MARGIN : MARGIN_OF_OTHER_UNIT;
      return (
        isSameAmount(other, quoted) ||
        namesRather(claimed, quoted, other) ||
        fitOf(claimed, other, rivals()) <= own + margin
      );
    });
  };
}

function isSameAmount(a: LabelledFigure, b: LabelledFigure): boolean {
  return a.figure.value === b.figure.value && a.figure.unit === b.figure.unit;
}

/** The claim has a word that only the quoted figure's label has, and none that only the other's has. */
function namesRather({ label }: LabelledFigure, quoted: LabelledFigure, other: LabelledFigure): boolean {
  const [own, others] = [pairsIn(quoted.label), pairsIn(other.label)];
  const says = (pair: string) => label.own.includes(pair);
  return (
    own.some((pair) => !others.includes(pair) && says(pair)) &&
    !others.some((pair) => !own.includes(pair) && says(pair))
  );
}

/**
 * How well a claimed figure's words name a quoted one, 0 to 2: the share of its words that the quoted figure's
 * sentence holds (those of its parallels, 低保对象救助75% beside 特困人员救助100%, are not its own), and the share of the
 * quoted figure's own words that the claim holds, beside its figure above all.
 */
function fitOf({ label }: LabelledFigure, quoted: LabelledFigure, all: readonly LabelledFigure[]): number {
  const own = pairsIn(quoted.label);
  const parallels = all.filter(
    (other) =>
      other.figure.unit === quoted.figure.unit &&
      !isSameAmount(other, quoted) &&
      pairsIn(other.label).some((pair) => own.includes(pair)),
  );
  const isOfOther = (pair: string) => parallels.some((other) => stands(pair, other.label.own));
  const held = share(
    pairsIn(label),
    (pair) => stands(pair, quoted.label.own) || (stands(pair, quoted.label.region) && !isOfOther(pair)),
  );
  const beside = share(own, (pair) => stands(pair, label.own));
  const nearby = share(own, (pair) => stands(pair, label.region));
  return held + BESIDE * beside + (1 - BESIDE) * nearby;
}

function share(pairs: readonly string[], holds: (pair: string) => boolean): number {
  return pairs.length === 0 ? 1 : pairs.filter(holds).length / pairs.length;
}

/** Every character of `words` belongs to a pair that the quote has, or to a neutral word. */
function isOfWords(words: string, quote: string): boolean {
  return contentRuns(words.replaceAll(QUOTATION_MARKS, '').replaceAll(CONDITION, ' ')).every((run) => {
    const held = new Set<number>();
    for (const { index, 0: neutral } of run.matchAll(NEUTRAL))
      for (let at = index; at < index + neutral.length; at++) held.add(at);
    for (const [at, pair] of pairsOf(run).entries()) if (stands(pair, quote)) held.add(at).add(at + 1);
    return held.size === run.length;
  });
}

/** Words in the place of a category, at most: 五保 for 低保. */
const LONGEST_EXCHANGE = 3;
/** Characters behind a figure that name what it counts. */
const COUNTED_THING = 8;
const NOT_COUNTED = /[“”‘’"'《》「」已]|分别/gu;

/**
 * Whether a claim puts a word that its quote lacks where the quote has another that the claim lacks: between the same
 * characters before, or the same after (五保对象 for 低保对象). All folded.
 * @param about words of the document that a claim may take over.
 */
export function exchangesWord(
  { folded: claim, figures }: Pick<Facts, 'folded' | 'figures'>,
  quote: string,
  about: string,
): boolean {
  const isKnown = (pair = '') => quote.includes(pair) || about.includes(pair);
  return contentRuns(withoutFigures(claim, figures)).some((run) => {
    const pairs = pairsOf(run);
    for (let at = 0; at < pairs.length; at++) {
      if (isKnown(pairs[at])) continue;
      let end = at;
      while (end < pairs.length && !isKnown(pairs[end])) end++;
      const own = run.slice(at === 0 ? 0 : at + 1, end === pairs.length ? run.length : end);
      if (own !== '' && own.length <= LONGEST_EXCHANGE && !IS_NEUTRAL.test(own)) {
        const size = Math.max(2, own.length);
        const [before, after] = [at === 0 ? '' : run.slice(at - 1, at + 1), run.slice(end, end + 2)];
        if (isLost(wordBehind(before, quote, size), claim)) return true;
        if (end < pairs.length && isLost(wordAhead(after, quote, size), claim)) return true;
      }
      at = end;
    }
    return false;
  });
}

/** Three characters that name a kind of people, money or paper, and what follows them. */
const KIND = /(?=(\p{Script=Han}{2})([人户员者费金证])(?![均额用])(.{2}))/gu;

/** Whether a claim puts a word of the quote before what another word of it ends with: 低保人两项 for 残疾人两项. Both folded. */
export function exchangesKind(claim: string, quote: string): boolean {
  return [...claim.matchAll(KIND)].some(([, word = '', end = '', behind = '']) => {
    if (quote.includes(word.slice(1) + end) || !quote.includes(word)) return false;
    const own = wordAhead(end + behind, quote, 2);
    return isLost(own, claim);
  });
}

/**
 * Whether a label puts the word of another place of the quote where the quoted label has its own: 低保不稳定户 for
 * 脱贫不稳定户, where 低保 stands elsewhere. A word left out between two that follow each other is no exchange.
 */
function takesWord(claimed: Label, quoted: Label): boolean {
  const own = nearWords(quoted);
  return contentRuns(nearWords(claimed)).some((run) =>
    pairsOf(run).some((pair, at) => {
      const before = run.slice(Math.max(0, at - 1), at + 1);
      const after = run.slice(at + 1, at + 3);
      if (before.length < 2 || after.length < 2 || stands(pair, own)) return false;
      const isOfQuote = quoted.around.includes(before) && quoted.around.includes(after);
      if (!isOfQuote || own.includes(before) === own.includes(after)) return false;
      return isLost(
        own.includes(before) ? wordBehind(before, own, 2) : wordAhead(after, own, 2),
        claimed.own,
      );
    }),
  );
}

/** Of a label that only follows its figure (6个库区移民村先后修建…) the thing counted, without what is said of it. */
function nearWords({ own }: Label): string {
  return (own.startsWith(' ') ? own.slice(0, COUNTED_THING) : own).replaceAll(NOT_COUNTED, '');
}

function isLost(word: string, claim: string): boolean {
  const says = /^\p{Script=Han}{2,}$/u.test(word) && contentRuns(word).length > 0;
  return says && !claim.includes(word) && !IS_NEUTRAL.test(word);
}

function wordBehind(pair: string, text: string, size: number): string {
  const at = pair === '' ? -1 : text.indexOf(pair);
  return at < 0 ? '' : text.slice(at + pair.length, at + pair.length + size);
}

function wordAhead(pair: string, text: string, size: number): string {
  const at = text.indexOf(pair);
  return at < size ? '' : text.slice(at - size, at);
}

/** The pair as it is, or its characters in order a few apart, as an abbreviation takes them. */
function stands(pair: string, text: string): boolean {
  if (text.includes(pair)) return true;
  const [first = '', second = ''] = pair;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1))
    if (text.slice(at + 1, at + ABBREVIATED).includes(second)) return true;
  return false;
}
