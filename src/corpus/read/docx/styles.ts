import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import type { Colour } from '../unseen.ts';
import { raisedPosition } from '../word/raised.ts';
import { isOn, numberOf, valueIn } from './properties.ts';
import { type Fill, fillOf, textColourOf } from './shading.ts';

/** How a stretch of text is set, as far as it changes what is read. Absent: as what is further out says. */
export interface RunProperties {
  readonly isHidden?: boolean;
  readonly isStruck?: boolean;
  readonly position?: 'superscript' | 'subscript' | 'baseline';
  /** Half points above the line; below 0 for under it. */
  readonly raise?: number;
  /** In half points. */
  readonly size?: number;
  /** The font of its characters, where it is one of symbols. */
  readonly font?: string;
  readonly colour?: Colour | 'auto';
  readonly fill?: Fill;
}

export interface ParagraphProperties {
  readonly numId?: string;
  /** From 0: of its list. */
  readonly level?: number;
  /** From 0 to 8: of the outline; 9 for none. */
  readonly outline?: number;
  readonly isIndented?: boolean;
  readonly isRightAligned?: boolean;
  readonly fill?: Fill;
}

export interface Style {
  readonly id: string;
  /** As people see it, of the style or the nearest one that it is made from: heading 1, 标题 1, Title. */
  readonly names: readonly string[];
  readonly paragraph: ParagraphProperties;
  readonly run: RunProperties;
}

/** Half points, where a file states no size. */
const USUAL_SIZE = 20;

const NO_STYLE: Style = { id: '', names: [], paragraph: {}, run: {} };

export interface Styles {
  /** The style of a paragraph without its own is the default one. */
  paragraph(id: string | undefined): Style;
  character(id: string | undefined): Style;
}

/** The styles of `word/styles.xml`, each with what it takes over from the one it is based on. */
export function stylesOf(root: XmlElement | undefined): Styles {
  const defaults = childOf(childOf(childOf(root, 'docDefaults'), 'rPrDefault'), 'rPr');
  const none: Style = { ...NO_STYLE, run: runProperties(defaults) };
  const elements = new Map<string, XmlElement>();
  let usual: string | undefined;
  for (const element of root === undefined ? [] : elementsOf(root)) {
    const { styleId: id, type, default: isDefault } = element.attributes;
    if (element.name !== 'style' || id === undefined) continue;
    elements.set(id, element);
    if (type === 'paragraph' && /^(?:1|true|on)$/iu.test(isDefault ?? '')) usual = id;
  }
  const known = new Map<string, Style>();
  const resolve = (first: string): Style => {
    // Up to one that is known, and down again: a style may be based on itself by a detour.
    const chain: string[] = [];
    const seen = new Set<string>();
    let id: string | undefined = first;
    while (id !== undefined && !known.has(id) && !seen.has(id) && elements.has(id)) {
      chain.push(id);
      seen.add(id);
      id = valueIn(elements.get(id), 'basedOn');
    }
    let style: Style = (id === undefined ? undefined : known.get(id)) ?? none;
    for (const next of chain.reverse()) {
      style = inherit(next, elements.get(next), style);
      known.set(next, style);
    }
    return known.get(first) ?? { ...none, id: first, names: [first] };
  };
  return {
    paragraph: (id = usual) => (id === undefined ? none : resolve(id)),
    character: (id) => (id === undefined ? NO_STYLE : resolve(id)),
  };
}

/** So many styles further out tell what a style is. */
const MOST_NAMES = 8;

function inherit(id: string, element: XmlElement | undefined, base: Style): Style {
  const name = valueIn(element, 'name') ?? id;
  return {
    id,
    names: [name, ...base.names].slice(0, MOST_NAMES),
    paragraph: { ...base.paragraph, ...paragraphProperties(childOf(element, 'pPr')) },
    run: { ...base.run, ...runProperties(childOf(element, 'rPr')) },
  };
}

/** What `w:pPr` says itself. */
export function paragraphProperties(properties: XmlElement | undefined): ParagraphProperties {
  if (properties === undefined) return {};
  const list = childOf(properties, 'numPr');
  const numId = valueIn(list, 'numId');
  const level = numberOf(valueIn(list, 'ilvl'));
  const outline = numberOf(valueIn(properties, 'outlineLvl'));
  const indent = childOf(properties, 'ind')?.attributes;
  const first = indent?.firstLineChars ?? indent?.firstLine;
  const aligned = valueIn(properties, 'jc');
  const fill = fillOf(properties);
  return {
    ...(numId === undefined ? {} : { numId }),
    ...(level === undefined ? {} : { level }),
    ...(outline === undefined ? {} : { outline }),
    ...(first === undefined ? {} : { isIndented: Number.parseFloat(first) > 0 }),
    ...(aligned === undefined ? {} : { isRightAligned: aligned === 'right' || aligned === 'end' }),
    ...(fill === undefined ? {} : { fill }),
  };
}

/** What `w:rPr` says itself. */
export function runProperties(properties: XmlElement | undefined): RunProperties {
  if (properties === undefined) return {};
  const isHidden = isOn(properties, 'vanish');
  const struck = [isOn(properties, 'strike'), isOn(properties, 'dstrike')];
  const position = valueIn(properties, 'vertAlign');
  const raise = Number(valueIn(properties, 'position') ?? 0);
  const size = numberOf(valueIn(properties, 'sz'));
  const fonts = childOf(properties, 'rFonts')?.attributes;
  const font = fonts?.ascii ?? fonts?.hAnsi;
  const colour = textColourOf(properties);
  const fill = fillOf(properties);
  return {
    ...(isHidden === undefined ? {} : { isHidden }),
    ...(struck.every((one) => one === undefined) ? {} : { isStruck: struck.includes(true) }),
    ...(position === 'superscript' || position === 'subscript' || position === 'baseline'
      ? { position }
      : {}),
    ...(Number.isNaN(raise) || raise === 0 ? {} : { raise }),
    ...(size === undefined ? {} : { size }),
    ...(font === undefined ? {} : { font }),
    ...(colour === undefined ? {} : { colour }),
    ...(fill === undefined ? {} : { fill }),
  };
}

/** How a run is set: by itself, else by its style and the paragraph's, of which each turns a switch over. */
export function runSetting(
  own: RunProperties,
  character: RunProperties,
  paragraph: RunProperties,
): RunProperties {
  const either = (a?: boolean, b?: boolean) => (a ?? false) !== (b ?? false);
  const font = own.font ?? character.font ?? paragraph.font;
  const colour = own.colour ?? character.colour ?? paragraph.colour;
  const fill = own.fill ?? character.fill ?? paragraph.fill;
  return {
    isHidden: own.isHidden ?? either(character.isHidden, paragraph.isHidden),
    isStruck: own.isStruck ?? either(character.isStruck, paragraph.isStruck),
    position: own.position ?? character.position ?? paragraph.position ?? raisedBy(own, character, paragraph),
    ...(font === undefined ? {} : { font }),
    ...(colour === undefined ? {} : { colour }),
    ...(fill === undefined ? {} : { fill }),
  };
}

function raisedBy(
  own: RunProperties,
  character: RunProperties,
  paragraph: RunProperties,
): NonNullable<RunProperties['position']> {
  const usual = paragraph.size ?? USUAL_SIZE;
  return raisedPosition(own.raise ?? character.raise ?? 0, own.size ?? character.size ?? usual, usual);
}

const HEADING = /^(?:heading|标题|標題)\s*([1-9])$/iu;
const TITLE = /^(?:title|标题|標題|文档标题|公文标题)$/iu;
const CONTENTS = /^(?:toc|目录|目錄)\s*[1-9]$/iu;

/** From 1 to 9: the level of a heading; undefined for anything else. */
export function headingLevel(style: Style, own: ParagraphProperties): number | undefined {
  const outline = own.outline ?? style.paragraph.outline;
  if (outline !== undefined) return outline < 9 ? outline + 1 : undefined;
  for (const name of style.names) {
    const level = HEADING.exec(name)?.[1];
    if (level !== undefined) return Number(level);
  }
  return undefined;
}

export function isTitleStyle({ names }: Style): boolean {
  return TITLE.test(names[0] ?? '');
}

/** Whether paragraphs of the style are lines of a table of contents. */
export function isContentsStyle({ names }: Style): boolean {
  return CONTENTS.test(names[0] ?? '');
}
