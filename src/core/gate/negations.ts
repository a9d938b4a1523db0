import { clauses, slice } from '../language/text.ts';

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
