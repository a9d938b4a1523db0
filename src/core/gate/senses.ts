import { contentRuns, pairsOf } from '../language/content.ts';
import { readNumber } from '../language/numerals.ts';
import { clauses, fold, slice } from '../language/text.ts';
import type { Span } from '../types.ts';

/** 不少于, 不断, 不动产: words in which nothing is denied. */
const NOT_DENIED =
  '少于|低于|超过|高于|满|足以|足|动产|断|同(?!意)|仅|但|论|管|及|良|明|便|变|等|限|计(?![入算])|分|间|止|得不|可或缺|能不';
const DENIAL = `(?:未(?!来|成年)|没有|尚无|无需|无须|无权|不再|不得|不能|不予|不可以|不可(?!或缺)|不许|不准|不必|不用|不会|不应|禁止|严禁|免|不(?!${NOT_DENIED}))`;
/** A word of two characters with what denies it. */
const NEGATED = new RegExp(`${DENIAL}(?<verb>\\p{Script=Han}{2})`, 'gu');
/** The same of a word of one character. */
const NEGATED_ONE = /(?:不可|无需|无须|不必|不用|免|不)(?<verb>[缴交收付领办含])(?!\p{Script=Han}?得)/gu;
/** Something is denied right before a word. */
const DENIED_BEFORE = new RegExp(`${DENIAL}\\p{Script=Han}{0,6}$`, 'u');
/** Anything that denies. */
const DENIES = new RegExp(`${DENIAL}|没|除外`, 'u');
/** Leaves all others out. */
const ONLY = /只能|仅限|仅能|只限/u;
const LEAVES_OUT = /只|仅|(?<!期)限(?!公司|额)|除(?!险)|必须|应当|方可|才[能可]/u;

/**
 * Whether a claim says yes where its quote says no, or the other way round: a word that the quote only denies is said
 * without a denial, one is denied that the quote says and nowhere denies, or something is said to be the only one. Both folded.
 */
export function turnsRound(claim: string, quote: string): boolean {
  return (
    leavesDenialOut(claim, quote) ||
    putsDenialIn(claim, quote) ||
    (ONLY.test(claim) && !LEAVES_OUT.test(quote))
  );
}

function leavesDenialOut(claim: string, quote: string): boolean {
  const denied = (pattern: RegExp) =>
    [...quote.matchAll(pattern)].map(({ 0: whole, index, groups = {} }) => ({
      whole,
      verb: groups.verb ?? '',
      behind: quote.slice(index + whole.length).match(/^\p{Script=Han}{2}/u)?.[0] ?? '',
    }));
  const isLeftOut = (word: string, whole: string) => isOnlyDenied(word, whole, claim, quote);
  return (
    denied(NEGATED).some(
      ({ whole, verb, behind }) => isLeftOut(verb, whole) || isLeftOut(verb + behind, whole + behind),
    ) ||
    // One character says too little without what stands behind it.
    denied(NEGATED_ONE).some(
      ({ whole, verb, behind }) => behind !== '' && isLeftOut(verb + behind, whole + behind),
    )
  );
}

/** The quote says a word nowhere but where it is denied, and the claim says it without a denial. */
function isOnlyDenied(word: string, denied: string, claim: string, quote: string): boolean {
  const told = claim.replaceAll(
    new RegExp(
      `(?:[未没无不](?:有|曾|再|能|得|予|许|准|可以?|会|给|让|用|需要?|须|必|应)?|禁止|严禁|免)${word}`,
      'gu',
    ),
    ' ',
  );
  return told.includes(word) && !quote.replaceAll(denied, ' ').includes(word);
}

function putsDenialIn(claim: string, quote: string): boolean {
  return [...claim.matchAll(NEGATED)].some(({ 0: denied, groups = {} }) => {
    const verb = groups.verb ?? '';
    if (quote.includes(denied)) return false;
    const said = clauses(quote)
      .map((span) => slice(quote, span))
      .flatMap((clause) =>
        [...clause.matchAll(new RegExp(verb, 'gu'))].map(({ index }) => clause.slice(0, index)),
      );
    return said.length === 0 ? !DENIES.test(quote) : !said.some((before) => DENIED_BEFORE.test(before));
  });
}

/** Things told one after the other with 、 between: 甲、乙和丙等4个项目. */
export interface Enumeration {
  /** The clause that holds it, in the text that was searched. */
  readonly span: Span;
  /**
   * The text itself says that there are more: it ends with 等 and no number, or with a number (等9个) above the things
   * that it tells.
   */
  readonly isOpen: boolean;
  /** The things, folded, the first with what stands before it in the clause; none where no 等 ends them. */
  readonly things: readonly string[];
}

/** 和, 及 and 与 may part two things or stand within one (计划生育及人口统计). */
const PARTING = /、|以及|[及和与]/u;
const AND_SO_ON = /(?<![平中高初对均同相优])等(?![级待候于同次])[”’」』》)]?/u;
const COUNT = /^(?<number>\d{1,3}|[一二三四五六七八九十两]{1,3})(?![\d一二三四五六七八九十分余多几])/u;

/** The clauses of a text that enumerate, in order. */
export function enumerationsIn(text: string): Enumeration[] {
  const folded = fold(text);
  return clauses(folded).flatMap((span) => {
    const clause = slice(folded, span);
    const last = clause.lastIndexOf('、');
    if (last < 0) return [];
    const end = AND_SO_ON.exec(clause.slice(last));
    if (end === null) return [{ span, isOpen: false, things: [] }];
    const things = clause.slice(0, last + end.index);
    const told = things.split(PARTING);
    const written = COUNT.exec(clause.slice(last + end.index + end[0].length))?.groups?.number;
    return [{ span, isOpen: written === undefined || readNumber(written).value > told.length, things: told }];
  });
}

const JOINS = /[、及和与]/u;
/** Says that a list goes on, or that it is an example. */
const GOES_ON = /(?<![平中高初对均同相优])等(?![级待候于同次])|之类|其中|[例比诸]如/u;

/** Two or more things of a list that goes on (甲、乙、丙等) told in one clause as if they were all. */
export function closesList(claim: string, quote: string): boolean {
  const open = enumerationsIn(quote).filter(({ isOpen }) => isOpen);
  // The first thing of a list has its verb before it (修建道路), and a claim may leave that out.
  const ends = open.map(({ things }) =>
    things.filter((thing) => thing !== '').map((thing) => thing.slice(-2)),
  );
  return clauses(claim)
    .map((span) => slice(claim, span))
    .filter((clause) => JOINS.test(clause) && !GOES_ON.test(clause))
    .some((clause) => ends.some((things) => things.filter((end) => clause.includes(end)).length >= 2));
}

/** Telephone numbers, with or without an area code; not 11000元. */
const PHONE =
  /(?<![\d.])(?:(?:0\d{2,3}-)?\d{7,8}|1\d{10}|0\d{9,11}|1[12]\d{3})(?![\d.]|\s?[\p{Script=Han}%])/gu;
/** What a number is of stands before it, up to the end of a sentence or a number before. */
const LABEL = /[^。；;\n\d]{0,40}$/u;
/** Words that every number has. */
const OF_ANY = /(?:咨询|联系|服务|监督|举报|值班|办公)?(?:电话|热线|座机|手机|号码)|联系|咨询|拨打/gu;

interface Phone {
  readonly number: string;
  /** The pairs of characters of whose it is. */
  readonly owner: readonly string[];
}

/**
 * Whether a claim gives somebody the telephone number of somebody else: its words before the number name the owner of
 * another number of the quote, and not that of its own. Where owners stand behind their numbers nothing is told. Both folded.
 */
export function exchangesPhone(claim: string, quote: string): boolean {
  const written = phonesIn(quote);
  return phonesIn(claim).some(({ number, owner: said }) => {
    const own = written.find((one) => one.number === number)?.owner ?? [];
    const names = (owner: readonly string[], but: readonly string[]) =>
      said.some((pair) => owner.includes(pair) && !but.includes(pair));
    return written.some(
      (other) => other.number !== number && names(other.owner, own) && !names(own, other.owner),
    );
  });
}

function phonesIn(text: string): Phone[] {
  return [...text.matchAll(PHONE)]
    .filter(({ 0: number, index }) => !/^\s?[(（]/u.test(text.slice(index + number.length)))
    .map(({ 0: number, index }) => ({
      number,
      owner: contentRuns((LABEL.exec(text.slice(0, index))?.[0] ?? '').replaceAll(OF_ANY, ' ')).flatMap(
        pairsOf,
      ),
    }));
}
