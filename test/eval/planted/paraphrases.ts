import { inHan } from '../../fakes/han-numerals.ts';
import type { Random } from '../../fakes/random.ts';

/** A sentence of a report as it was cited, with the place and the year of its report. */
export interface Cited {
  readonly documentId: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly quote: string;
  readonly place: string | undefined;
  readonly year: string | undefined;
}

/** Says the same in other words, or null where this way of putting it does not apply. */
export type Paraphrase = (text: string, cited: Cited) => string | null;

const changed = (text: string, other: string): string | null => (other === text ? null : other);
const PLAN = /力争|计划|预计|目标|将|拟|要|确保|争取/u;
const DEPENDS = /^(?:其中|分别|占|同比|年度|并|也|均|即|比|以|仍|还|再|就|后|从而|实现|达|累计|共|约)/u;

const clausesOf = (text: string) =>
  text
    .replace(/[。；;!！]$/u, '')
    .split(/(?<!\d)[,，]|[,，](?!\d)/u)
    .map((clause) => clause.trim());
const withoutDates = (text: string) => text.normalize('NFKC').replaceAll(/\d+(?:年|月|日)/gu, '');
const isBalanced = (text: string) =>
  [...'（(“《'].every((open, at) => text.split(open).length === text.split([...'）)”》'][at] ?? '').length);

export const PARAPHRASES: Readonly<Record<string, Paraphrase>> = {
  'later clauses left out': (text) => {
    const clauses = clausesOf(text);
    const kept = clauses.slice(0, Math.max(1, clauses.length - 1)).join('，');
    const isWhole =
      clauses.length > 1 &&
      isBalanced(kept) &&
      /\d/u.test(withoutDates(kept)) &&
      !/[:：的]$|分别/u.test(kept);
    return isWhole ? `${kept}。` : null;
  },
  'an opening clause without figures left out': (text) => {
    const [first = '', ...rest] = clausesOf(text);
    const kept = rest.join('，');
    const isBare =
      rest.length > 0 && !/\d|[一二三四五六七八九十两]|[:：未没不无]/u.test(first) && !PLAN.test(first);
    return isBare && isBalanced(kept) && !DEPENDS.test(kept) && /\d/u.test(kept) ? `${kept}。` : null;
  },
  'two clauses in the other order': (text) => {
    const clauses = clausesOf(text);
    const isFree = clauses.every(
      (clause) => /^[\p{Script=Han}“”]{4,}\d/u.test(clause) && !DEPENDS.test(clause),
    );
    if (clauses.length < 2 || !isFree || PLAN.test(text) || /分别|其中|20\d\d/u.test(text)) return null;
    return `${clauses.toReversed().join('，')}。`;
  },
  'full-width digits': (text) =>
    changed(
      text,
      text.replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ),
  'Han numerals': (text) =>
    changed(
      text,
      text.replaceAll(
        /(?<![\d.,—~～至-])[1-9]\d{0,3}(?=(?:余|多)?(?:元|户|人|个|所|名|亩|套|座|处|辆|件)(?!民))/gu,
        (digits) => (digits === '2' ? '两' : inHan(Number(digits))),
      ),
    ),
  '万 written out': (text) =>
    changed(
      text,
      text.replaceAll(
        /(?<![\d.亿])(\d+(?:\.\d{1,4})?)万(?=余|多|元|户|人|亩|名|张|件|只)/gu,
        (_, number: string) => String(Math.round(Number(number) * 10_000)),
      ),
    ),
  'thousands written as 万': (text) =>
    changed(
      text,
      text.replaceAll(
        /(?<![\d.,—~～至-])([1-9]\d{4,})(?=元|户|人(?!次)|亩|名)/gu,
        (digits) => `${Number(digits) / 10_000}万`,
      ),
    ),
  '是 for 为': (text) => changed(text, text.replaceAll(/(?<=[率准额数象])(?:为|达)(?=\d)/gu, '是')),
  '为 put in': (text) => changed(text, text.replace(/(?<=[率比例准额])(?=\d)/u, '为')),
  'the place before': (text, { place }) =>
    place === undefined ||
    text.includes(place.slice(0, 2)) ||
    /^(?:其中|该县|全县|我县|同时|此外|[一二三四五六七八九十]是|[（(“]|[问答]：)/u.test(text)
      ? null
      : `${place}${text}`,
  'the place for 该县': (text, { place }) =>
    place === undefined ? null : changed(text, text.replace(/该县|我县|全县/u, place)),
  "the report's year before": (text, { year }) =>
    year === undefined || /\d年|今年|去年|年度|上年|年[初末底]|[月日]/u.test(text)
      ? null
      : `据${year}年的报告，${text}`,
  'a lead': (text) => `根据资料，${text}`,
  'a conjunction': (text) => (/^(?:此外|同时|其中|另外)/u.test(text) ? null : `此外，${text}`),
  'one item of a list': (text) => {
    const items = text
      .split(/[、,，。；;]/u)
      .filter((item) => /^[\p{Script=Han}“”]{3,12}\d[\d.]*[万亿]?[元户人个所名亩座处群套]$/u.test(item));
    const own = items.filter((item) => !DEPENDS.test(item) && !/[均每各]/u.test(item));
    const isFree = own.length > 1 && !PLAN.test(text) && !/分别|20\d\d|由|从/u.test(text);
    return isFree ? `${own.at(-1)}。` : null;
  },
  '从 and 到 of a change': (text) =>
    changed(
      text,
      text
        .replaceAll(/由(?=[^,，]{1,12}(?:提高|下降|降|增)[至到])/gu, '从')
        .replaceAll(/(?<=提高|下降|降)至/gu, '到'),
    ),
  '多 for 余': (text) => changed(text, text.replaceAll(/(?<=\d)余/gu, '多')),
  '人 for 名': (text) => changed(text, text.replaceAll(/(?<=\d)名(?=[,，。、；;])/gu, '人')),
  'full-width commas': (text) => changed(text, text.replaceAll(/(?<!\d),|,(?!\d)/gu, '，')),
  '名 before people': (text) => changed(text, text.replaceAll(/(?<=\d)人(?=脱贫)/gu, '名群众')),
};

/** One or two ways of putting it, one on the other, for a sentence; null where none applies. */
export function paraphrase(
  cited: Cited,
  random: Random,
): { readonly ways: string; readonly text: string } | null {
  const names = Object.keys(PARAPHRASES);
  let text = cited.quote;
  const ways: string[] = [];
  for (let turn = 0; turn < 12 && ways.length < 2; turn++) {
    const name = random.pick(names);
    const other = ways.includes(name) ? null : (PARAPHRASES[name]?.(text, cited) ?? null);
    if (other === null) continue;
    text = other;
    ways.push(name);
    if (random.below(2) === 0) break;
  }
  return ways.length === 0 ? null : { ways: ways.join(' + '), text };
}
