import type { Line } from '../../lines.ts';
import { isOle } from '../containers/ole.ts';
import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { emptyTally, Flow, wordNotes } from '../word/flow.ts';
import { framed } from '../word/frame.ts';
import { ListCounter } from '../word/lists.ts';
import { BodyReader, type Met, type Source } from './body.ts';
import { openWordFile, type Part, placesOf, TABLES, type WordFile } from './file.ts';
import { listsOf } from './lists.ts';
import { longAt } from './sprms.ts';
import { stylesOf } from './styles.ts';
import { piecesOf, rangesOf, segmentsOf } from './text.ts';

/**
 * Reads a document of Word 97 to 2003, or of WPS, as it stands with all changes accepted: numbers of lists as text, notes and
 * text boxes behind their paragraph, what is struck out and the heads and feet of pages set aside, hidden text and tables of
 * contents not read. It knows no pages. Linear in the bytes.
 * @throws UnreadableReport where it is damaged, encrypted or of another format, or holds no text.
 */
export async function readDoc(bytes: Uint8Array): Promise<FileLines> {
  if (!isOle(bytes))
    throw new UnreadableReport('内容不是旧版 Word（doc），可能是别的文件改了名，请用 Word、WPS 另存为 docx');
  const file = openWordFile(bytes);
  const pieces = piecesOf(file);
  const runs = rangesOf(file, 'runs');
  const met: Met = { hasChanges: false, pictures: 0 };
  const tally = emptyTally();
  const hanging = hangingOf(file);
  const struck: string[] = [];
  let depth = 0;
  const source: Source = {
    data: file.data,
    paragraphs: rangesOf(file, 'paragraphs'),
    styleOf: stylesOf(file.table(TABLES.styles)),
    fontOf: fontsOf(file.table(TABLES.fonts)),
    counter: new ListCounter(listsOf(file)),
    linesAt: (character) => (depth < DEEPEST ? take(character) : undefined),
    segments: (from, to) => segmentsOf(file, pieces, runs, from, to),
  };
  const take = (character: number): Line[] | undefined => {
    const stretch = hanging.get(character);
    if (stretch === undefined) return undefined;
    hanging.delete(character);
    depth++;
    const lines = hangingLines(stretch, read(stretch.start, stretch.end, true).lines);
    depth--;
    return lines;
  };
  const read = (from: number, to: number, isCell: boolean): Flow => {
    const flow = new Flow(tally, isCell);
    new BodyReader(source, flow, met, !isCell).read(from, to);
    struck.push(...flow.struck);
    return flow;
  };
  const body = read(file.parts.body.start, file.parts.body.end, false);
  // What hangs on nothing that was met is read behind the text.
  const rest = [...hanging.keys()].flatMap((character) => take(character) ?? []);
  const edges = (['headers', 'headerBoxes'] as const).flatMap(
    (part) => read(file.parts[part].start, file.parts[part].end, true).lines,
  );
  const { setAside, ...framedLines } = framed({ body: [...body.lines, ...rest], titles: body.titles, edges });
  if (framedLines.lines.length === 0)
    throw new UnreadableReport(
      met.pictures > 0 ? '文件里只有图片，没有文字，请换成文字版' : '文件里没有文字',
    );
  return {
    ...framedLines,
    setAside: [...setAside, ...struck.map((words) => words.trim()).filter((words) => words !== '')],
    notes: wordNotes(met.hasChanges, tally.leftOut),
  };
}

/** A note stands in a box, a box in a note, and nothing further in. */
const DEEPEST = 4;

/** The characters of a note or text box. */
interface Hanging {
  readonly start: number;
  readonly end: number;
  readonly isNote: boolean;
}

function hangingLines({ isNote }: Hanging, lines: readonly Line[]): Line[] {
  const [first, ...others] = lines;
  if (first === undefined || !isNote || /^注\s*\d*\s*[：:]/u.test(first.text)) return [...lines];
  return [{ ...first, text: `注：${first.text}`, indent: 0, gap: 0 }, ...others];
}

/** What hangs on characters of the text, by these. */
function hangingOf(file: WordFile): Map<number, Hanging> {
  const hanging = new Map<number, Hanging>();
  addNotes(file, 'footnotes', TABLES.footnoteMarks, TABLES.footnoteTexts, hanging);
  addNotes(file, 'endnotes', TABLES.endnoteMarks, TABLES.endnoteTexts, hanging);
  const anchors = placesOf(file.table(TABLES.anchors), 26);
  const anchorOf = new Map<number, number>();
  for (let at = 0; at < anchors.count; at++) anchorOf.set(longAt(anchors.dataAt(at), 0), anchors.at(at));
  const texts = placesOf(file.table(TABLES.boxTexts), 22);
  const { start } = file.parts.boxes;
  // The last text stands for what is behind all boxes.
  for (let at = 0; at < texts.count - 1; at++) {
    const shape = longAt(texts.dataAt(at), 14);
    const place = anchorOf.get(shape) ?? -1 - at;
    hanging.set(place, { start: start + texts.at(at), end: start + texts.at(at + 1), isNote: false });
  }
  return hanging;
}

function addNotes(
  file: WordFile,
  part: Part,
  marks: number,
  texts: number,
  hanging: Map<number, Hanging>,
): void {
  const references = placesOf(file.table(marks), 2);
  const places = file.table(texts);
  const { start, end } = file.parts[part];
  for (let at = 0; at < references.count; at++) {
    const [from, to] = [longAt(places, at * 4), longAt(places, (at + 1) * 4)];
    if (from < to && start + to <= end)
      hanging.set(references.at(at), { start: start + from, end: start + to, isNote: true });
  }
}

/** The names of fonts by their numbers. @param bytes the file's table of fonts. */
function fontsOf(bytes: Uint8Array): (number: number) => string {
  const names: string[] = [];
  for (let at = 4; at < bytes.length; at += (bytes[at] ?? 0) + 1) {
    const name = Buffer.from(bytes.subarray(at + 40, at + 1 + (bytes[at] ?? 0))).toString('utf16le');
    names.push(name.slice(0, Math.max(0, name.indexOf('\0'))));
  }
  return (number) => names[number] ?? '';
}
