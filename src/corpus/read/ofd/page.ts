import { type Box, type Glyph, type Page, type PageRun, type Rule, runsOfGlyphs } from '../layout/page.ts';
import type { Character, Turn } from './drawn/characters.ts';
import { type Drawn, type DrawnImage, POINTS } from './drawn/content.ts';

/** A page for the layout, and what of it is left out. */
export interface OfdPage {
  readonly page: Page;
  /** Of text that is not there to be read: `page` holds none of it. */
  readonly leftOut: ReadonlySet<LeftOut>;
  /** Its text stands behind the picture of itself, as programs put it there that recognise text. */
  readonly isRecognised: boolean;
  /** Largest first; where the page has no text of its own, they are all that it shows. */
  readonly images: readonly DrawnImage[];
  /** Why its text is not to be had: it is in an image, in outlines, or in characters that Unicode does not know. */
  readonly unread?: 'unread' | 'outlined' | 'garbled';
}

export type LeftOut = 'hidden' | 'white' | 'outside' | 'aslant';

/** mm within which the same character drawn twice is one that is made bold. */
const DOUBLE = 0.5;
/** mm that a character may stand beyond the edge. */
const EDGE = 2;
/** What part of the page an image covers that may be a picture of it. */
const SCAN = 0.5;
/** A page with fewer characters beside such an image has its text in the image. */
const FEWEST = 20;
/** What part of a page's characters may be none of Unicode's. */
const MAP_ERRORS = 0.05;
/** So many outlines with curves are letters, where the page has no others. */
const OUTLINES = 20;

/** Puts together what is seen of a page. Linear in what it draws. @param area of the page, in mm. */
export function readPage(number: number, area: Box, drawn: Drawn): OfdPage {
  const leftOut = new Set<LeftOut>();
  const width = area.width * POINTS;
  const height = area.height * POINTS;
  const images = drawn.images
    .map((image) => ({ ...image, x: image.x - area.x * POINTS, y: image.y - area.y * POINTS }))
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  const scan = drawn.images.findLastIndex((image) => sizeOf(image) >= SCAN * width * height);
  const turn = usualTurn(drawn.characters);
  const inside = drawn.characters.filter((character) => {
    const isInside = isWithin(character, area);
    if (!isInside) leftOut.add('outside');
    else if (character.turn !== turn) leftOut.add('aslant');
    return isInside && character.turn === turn;
  });
  const seen = inside.filter(({ source }) => source.look !== 'clear');
  const isBehind = scan >= 0 && seen.length < FEWEST && inside.length - seen.length >= FEWEST;
  if (!isBehind && seen.length < inside.length) leftOut.add('hidden');
  const isOnFill = fillTest(drawn);
  const shown = (isBehind ? inside : seen).filter((character) => {
    const isLost = character.source.look === 'white' && scan < 0 && !isOnFill(character);
    if (isLost) leftOut.add('white');
    return !isLost;
  });
  const once = withoutDoubles(shown);
  const isOpaque = scan >= 0 && !/^(?:png|gif)$/u.test(drawn.images[scan]?.file?.format ?? '');
  const isScanned = (character: Character) =>
    (isBehind && character.source.look === 'clear') || (isOpaque && character.source.images <= scan);
  const runs = runsOfGlyphs(once.map((character) => glyphOf(character, area, isScanned(character))));
  const wrong = once.filter(({ text }) => /[\ufffd\p{Co}]/u.test(text)).length;
  const hasWords = once.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const isScan = scan >= 0 && once.length < FEWEST;
  const isGarbled = wrong > MAP_ERRORS * once.length;
  const isImage = images.length > 0 && (!hasWords || isScan);
  const isOutlined = !hasWords && images.length === 0 && drawn.curves >= OUTLINES;
  const unread = isGarbled ? 'garbled' : isImage ? 'unread' : isOutlined ? 'outlined' : undefined;
  const rules = drawn.rules.map((rule) => moved(rule, area));
  return {
    page: turned(
      { number, width, height, runs: isGarbled ? [] : runs, rules, images: images.map(boxOnly) },
      turn,
    ),
    leftOut,
    isRecognised: runs.some((run) => run.isScanned === true),
    images,
    ...(unread !== undefined && { unread }),
  };
}

function glyphOf(
  { text, x, y, width, size, source: { font } }: Character,
  area: Box,
  isScanned: boolean,
): Glyph {
  const glyph = {
    text,
    x: (x - area.x) * POINTS,
    y: (y - area.y) * POINTS,
    width: width * POINTS,
    size: size * POINTS,
    font,
  };
  return isScanned ? { ...glyph, isScanned } : glyph;
}

function sizeOf({ width, height }: Box): number {
  return width * height;
}

function boxOnly({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

function moved({ x1, y1, x2, y2 }: Rule, { x, y }: Box): Rule {
  return { x1: x1 - x * POINTS, y1: y1 - y * POINTS, x2: x2 - x * POINTS, y2: y2 - y * POINTS };
}

function isWithin({ x, y }: Character, area: Box): boolean {
  return (
    x >= area.x - EDGE &&
    y >= area.y - EDGE &&
    x <= area.x + area.width + EDGE &&
    y <= area.y + area.height + EDGE
  );
}

/** How most characters of a page stand: a table that is too broad lies on its side. */
function usualTurn(characters: readonly Character[]): Turn {
  const counts = [0, 0, 0, 0];
  for (const { turn, source } of characters)
    if (turn !== undefined && source.look === 'seen') counts[turn] = (counts[turn] ?? 0) + 1;
  const most = counts.indexOf(Math.max(...counts));
  return most === 1 || most === 2 || most === 3 ? most : 0;
}

/** Whether a character stands on something that is painted; where very much is painted, each is taken to. */
function fillTest({ fills, images }: Drawn): (character: Character) => boolean {
  const boxes = [...fills, ...images];
  return ({ x, y, size }) => {
    const middle = { x: (x + size / 4) * POINTS, y: (y - size / 3) * POINTS };
    return (
      boxes.length > MOST_FILLS ||
      boxes.some(
        (box) =>
          middle.x >= box.x &&
          middle.y >= box.y &&
          middle.x <= box.x + box.width &&
          middle.y <= box.y + box.height,
      )
    );
  };
}

const MOST_FILLS = 500;

/** Characters without those that another string has drawn in the same place. */
function withoutDoubles(characters: readonly Character[]): Character[] {
  const placed = new Map<number, Character>();
  return characters.filter((character) => {
    const { text, x, y } = character;
    const code = text.codePointAt(0) ?? 0;
    const column = Math.round(x / CELL);
    const row = Math.round(y / CELL);
    for (const across of [column - 1, column])
      for (const down of [row - 1, row]) {
        const other = placed.get(keyOf(code, across, down));
        if (other === undefined || other.text !== text || isOneString(other, character)) continue;
        if (Math.abs(other.x - x) <= DOUBLE && Math.abs(other.y - y) <= DOUBLE) return false;
      }
    placed.set(keyOf(code, Math.floor(x / CELL), Math.floor(y / CELL)), character);
    return true;
  });
}

function isOneString(one: Character, other: Character): boolean {
  return one.source === other.source && one.string === other.string;
}

/** mm: what lies within `DOUBLE` of a place lies in four cells around it. */
const CELL = 2 * DOUBLE;
/** No page has so many cells in a row or column. */
const CELLS = 2 ** 16;

function keyOf(code: number, column: number, row: number): number {
  return (code * CELLS + column) * CELLS + row;
}

/** The page as one sees it who turns it so that its text is level. */
function turned(page: Page, turn: Turn): Page {
  if (turn === 0) return page;
  const { width, height } = page;
  const at = (x: number, y: number) =>
    turn === 1
      ? { x: y, y: width - x }
      : turn === 2
        ? { x: width - x, y: height - y }
        : { x: height - y, y: x };
  const box = (one: Box): Box => {
    const from = at(one.x, one.y);
    const to = at(one.x + one.width, one.y + one.height);
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
  };
  return {
    ...page,
    width: turn === 2 ? width : height,
    height: turn === 2 ? height : width,
    runs: page.runs.map((run): PageRun => ({ ...run, ...at(run.x, run.y) })),
    rules: (page.rules ?? []).map(({ x1, y1, x2, y2 }) => {
      const { x, y, width: long, height: high } = box({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 });
      return { x1: x, y1: y, x2: x + long, y2: y + high };
    }),
    images: (page.images ?? []).map(box),
  };
}
