import { childOf, type XmlElement } from '../../containers/xml.ts';
import type { Resources } from '../resources.ts';
import { numberOf } from './geometry.ts';

/** What an object is drawn with; a colour that is absent is black. */
export interface Paint {
  readonly isFilled: boolean;
  readonly isStroked: boolean;
  readonly isWhite: boolean;
}

/** So many parameters take over from each other at most; a longer chain goes in a circle. */
const LONGEST_CHAIN = 16;

/**
 * How an object is painted; undefined where it is not seen at all.
 * @param layerParam the number of the parameters that its layer gives to objects without their own.
 */
export function paintOf(
  object: XmlElement,
  layerParam: string | undefined,
  { drawParams }: Resources,
): Paint | undefined {
  const { Visible, Alpha, Fill, Stroke, DrawParam } = object.attributes;
  if (Visible === 'false' || isClear(Alpha)) return undefined;
  const isPath = object.name === 'PathObject';
  const isFilled = isPath ? Fill === 'true' : Fill !== 'false';
  const isStroked = isPath ? Stroke !== 'false' : Stroke === 'true';
  const colour = (name: string) => {
    const own = childOf(object, name);
    let id = (DrawParam ?? layerParam)?.trim();
    let found = own;
    for (let links = 0; found === undefined && id !== undefined && links < LONGEST_CHAIN; links++) {
      const parameters = drawParams.get(id);
      found = childOf(parameters, name);
      id = parameters?.attributes.Relative?.trim();
    }
    return found?.attributes;
  };
  const fill = isFilled ? colour('FillColor') : undefined;
  const stroke = isStroked ? colour('StrokeColor') : undefined;
  const paint = {
    isFilled: isFilled && !isClear(fill?.Alpha),
    isStroked: isStroked && !isClear(stroke?.Alpha),
  };
  if (!paint.isFilled && !paint.isStroked) return undefined;
  const isWhite =
    (!paint.isFilled || isWhiteValue(fill?.Value)) && (!paint.isStroked || isWhiteValue(stroke?.Value));
  return { ...paint, isWhite };
}

function isClear(alpha: string | undefined): boolean {
  return numberOf(alpha) === 0;
}

/** `255 255 255` or `#FF #FF #FF`, `255` of grey, `0 0 0 0` of cyan, magenta, yellow and black. */
function isWhiteValue(value: string | undefined): boolean {
  if (value === undefined) return false;
  const parts = value.split(/[\s,]+/u, 8).filter((part) => part !== '');
  const numbers = parts.map((part) => numberOf(part.startsWith('#') ? `0x${part.slice(1)}` : part));
  return numbers.length === 4
    ? numbers.every((number) => number === 0)
    : numbers.length > 0 && numbers.every((number) => number !== undefined && number >= 255);
}
