import { notesOn } from '../core/shown/citations.ts';
import type { Answer, Answered, Citation, Clarify } from '../core/types.ts';
import { wording } from '../wording.ts';
import { MOST_PLACES } from './buttons/keyboard.ts';
import { clean, type Piece, pack, quoteOf, type Rendered, sourceLine } from './render/parts.ts';

export { escapeHtml, MESSAGE_LIMIT, type Rendered } from './render/parts.ts';

/** The messages that say an answer, or a draft of one, first to last, each at most 4096 UTF-16 units. Pure. */
export function renderAnswer(answer: Answer): Rendered[] {
  const notes = notesOf(answer);
  const text = sentencesOf(answer.text).map((piece, at) =>
    at === 0 && notes.length > 0 ? { ...piece, before: '\n' } : piece,
  );
  switch (answer.kind) {
    case 'answered':
      return pack([...notes, ...text, ...closingOf(answer), ...footer(answer.citations)]);
    case 'refused':
      return pack([...notes, ...text, ...footer(answer.nearest)]);
    case 'clarify':
      return pack([...notes, ...text, ...choices(answer)]);
  }
}

/** Lines of our own wording as messages; a line is never parted unless it is longer than a message. */
export function renderLines(lines: readonly string[]): Rendered[] {
  return pack(lines.map((line) => ({ before: '\n', text: clean(line) })));
}

function notesOf(answer: Answer): Piece[] {
  return notesOn(answer, wording.telegram.ownPlace).map((note, at) => ({
    before: at === 0 ? '' : '\n',
    text: clean(note),
  }));
}

/** A friendly line behind the answer, before its sources. */
function closingOf({ closing }: Answered): Piece[] {
  return closing === undefined ? [] : [{ before: '\n', text: clean(closing) }];
}

/** Sentences with the markers and closing brackets that follow them. */
function sentencesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [at, paragraph] of clean(text).trim().split('\n').entries()) {
    const parts = paragraph.match(
      /.+?(?:[。！？；!?;]+[”’」』）)】》]*(?:\s*\[\d+\])*[。！？；]*|$)\s*/gu,
    ) ?? [''];
    for (const [index, part] of parts.entries()) {
      pieces.push({ before: index === 0 && at > 0 ? '\n' : '', text: part });
    }
  }
  return pieces;
}

/** The places to choose from stand on the buttons; what has none is named here. */
function choices({ options }: Clarify): Piece[] {
  const others = options.slice(MOST_PLACES).map(({ label }) => clean(label));
  return [
    { before: '\n\n', text: wording.buttons.choose },
    ...(others.length === 0 ? [] : [{ before: '\n', text: wording.buttons.others(others) }]),
  ];
}

function footer(citations: readonly Citation[]): Piece[] {
  return citations.map((citation, at) => ({
    before: at === 0 ? '\n\n' : '\n',
    text: sourceLine(citation),
    quote: quoteOf(citation),
  }));
}
