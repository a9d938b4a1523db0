import type { Block, BlockKind, Span } from '../../core/types.ts';
import { isHeadingLine, isStatement } from './headings.ts';
import { answerAt, isQuestionLine, listCuts, type Mark, markOf, opensQuestion } from './marks.ts';
import { isFilingLine } from './signatures.ts';

/** What a format says of a line. */
export type LineForm = Pick<Block, 'kind' | 'level' | 'mark' | 'cells'>;

/** One line of a cleaned text. */
export interface TextLine {
  readonly span: Span;
  /** What the format of the file says that it is, where it does. */
  readonly is?: LineForm;
}

/** A line, or a part of one, while it is told what it is. */
export interface Draft {
  readonly span: Span;
  readonly text: string;
  readonly form?: LineForm;
  readonly mark?: Mark;
  /** More space than usual stands before it, or it opens the text. */
  readonly afterBlank: boolean;
  /** Whether its words and their end are such as a heading has. */
  readonly headed: boolean;
  /** Undefined until something tells it. */
  kind?: BlockKind;
  level?: number;
  /** Where its run-in heading or label ends, in `text`. */
  topic?: number;
  /** Stands below a question: right below it, or farther down. */
  answers?: 'first' | 'further';
}

/** Two questions with their answers behind them on their lines make a FAQ. */
const FEW_QUESTIONS = 2;

/** The lines as drafts; a line that holds a whole list, or a question and its answer, as several. */
export function draftsOf(text: string, lines: readonly TextLine[], damage: readonly Span[]): Draft[] {
  const cutsAnswers = isFaq(text, lines);
  const drafts: Draft[] = [];
  let lost = 0;
  let end = 0;
  for (const { span, is } of lines) {
    while ((damage[lost]?.end ?? Number.POSITIVE_INFINITY) <= span.start) lost++;
    const damaged = (damage[lost]?.start ?? Number.POSITIVE_INFINITY) < span.end;
    const line = text.slice(span.start, span.end);
    const given = is === undefined || is.kind === 'paragraph' ? undefined : is;
    const cuts = given === undefined ? cutsOf(line, cutsAnswers) : [];
    const blank = end === 0 || (text.slice(end, span.start).match(/\n/gu)?.length ?? 0) > 1;
    [0, ...cuts].forEach((from, at) => {
      const part = line.slice(from, cuts[at] ?? line.length);
      const start = span.start + from + (part.length - part.trimStart().length);
      const words = part.trim();
      if (words === '') return;
      const mark = given?.kind === 'row' || given?.kind === 'header' ? undefined : markOf(words);
      drafts.push({
        span: { start, end: start + words.length },
        text: words,
        afterBlank: blank && at === 0,
        headed:
          cuts.length === 0 &&
          !damaged &&
          isHeadingLine(words) &&
          (mark !== undefined || !isStatement(words)),
        ...(given === undefined ? {} : { form: given, kind: given.kind }),
        ...(given?.level === undefined ? {} : { level: given.level }),
        ...(mark === undefined ? {} : { mark }),
      });
    });
    end = span.end;
  }
  return drafts;
}

function cutsOf(line: string, cutsAnswers: boolean): number[] {
  const answer = answerAt(line, cutsAnswers && markOf(line) !== undefined);
  if (answer !== undefined) {
    const behind = listCuts(line.slice(answer)).map((cut) => cut + answer);
    return [answer, ...behind];
  }
  return isFilingLine(line) ? [] : listCuts(line);
}

/** Whether the text asks questions under signs or numbers again and again. */
function isFaq(text: string, lines: readonly TextLine[]): boolean {
  let count = 0;
  for (const { span } of lines) {
    const opening = text.slice(span.start, Math.min(span.end, span.start + 200));
    const counted = markOf(opening) !== undefined;
    if (
      opensQuestion(opening) ||
      (counted && (isQuestionLine(opening) || answerAt(opening, true) !== undefined))
    )
      count++;
    if (count >= FEW_QUESTIONS) return true;
  }
  return false;
}
