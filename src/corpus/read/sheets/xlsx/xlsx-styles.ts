import { childOf, elementsOf, readXml, type XmlElement } from '../../containers/xml.ts';
import { WHITE } from '../../unseen.ts';
import type { CellStyle } from '../cell.ts';
import { formatOf, parseFormat } from '../shown/number-format.ts';
import { groundOfFill, sheetColour } from './xlsx-colours.ts';

/** The styles that cells refer to, by their number. */
export function readStyles(part: Uint8Array | undefined): readonly CellStyle[] {
  if (part === undefined) return [];
  const styles = readXml(part, '样式表');
  const own = new Map(
    childrenOf(styles, 'numFmts').map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? 'General',
    ]),
  );
  const fonts = childrenOf(styles, 'fonts').map((font) => ({
    isBold: hasTrait(font, 'b'),
    isStruck: hasTrait(font, 'strike'),
    colour: sheetColour(childOf(font, 'color')?.attributes ?? {}) ?? ('auto' as const),
  }));
  const fills = childrenOf(styles, 'fills').map(groundOfFill);
  return childrenOf(styles, 'cellXfs').map(({ attributes }) => ({
    format: parseFormat(formatOf(Number(attributes.numFmtId ?? 0), own)),
    ...(fonts[Number(attributes.fontId ?? 0)] ?? { isBold: false, isStruck: false, colour: 'auto' as const }),
    ground: Number(attributes.fillId ?? 0) < fills.length ? fills[Number(attributes.fillId ?? 0)] : WHITE,
  }));
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  const list = childOf(element, name);
  return list === undefined ? [] : elementsOf(list);
}

function hasTrait(font: XmlElement, name: string): boolean {
  const trait = childOf(font, name);
  return trait !== undefined && trait.attributes.val !== '0' && trait.attributes.val !== 'false';
}
