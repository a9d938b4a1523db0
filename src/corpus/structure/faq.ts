import type { Draft } from './drafts.ts';
import { isQuestionLine, opensAnswer, opensQuestion } from './marks.ts';

/** Lines that ask without a sign make a FAQ where they are so many, and at least one line in so many. */
const FEW = 2;
const SHARE = 6;
const ASKS =
  /什么|怎么|如何|怎样|咋|啥|哪|谁|多少|几|吗|能不能|能否|是否|可以|多久|多长|何时|为何|为什么|该不该|要不要/u;

/** Tells questions and what answers them; lists, labels and rows in an answer are told later. */
export function tellQuestions(drafts: readonly Draft[]): void {
  const explicit = drafts.filter(({ text }) => opensQuestion(text)).length;
  const bare = drafts.filter((draft, at) => draft.mark === undefined && asks(drafts, at)).length;
  const isFaq = explicit === 0 && bare >= FEW && bare * SHARE >= drafts.length;
  let question: Draft | undefined;
  let first = false;
  drafts.forEach((draft, at) => {
    if (draft.kind === 'title' || draft.kind === 'signature') {
      question = undefined;
      return;
    }
    const { mark, text } = draft;
    const counted = mark !== undefined || /^#/u.test(text) || draft.kind === 'heading';
    if (opensQuestion(text) || (explicit === 0 && (counted || isFaq) && asks(drafts, at))) {
      draft.kind = 'question';
      question = draft;
      first = true;
      return;
    }
    // 【联系我们】 opens something else, answered or not.
    if (question !== undefined && !opensAnswer(text) && /^【/u.test(text)) question = undefined;
    if (question === undefined || draft.kind !== undefined) {
      if (draft.kind === 'heading') question = undefined;
      return;
    }
    if (!first && !opensAnswer(text) && endsAnswer(drafts, at, question)) question = undefined;
    else draft.answers = first || opensAnswer(text) ? 'first' : 'further';
    first = false;
  });
}

function asks(drafts: readonly Draft[], at: number): boolean {
  const draft = drafts[at];
  const below = drafts[at + 1];
  if (draft === undefined || below === undefined) return false;
  if (draft.kind !== undefined && draft.kind !== 'heading') return false;
  const words = draft.text.replace(/^#{1,6}\s+/u, '');
  return isQuestionLine(words) && ASKS.test(words) && !/[？?]$/u.test(below.text);
}

/** Whether a line opens something else: a heading, or the next number of the run that the question stands in. */
function endsAnswer(drafts: readonly Draft[], at: number, question: Draft): boolean {
  const draft = drafts[at];
  const below = drafts[at + 1];
  if (draft === undefined) return true;
  if (question.mark !== undefined && draft.mark?.style === question.mark.style) return true;
  if (!draft.headed) return false;
  return (
    draft.mark === undefined ||
    (below !== undefined && (opensQuestion(below.text) || isQuestionLine(below.text)))
  );
}
