import { faultsOf, jsonFault, z } from '../../forms.ts';
import { DATE_FORM } from '../dates.ts';
import { decode, strict } from './decode.ts';
import { writtenDate } from './markdown/written-date.ts';

const LOST = '\ufffd';
const whole = z.string().refine((text) => !text.includes(LOST), '有丢失的字符（U+FFFD）');
const line = z.object({
  id: z.union([z.string().trim().min(1), z.number().int()]).transform(String),
  title: whole.trim(),
  text: whole.refine((text) => text.trim() !== '', '不能没有正文'),
  place: z.string().trim().min(1).nullish(),
  date: z
    .string()
    .refine((text) => writtenDate(text) !== undefined, DATE_FORM)
    .nullish(),
});

export interface JsonlReport {
  /** From 1. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly place?: string;
  /** An ISO date or its beginning, however it was written. */
  readonly date?: string;
}

export interface JsonlContent {
  readonly reports: readonly JsonlReport[];
  readonly refused: readonly { readonly number: number; readonly reason: string }[];
}

/**
 * The reports of a `.jsonl` file, one a line. A line that does not fit, or whose bytes or characters are damaged, is
 * refused by its number, and the others go on; a file that is no text is refused as a whole.
 */
export function readJsonl(bytes: Uint8Array): JsonlContent | { readonly refused: string } {
  const lines = linesOf(bytes);
  if ('refused' in lines) return lines;
  const reports: JsonlReport[] = [];
  const refused: { number: number; reason: string }[] = [];
  lines.texts.forEach((raw, at) => {
    const number = at + 1;
    const read = raw === undefined ? { fault: '这一行有损坏的字节' } : readLine(raw, number);
    if (read === undefined) return;
    if ('fault' in read) refused.push({ number, reason: read.fault });
    else reports.push(read);
  });
  return { reports, refused };
}

/** Undefined for a line without anything on it. */
function readLine(raw: string, number: number): JsonlReport | { readonly fault: string } | undefined {
  if (raw.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    return { fault: jsonFault(raw, error) };
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) return { fault: `应为 {id, title, text, place?, date?}。${faultsOf(parsed.error)}` };
  const { place, date, ...rest } = parsed.data;
  const issued = date ? writtenDate(date) : undefined;
  return { number, ...rest, ...(place ? { place } : {}), ...(issued === undefined ? {} : { date: issued }) };
}

/** The lines of the file; undefined for one whose bytes are damaged. */
function linesOf(
  bytes: Uint8Array,
): { readonly texts: readonly (string | undefined)[] } | { readonly refused: string } {
  const decoded = decode(bytes);
  if ('text' in decoded) return { texts: decoded.text.split(/\r\n|\n/u) };
  const parts = splitLines(bytes);
  const read = (encoding: 'utf-8' | 'gb18030') =>
    parts.map((part) => {
      const text = strict(part, encoding);
      return text?.includes('\0') ? undefined : text;
    });
  // Damaged UTF-8 may read as GB18030, but hardly a line of GB18030 as UTF-8.
  const utf8 = read('utf-8');
  if (utf8.some(isReport)) return { texts: utf8 };
  const gb18030 = read('gb18030');
  return gb18030.some(isReport) ? { texts: gb18030 } : decoded;
}

/** Whether a line may be a report in Chinese. */
function isReport(text: string | undefined): boolean {
  return text !== undefined && /^\s*\{/u.test(text) && /\p{Script=Han}/u.test(text);
}

/** Both encodings keep the byte of a line end for line ends. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (
    let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    start <= bytes.length;
  ) {
    const end = bytes.indexOf(0x0a, start);
    parts.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    if (end < 0) break;
    start = end + 1;
  }
  return parts;
}
