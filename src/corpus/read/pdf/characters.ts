import type { Pdfium } from './library.ts';
import { isWhite } from './objects.ts';
import type { Edges } from './place.ts';

/** A character of a page in the file's coordinates (y upwards). One object is used for all: it holds for one visit. */
export interface Character extends Edges {
  readonly sign: Sign;
  /** Where it begins, on the baseline. */
  readonly x: number;
  readonly y: number;
  readonly look: Look;
}

/** What a code says. */
export interface Sign {
  readonly text: string;
  readonly isBlank: boolean;
  readonly isHan: boolean;
  /** The font tells no character for it. */
  readonly isUnknown: boolean;
}

/** What the characters of one text object have in common. */
export interface Look {
  /** PDFium's own handle: the same for characters that were drawn together. */
  readonly object: number;
  /** Of the font as it is seen, in points. */
  readonly size: number;
  readonly font: string;
  /** Degrees that its line is turned anticlockwise, 0 to 360. */
  readonly angle: number;
  /** It is drawn without colour: text behind a picture, as a rule. */
  readonly isUndrawn: boolean;
  /** White, or clear. */
  readonly isPale: boolean;
  /** It stands in a layer that may be switched off. */
  readonly isLayered: boolean;
}

/** FPDFTextObj_GetTextRenderMode: neither filled nor stroked. */
const INVISIBLE = 3;
const CLIP = 7;
/** What PDFium writes for a hyphen at a line's end. */
const HYPHEN = 2;
const MOST_MARKS = 16;

/** Characters of one look that follow each other. */
interface Stretch {
  readonly look: Look;
  /** The first one's place among the characters that the file itself has, and the place behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Called for what a page says, in the order of the file. */
export interface Visitor {
  /** Characters of one look begin. */
  look(look: Look): void;
  character(character: Character): void;
}

/** The text of a page, until it is closed. */
export class PageText {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  /** Where each character that the file itself has stands in the text of PDFium, which makes up others between. */
  readonly #places: number[] = [];
  readonly #stretches: Stretch[] = [];

  constructor(pdfium: Pdfium, page: number) {
    this.#pdfium = pdfium;
    this.#text = pdfium.functions.FPDFText_LoadPage(page);
    if (this.#text !== 0) this.#find();
  }

  close(): void {
    if (this.#text !== 0) this.#pdfium.functions.FPDFText_ClosePage(this.#text);
  }

  /** All of them, parted by their looks. */
  get stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  /** Calls for each character that the file itself has. */
  visit(visitor: Visitor): void {
    const pdfium = this.#pdfium;
    const { answer } = pdfium;
    const { FPDFText_GetCharOrigin: origin, FPDFText_GetLooseCharBox: box } = pdfium.functions;
    const text = this.#text;
    const character = { sign: NOTHING, x: 0, y: 0, left: 0, right: 0, bottom: 0, top: 0, look: NO_LOOK };
    for (const { look, start, end } of this.#stretches) {
      visitor.look(look);
      character.look = look;
      for (let index = start; index < end; index++) {
        const at = this.#places[index] as number;
        character.sign = this.#signOf(at);
        origin(text, at, answer, answer + 8);
        character.x = pdfium.double(0);
        character.y = pdfium.double(1);
        box(text, at, answer);
        character.left = pdfium.single(0);
        character.top = pdfium.single(1);
        character.right = pdfium.single(2);
        character.bottom = pdfium.single(3);
        visitor.character(character);
      }
    }
  }

  #find(): void {
    const { functions } = this.#pdfium;
    const { FPDFText_IsGenerated: isGenerated, FPDFText_GetTextObject: objectAt } = functions;
    const text = this.#text;
    const looks = new Map<number, Look>();
    const fonts = new Map<number, string>();
    const count = functions.FPDFText_CountChars(text);
    const places = this.#places;
    let look: Look | undefined;
    let start = 0;
    const close = () => {
      if (look !== undefined) this.#stretches.push({ look, start, end: places.length });
      start = places.length;
    };
    for (let at = 0; at < count; at++) {
      if (isGenerated(text, at) === 1) continue;
      const object = objectAt(text, at);
      if (look?.object !== object) {
        close();
        look = looks.get(object) ?? lookOf(this.#pdfium, text, at, object, fonts);
        looks.set(object, look);
      }
      places.push(at);
    }
    close();
  }

  #signOf(at: number): Sign {
    const { functions } = this.#pdfium;
    if (functions.FPDFText_HasUnicodeMapError(this.#text, at) === 1) return UNKNOWN;
    const code = functions.FPDFText_GetUnicode(this.#text, at);
    if (code >= SIGNS.length) return signOf(code);
    SIGNS[code] ??= signOf(code);
    return SIGNS[code];
  }
}

/** Those of the first plane by their codes, as they are met: a page has those of the one before. */
const SIGNS = new Array<Sign | undefined>(0x1_0000);

const UNKNOWN: Sign = { text: '\ufffd', isBlank: false, isHan: false, isUnknown: true };
const NOTHING: Sign = { text: '', isBlank: true, isHan: false, isUnknown: false };
const NO_LOOK: Look = {
  object: 0,
  size: 1,
  font: '',
  angle: 0,
  isUndrawn: false,
  isPale: false,
  isLayered: false,
};

function signOf(code: number): Sign {
  if (code === 0 || code === 0xfffd) return UNKNOWN;
  if (code === HYPHEN || code === 0xfffe) return { ...NOTHING, text: '-', isBlank: false };
  const text = String.fromCodePoint(code);
  if (/^[\p{Cc}\p{Cf}]$/u.test(text)) return NOTHING;
  if (text.trim() === '') return { ...NOTHING, text: text === '\u3000' ? text : ' ' };
  return { text, isBlank: false, isHan: /^[\p{Script=Han}\u2e80-\u2fd5]$/u.test(text), isUnknown: false };
}

function lookOf(pdfium: Pdfium, text: number, at: number, object: number, fonts: Map<number, string>): Look {
  const { functions, answer } = pdfium;
  const fontSize = functions.FPDFText_GetFontSize(text, at);
  functions.FPDFText_GetMatrix(text, at, answer);
  const [a, b, c, d] = [pdfium.single(0), pdfium.single(1), pdfium.single(2), pdfium.single(3)];
  const mode = object === 0 ? 0 : functions.FPDFTextObj_GetTextRenderMode(object);
  const hasColour =
    object !== 0 && functions.FPDFPageObj_GetFillColor(object, answer, answer + 4, answer + 8, answer + 12);
  const isPale = hasColour && mode !== 1 && (isWhite(pdfium) || pdfium.integer(3) === 0);
  const font = object === 0 ? 0 : functions.FPDFTextObj_GetFont(object);
  let name = fonts.get(font);
  if (name === undefined) {
    name =
      font === 0 ? '' : pdfium.text((to, length) => functions.FPDFFont_GetBaseFontName(font, to, length));
    fonts.set(font, name);
  }
  return {
    object,
    size: Math.abs(fontSize) * (c === 0 ? Math.abs(d) : Math.hypot(c, d)),
    font: name,
    angle: b === 0 && a > 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
    isUndrawn: mode === INVISIBLE || mode === CLIP,
    isPale,
    isLayered: object !== 0 && isLayered(pdfium, object),
  };
}

/** Whether an object is marked as content of a layer: `/OC`. */
function isLayered(pdfium: Pdfium, object: number): boolean {
  const { functions, answer } = pdfium;
  const count = Math.min(MOST_MARKS, functions.FPDFPageObj_CountMarks(object));
  for (let at = 0; at < count; at++) {
    const mark = functions.FPDFPageObj_GetMark(object, at);
    // Longer names do not fit, and leave the answer's length alone.
    if (!functions.FPDFPageObjMark_GetName(mark, answer + 8, 16, answer)) continue;
    if (pdfium.integer(0) === 6 && pdfium.integer(2) === OC) return true;
  }
  return false;
}

/** `OC` in UTF-16, in one number. */
const OC = 0x0043_004f;
