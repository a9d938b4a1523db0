import { scanXml } from '../../containers/xml.ts';
import { raised } from '../../word/raised.ts';
import type { Run } from '../cell.ts';
import { sheetColour } from './xlsx-colours.ts';

/**
 * Gathers a text from its runs. What tells how Japanese is spoken is left out; figures set high (10⁴, 注¹) are kept from
 * those before them.
 */
export interface RichReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
  /** What was read since the last call. */
  take(): readonly Run[];
}

export function createRichReader(): RichReader {
  let runs: Run[] = [];
  let isText = false;
  let spoken = 0;
  let isStruck: boolean | undefined;
  let colour: Run['colour'];
  let isHigh = false;
  let text = '';
  /** The end of what was read, as much as tells how the next part is written. */
  let end = '';
  const reset = () => {
    isStruck = undefined;
    colour = undefined;
    isHigh = false;
  };
  return {
    open(name, attributes) {
      const { val } = attributes;
      if (name === 'rPh') spoken++;
      else if (name === 't') isText = spoken === 0;
      else if (name === 'r') reset();
      else if (name === 'rPr') {
        isStruck = false;
        colour = 'auto';
      } else if (name === 'color') colour = sheetColour(attributes) ?? 'auto';
      else if (name === 'strike') isStruck = val !== '0' && val !== 'false';
      else if (name === 'vertAlign') isHigh = val === 'superscript';
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'rPh') spoken--;
      else if (name === 'r') reset();
      else if (name === 't' && isText) {
        isText = false;
        const plain = unescaped(text);
        text = '';
        const written = isHigh ? raised(end, plain) : plain;
        if (isStruck !== true) end = (end + written.slice(-LONGEST_END)).slice(-LONGEST_END);
        runs.push({
          text: written,
          ...(isStruck !== undefined && { isStruck }),
          ...(colour !== undefined && { colour }),
        });
      }
    },
    take() {
      const read = runs;
      runs = [];
      end = '';
      return read;
    },
  };
}

const LONGEST_END = 12;

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The texts that cells refer to, by their number. */
export function readStrings(part: Uint8Array | undefined): readonly (readonly Run[])[] {
  const strings: (readonly Run[])[] = [];
  if (part === undefined) return strings;
  const rich = createRichReader();
  scanXml(part, '文字表', {
    open: rich.open,
    text: rich.text,
    close(name) {
      rich.close(name);
      if (name === 'si') strings.push(rich.take());
    },
  });
  return strings;
}
