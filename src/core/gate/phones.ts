import { contentRuns, pairsOf } from '../language/content.ts';

/** Telephone numbers, with or without an area code. */
const PHONE =
  /(?<![\d.])(?:0\d{2,3}-)?\d{7,8}(?![\d.]*[\p{Script=Han}%])|(?<![\d.])1\d{10}(?!\d)|(?<![\d.])1[12]\d{3}(?!\d)/gu;
/** What a number is of stands before it, up to the end of a sentence or a number before. */
const LABEL = /[^。；;\n\d]{0,40}$/u;

interface Phone {
  readonly number: string;
  readonly label: string;
}

/**
 * Whether a claim gives somebody the telephone number of somebody else: its words before the number share more with
 * what stands before another number of the quote. Both folded.
 */
export function exchangesPhone(claim: string, quote: string): boolean {
  const written = phonesIn(quote);
  return phonesIn(claim).some(({ number, label }) => {
    const shared = (other: Phone) =>
      contentRuns(label)
        .flatMap(pairsOf)
        .filter((pair) => other.label.includes(pair)).length;
    const own = Math.max(0, ...written.filter((one) => one.number === number).map(shared));
    return written.some((one) => one.number !== number && shared(one) > own);
  });
}

function phonesIn(text: string): Phone[] {
  return [...text.matchAll(PHONE)].map(({ 0: number, index }) => ({
    number,
    label: LABEL.exec(text.slice(0, index))?.[0] ?? '',
  }));
}
