import { childOf, type XmlElement } from '../../containers/xml.ts';
import { type Colour, colourOf, type Ground, WHITE } from '../../unseen.ts';

/** The colours of a theme and of the palette that nearly every workbook has alike, by their number. */
const THEME: readonly Colour[] = [WHITE, 0];
const INDEXED: readonly Colour[] = [
  ...[0, WHITE, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff],
  ...[0, WHITE, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff],
];

/** The colour of `<color rgb="FFFF0000"/>`; undefined where it is left to the program, or is one that differs from file to file. */
export function sheetColour({
  rgb,
  theme,
  indexed,
  tint = '0',
}: Readonly<Record<string, string>>): Colour | undefined {
  if (Number(tint) !== 0) return undefined;
  if (rgb !== undefined) return colourOf(rgb);
  return theme === undefined ? INDEXED[Number(indexed ?? -1)] : THEME[Number(theme)];
}

/** What a `fill` of the styles puts under the text of a cell; undefined where it is not told. */
export function groundOfFill(fill: XmlElement | undefined): Ground {
  if (fill === undefined) return WHITE;
  const pattern = childOf(fill, 'patternFill');
  if (pattern === undefined) return undefined;
  const kind = pattern.attributes.patternType ?? 'none';
  if (kind === 'none') return WHITE;
  const colour = kind === 'solid' ? childOf(pattern, 'fgColor') : undefined;
  return colour && sheetColour(colour.attributes);
}
