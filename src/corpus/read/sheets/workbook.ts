import { looksLikeZip } from '../containers/archive.ts';
import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { linesOfSheet } from './sheet-lines.ts';
import { readXlsx } from './xlsx/xlsx.ts';

/** Of a lone sheet the name says something only where it says of which year it is. */
const YEAR = /(?:19|20)\d{2}/u;
/** Names that programs give: they say nothing. */
const UNNAMED = /^(?:sheet|工作表|表)\s?\d{1,3}$/iu;

/**
 * A workbook (xlsx, xlsm, xls, et) as a person sees it: shown sheets in order, their tables with merged cells, numbers and
 * dates as their formats show them.
 * @throws UnreadableReport where it is damaged, of another format, locked by a password, or has nothing in any sheet.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FileLines> {
  const { sheets, notes } = looksLikeZip(bytes)
    ? readXlsx(bytes)
    : (await import('./xls/xls.ts')).readXls(bytes);
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const isSeveral = filled.length > 1;
  const read = filled.map((sheet) => {
    const { name } = sheet;
    const own = linesOfSheet(sheet, { hasMerges: true, ...(isSeveral && { sheet: name }) });
    const isNamed = isSeveral ? !UNNAMED.test(name.trim()) : YEAR.test(name);
    const hasHeading = isNamed && own.lines.length > 0;
    const heading = {
      text: name.trim(),
      indent: 0,
      gap: 0,
      form: { kind: 'heading' as const, level: 1 },
      ...(isSeveral && { origins: [{ at: 0, sheet: name }] }),
    };
    const isUntitled = hasHeading || own.isUntitled;
    return { isUntitled, lines: hasHeading ? [heading, ...own.lines] : own.lines, notes: own.notes };
  });
  const lines = read.flatMap((one) => one.lines);
  const told = [...notes, ...read.flatMap((one) => one.notes)];
  if (lines.length === 0)
    throw new UnreadableReport(told.length > 0 ? `没有可以读的内容：${told.join('；')}` : '工作簿里没有内容');
  return {
    lines,
    setAside: sheets.flatMap(({ struck }) => struck),
    given: read[0]?.isUntitled ? { isUntitled: true } : {},
    notes: told,
  };
}
