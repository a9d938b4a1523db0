import type { Span } from '../../../core/types.ts';
import { type DoubtedText, joinedDoubts, metFigures, movedDoubts, withDoubts } from '../../clean/doubts.ts';
import { startsItem } from '../../clean/forms.ts';
import { type Form, type Line, shiftedMarks } from '../../lines.ts';
import { join } from '../../unwrap.ts';

/** A line of a page. */
export interface Entry {
  readonly line: Line;
  /** It stands in the element that holds the report. */
  readonly isHeld: boolean;
  /** Names of the files that it links to. */
  readonly files: readonly string[];
}

/** A line end within a paragraph: no text of a page holds a control character once it is normalised. */
export const BREAK = '\u0001';
/** Where something between two characters is struck out. */
const CUT = '\u0002';
/** A blank that stays where lines of the source were only wrapped. */
const HARD_BLANK = /[\u00a0\u3000]/u;
/** What meets without a blank where the source goes on in a new line. */
const EAST_ASIAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\ud800-\udfff—…·“”‘’]/u;
const BULLET = '- ';
const LONGEST_END = 12;
/** No paragraph names more files. */
const MOST_FILES = 100;
/** A heading is no longer than this, and no sentence. */
const LONGEST_HEADING = 80;

/** Takes in the words of a page in order, and gives its lines. */
export class Flow {
  readonly entries: Entry[] = [];
  isHeld = false;
  /** What stands before the next line that has words. */
  mark = '';
  /** Whether the line that is open has words. */
  isOpen = false;
  private parts: string[] = [];
  private files: string[] = [];
  private gap = 0;

  add(text: string): void {
    this.parts.push(text);
    this.isOpen = text === BREAK ? false : this.isOpen || /\S/u.test(text);
  }

  /** Something is struck out here. */
  cut(): void {
    this.parts.push(CUT);
  }

  addFile(name: string): void {
    if (this.files.length < MOST_FILES) this.files.push(name);
  }

  /** The last few characters of the line that is open. */
  get written(): string {
    let end = '';
    for (let at = this.parts.length - 1; at >= 0 && end.length < LONGEST_END; at--)
      if (this.parts[at] !== CUT) end = (this.parts[at]?.slice(-LONGEST_END) ?? '') + end;
    return end;
  }

  /** Ends the paragraph that is open. */
  end({ level, isIndented = false }: { readonly level?: number; readonly isIndented?: boolean } = {}): void {
    const pieces = this.parts.join('').split(BREAK).map(withoutCuts);
    this.parts = [];
    this.isOpen = false;
    const files = this.files;
    this.files = [];
    if (level !== undefined) {
      this.pushHeading(pieces, level, files);
      return;
    }
    pieces.forEach((piece, at) => {
      const line = tidied(piece);
      if (line.text === '') {
        if (at < pieces.length - 1 || HARD_BLANK.test(piece.text)) this.gap++;
        return;
      }
      this.push(
        line,
        indentOf(piece.text) > 1 || (isIndented && at === 0) ? 2 : 0,
        files.filter((name) => line.text.includes(name)),
      );
    });
  }

  private pushHeading(pieces: readonly DoubtedText[], level: number, files: readonly string[]): void {
    const text = pieces
      .map((piece) => tidy(piece.text))
      .reduce((joined, piece) => (joined === '' ? piece : join(joined, piece)), '');
    const given = { text: pieces.map((piece) => piece.text).join('\n'), doubts: joinedDoubts(pieces) };
    const isHeading = text.length <= LONGEST_HEADING && !/[。；;]$/u.test(text);
    if (text === '') return;
    const heading = withDoubts(text, movedDoubts(given, text));
    this.push(heading, 0, files, isHeading ? { kind: 'heading', level } : undefined);
  }

  private push(words: DoubtedText, indent: number, files: readonly string[], form?: Form): void {
    const mark = startsItem(words.text) ? '' : this.mark;
    this.mark = '';
    const is = form ?? (mark === BULLET ? ({ kind: 'item', mark: 1 } as const) : undefined);
    this.entries.push({
      line: {
        ...behind(mark, { ...words, indent, gap: this.gap }),
        ...(is === undefined ? {} : { form: is }),
      },
      isHeld: this.isHeld,
      files,
    });
    this.gap = 0;
  }

  /** Takes in lines that are whole. */
  addLines(lines: readonly Line[]): void {
    this.end();
    this.mark = '';
    for (const line of lines) {
      this.entries.push({ line: { ...line, gap: line.gap + this.gap }, isHeld: this.isHeld, files: [] });
      this.gap = 0;
    }
  }
}

/** The text without its cuts; figures that meet at one are doubtful. */
function withoutCuts(piece: string): DoubtedText {
  const [first = '', ...others] = piece.split(CUT);
  if (others.length === 0) return { text: first };
  const text = first + others.join('');
  const doubts: Span[] = [];
  let at = first.length;
  for (const part of others) {
    doubts.push(...metFigures(text, at));
    at += part.length;
  }
  return withDoubts(text, doubts);
}

function tidied(piece: DoubtedText): DoubtedText {
  const text = tidy(piece.text);
  return withDoubts(text, movedDoubts(piece, text));
}

/** A line with words before it. */
export function behind(words: string, line: Line): Line {
  return { ...line, ...shiftedMarks(line, words.length), text: words + line.text };
}

/** The words of a piece of source: blanks and line ends of the source are one blank, or none between East Asian characters. */
export function tidy(piece: string): string {
  return piece
    .replaceAll(/[\t\n\r\f ]+/gu, (blank, at: number) => {
      if (!/[\n\r]/u.test(blank)) return ' ';
      const isAsian =
        EAST_ASIAN.test(piece.charAt(at - 1)) || EAST_ASIAN.test(piece.charAt(at + blank.length));
      return isAsian ? '' : ' ';
    })
    .replaceAll('\u00a0', ' ')
    .trim();
}

function indentOf(piece: string): number {
  let indent = 0;
  for (const unit of piece) {
    if (unit === '\u3000') indent += 2;
    else if (/\s/u.test(unit)) indent += unit === '\u00a0' || unit === '\u2002' || unit === '\u2003' ? 1 : 0;
    else break;
  }
  return indent;
}
