import { type Archive, readArchive } from '../../containers/archive.ts';
import { lowerCased, relationshipsOf } from '../../containers/opc.ts';
import { childOf, elementsOf, readXml, type XmlElement } from '../../containers/xml.ts';
import { UnreadableReport } from '../../reader.ts';
import type { Area, Sheet, Workbook } from '../sheet.ts';
import { areaOf } from '../sheet.ts';
import { readSheet } from './xlsx-sheet.ts';
import { readStrings } from './xlsx-strings.ts';
import { readStyles } from './xlsx-styles.ts';

/**
 * A workbook of Excel 2007 and later (xlsx, xlsm).
 * @throws UnreadableReport where it is none, or damaged.
 */
export function readXlsx(bytes: Uint8Array): Workbook {
  const files = lowerCased(
    readArchive(
      bytes,
      (path) => /\.(?:xml|rels)$/iu.test(path) && !/(?:^|\/)(?:theme|drawings|charts|media)\//iu.test(path),
    ),
  );
  const rootRelations = relationshipsOf(files, '');
  const path = rootRelations.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const part = files.get(path);
  if (part === undefined) throw new UnreadableReport(otherFormat(files));
  const book = readXml(part, '工作簿');
  const relations = relationshipsOf(files, path);
  const partOf = (type: string) => files.get(relations.find((one) => one.type === type)?.path ?? '');
  const properties = childOf(book, 'workbookPr');
  const shared = {
    strings: readStrings(partOf('sharedStrings')),
    styles: readStyles(partOf('styles')),
    is1904: isOn(properties?.attributes.date1904),
  };
  const titles = printTitles(book);
  const notes: string[] = [];
  const sheets: Sheet[] = [];
  elementsOf(childOf(book, 'sheets') ?? EMPTY).forEach(({ attributes }, at) => {
    const { name = '', id = '', state = 'visible' } = attributes;
    if (state !== 'visible') {
      notes.push(`工作表“${name}”是隐藏的，没有读`);
      return;
    }
    const relation = relations.find((one) => one.id === id);
    if (relation === undefined || relation.type !== 'worksheet') {
      notes.push(`“${name}”不是普通工作表（图表等），没有读`);
      return;
    }
    const content = files.get(relation.path);
    if (content === undefined) throw new UnreadableReport(`文件里缺少工作表“${name}”，请重新保存一份`);
    const tables = relationshipsOf(files, relation.path)
      .filter(({ type }) => type === 'table')
      .flatMap((table) => tableOf(files.get(table.path)) ?? []);
    const styled = tables.flatMap(({ area, isStyled }) => (isStyled ? [area] : []));
    const named = tables.flatMap(({ area, isNamed }) => (isNamed ? [{ from: area.top, to: area.top }] : []));
    const sheet = readSheet(content, name, shared, styled);
    sheets.push({ ...sheet, headers: [...sheet.headers, ...named, ...(titles.get(at) ?? [])] });
  });
  return { sheets, notes };
}

const EMPTY: XmlElement = { name: '', attributes: {}, children: [] };

export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function otherFormat(files: Archive): string {
  if (files.has('word/document.xml')) return '内容是 Word 文档，请把文件名的结尾改成 .docx';
  if (files.has('ppt/presentation.xml')) return '内容是演示文稿，请另存为 PDF';
  if (files.has('content.xml')) return '内容是 ods 表格，请另存为 .xlsx';
  return '不是 Excel 工作簿（.xlsb 请另存为 .xlsx），或者文件不完整';
}

interface Table {
  readonly area: Area;
  /** Its first row names the columns. */
  readonly isNamed: boolean;
  /** It has a style, which may colour cells. */
  readonly isStyled: boolean;
}

function tableOf(part: Uint8Array | undefined): Table | undefined {
  if (part === undefined) return undefined;
  const table = readXml(part, '表格');
  const { ref = '', headerRowCount } = table.attributes;
  const area = areaOf(ref);
  const isStyled = childOf(table, 'tableStyleInfo')?.attributes.name !== undefined;
  return area && { area, isNamed: headerRowCount !== '0', isStyled };
}

/** By the sheet's place among all: the rows that are printed on each page. */
function printTitles(book: XmlElement): Map<number, { from: number; to: number }[]> {
  const found = new Map<number, { from: number; to: number }[]>();
  for (const { attributes, children } of elementsOf(childOf(book, 'definedNames') ?? EMPTY)) {
    if (attributes.name !== '_xlnm.Print_Titles') continue;
    const rows = /!\$?(\d{1,7}):\$?(\d{1,7})(?:,|$)/u.exec(children.join(''));
    if (rows !== null)
      found.set(Number(attributes.localSheetId), [{ from: Number(rows[1]), to: Number(rows[2]) }]);
  }
  return found;
}
