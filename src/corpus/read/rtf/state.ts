import { isUnseen, WHITE } from '../unseen.ts';
import type { TextSetting } from '../word/flow.ts';
import { raisedPosition } from '../word/raised.ts';
import type { RtfColours } from './colours.ts';

/** What holds within a group, and is as before behind it. */
export interface GroupState {
  /** What the group is; text is read where it is the page's. */
  destination: Destination;
  isHidden: boolean;
  isStruck: boolean;
  isDeleted: boolean;
  /** The number of its colour in the file's table; undefined for the one that the program chooses. */
  colour: number | undefined;
  /** Something is drawn under its characters. */
  isFilled: boolean;
  position: 'superscript' | 'subscript' | 'baseline';
  /** Half points above the line (below 0: under it), and the size of its characters. */
  raise: number;
  size: number;
  /** Characters that are raised are made smaller though no word says so. */
  isIndex: boolean;
  /** The number of its font. */
  font: number | undefined;
  /** So many characters stand behind `\u` for programs that know no Unicode. */
  fallback: number;
  /** A control word that is not known makes the group one that is not read. */
  isOptional: boolean;
}

export type Destination = 'text' | 'skip' | 'fonts' | 'colours' | 'styles' | 'code' | 'number';

export const START: GroupState = {
  destination: 'text',
  isHidden: false,
  isStruck: false,
  isDeleted: false,
  colour: undefined,
  isFilled: false,
  position: 'baseline',
  raise: 0,
  size: 24,
  isIndex: false,
  font: undefined,
  fallback: 1,
  isOptional: false,
};

/**
 * Changes how characters are set.
 * @param usual the size of the characters around the group.
 * @returns whether the control word does so.
 */
export function setCharacters(
  state: GroupState,
  word: string,
  value: number | undefined,
  usual: number | undefined,
): boolean {
  const isOn = value !== 0;
  if (word === 'v') state.isHidden = isOn;
  else if (word === 'strike' || word === 'striked') state.isStruck = isOn;
  else if (word === 'deleted') state.isDeleted = isOn;
  else if (word === 'cf') state.colour = value;
  else if (FILLS.has(word)) state.isFilled = isOn;
  else if (word === 'super') state.position = isOn ? 'superscript' : 'baseline';
  else if (word === 'sub') state.position = isOn ? 'subscript' : 'baseline';
  else if (word === 'nosupersub') state.position = 'baseline';
  else if (word === 'f' || word === 'af') state.font = value;
  else if (word === 'up') state.raise = value ?? 6;
  else if (word === 'dn') state.raise = -(value ?? 6);
  else if (word === 'fs') state.size = value ?? START.size;
  else if (word === 'plain')
    Object.assign(state, { ...START, destination: state.destination, fallback: state.fallback });
  else return false;
  if (/^(?:up|dn|fs)$/u.test(word) && state.raise !== 0) {
    const size = state.isIndex ? 0 : state.size;
    state.position = raisedPosition(state.raise, size, usual ?? state.size);
  }
  return true;
}

/** Words that colour the ground of characters; 0 is for none. */
const FILLS = new Set(['cb', 'chcbpat', 'chcfpat', 'chshdng', 'highlight']);

/** What holds for a paragraph, until `\pard`. */
export interface ParagraphState {
  style: number;
  level: number | undefined;
  isIndented: boolean;
  isInTable: boolean;
  /** Something is drawn under its text. */
  isFilled: boolean;
}

export const PLAIN_PARAGRAPH: ParagraphState = {
  style: 0,
  level: undefined,
  isIndented: false,
  isInTable: false,
  isFilled: false,
};

/** Words that colour the ground of a paragraph; 0 is for none. */
export const PARAGRAPH_FILLS = new Set(['cbpat', 'cfpat', 'shading']);

/** How a text is set. @param isInBox it stands in a box: what is under boxes and tables is not told. */
export function settingOf(
  state: GroupState,
  { isFilled, isInTable }: ParagraphState,
  colours: RtfColours,
  isInBox: boolean,
): TextSetting {
  const isOnPage = !isInBox && !isInTable && !isFilled && !state.isFilled;
  return { ...state, isPale: isOnPage && isUnseen(colours.of(state.colour), WHITE) };
}

/** Groups that hold nothing to read, and those that stand as pages have them. */
export const SKIPPED = new Set([
  ...['info', 'pict', 'nonshppict', 'shprslt', 'nonesttables', 'xe', 'tc', 'rxe', 'txe', 'private'],
  ...[
    'upr',
    'objdata',
    'themedata',
    'datastore',
    'latentstyles',
    'listtable',
    'listoverridetable',
    'rsidtbl',
  ],
  ...[
    'ftnsep',
    'ftnsepc',
    'ftncn',
    'aftnsep',
    'aftnsepc',
    'aftncn',
    'template',
    'revtbl',
    'generator',
    'mmathPr',
  ],
  ...[
    'annotation',
    'atnid',
    'atnauthor',
    'atndate',
    'atnref',
    'fchars',
    'lchars',
    'objclass',
    'objname',
    'sp',
  ],
]);
/** Groups that are read though they are marked as optional. */
export const READ = new Set(['shpinst', 'do', 'ud', 'moMath', 'mmath', 'moMathPara', 'listtext', 'pntext']);
/** Groups with paragraphs of their own. */
export const EDGES = new Set([
  ...['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'],
]);
export const BOXES = new Set(['shptxt', 'dptxbxtext']);

/** Characters that are written as words. */
export const CHARACTERS: Readonly<Record<string, string>> = {
  ...{ tab: '\t', line: '\n', emdash: '—', endash: '–', bullet: '•', lquote: '‘', rquote: '’' },
  ...{ ldblquote: '“', rdblquote: '”', emspace: '\u3000', enspace: ' ', qmspace: ' ', '~': ' ', _: '\u2011' },
};
