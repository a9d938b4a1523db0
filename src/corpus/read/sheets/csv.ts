import { parse } from 'csv-parse/sync';
import { normaliseCharacters } from '../../lines.ts';
import { decodeReport } from '../decode.ts';
import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { PLAIN, shownCell } from './cell.ts';
import { MOST_ROWS, type SheetRow } from './sheet.ts';
import { linesOfSheet } from './sheet-lines.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
/** So many lines tell what parts cells. */
const LINES_SHOWN = 200;
/** `sep=;` before the first line, as Excel takes it. */
const SEPARATOR = /^sep=(.)\n/iu;
/** ="0012", by which people keep Excel from reading a number. */
const AS_TEXT = /^="([^"]*)"$/u;

/**
 * A table as text (csv, tsv), of every encoding that texts have. What parts cells is told from the text.
 * @throws UnreadableReport where it is no text, or has no words.
 */
export async function readCsv(bytes: Uint8Array): Promise<FileLines> {
  const text = normaliseCharacters(decodeReport(bytes)).trimEnd();
  const [told = '', separator] = SEPARATOR.exec(text) ?? [];
  const body = text.slice(told.length);
  const { records, notes } = recordsOf(body, separator ?? delimiterOf(body));
  const showing = { is1904: false, hasZeros: true };
  const rows = records.slice(0, MOST_ROWS).map(
    (record, at): SheetRow => ({
      row: at + 1 + (told === '' ? 0 : 1),
      cells: record.flatMap((cell, column) => {
        const runs = [{ text: AS_TEXT.exec(cell)?.[1] ?? cell }];
        return shownCell(column + 1, { kind: 'text', runs }, PLAIN, showing, { struck: [], pale: 0 }) ?? [];
      }),
    }),
  );
  const sheet = {
    name: '',
    rows: rows.filter(({ cells }) => cells.length > 0),
    merges: [],
    hiddenRows: new Set<number>(),
    hiddenColumns: [],
    headers: [],
    struck: [],
    pale: 0,
    isCut: records.length > MOST_ROWS,
  };
  const read = linesOfSheet(sheet, { hasMerges: false });
  if (read.lines.length === 0) throw new UnreadableReport('表里没有内容');
  return {
    lines: read.lines,
    setAside: [],
    given: read.isUntitled ? { isUntitled: true } : {},
    notes: [...notes, ...read.notes],
  };
}

function recordsOf(
  text: string,
  delimiter: string,
): { records: readonly string[][]; notes: readonly string[] } {
  const options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    record_delimiter: '\n',
  };
  try {
    return { records: parse(text, options), notes: [] };
  } catch {
    // A quotation mark that never ends would take in all that follows.
    const records: string[][] = parse(text, { ...options, quote: false });
    const plain = records.map((record) => record.map((cell) => cell.replaceAll(/^"|"$/gu, '')));
    return { records: plain, notes: ['有引号没有成对，引号里的换行和逗号可能读错，请检查'] };
  }
}

/** The character that most lines have, and as often as each other; `,` where none does. */
function delimiterOf(text: string): string {
  const lines = firstLines(text);
  let best: string = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const usual = mostFrequent(counts);
    const score = counts.filter((count) => count === usual).length;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Without what stands in quotation marks. */
function firstLines(text: string): string[] {
  const start = text.slice(0, 200_000).replaceAll(/"[^"]*"/gu, '');
  return start.split('\n', LINES_SHOWN);
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, many] of times) if (many > (times.get(best) ?? 0)) best = count;
  return best;
}
