import { contentRuns, pairsOf } from '../language/content.ts';

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
