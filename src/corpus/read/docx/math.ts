import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import { valueIn } from './properties.ts';

/** What a formula says, on one line: 2.64%, a/b, x^2, √(x). */
export function mathText(element: XmlElement): string {
  return elementsOf(element).map(partText).join('');
}

function partText(element: XmlElement): string {
  const part = (name: string) => {
    const found = childOf(element, name);
    return found === undefined ? '' : mathText(found);
  };
  switch (element.name) {
    case 't':
      return textOf(element);
    case 'f':
      return `${grouped(part('num'))}/${grouped(part('den'))}`;
    case 'sSup':
      return `${part('e')}^${grouped(part('sup'))}`;
    case 'sSub':
      return `${part('e')}_${grouped(part('sub'))}`;
    case 'sSubSup':
      return `${part('e')}_${grouped(part('sub'))}^${grouped(part('sup'))}`;
    case 'rad':
      return `${part('deg')}√${grouped(part('e'))}`;
    case 'd':
      return delimited(element);
    case 'nary': {
      const sign = valueIn(childOf(element, 'naryPr'), 'chr') ?? '∫';
      return `${sign}(${part('sub')}→${part('sup')})${part('e')}`;
    }
    case 'del':
    case 'moveFrom':
      return '';
    default:
      return element.name.endsWith('Pr') ? '' : mathText(element);
  }
}

function delimited(element: XmlElement): string {
  const properties = childOf(element, 'dPr');
  const parts = elementsOf(element).filter(({ name }) => name === 'e');
  const between = valueIn(properties, 'sepChr') ?? '|';
  return (
    (valueIn(properties, 'begChr') ?? '(') +
    parts.map(mathText).join(between) +
    (valueIn(properties, 'endChr') ?? ')')
  );
}

/** Parentheses around what is more than one figure, letter or word. */
function grouped(text: string): string {
  return /^[\p{L}\d.%]*$/u.test(text) ? text : `(${text})`;
}
