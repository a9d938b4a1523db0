import type { Sentence } from '../../facts/sentence.ts';
import type { Figure } from '../../language/figures.ts';
import type { Segmenter } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { WeighedTerm } from '../wanted.ts';

/** Units of amounts, shares and terms: what rules give, and not how many there are. */
const OF_RULES: ReadonlySet<string> = new Set('元 % 岁 日 工作日 个月 小时'.split(' '));

/** Whether a question asks how many there are of something, and for nothing that a rule gives. */
export function isCountAsked({ wanted, units }: Pick<AskedQuestion, 'wanted' | 'units'>): boolean {
  return wanted === 'figure' && ![...units].some((unit) => OF_RULES.has(unit));
}

/** How many there are of people, households, villages or townships, asked without any deed that would count a part of them. */
export interface CountedNoun {
  /** Names of what is counted, longest first. */
  readonly names: readonly string[];
  /** Names of its households, for people: 贫困户 of 贫困人口, where 120户456人 counts both. */
  readonly households: readonly string[];
  readonly unit: string;
  /** How many are left. */
  readonly isLeft: boolean;
}

/** What is there before any policy, by the last words of its name, and the canonical unit that counts it. */
const POPULATIONS: readonly (readonly [RegExp, string])[] = [
  [/户$|家庭$/u, '户'],
  [/(?:人口|群众|居民|村民|农民|党员|学生|儿童|老人|残疾人|劳动力)$/u, '人'],
  [/(?:村|社区|乡镇|[乡镇])$/u, '个'],
];
/** What a question of existence has beside the noun. */
const FRAME =
  /^(?:全?县|现在|目前|如今|一共|总共|总计|共计|到底|请问|里面|这里|[还现共有剩余是总尚里]|剩下)+|(?:现在|目前|如今|一共|总共|总计|共计|总数|数量?|到底|[还现共有剩余是尚总]|剩下)+$/gu;
const NO_NAME = /\d+年?|[\s\p{P}]+/gu;
const LEFT = /剩|(?<!没)还有|尚有/u;
const TELLS_LEFT = /剩|尚有|还有|仍有|未脱贫/u;
const PEOPLE = /(?:人口|群众)$/u;

/** What a question counts; undefined where it asks otherwise (脱贫了多少人, 养殖场多少家). */
export function countedNoun(
  asked: Pick<AskedQuestion, 'wanted' | 'topic' | 'written' | 'premises' | 'rates' | 'scale'>,
  subject: readonly WeighedTerm[],
  segmenter: Segmenter,
): CountedNoun | undefined {
  const { wanted, topic, written, premises, rates, scale } = asked;
  if (wanted !== 'figure' || premises.length + rates.length > 0 || scale !== undefined) return undefined;
  if (!ASKS_COUNT.test(written)) return undefined;
  const noun = topic.replaceAll(NO_NAME, '').replaceAll(FRAME, '');
  const unit = POPULATIONS.find(([name]) => name.test(noun))?.[1];
  if (unit === '个' && ASKS_INHABITANTS.test(written)) return undefined;
  if (unit === undefined || !segmenter.words(noun).every((word) => isNominal(word, subject, segmenter)))
    return undefined;
  const whole = subject.find(({ term }) => term === noun);
  const names = [...new Set([noun, ...(whole?.spellings ?? [])])].sort((a, b) => b.length - a.length);
  return {
    names,
    households: names.filter((name) => PEOPLE.test(name)).map((name) => name.replace(PEOPLE, '户')),
    unit,
    isLeft: LEFT.test(written),
  };
}

const ASKS_COUNT = /多少|几[个户人名]/u;
/** 新建村有多少户 counts who lives there, and no villages. */
const ASKS_INHABITANTS = /(?:多少|几)[户人]/u;

function isNominal(word: string, subject: readonly WeighedTerm[], segmenter: Segmenter): boolean {
  const speech = segmenter.partOfSpeech(word);
  if (speech !== undefined) return /^(?:n|vn|a|b|j|l|s)/u.test(speech);
  return subject.some(({ term, spellings }) => term === word && spellings.length > 1) || word.length > 1;
}

/** Whether a sentence tells how many there are of all of them, not of a kind of them or of those that a deed reached. */
export function countsNoun(noun: CountedNoun, sentence: Sentence, segmenter: Segmenter): boolean {
  const { folded, figures } = sentence;
  if (noun.isLeft && !TELLS_LEFT.test(folded)) return false;
  return figures.some((figure, at) => {
    if (figure.unit !== noun.unit || figure.per !== undefined) return false;
    const first = firstOfRun(figures, at);
    const names = first === figure.span.start ? noun.names : [...noun.names, ...noun.households];
    return (
      countsBefore(noun, names, folded, first, segmenter) || countsBehind(noun, folded, figure, segmenter)
    );
  });
}

/** Whether a row has one figure of what is counted: a row that all words asked stand in tells it, whatever they are called together. */
export function countsInRow({ unit }: CountedNoun, { cells, figures }: Sentence): boolean {
  return cells !== undefined && figures.filter((figure) => figure.unit === unit).length === 1;
}

/** Where the figures that follow each other without a word between begin: 120户456人. */
function firstOfRun(figures: readonly Figure[], at: number): number {
  let first = at;
  while (first > 0 && figures[first - 1]?.span.end === figures[first]?.span.start) first--;
  return figures[first]?.span.start ?? 0;
}

/** What may stand between a name and its figure. */
const LINK = /^(?:总|户数?|人数?|数量?|共|计|有|达|到|约|近|超过|为|是|现|已|还|尚|剩|[:“”])*$/u;
/** Before a name, these say no kind of it. */
const NO_KIND =
  /(?:^|[的有出为共是”"])$|(?:[县区市旗]|农村|总|户籍|常住|现有|剩余|在校|所有|各类|识别|核定|认定|下辖|辖)$/u;
/** Deeds that reach all of what they are told of. */
const REACHES_ALL = /全覆盖|全部|所有/u;
/** Deeds that tell of some villages and townships; other deeds are told of all that there are. */
const REACHES_SOME = /完成|实现|脱贫|出列|退出|摘帽|减少|新增|其中/u;
/** Names that hold a verb and tell no deed. */
const NAMES = /[“"‘'][^”"’']*[”"’']?|脱贫攻坚|扶贫开发/gu;
/** Verbs of there being, and of finding out who there is. */
const THERE_IS =
  /^(?:贫困|标准|识别|核定|确定|认定|拥有|现有|共有|达到|尚有|还有|剩余|下辖|管辖|包括|截至|截止)$/u;

function countsBefore(
  noun: CountedNoun,
  names: readonly string[],
  folded: string,
  at: number,
  segmenter: Segmenter,
) {
  const clause = clauseBefore(folded, at);
  const before = /[^、()]*$/u.exec(clause)?.[0] ?? '';
  const name = names.find(
    (one) => before.includes(one) && LINK.test(before.slice(before.lastIndexOf(one) + one.length)),
  );
  if (name === undefined) return false;
  const ahead = before.slice(0, before.lastIndexOf(name));
  return NO_KIND.test(ahead) && !reachesSome(noun, ahead, folded.slice(at), segmenter);
}

function countsBehind(noun: CountedNoun, folded: string, { span }: Figure, segmenter: Segmenter): boolean {
  const behind = /^[^,;。:、()\d]*/u.exec(folded.slice(span.end))?.[0] ?? '';
  const name = noun.names.find((one) => behind.includes(one));
  if (name === undefined) return false;
  const at = behind.indexOf(name);
  const tail = folded.slice(span.end + at + name.length);
  const [next = ''] = segmenter.words(behind.slice(at + name.length));
  if (/^n/u.test(segmenter.partOfSpeech(next) ?? '') || !NO_KIND.test(behind.slice(0, at))) return false;
  return !reachesSome(noun, clauseBefore(folded, span.start), tail, segmenter);
}

function clauseBefore(folded: string, at: number): string {
  return /[^,;。]*$/u.exec(folded.slice(0, at))?.[0] ?? '';
}

/** Whether the words around a count tell of a deed, and so of those alone that it reached. */
function reachesSome({ unit }: CountedNoun, ahead: string, tail: string, segmenter: Segmenter): boolean {
  const [rest = '', next = ''] = tail.split(/[,;。]/u);
  if (REACHES_ALL.test(`${ahead}${rest}${next}`)) return false;
  const [said = ''] = rest.replaceAll(NAMES, ' ').split(/[、和]/u);
  if (unit === '个') return REACHES_SOME.test(ahead) || REACHES_SOME.test(said);
  return [...segmenter.words(ahead), ...segmenter.words(said)].some(
    (word) => word.length > 1 && /^v/u.test(segmenter.partOfSpeech(word) ?? '') && !THERE_IS.test(word),
  );
}
