import { maskPersonsIn } from '../../personal-data.ts';
import type { Line } from '../lines.ts';
import type { FileLines } from './file-lines.ts';

/** The lines with the numbers of persons masked, each character in its place. */
export function maskLines({ lines, setAside, ...rest }: FileLines): FileLines {
  const texts = maskPersonsIn(lines.map(({ text }) => text).join('\n')).split('\n');
  return {
    ...rest,
    lines: lines.map((line, at) => withText(line, texts[at] ?? line.text)),
    setAside: setAside.map(maskPersonsIn),
  };
}

/** @param text as long as the line's own. */
function withText(line: Line, text: string): Line {
  if (text === line.text) return line;
  if (line.form?.cells === undefined) return { ...line, text };
  let at = 0;
  const cells = line.form.cells.map((cell) => {
    const own = text.slice(at, at + cell.text.length);
    at += cell.text.length + 1;
    return { ...cell, text: own };
  });
  return { ...line, text, form: { ...line.form, cells } };
}
