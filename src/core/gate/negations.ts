import { clauses, slice } from '../language/text.ts';

/** 不少于, 不断, 不动产: words in which nothing is denied. */
const NOT_DENIED =
  '(?!少于|低于|超过|高于|满足|足以|动产|断|同|仅|但|论|管|及|良|明|便|变|宜|等|限|计|含|分|间|止|得不|可不|能不)';
/** A word of two characters with what denies it. */
const NEGATED = new RegExp(
  `(?:未(?!来)|没有|尚无|不再|不得|不能|不予|不可以|不许|不准|禁止|严禁|不${NOT_DENIED}(?!再|得|能|予|可|许|准))(\\p{Script=Han}{2})`,
  'gu',
);
/** Anything that denies. */
const DENIES = /未(?!来)|没|无|不|禁|免|除外/u;
/** Leaves all others out. */
const ONLY = /只能|只有|仅限|仅能|只限/u;
const LEAVES_OUT = /只|仅|限|除|必须|应当?|须/u;

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
  return [...quote.matchAll(NEGATED)].some(({ 0: whole, 1: verb = '', index }) => {
    const behind = quote.slice(index + whole.length).match(/^\p{Script=Han}{2}/u)?.[0] ?? '';
    return (
      isOnlyDenied(verb, whole, claim, quote) || isOnlyDenied(verb + behind, whole + behind, claim, quote)
    );
  });
}

/** The quote says a word nowhere but where it is denied, and the claim says it without a denial. */
function isOnlyDenied(word: string, denied: string, claim: string, quote: string): boolean {
  const told = claim.replaceAll(
    new RegExp(`(?:[未没无不](?:有|曾|再|能|得|予|许|准|可以)?|禁止|严禁)${word}`, 'gu'),
    ' ',
  );
  return told.includes(word) && !quote.replaceAll(denied, ' ').includes(word);
}

function putsDenialIn(claim: string, quote: string): boolean {
  return [...claim.matchAll(NEGATED)].some(([denied, verb = '']) => {
    if (quote.includes(denied)) return false;
    const said = clauses(quote)
      .map((span) => slice(quote, span))
      .filter((clause) => clause.includes(verb));
    return said.length === 0
      ? !DENIES.test(quote)
      : !said.some((clause) => DENIES.test(clause.slice(0, clause.indexOf(verb))));
  });
}
