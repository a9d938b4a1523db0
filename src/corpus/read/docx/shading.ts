import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import { type Colour, colourOf, type Ground, WHITE } from '../unseen.ts';
import { valueIn } from './properties.ts';

/** What an element is filled with: `told` is undefined where it is filled, and with what is not told. */
export interface Fill {
  readonly told: Ground;
}

const UNTOLD: Fill = { told: undefined };
/** Colours of a theme that a file names, as nearly every theme has them. */
const THEME: Readonly<Record<string, Colour>> = { background1: WHITE, light1: WHITE, text1: 0, dark1: 0 };
const HIGHLIGHTS: Readonly<Record<string, Colour>> = {
  ...{ black: 0, white: WHITE, blue: 0x0000ff, cyan: 0x00ffff, green: 0x00ff00, magenta: 0xff00ff },
  ...{ red: 0xff0000, yellow: 0xffff00, darkBlue: 0x000080, darkCyan: 0x008080, darkGreen: 0x008000 },
  ...{ darkMagenta: 0x800080, darkRed: 0x800000, darkYellow: 0x808000, darkGray: 0x808080 },
  ...{ lightGray: 0xc0c0c0 },
};

/** The colour that `w:rPr` gives its text: `auto` where the program chooses one that is seen; undefined where it gives none. */
export function textColourOf(properties: XmlElement | undefined): Colour | 'auto' | undefined {
  const attributes = childOf(properties, 'color')?.attributes;
  if (attributes === undefined) return undefined;
  const { val, themeColor, themeTint, themeShade } = attributes;
  return themed(themeColor, themeTint ?? themeShade) ?? colourOf(val) ?? 'auto';
}

function themed(name: string | undefined, change: string | undefined): Colour | undefined {
  return change === undefined && name !== undefined && Object.hasOwn(THEME, name) ? THEME[name] : undefined;
}

/** What `w:rPr`, `w:pPr`, `w:tcPr` or `w:tblPr` fills its element with; undefined where what is further out is seen. */
export function fillOf(properties: XmlElement | undefined): Fill | undefined {
  const highlight = valueIn(properties, 'highlight');
  if (highlight !== undefined && highlight !== 'none')
    return Object.hasOwn(HIGHLIGHTS, highlight) ? { told: HIGHLIGHTS[highlight] } : UNTOLD;
  const shading = childOf(properties, 'shd')?.attributes;
  if (shading === undefined) return undefined;
  const { val = 'clear', fill = 'auto', themeFill, themeFillTint, themeFillShade } = shading;
  // A pattern is of two colours; one that is solid is of the colour that patterns are drawn in.
  if (val !== 'clear' && val !== 'nil') return UNTOLD;
  const colour = themed(themeFill, themeFillTint ?? themeFillShade) ?? colourOf(fill);
  if (colour !== undefined) return { told: colour };
  return themeFill === undefined || themeFill === 'none' ? undefined : UNTOLD;
}

/** The styles of tables that shade nothing, neither themselves nor by what they are based on. */
export function plainTableStyles(root: XmlElement | undefined): ReadonlySet<string> {
  const tables = new Map(
    (root === undefined ? [] : elementsOf(root))
      .filter(({ name, attributes }) => name === 'style' && attributes.type === 'table')
      .map((style) => [style.attributes.styleId ?? '', style]),
  );
  const shades = (id: string, seen: ReadonlySet<string>): boolean => {
    const style = tables.get(id);
    if (style === undefined || seen.has(id)) return true;
    const base = valueIn(style, 'basedOn');
    return hasShading(style) || (base !== undefined && shades(base, new Set([...seen, id])));
  };
  return new Set([...tables.keys()].filter((id) => !shades(id, new Set())));
}

function hasShading(element: XmlElement): boolean {
  return element.name === 'shd' || elementsOf(element).some(hasShading);
}

/** What stands under the cells of a table that say nothing themselves. @param around what is under the table. */
export function groundOfTable(table: XmlElement, plain: ReadonlySet<string>, around: Ground): Ground {
  const properties = childOf(table, 'tblPr');
  const style = valueIn(properties, 'tblStyle');
  const isOwn = elementsOf(table).some((row) => fillOf(childOf(row, 'tblPrEx')) !== undefined);
  if (isOwn || (style !== undefined && !plain.has(style))) return undefined;
  return groundOn(fillOf(properties), around);
}

/** What is under the text of an element. @param around what is under the element. */
export function groundOn(fill: Fill | undefined, around: Ground): Ground {
  return fill === undefined ? around : fill.told;
}

/** What is under the text of pages: not told where they have a colour of their own, or a drawing lies behind their text. */
export function groundOfPages(document: XmlElement): Ground {
  return childOf(document, 'background') !== undefined || hasDrawingBehind(document) ? undefined : WHITE;
}

function hasDrawingBehind(element: XmlElement): boolean {
  const { behindDoc, style } = element.attributes;
  if (element.name === 'anchor' && /^(?:1|true|on)$/iu.test(behindDoc ?? '')) return true;
  if (/z-index:\s*-/u.test(style ?? '')) return true;
  return elementsOf(element).some(hasDrawingBehind);
}
