import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import { isContents, textOfCode } from '../word/field-code.ts';
import { isOn } from './properties.ts';

/** A field between its sign of beginning and its sign of end. */
interface Field {
  code: string;
  isResult: boolean;
  /** The sign that begins it. */
  readonly start: XmlElement;
}

/** The fields that are open where a text is being read; they may go over paragraphs. */
export class Fields {
  readonly #open: Field[] = [];
  /** How many of them hold no text where they are being read. */
  #silent = 0;
  readonly #closed: ReadonlySet<XmlElement>;

  /** @param roots what is read in order: a field that ends nowhere in it is none. */
  constructor(roots: readonly XmlElement[]) {
    this.#closed = closedFields(roots);
  }

  /** Whether text belongs to the words of the page: not to a field's code, nor to a table of contents. */
  get isText(): boolean {
    return this.#silent === 0;
  }

  addCode(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.isResult && field.code.length < LONGEST_CODE) field.code += text;
  }

  /** Reads `w:fldChar`; gives the text of a field that has none but its code. */
  turn(sign: XmlElement): string {
    const { fldCharType: type } = sign.attributes;
    if (type === 'begin') {
      if (!this.#closed.has(sign)) return '';
      this.#open.push({ code: '', isResult: false, start: sign });
      this.#silent++;
      return '';
    }
    const field = this.#open.at(-1);
    if (type === 'separate' && field !== undefined && !field.isResult) {
      field.isResult = true;
      if (!isContents(field.code)) this.#silent--;
    }
    if (type !== 'end' || field === undefined) return '';
    this.#open.pop();
    if (!field.isResult || isContents(field.code)) this.#silent--;
    return field.isResult || !this.isText ? '' : textOfCode(field.code) + tickOf(field.start);
  }
}

const LONGEST_CODE = 1000;

/** The signs of beginning that have an end. */
function closedFields(roots: readonly XmlElement[]): ReadonlySet<XmlElement> {
  const closed = new Set<XmlElement>();
  const open: XmlElement[] = [];
  const walk = (element: XmlElement): void => {
    if (element.name === 'fldChar') {
      const { fldCharType: type } = element.attributes;
      if (type === 'begin') open.push(element);
      const begun = type === 'end' ? open.pop() : undefined;
      if (begun !== undefined) closed.add(begun);
    }
    for (const child of elementsOf(element)) walk(child);
  };
  roots.forEach(walk);
  return closed;
}

/** The box of a form that is ticked, or not. */
function tickOf(start: XmlElement): string {
  const box = childOf(childOf(start, 'ffData'), 'checkBox');
  if (box === undefined) return '';
  return (isOn(box, 'checked') ?? isOn(box, 'default') ?? false) ? '☑' : '☐';
}
