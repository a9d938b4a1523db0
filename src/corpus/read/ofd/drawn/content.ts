import { childOf, elementsOf, type XmlElement } from '../../containers/xml.ts';
import { type Box, compose, type Matrix, type Rule } from '../../layout/page.ts';
import { UnreadableReport } from '../../reader.ts';
import type { ImageFile, Resources } from '../resources.ts';
import { type Character, charactersOf, placeOf } from './characters.ts';
import { boxOf } from './geometry.ts';
import { paintOf } from './paint.ts';
import { readPath } from './paths.ts';

/** Points in a mm. */
export const POINTS = 72 / 25.4;

/** What a page draws, in the order in which it does. */
export interface Drawn {
  readonly characters: Character[];
  /** In points, as everything below. */
  readonly rules: Rule[];
  /** Of what is filled other than white: white letters are seen there. */
  readonly fills: Box[];
  readonly images: DrawnImage[];
  /** How many outlines have curves, as letters have that are drawn. */
  curves: number;
}

export interface DrawnImage extends Box {
  /** Undefined where the file lacks it. */
  readonly file?: ImageFile;
}

/**
 * What a whole file may draw, as templates and composite units draw the same again: a unit of work is an object, a child of one, or some
 * of its data. 4,000 dense pages cost as much.
 */
const MOST_WORK = 12_000_000;
const WORK_OF_CHARACTER = 3;
const WORK_OF_UNIT = 240;
/** Characters of XML to a unit. */
const DATA = 8;
const DEEPEST = 64;

const IDENTITY: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const TO_POINTS: Matrix = { a: POINTS, b: 0, c: 0, d: POINTS, e: 0, f: 0 };

export interface Drawing {
  /** Adds what the root of a page or a template draws. @throws UnreadableReport where a file draws beyond all use. */
  draw(root: XmlElement, resources: Resources, onto: Drawn): void;
}

export function emptyDrawing(): Drawn {
  return { characters: [], rules: [], fills: [], images: [], curves: 0 };
}

/** For the pages of one file. */
export function createDrawing(): Drawing {
  let left = MOST_WORK;
  const spend = (work: number) => {
    left -= work;
    if (left < 0) throw new UnreadableReport('画的内容太多，不像一份公文，请另存一份再试');
  };
  return {
    draw(root, resources, onto) {
      spend(root.children.length);
      const content = childOf(root, 'Content');
      spend(content?.children.length ?? 0);
      for (const layer of content === undefined ? [] : elementsOf(content)) {
        if (layer.name !== 'Layer') continue;
        const walk: Walk = { resources, onto, spend, layerParam: layer.attributes.DrawParam };
        for (const object of elementsOf(layer)) addObject(object, IDENTITY, walk, 0);
      }
    },
  };
}

interface Walk {
  readonly resources: Resources;
  readonly onto: Drawn;
  readonly spend: (work: number) => void;
  readonly layerParam: string | undefined;
}

function addObject(object: XmlElement, outer: Matrix, walk: Walk, depth: number): void {
  walk.spend(workOf(object));
  if (depth > DEEPEST) return;
  if (object.name === 'TextObject') addText(object, outer, walk);
  else if (object.name === 'PathObject') addPath(object, outer, walk);
  else if (object.name === 'ImageObject') addImage(object, outer, walk);
  else if (object.name === 'PageBlock') {
    for (const child of elementsOf(object)) addObject(child, outer, walk, depth + 1);
  } else if (object.name === 'CompositeObject' && object.attributes.Visible !== 'false') {
    walk.spend(WORK_OF_UNIT);
    const unit = walk.resources.units.get(object.attributes.ResourceID?.trim() ?? '');
    const place = placeOf(object, outer);
    for (const child of unit === undefined ? [] : elementsOf(unit)) addObject(child, place, walk, depth + 1);
  }
}

function workOf({ children }: XmlElement): number {
  let data = 0;
  for (const child of children) {
    if (typeof child === 'string') continue;
    const { DeltaX = '', DeltaY = '' } = child.attributes;
    data += DeltaX.length + DeltaY.length;
    for (const text of child.children) if (typeof text === 'string') data += text.length;
  }
  return 1 + children.length + data / DATA;
}

function addText(object: XmlElement, outer: Matrix, { resources, onto, spend, layerParam }: Walk): void {
  const paint = paintOf(object, layerParam, resources);
  const { Font, Weight } = object.attributes;
  const name = resources.fonts.get(Font?.trim() ?? '') ?? Font ?? '';
  const font = Number(Weight) >= 600 ? `${name} Bold` : name;
  const look = paint === undefined ? 'clear' : paint.isWhite ? 'white' : 'seen';
  const characters = charactersOf(object, outer, { look, font, images: onto.images.length });
  spend(WORK_OF_CHARACTER * characters.length);
  for (const character of characters) onto.characters.push(character);
}

function addPath(object: XmlElement, outer: Matrix, { resources, onto, spend, layerParam }: Walk): void {
  const paint = paintOf(object, layerParam, resources);
  if (paint === undefined || paint.isWhite) return;
  const path = readPath(object, compose(TO_POINTS, placeOf(object, outer)), paint);
  spend(path.rules.length);
  for (const rule of path.rules) onto.rules.push(rule);
  if (path.box !== undefined) onto.fills.push(path.box);
  if (path.isCurved) onto.curves++;
}

/** An image fills a square of one by one that its transformation puts in place. */
function addImage(object: XmlElement, outer: Matrix, { resources, onto }: Walk): void {
  const { Visible, Alpha, ResourceID } = object.attributes;
  if (Visible === 'false' || Alpha?.trim() === '0') return;
  const box = boxOf(compose(TO_POINTS, placeOf(object, outer)), { x: 0, y: 0, width: 1, height: 1 });
  const file = resources.images.get(ResourceID?.trim() ?? '');
  onto.images.push({ ...box, ...(file !== undefined && { file }) });
}
