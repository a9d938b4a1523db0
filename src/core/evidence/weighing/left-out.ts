import type { ReadDocument } from '../../facts/document.ts';
import { kept } from '../../facts/once.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { type LeftOut, leftOutIn, withoutLeftOut } from '../../language/grants.ts';
import { fold } from '../../language/text.ts';
import { TELLING, type WeighedTerm } from '../wanted.ts';

/** What a document says beside what it leaves out, folded. */
const matterOf = kept(({ facts: { plain } }: ReadDocument) => withoutLeftOut(fold(plain)));

/**
 * Whether a sentence speaks of what is asked only where it says what its paper leaves out (其他畜禽（羊、猪）不在奖补范围内),
 * and the question names nothing else of that paper: whether 羊 is granted something elsewhere, it does not tell.
 */
export function isOnlyLeftOut(
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  document: ReadDocument | undefined,
): boolean {
  if (sentence.cells !== undefined || document === undefined) return false;
  const out = leftOutIn(sentence.folded);
  if (out.length === 0) return false;
  const named = subject.filter(({ topicWeight }) => topicWeight > 0);
  const inside = named.filter(({ spellings }) =>
    spellings.some((word) => out.some((one) => stands(word, one))),
  );
  const isOfMatter = (word: string) =>
    word.length > 1 && (sentence.above.includes(word) || matterOf(document).includes(word));
  return (
    inside.length > 0 &&
    !out.some((one) => standsOnBothSides([...inside, ...subject.filter(isDeed)], one)) &&
    !named.some(({ spellings }) => spellings.some(isOfMatter))
  );
}

const OF_GRANTS = /[补奖贴助领享报]|待遇|范围|[能可]/u;

/** 没有合格证能承办吗: a deed that is asked about, and no grant. */
function isDeed({ term, weight }: WeighedTerm): boolean {
  return term.length > 1 && weight >= TELLING && !OF_GRANTS.test(term);
}

function stands(word: string, { before, behind }: LeftOut): boolean {
  return before.includes(word) || behind.includes(word);
}

/** 贷款不得用于购房: of what it is left out is named, too. */
function standsOnBothSides(
  terms: readonly { readonly spellings: readonly string[] }[],
  { before, behind }: LeftOut,
): boolean {
  const isIn = (text: string) =>
    terms.filter(({ spellings }) => spellings.some((word) => text.includes(word)));
  const ahead = isIn(before);
  return isIn(behind).some((term) => ahead.some((other) => other !== term));
}
