import { type Page, Runs, rulesOfBox } from '../layout/page.ts';
import { type Character, type Look, PageText } from './characters.ts';
import { switchedOff } from './layers.ts';
import type { Pdfium } from './library.ts';
import { type Drawn, drawnOn } from './objects.ts';
import { type Edges, type Placement, placedBox, placementOf } from './place.ts';

/** A page for the layout, and what of it is left out. */
export interface PdfPage {
  readonly page: Page;
  /** Text that nobody sees: white on white, off the page, in a layer that is switched off, too small. */
  readonly hidden: readonly string[];
  /** Text at an angle, each stretch: watermarks, as a rule. */
  readonly slanted: readonly string[];
  /** Its text is in a picture, or in a font that tells no characters, or it cannot be opened: `page` has no runs. */
  readonly unread?: 'picture' | 'font' | 'damaged';
  /** Some of its text lies under a picture of it: a machine has read it. */
  readonly isRecognised: boolean;
}

/** Degrees: a line that is turned by more is at an angle. */
const LEVEL = 3;
/** Of its font's size: no Han character is narrower, but the box around it may be. */
const HAN_WIDTH = 0.95;
/** Points: no one reads smaller text. */
const SMALLEST = 1.5;
/** More unknown characters than this share make a page unread. */
const UNKNOWN = 0.05;
/** The share of a page that pictures take where its text is in them; where it has a few characters, as a stamp or a page's number. */
const PICTURE = 0.25;
const SCAN = 0.7;
const FEWEST = 24;
/** A page without text, of more shapes with curves, is text that was turned into shapes. */
const CURVES = 60;

/** Reads a page. @param number from 1. */
export function readPage(pdfium: Pdfium, page: number, number: number): PdfPage {
  const edges = edgesOfPage(pdfium, page);
  const drawn = drawnOn(pdfium, page, edges);
  const text = new PageText(pdfium, page);
  const quarters = quartersOf(text) ?? pdfium.functions.FPDFPage_GetRotation(page);
  const placement = placementOf(edges, quarters);
  const off = switchedOff(pdfium, page, edges, text);
  const runs = new Runs();
  const hidden = new Stretches();
  const slanted = new Stretches();
  let words = 0;
  let unknown = 0;
  let isRecognised = false;
  let blank: { text: string; x: number; y: number; width: number; look: Look } | undefined;
  let isSlanted = false;
  let isScanned = false;
  let isUnseen = false;
  let isPale = false;
  const seeLook = (look: Look) => {
    isSlanted = !isLevel(look.angle, quarters);
    isScanned = look.isUndrawn || drawn.covered.has(look.object);
    isUnseen = off.has(look.object) || look.size < SMALLEST;
    isPale = look.isUndrawn || look.isPale;
  };
  const seeCharacter = (character: Character) => {
    const { look, sign } = character;
    const isHidden = isUnseen || !isOn(character, edges) || (isPale && isLost(character, drawn));
    if (isHidden || isSlanted) {
      (isHidden ? hidden : slanted).add(sign.text, look.object);
      return;
    }
    const x = xOf(character, placement, quarters);
    const y = yOf(character, placement, quarters);
    const width = widthOf(character, quarters);
    if (sign.isBlank) {
      // Several blanks are a space that is seen, as wide as they are.
      blank = blank === undefined && sign.text !== '' ? { text: sign.text, x, y, width, look } : undefined;
      return;
    }
    if (blank !== undefined)
      runs.add(blank.text, blank.x, blank.y, blank.width, blank.look.size, blank.look.font, isScanned);
    blank = undefined;
    words++;
    if (sign.isUnknown) unknown++;
    isRecognised ||= isScanned;
    runs.add(sign.text, x, y, width, look.size, look.font, isScanned);
  };
  text.visit({ look: seeLook, character: seeCharacter });
  text.close();
  const isUnknown = unknown > UNKNOWN * words;
  const share = shareOf(drawn.images, edges);
  const isOutlined = words === 0 && drawn.curves > CURVES;
  const isPicture = words === 0 ? share > PICTURE : share > SCAN && words < FEWEST && !isRecognised;
  return {
    page: {
      number,
      width: placement.width,
      height: placement.height,
      runs: isUnknown ? [] : runs.end(),
      rules: drawn.boxes.flatMap((box) => rulesOfBox(placedBox(placement, box), false)),
      images: drawn.images.map((image) => placedBox(placement, image)),
    },
    hidden: hidden.texts(),
    slanted: slanted.texts(),
    ...(isUnknown
      ? { unread: 'font' as const }
      : isPicture || isOutlined
        ? { unread: 'picture' as const }
        : {}),
    isRecognised,
  };
}

function edgesOfPage(pdfium: Pdfium, page: number): Edges {
  const { functions, answer } = pdfium;
  if (!functions.FPDF_GetPageBoundingBox(page, answer)) return { left: 0, bottom: 0, right: 595, top: 842 };
  return { left: pdfium.single(0), top: pdfium.single(1), right: pdfium.single(2), bottom: pdfium.single(3) };
}

/** How often the page must be turned clockwise for most of its text to stand upright; undefined without text. */
function quartersOf(text: PageText): number | undefined {
  const counts = [0, 0, 0, 0];
  for (const { look, start, end } of text.stretches) {
    const quarters = Math.round(look.angle / 90) % 4;
    if (isLevel(look.angle, quarters)) counts[quarters] = (counts[quarters] ?? 0) + end - start;
  }
  const most = Math.max(...counts);
  return most === 0 ? undefined : counts.indexOf(most);
}

function isLevel(angle: number, quarters: number): boolean {
  const off = Math.abs(angle - 90 * quarters) % 360;
  return Math.min(off, 360 - off) <= LEVEL;
}

/** Whether nobody sees a pale character. Text without colour over a picture is what a machine has read of it. */
function isLost(character: Character, { images, grounds }: Drawn): boolean {
  if (images.some((image) => isOn(character, image))) return false;
  return character.look.isUndrawn || !grounds.some((ground) => isOn(character, ground));
}

function isOn({ left, right, bottom, top }: Edges, box: Edges): boolean {
  const x = (left + right) / 2;
  const y = (bottom + top) / 2;
  return x >= box.left && x <= box.right && y >= box.bottom && y <= box.top;
}

/** Where a character begins on the page that is looked at. */
function xOf({ x, y }: Character, placement: Placement, quarters: number): number {
  return quarters === 0 ? x - placement.edges.left : placement.point(x, y).x;
}

function yOf({ x, y }: Character, placement: Placement, quarters: number): number {
  return quarters === 0 ? placement.edges.top - y : placement.point(x, y).y;
}

/** How far a character goes: to the end of the box around it, and a Han character its font's size at least. */
function widthOf({ x, y, left, right, bottom, top, sign, look }: Character, quarters: number): number {
  const end = quarters === 0 ? right - x : quarters === 1 ? top - y : quarters === 2 ? x - left : y - bottom;
  return Math.max(end, sign.isHan ? HAN_WIDTH * look.size : 0);
}

/** How much of a page pictures take, at most 1 where they do not lie over each other. */
function shareOf(images: readonly Edges[], { left, right, bottom, top }: Edges): number {
  const area = Math.max(1, (right - left) * (top - bottom));
  return images.reduce(
    (sum, image) => sum + ((image.right - image.left) * (image.top - image.bottom)) / area,
    0,
  );
}

/** Texts that grow character by character, one for each object. */
class Stretches {
  readonly #texts = new Map<number, string[]>();

  add(text: string, object: number): void {
    const held = this.#texts.get(object);
    if (held === undefined) this.#texts.set(object, [text]);
    else held.push(text);
  }

  texts(): string[] {
    return [...this.#texts.values()].map((parts) => parts.join('').trim()).filter((text) => text !== '');
  }
}
