import { elementsOf, textOf, type XmlElement } from '../../containers/xml.ts';
import { compose, type Matrix, transform } from '../../layout/page.ts';
import { numberOf, readBox, readDistances, readMatrix } from './geometry.ts';

/** A character where it stands on its page; lengths in mm, y downwards. */
export interface Character {
  readonly text: string;
  /** The beginning of its baseline. */
  readonly x: number;
  readonly y: number;
  /** Along its baseline. */
  readonly width: number;
  readonly size: number;
  /** Of its TextCode among those of the object. */
  readonly string: number;
  /** Quarters of a circle, clockwise, that its baseline is turned by; undefined where it stands aslant. */
  readonly turn: Turn | undefined;
  readonly source: TextSource;
}

/** The TextObject of a character. */
export interface TextSource {
  /** `clear`: nothing of it is painted. */
  readonly look: 'seen' | 'white' | 'clear';
  /** Its face, as the file calls it; empty where it names none. */
  readonly font: string;
  /** How many images were drawn before it on its page. */
  readonly images: number;
}

export type Turn = 0 | 1 | 2 | 3;

/** Degrees that a line may be off and still be level. */
const LEVEL = 3;
/** mm: of text that states none, in a box of no height. */
const USUAL_SIZE = 4.2;
/** Parts of the font's size: characters of one string that are no further apart follow each other. */
const APART = 0.5;

/** Where an object stands: its transformation, within its box, within what it is a part of. */
export function placeOf({ attributes }: XmlElement, outer: Matrix): Matrix {
  const box = readBox(attributes.Boundary) ?? { x: 0, y: 0, width: 0, height: 0 };
  const { a, b, c, d, e, f } = readMatrix(attributes.CTM);
  return compose(outer, { a, b, c, d, e: e + box.x, f: f + box.y });
}

/** How the characters of an object stand; sizes in its own units but for `seenSize`. */
interface Style {
  readonly place: Matrix;
  readonly size: number;
  /** mm: on the page. */
  readonly seenSize: number;
  /** mm on the page to a unit along the baseline. */
  readonly scale: number;
  /** Of what the widths of characters are stretched by. */
  readonly stretch: number;
  readonly turn: Turn | undefined;
  /** Radians, clockwise: where a character is followed by the next. */
  readonly heading: number;
  /** In parts of the size: the width of the object's box, where that is drawn as it is. */
  readonly boxed: number | undefined;
}

function styleOf(object: XmlElement, outer: Matrix): Style | undefined {
  const place = placeOf(object, outer);
  const { Boundary, Size, HScale, ReadDirection, CharDirection } = object.attributes;
  const box = readBox(Boundary);
  const size = [numberOf(Size), box?.height, USUAL_SIZE].find((length) => length !== undefined && length > 0);
  const scale = Math.hypot(place.a, place.b);
  const seenSize = (size ?? 0) * Math.hypot(place.c, place.d);
  if (size === undefined || !(seenSize > 0) || !(scale > 0)) return undefined;
  const stretch = numberOf(HScale) ?? 1;
  return {
    place,
    size,
    seenSize,
    scale,
    stretch: stretch > 0 ? stretch : 1,
    turn: turnOf(Math.atan2(place.b, place.a), numberOf(CharDirection) ?? 0),
    heading: ((numberOf(ReadDirection) ?? 0) * Math.PI) / 180,
    boxed: box === undefined || scale !== 1 ? undefined : box.width / size,
  };
}

/**
 * The characters of a TextObject in their order. Where it gives no distances they follow each other by the widths that
 * characters of their kind have; those that stand below each other are given as one. Linear in the text.
 */
export function charactersOf(object: XmlElement, outer: Matrix, source: TextSource): Character[] {
  const style = styleOf(object, outer);
  const found: Character[] = [];
  if (style === undefined) return found;
  const { place, size, scale, seenSize, turn } = style;
  let x = 0;
  let y = 0;
  let string = -1;
  const add = (text: string, width: number) => {
    const from = transform(place, { x, y });
    // Every character with the same fields, in the same order: pages hold thousands.
    found.push({ text, x: from.x, y: from.y, width: width * scale, size: seenSize, string, turn, source });
  };
  for (const code of elementsOf(object)) {
    if (code.name !== 'TextCode') continue;
    string++;
    const units = unitsOf(textOf(code));
    x = numberOf(code.attributes.X) ?? x;
    y = numberOf(code.attributes.Y) ?? y;
    const given = stepsOf(code, units);
    const usual = units.map((unit) => usualStep(unit, units.length, style));
    const steps = usual.map((step, at) => given[at] ?? step);
    const shown = units.filter(isShown).join('');
    const isDown = units.length > 1 && steps.slice(0, -1).every((step) => isBelow(step, size));
    if (isDown && shown !== '') add(shown, size);
    units.forEach((unit, at) => {
      const step = steps[at] ?? { x: 0, y: 0 };
      const length = usual[at]?.length ?? size;
      const isNext = given[at] !== undefined && step.x > 0 && Math.abs(step.y) < size / 10;
      const isNear = isNext && step.x <= Math.max(length + APART * size, size);
      if (!isDown && isShown(unit)) add(SPACE.test(unit) ? ' ' : unit, isNear ? step.x : length);
      x += step.x;
      y += step.y;
    });
  }
  return found;
}

const SPACE = /[\t\n]/u;

interface Step {
  readonly x: number;
  readonly y: number;
}

function isBelow({ x, y }: Step, size: number): boolean {
  return Math.abs(x) < size / 10 && y > size / 4;
}

/** To the next character, where the file does not say it. @param count of characters in the string. */
function usualStep(
  unit: string,
  count: number,
  { size, stretch, heading, boxed }: Style,
): Step & { readonly length: number } {
  const length = usualWidth(unit, count === 1 ? boxed : undefined) * size * stretch;
  return { length, x: length * Math.cos(heading), y: length * Math.sin(heading) };
}

/** Characters; what a program only laid out over lines in its XML is no part of them. */
function unitsOf(text: string): string[] {
  return Array.from(text.includes('\n') ? text.trim() : text);
}

/** From each character to the next, but for the last; none where the file gives none. */
function stepsOf(code: XmlElement, units: readonly string[]): readonly Step[] {
  const { DeltaX, DeltaY } = code.attributes;
  const most = units.reduce((sum, unit) => sum + unit.length, 0) - 1;
  const across = readDistances(DeltaX, most);
  const down = readDistances(DeltaY, most);
  if (![...across, ...down].some((distance) => distance !== 0)) return [];
  // Some programs count the two halves of a character beyond U+FFFF.
  const isByHalves = Math.max(across.length, down.length) >= most && most >= units.length;
  const length = Math.max(across.length, down.length);
  const steps: Step[] = [];
  for (let at = 0, from = 0; at < units.length - 1 && from < length; at++) {
    const to = from + (isByHalves ? (units[at]?.length ?? 1) : 1);
    let x = 0;
    let y = 0;
    for (; from < to; from++) {
      x += across[from] ?? 0;
      y += down[from] ?? 0;
    }
    steps.push({ x, y });
  }
  return steps;
}

function turnOf(angle: number, charDirection: number): Turn | undefined {
  const degrees = (((angle * 180) / Math.PI + charDirection) % 360) + 360;
  const quarters = Math.round(degrees / 90);
  return Math.abs(degrees - quarters * 90) > LEVEL ? undefined : TURNS[quarters % 4];
}

const TURNS = [0, 1, 2, 3] as const;

const WIDE =
  /[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * In parts of the font's size.
 * @param boxed the width of the box around it alone, if it has one.
 */
function usualWidth(text: string, boxed: number | undefined): number {
  if (text > '\uffff' || WIDE.test(text)) return 1;
  if (boxed !== undefined && boxed >= 0.2 && boxed <= 1) return boxed;
  if (/[iljtI.,:;'|!]/u.test(text)) return 0.3;
  if (/[mwMW%@]/u.test(text)) return 0.85;
  return /[A-Z]/u.test(text) ? 0.68 : 0.5;
}

/** No control and no format character, which take no space. */
function isShown(text: string): boolean {
  return text === '\t' || text === '\n' || !/[\p{Cc}\p{Cf}]/u.test(text);
}
