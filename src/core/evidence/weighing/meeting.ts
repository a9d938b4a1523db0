import { keptBy } from '../../facts/once.ts';
import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { reachesFurther } from '../../language/figures/bands.ts';
import type { Fit } from '../../language/figures/classes.ts';
import { fitOf, fitOfNamed } from '../../language/figures/conditions.ts';
import { speaksOfGrant } from '../../language/grants.ts';
import { bigramTerms } from '../../language/terms.ts';
import type { Knowledge, Segmenter } from '../../ports.ts';
import { speaksOf, type Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { standingAsked } from '../../question/relation.ts';
import { askedOfRows, wasSaid } from '../../question/turns/follow-up.ts';
import { aspectFits, bearsLabel, isOfAspect, namesAspect } from '../aspects.ts';
import { lackedBy, TOPIC } from '../confidence.ts';
import { headedList, tellsList } from '../excerpts/lists.ts';
import { cellAsked } from '../excerpts/tables.ts';
import { isSumOfAll } from '../sums.ts';
import type { WeighedTerm } from '../wanted.ts';
import { type Asking, askingOf, type Met } from './asking.ts';
import { coverageOf, nearness } from './coverage.ts';
import { isOfOtherCase, isOnlyLeftOut } from './others.ts';

/** A question as it meets the sentences of passages, each passage once. */
export interface Meeting {
  readonly asking: Asking;
  /** The sentences of a passage that may answer, in order. */
  of(ordinal: number): readonly Met[];
}

export function meetingOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
  segmenter: Segmenter,
): Meeting {
  const asking = askingOf(asked, subject, segmenter);
  const isCounted = asked.wanted === 'figure' || asked.wanted === 'time';
  const aspectOf = aspectFits(asking.aspects);
  const tellsName = tellsNameAsked(asked);
  const rows = askedOfRows(asked);
  const ofKind = ({ cells }: Sentence) => (cells === undefined ? asked : rows);
  // Whether some passage of a place (of the corpus, for none) holds a word.
  const standsIn = keptBy(
    ({ term, place }: { readonly term: WeighedTerm; readonly place: string | undefined }) =>
      `${place}\n${term.term}`,
    ({ term: { spellings }, place }) => {
      const among = place === undefined ? undefined : knowledge.ordinalsByPlace.get(place);
      return among === undefined
        ? spellings.some((spelling) => knowledge.words.documentFrequency(spelling) > 0)
        : knowledge.words.search(spellings, 1, among).length > 0;
    },
  );

  function meet(ordinal: number): readonly Met[] {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined || asking.total === 0) return [];
    const { place } = passage;
    const inPassage = knowledge.sentencesOf(passage);
    const document = knowledge.documentById.get(passage.documentId);
    const fits = inPassage.map((sentence) => fitOf(ofKind(sentence).conditions, readUnder(sentence)));
    // Of bands that are told by where they begin, it is of the last that it reaches.
    const isBehind = (sentence: Sentence, at: number) => {
      const { amounts } = ofKind(sentence).conditions;
      if (amounts.length === 0 || fits[at] !== 'fits') return false;
      const beside = inPassage.filter((_, other) => other !== at && fits[other] === 'fits');
      return beside.some(({ folded }) => amounts.some((one) => reachesFurther(one, sentence.folded, folded)));
    };
    return inPassage.flatMap((sentence, at): Met[] => {
      if (!mayAnswer(asked, sentence, knowledge)) return [];
      if (!tellsName(sentence) || isOfOtherTitle(asked, sentence)) return [];
      const aspect = aspectOf(sentence);
      const isUnsaid = ({ term }: WeighedTerm) => isOfAspect(aspect) && namesAspect(asking.aspects, term);
      const met = {
        sentence,
        at,
        coverage: coverageOf(subject, sentence, (term) => standsIn({ term, place }), isUnsaid),
        nearness: isCounted ? nearness(ofKind(sentence), subject, sentence) : null,
        fit: isBehind(sentence, at) ? 'other' : (fits[at] ?? 'untold'),
        aspect,
        cell: sentence.cells === undefined ? undefined : cellAsked(asked, sentence, subject, knowledge),
        isLeftOut: isOnlyLeftOut(subject, sentence, document),
      };
      if (met.coverage.covered === 0 && wasSaid(sentence.folded, asked.toldBefore)) return [];
      return [
        {
          ...met,
          isOfOtherCase: isOfOtherCase(asking, met, inPassage.slice(0, at)),
          worth: worthOfForm(asking, met),
        },
      ];
    });
  }

  return { asking, of: keptBy((ordinal: number) => ordinal, meet) };
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

interface Kind {
  readonly asked: RegExp;
  /** What the names of the kind hold. */
  readonly names: RegExp;
  /** A name in what rules a sentence is told by the sentence. */
  readonly mayRule: boolean;
}

const which = (kind: string) => new RegExp(`哪(?:一?个|家|所|些|几[个家所])?(?:${kind})`, 'u');

/** Kinds of which one is asked for by name: 哪家医院, 归哪个单位管. */
const KINDS: readonly Kind[] = [
  {
    asked: which('学校|[小中]学'),
    names: /学校|[小中大]学|[初高]中|职[校中高]|幼儿园|学院|教学点|校区/u,
    mayRule: true,
  },
  {
    asked: which('医院'),
    names: /医院|卫生[院室所]|门诊|诊所|服务中心|服务站|疾控|保健院|防治院|血站/u,
    mayRule: true,
  },
  {
    asked: which('银行'),
    names: /银行|信用社|农商行|农信|邮储|营业[厅所]|网点/u,
    mayRule: true,
  },
  {
    asked: which('(?:保险)?公司'),
    names: /公司|财险|产险|寿险|保险|集团|企业|厂/u,
    mayRule: true,
  },
  {
    asked: which('单位|部门|机构|局'),
    names:
      /局|委(?!托|派|培)|办公室|[县市区旗]办|[站所处](?![有在理于罚分])|中心|政府|[支大总]队|院|公司|协会|[残妇]联|供销社|窗口|学校|社区|小组|指挥部|基金会|红十字会/u,
    mayRule: false,
  },
];
/** Forms that ask for something else, in which the kind only stands. */
const OF_OTHER_FORMS: ReadonlySet<Wanted> = new Set(['figure', 'time', 'yes-no', 'phone', 'hours', 'reason']);

/** Tells of a sentence whether it names one of the kind that a question asks for by name; any does where it asks for none. */
function tellsNameAsked({ written, wanted }: AskedQuestion): (sentence: Sentence) => boolean {
  const kind = OF_OTHER_FORMS.has(wanted) ? undefined : KINDS.find(({ asked }) => asked.test(written));
  if (kind === undefined) return () => true;
  return (sentence) => kind.names.test(kind.mayRule ? readUnder(sentence) : sentence.folded);
}

/** What it is worth, where sentences are put in order, that one says whether something is granted, or tells a list. */
const GRANT_WORTH = 0.25;
const LIST_WORTH = 0.2;
/** The same of a value whose label is what is asked for. */
const LABEL_WORTH = 0.2;
/** The same of being of the conditions asked, or of others. */
const FIT_WORTH = 0.3;
/** The same of how it stands to the part of the rules that is asked for. */
const ASPECT_WORTH = { headed: FIT_WORTH, told: 0.15, other: -FIT_WORTH, untold: 0 } as const;
/** What it costs there to tell of what is still to come, where that is not asked for. */
const PLAN_COST = 0.3;

/** What the form of a sentence is worth where sentences are put in order. */
function worthOfForm(
  { asked, isGrant, grant, wantsTotal }: Asking,
  { sentence, coverage, fit, aspect }: Pick<Met, 'sentence' | 'coverage' | 'fit' | 'aspect'>,
): number {
  const { written, wanted } = asked;
  return (
    (isGrant && speaksOfGrant(readUnder(sentence)) ? GRANT_WORTH : 0) +
    (grant !== undefined && sentence.grant === grant ? GRANT_WORTH : 0) -
    (wanted === 'list' && grant === undefined && sentence.grant === 'denied' ? GRANT_WORTH : 0) +
    (wanted === 'list' && tellsList(sentence) ? LIST_WORTH : 0) +
    (bearsLabel(wanted, sentence.folded) ? LABEL_WORTH : 0) +
    (lackedBy(coverage) < TOPIC || aspect === 'other' ? ASPECT_WORTH[aspect] : 0) +
    worthOfFit(fit, isGrant) +
    (sentence.cells === undefined || isSumOfAll(sentence) === wantsTotal ? 0 : -FIT_WORTH) -
    (!isGrant && isSpecialCase(written, sentence) ? SPECIAL_COST : 0) -
    (sentence.isUnderPlan && wanted === 'figure' && standingAsked(written) !== 'planned' ? PLAN_COST : 0)
  );
}

/** Whether somebody is granted something is told by the class that he is not of, too. */
function worthOfFit(fit: Fit, isGrant: boolean): number {
  if (fit === 'fits' || (fit === 'other' && isGrant)) return FIT_WORTH;
  return fit === 'other' ? -FIT_WORTH : 0;
}

/** 情况紧急的，…: what holds in a case that the question does not speak of comes behind what holds. */
const CASE = /^(?:第[一二三四五六七八九十百\d]+条\s*)?([^,;。:]{2,12})的,/u;
const SPECIAL_COST = 0.12;

function isSpecialCase(written: string, { folded, cells }: Sentence): boolean {
  const words = cells === undefined ? CASE.exec(folded)?.[1] : undefined;
  return words !== undefined && !bigramTerms(words).some((pair) => written.includes(pair));
}
