import { mayBePerson } from './beside.ts';
import { lastPhoneLabel } from './labels.ts';
import { isOfficeName, isPersonNamed, PERSON_WORD, tellsOfPerson } from './names.ts';

/** A line of a document, with what stands over it. */
export interface DocumentLine {
  readonly text: string;
  readonly start: number;
  /** The head of a list or a table that it belongs to. */
  readonly head?: string | undefined;
  readonly before: string;
  readonly behind: string;
}

/** Longest line that is a head or a label with its value, in characters. */
const MAX_HEAD = 80;
const MAX_LABEL_LINE = 40;
const NUMBERISH = /[\d０-９]{7}|[\d０-９*]{3,4}[- ][\d０-９*]{4}|\*{4}/u;
const HEADS_NUMBERS = /证件|身份证|卡号|账号|帐号|账户|一卡通|存折|邮箱/u;

/** The lines of a text, first to last. A head stands over lines until one has neither a number nor a head's words. */
export function documentLines(text: string): DocumentLine[] {
  const texts = text.split('\n');
  let start = 0;
  let head: string | undefined;
  return texts.map((line, at) => {
    const own = start;
    start += line.length + 1;
    const isNumbered = NUMBERISH.test(line);
    if (!isNumbered && !/^[-|:：\s—]*$/u.test(line)) head = isHead(line) ? line : undefined;
    return {
      ...{ text: line, start: own, head: isNumbered ? head : undefined },
      ...{ before: texts[at - 1] ?? '', behind: texts[at + 1] ?? '' },
    };
  });
}

function isHead(line: string): boolean {
  return line.length <= MAX_HEAD && (HEADS_NUMBERS.test(line) || lastPhoneLabel(line) !== undefined);
}

/** The cells of a line: between bars, or between spaces where it is no sentence. */
export function cellsOf(line: string): string[] {
  if (/[|｜\t]/u.test(line)) return trimmed(line.split(/[|｜\t]/u));
  return /[。，,；;]|[：:](?!\d)/u.test(line) ? [] : trimmed(line.split(/\s+/u));
}

function trimmed(cells: readonly string[]): string[] {
  const first = cells[0]?.trim() === '' ? 1 : 0;
  const last = cells.at(-1)?.trim() === '' ? cells.length - 1 : cells.length;
  return cells.slice(first, last).map((cell) => cell.trim());
}

const PERSON_COLUMN = new RegExp(`${PERSON_WORD}|领导|人员|医生|成员|干部|[^单]位?姓名|[长员]$`, 'u');

/** A column of offices, matters, places or hours. */
const THING_COLUMN =
  /单位|部门|机构|[股科]室|乡镇|街道|社区|[站点村校]$|网点|企业|公司|银行|医院|学校|地[址点区]|区域|片区|范围|线路|路段|事项|业务|项目|类[别型]|内容|时间|备注|序号|名称/u;

/** True where a row names a person, or its table has a column for one that is filled. */
export function isPersonsRow({ text, head }: DocumentLine): boolean {
  const cells = cellsOf(text);
  if (cells.length < 2) return false;
  const heads = columnsOver(cells, head);
  if (heads === undefined)
    return cells.some(isPersonNamed) || (head !== undefined && cellsOf(head).some(isPersonColumn));
  return heads.some((column, at) => {
    const cell = cells[at] ?? '';
    if (THING_COLUMN.test(column) && !/姓名/u.test(column)) return false;
    if (isPersonColumn(column)) return /\p{Script=Han}/u.test(cell) && !isOfficeName(cell);
    return isPersonNamed(cell) || (/^\p{Script=Han}+$/u.test(cell) && mayBePerson(cell));
  });
}

function isPersonColumn(column: string): boolean {
  return PERSON_COLUMN.test(column) && lastPhoneLabel(column) === undefined;
}

/** True where a head stands over each cell of the line. */
export function isUnderColumns({ text, head }: DocumentLine): boolean {
  return columnsOver(cellsOf(text), head) !== undefined;
}

/** The heads of a row's columns; undefined where they are not as many as its cells. */
function columnsOver(cells: readonly string[], head: string | undefined): string[] | undefined {
  const heads = head === undefined ? [] : cellsOf(head);
  return heads.length >= 2 && heads.length === cells.length ? heads : undefined;
}

/** What stands over the cell at `offset` of a row: the head of its column, or the whole head. */
export function headOver({ text, head }: DocumentLine, offset: number): string {
  if (head === undefined) return '';
  const heads = columnsOver(cellsOf(text), head);
  if (heads === undefined) return head;
  const separator = /[|｜\t]/u.test(text) ? /[|｜\t]/u : /\s+/u;
  return heads[trimmed(`${text.slice(0, offset)}0`.split(separator)).length - 1] ?? head;
}

/** True where the line before or behind says who is to be asked: 联系人：王五. */
export function isBesidePerson({ before, behind }: DocumentLine): boolean {
  return [before, behind].some(
    (line) =>
      line.length <= MAX_LABEL_LINE && /[:：]/u.test(line) && !NUMBERISH.test(line) && tellsOfPerson(line),
  );
}
