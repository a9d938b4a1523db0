import { maskPersonsIn } from '../../personal-data.ts';
import type { Line } from '../lines.ts';
import type { Given } from '../papers/detected.ts';
import type { FileLines } from './file-lines.ts';

/** What a file says with the numbers of persons masked, each character of its lines in its place. */
export function maskLines({ lines, setAside, given, notes }: FileLines): FileLines {
  const texts = maskPersonsIn(lines.map(({ text }) => text).join('\n')).split('\n');
  return {
    lines: lines.map((line, at) => withText(maskOrigins(line), texts[at] ?? line.text)),
    setAside: setAside.map(maskPersonsIn),
    given: maskGiven(given),
    notes: notes.map(maskPersonsIn),
  };
}

function maskGiven({ isAbolished, isUntitled, ...said }: Given): Given {
  const masked = Object.entries(said).map(([name, text]) => [name, maskPersonsIn(text)]);
  return {
    ...Object.fromEntries(masked),
    ...(isAbolished && { isAbolished }),
    ...(isUntitled && { isUntitled }),
  };
}

function maskOrigins(line: Line): Line {
  if (line.origins === undefined || line.origins.every(({ sheet }) => sheet === undefined)) return line;
  return {
    ...line,
    origins: line.origins.map((origin) =>
      origin.sheet === undefined ? origin : { ...origin, sheet: maskPersonsIn(origin.sheet) },
    ),
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
