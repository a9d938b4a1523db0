import { wording } from '../../wording.ts';
import { isSameSource } from '../gate/verbatim.ts';
import type { AnswerTable } from '../shown/table.ts';
import type { Answer, Answered, Citation, NonEmpty } from '../types.ts';

/** Characters of a question that are said again. */
const MAX_ECHO = 24;

/** One question of a message with what was said to it. */
export interface AnsweredPart {
  readonly question: string;
  readonly answer: Answer;
}

/**
 * The answers to the questions of one message as one: what is answered, in order, its markers counted on, a citation of
 * the same span once; a table where one of them has one. What is not answered is named before it. Where nothing is answered, a question back goes before a
 * refusal, and a refusal that is about policy before one that is not.
 * @param leavesOut there are further questions, which were not looked at.
 */
export function joinAnswers(parts: NonEmpty<AnsweredPart>, leavesOut = false): Answer {
  const [first] = parts;
  const said = parts.flatMap(({ answer }) => (answer.kind === 'answered' ? [answer] : []));
  const joined = joinAnswered(said);
  if (joined === null) {
    const others = parts.map(({ answer }) => answer);
    return (
      others.find(({ kind }) => kind === 'clarify') ??
      others.find((answer) => answer.kind === 'refused' && answer.reason !== 'off-topic') ??
      first.answer
    );
  }
  const notes = [
    ...parts.flatMap(({ question, answer }) => {
      if (answer.kind === 'answered') return [];
      const { partOpen, partUnanswered } = wording.answer;
      return [(answer.kind === 'clarify' ? partOpen : partUnanswered)(shortened(question))];
    }),
    ...(leavesOut ? [wording.answer.partsLeftOut(parts.length)] : []),
  ];
  return { ...joined, text: `${notes.join('')}${joined.text}` };
}

/** Enough of a question to tell it from its neighbours, on one line: Han alone, so that no figure, link or number that somebody typed is said again. */
function shortened(question: string): string {
  const asked = question
    .replace(/[\s?？。；;,，!！]+$/u, '')
    .replaceAll(/[^\p{Script=Han}，、：“”‘’（）《》\s]+/gu, '…');
  return asked.length > MAX_ECHO ? `${asked.slice(0, MAX_ECHO).toWellFormed()}…` : asked;
}

function joinAnswered(answers: readonly Answered[]): Answered | null {
  const [first] = answers;
  if (first === undefined) return null;
  const citations: Citation[] = [];
  const tables: AnswerTable[] = [];
  const texts = answers.map(({ text, table, citations: own }) => {
    const markers = new Map(own.map((citation) => [citation.marker, countOn(citation, citations)]));
    if (table !== undefined) tables.push(countedOn(table, markers));
    return text.replaceAll(/\[(\d+)\]/gu, (marker, number: string) => {
      const counted = markers.get(Number(number));
      return counted === undefined ? marker : `[${counted}]`;
    });
  });
  const [one, ...rest] = citations;
  const [table] = tables;
  if (one === undefined) return first;
  const fallback = answers.find((answer) => answer.fallback !== undefined)?.fallback;
  return {
    kind: 'answered',
    method: answers.every(({ method }) => method === 'generated') ? 'generated' : 'extracted',
    ...(fallback === undefined ? {} : { fallback }),
    text: [...new Set(texts.flatMap((text) => text.split('\n')))].join('\n'),
    ...(table === undefined || tables.length > 1 ? {} : { table }),
    citations: [one, ...rest],
    corpusVersion: first.corpusVersion,
  };
}

/** A table with the markers that its citations have among all. */
function countedOn(table: AnswerTable, markers: ReadonlyMap<number, number>): AnswerTable {
  return {
    ...table,
    rows: table.rows.map(({ name, cells }) => ({
      name,
      cells: cells.map(({ text, marker }) => {
        const counted = marker === undefined ? undefined : markers.get(marker);
        return counted === undefined ? { text } : { text, marker: counted };
      }),
    })),
  };
}

/** The marker of a citation among those that are joined already; it becomes one of them where it is new. */
function countOn(citation: Citation, citations: Citation[]): number {
  const known = citations.find((one) => isSameSource(one, citation));
  if (known !== undefined) return known.marker;
  const marker = citations.length + 1;
  citations.push({ ...citation, marker });
  return marker;
}
