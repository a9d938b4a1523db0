import type { Pdfium } from './library.ts';
import { isWhite } from './objects.ts';
import type { Edges } from './place.ts';

/** A character of a page in the file's coordinates (y upwards). One object is used for all: it holds for one visit. */
export interface Character extends Sign, Edges {
  /** Where it begins, on the baseline. */
  readonly x: number;
  readonly y: number;
  readonly look: Look;
}

/** What a code says. */
interface Sign {
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
const NOWHERE = {
  x: 0,
  y: 0,
  left: 0,
  right: 0,
  bottom: 0,
  top: 0,
  look: {
    object: 0,
    size: 1,
    font: '',
    angle: 0,
    isUndrawn: false,
    isPale: false,
    isLayered: false,
  } as Look,
};

/** The text of a page, until it is closed. */
export class PageText {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  readonly #looks = new Map<number, Look>();
  readonly #fonts = new Map<number, string>();
  readonly #signs = new Map<number, Sign>();

  constructor(pdfium: Pdfium, page: number) {
    this.#pdfium = pdfium;
    this.#text = pdfium.functions.FPDFText_LoadPage(page);
  }

  close(): void {
    if (this.#text !== 0) this.#pdfium.functions.FPDFText_ClosePage(this.#text);
  }

  /** Calls for each character in the order of the file; those that PDFium makes up are left out. */
  visit(call: (character: Character) => void): void {
    const { functions, answer } = this.#pdfium;
    const character = { ...NOTHING, ...NOWHERE };
    this.visitLooks((look, at) => {
      const sign = this.#signOf(at);
      functions.FPDFText_GetCharOrigin(this.#text, at, answer, answer + 8);
      character.x = this.#pdfium.double(0);
      character.y = this.#pdfium.double(1);
      functions.FPDFText_GetLooseCharBox(this.#text, at, answer);
      character.left = this.#pdfium.single(0);
      character.top = this.#pdfium.single(1);
      character.right = this.#pdfium.single(2);
      character.bottom = this.#pdfium.single(3);
      character.text = sign.text;
      character.isBlank = sign.isBlank;
      character.isHan = sign.isHan;
      character.isUnknown = sign.isUnknown;
      character.look = look;
      call(character);
    });
  }

  /** The same, where only the look of each is asked for. */
  visitLooks(call: (look: Look, at: number) => void): void {
    const { functions } = this.#pdfium;
    const count = this.#text === 0 ? 0 : functions.FPDFText_CountChars(this.#text);
    for (let at = 0; at < count; at++) {
      if (functions.FPDFText_IsGenerated(this.#text, at) === 1) continue;
      const object = functions.FPDFText_GetTextObject(this.#text, at);
      let look = this.#looks.get(object);
      if (look === undefined) {
        look = lookOf(this.#pdfium, this.#text, at, object, this.#fonts);
        this.#looks.set(object, look);
      }
      call(look, at);
    }
  }

  #signOf(at: number): Sign {
    const { functions } = this.#pdfium;
    if (functions.FPDFText_HasUnicodeMapError(this.#text, at) === 1) return UNKNOWN;
    const code = functions.FPDFText_GetUnicode(this.#text, at);
    let sign = this.#signs.get(code);
    if (sign === undefined) {
      sign = signOf(code);
      this.#signs.set(code, sign);
    }
    return sign;
  }
}

const UNKNOWN: Sign = { text: '\ufffd', isBlank: false, isHan: false, isUnknown: true };
const NOTHING = { text: '', isBlank: true, isHan: false, isUnknown: false };

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
    size: Math.abs(fontSize) * Math.hypot(c, d),
    font: name,
    angle: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
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
