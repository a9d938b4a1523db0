import { childOf, type XmlElement } from '../containers/xml.ts';

/** The value of a property such as `<w:ilvl w:val="1"/>`; undefined where it stands nowhere. */
export function valueIn(parent: XmlElement | undefined, name: string): string | undefined {
  return childOf(parent, name)?.attributes.val;
}

/** A whole number of 0 to 999,999; undefined where there is none. */
export function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/u.test(value) ? Number(value) : undefined;
}

/** Whether a switch such as `<w:vanish/>` or `<w:strike w:val="0"/>` is on; undefined where it stands nowhere. */
export function isOn(parent: XmlElement | undefined, name: string): boolean | undefined {
  const property = childOf(parent, name);
  return property && !/^(?:0|false|off)$/iu.test(property.attributes.val ?? 'true');
}

/** The branch of `mc:AlternateContent` that every program understands, for a property of a list's level. */
export function plainChildOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return childOf(parent, name) ?? childOf(childOf(childOf(parent, 'AlternateContent'), 'Fallback'), name);
}
