import { fold } from '../language/text.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Paper, SourceDocument, Span } from '../types.ts';
import { numberIn, type PaperNumber } from './asked.ts';

/** A paper of the corpus: a document, or a section of one that has a title of its own. */
export interface Held {
  readonly document: SourceDocument;
  readonly paper: Paper;
  readonly span: Span;
  /** Its title, folded. */
  readonly folded: string;
  readonly number: PaperNumber | undefined;
}

/** Every paper of the places asked, the corpus's documents first to last. */
export function papersIn(
  { places }: Pick<AskedQuestion, 'places'>,
  { knowledge }: { readonly knowledge: Knowledge },
): readonly Held[] {
  const all = allPapers(knowledge);
  if (places.length === 0) return all;
  return all.filter(({ paper }) => paper.place !== undefined && places.includes(paper.place));
}

const read = new WeakMap<Knowledge, readonly Held[]>();

/** Read once for a corpus. */
function allPapers(knowledge: Knowledge): readonly Held[] {
  const known = read.get(knowledge);
  if (known !== undefined) return known;
  const all = knowledge.documents.flatMap((document): Held[] => {
    const whole = { start: 0, end: document.text.length };
    const own = (document.sections ?? []).filter(({ title }) => title !== document.title);
    return own.length > 0
      ? own.map((section) => heldOf(document, section, section.span))
      : [heldOf(document, document, whole)];
  });
  read.set(knowledge, all);
  return all;
}

function heldOf(document: SourceDocument, paper: Paper, span: Span): Held {
  const number = paper.number === undefined ? undefined : numberIn(paper.number);
  return { document, paper, span, folded: fold(paper.title), number };
}
