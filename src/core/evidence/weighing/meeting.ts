import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { reachesFurther } from '../../language/figures/bands.ts';
import { fitOf, fitOfNamed } from '../../language/figures/conditions.ts';
import type { Knowledge, Segmenter } from '../../ports.ts';
import { askedOfRows, wasSaid } from '../../question/follow-up.ts';
import { speaksOf, type Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { aspectFits, isOfAspect, namesAspect } from '../aspects.ts';
import { headedList } from '../excerpts/lists.ts';
import { cellAsked } from '../excerpts/tables.ts';
import type { WeighedTerm } from '../wanted.ts';
import { type Asking, askingOf } from './asking.ts';
import { coverageOf } from './coverage.ts';
import { isOnlyLeftOut } from './left-out.ts';
import { nearness } from './nearness.ts';
import { isOfOtherCase, type Met } from './others.ts';
import { tellsNameAsked } from './which.ts';
import { worthOfForm } from './worth.ts';

/** A sentence as a question meets it, whatever its vector. */
export interface MetSentence {
  readonly met: Met;
  /** Its place among those of its passage. */
  readonly at: number;
  /** Null where no figure and no time is asked. */
  readonly nearness: number | null;
  readonly isOfOtherCase: boolean;
  /** What its form is worth where sentences are put in order. */
  readonly worth: number;
}

/** A question as it meets the sentences of passages, each passage once. */
export interface Meeting {
  readonly asking: Asking;
  /** The sentences of a passage that may answer, in order. */
  of(ordinal: number): readonly MetSentence[];
}

/** @param contextWorth what a word is worth that stands only in the headings or the sentence before. 0 to 1. */
export function meetingOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
  segmenter: Segmenter,
  { contextWorth }: { readonly contextWorth: number },
): Meeting {
  const asking = askingOf(asked, subject, segmenter);
  const aspectOf = aspectFits(asking.aspects);
  const tellsName = tellsNameAsked(asked);
  const standsIn = termsByPlace(knowledge);
  const rows = askedOfRows(asked);
  const ofKind = ({ cells }: Sentence) => (cells === undefined ? asked : rows);
  const known = new Map<number, readonly MetSentence[]>();

  function meet(ordinal: number): readonly MetSentence[] {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined || asking.total === 0) return [];
    const inPassage = knowledge.sentencesOf(passage);
    const document = knowledge.documentById.get(passage.documentId);
    const isKnown = (term: WeighedTerm) => standsIn(term, passage.place);
    const fits = inPassage.map((sentence) => fitOf(ofKind(sentence).conditions, readUnder(sentence)));
    // Of bands that are told by where they begin, it is of the last that it reaches.
    const isBehind = (sentence: Sentence, at: number) => {
      const { amounts } = ofKind(sentence).conditions;
      if (amounts.length === 0 || fits[at] !== 'fits') return false;
      const beside = inPassage.filter((_, other) => other !== at && fits[other] === 'fits');
      return beside.some(({ folded }) => amounts.some((one) => reachesFurther(one, sentence.folded, folded)));
    };
    return inPassage.flatMap((sentence, at): MetSentence[] => {
      if (!mayAnswer(asked, sentence, knowledge)) return [];
      if (!tellsName(sentence) || isOfOtherTitle(asked, sentence)) return [];
      const aspect = aspectOf(sentence);
      const isUnsaid = ({ term }: WeighedTerm) => isOfAspect(aspect) && namesAspect(asking.aspects, term);
      const met: Met = {
        sentence,
        before: inPassage.slice(0, at),
        coverage: coverageOf(subject, sentence, contextWorth, isKnown, isUnsaid),
        fit: isBehind(sentence, at) ? 'other' : (fits[at] ?? 'untold'),
        aspect,
        cell: sentence.cells === undefined ? undefined : cellAsked(asked, sentence, subject, knowledge),
        isLeftOut: isOnlyLeftOut(subject, sentence, document),
      };
      return [
        {
          met,
          at,
          nearness: asking.isCounted ? nearness(ofKind(sentence), subject, sentence) : null,
          isOfOtherCase: isOfOtherCase(asking, met),
          worth: worthOfForm(asking, met),
        },
      ];
    });
  }

  return {
    asking,
    of(ordinal) {
      const own = known.get(ordinal) ?? meet(ordinal);
      known.set(ordinal, own);
      return own;
    },
  };
}

/** Forms of answer that a list gives: its head alone says nothing. */
const ANNOUNCED: ReadonlySet<Wanted> = new Set(['list', 'definition', 'statement', 'reason']);

/** Whether a sentence names no class that is asked of, and the title or a heading of its paper names others of the kind. */
function isOfOtherTitle({ conditions }: AskedQuestion, sentence: Sentence): boolean {
  return (
    fitOfNamed(conditions, sentence.above) === 'other' &&
    fitOfNamed(conditions, readUnder(sentence)) === 'untold'
  );
}

/** Neither a question nor a bare head, of what is asked of, and not said before. */
function mayAnswer(asked: AskedQuestion, sentence: Sentence, knowledge: Knowledge): boolean {
  return (
    !sentence.isQuestion &&
    (!sentence.isHead || (ANNOUNCED.has(asked.wanted) && headedList(sentence, knowledge) !== null)) &&
    (asked.toldOf?.some(({ short }) => sentence.folded.includes(short)) ?? true) &&
    !wasSaid(sentence.folded, asked.alreadySaid) &&
    (asked.scale === undefined || speaksOf(asked.scale, sentence.folded))
  );
}

/** Tells whether some passage of a place (of the corpus, for none) holds a term; each is looked up once. */
function termsByPlace(knowledge: Knowledge): (term: WeighedTerm, place: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return ({ term, spellings }, place) => {
    const key = `${place}\n${term}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const among = place === undefined ? undefined : knowledge.ordinalsByPlace.get(place);
    const stands =
      among === undefined
        ? spellings.some((spelling) => knowledge.words.documentFrequency(spelling) > 0)
        : knowledge.words.search(spellings, 1, among).length > 0;
    known.set(key, stands);
    return stands;
  };
}
