import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Given } from '../../detect.ts';
import { writtenDate } from './written-date.ts';

export interface FrontMatter {
  readonly given: Given;
  /** In Chinese: what was not understood. */
  readonly notes: readonly string[];
}

type Field = Exclude<keyof Given, 'issuedOn' | 'isAbolished' | 'isUntitled'> | 'date';

const DATES: ReadonlySet<Field> = new Set(['date', 'effectiveFrom', 'validUntil']);

/** What people call the fields, in the order in which they are believed. */
const NAMES: Readonly<Record<string, Field>> = {
  title: 'title',
  标题: 'title',
  题目: 'title',
  名称: 'title',
  place: 'place',
  地区: 'place',
  县: 'place',
  区域: 'place',
  issuer: 'issuer',
  发布单位: 'issuer',
  发布机构: 'issuer',
  发文机关: 'issuer',
  发文单位: 'issuer',
  source: 'issuer',
  来源: 'issuer',
  date: 'date',
  发布日期: 'date',
  发文日期: 'date',
  成文日期: 'date',
  印发日期: 'date',
  日期: 'date',
  发布时间: 'date',
  时间: 'date',
  number: 'number',
  文号: 'number',
  发文字号: 'number',
  effectivefrom: 'effectiveFrom',
  施行日期: 'effectiveFrom',
  实施日期: 'effectiveFrom',
  生效日期: 'effectiveFrom',
  validuntil: 'validUntil',
  有效期至: 'validUntil',
  失效日期: 'validUntil',
};

const FENCED = /^\s*---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
const LINE = /^([\w\p{Script=Han}-]+)\s*[:：](.*)$/u;

/**
 * Parts a text from the front matter that it opens with: lines between `---` that name at least one field.
 * @param content with `\n` as line end.
 */
export function splitFrontMatter(content: string): { readonly matter?: string; readonly body: string } {
  const fenced = FENCED.exec(content);
  const matter = fenced?.[1];
  if (fenced === null || matter === undefined || !matter.split('\n').some((line) => LINE.test(line)))
    return { body: content };
  return { matter, body: content.slice(fenced[0].length) };
}

/** Reads front matter as YAML, and what is no YAML line by line, as people mean it: `title: 关于…: …`. */
export function readFrontMatter(matter: string): FrontMatter {
  const { fields, notes } = yamlFields(matter) ?? lineFields(matter);
  const unused: string[] = [];
  const found = new Map<Field, string>();
  for (const name of Object.keys(NAMES)) {
    const field = NAMES[name];
    const value = fields.get(name);
    if (field === undefined || value === undefined || value === '' || found.has(field)) continue;
    const read = DATES.has(field) ? writtenDate(value) : value;
    if (read === undefined) notes.push(`文件头的“${name}: ${value}”不是日期`);
    else found.set(field, read);
  }
  for (const name of fields.keys()) if (!Object.hasOwn(NAMES, name)) unused.push(name);
  if (unused.length > 0) notes.push(`文件头里这些没有用到：${unused.join('、')}`);
  const { date, ...given } = Object.fromEntries(found) as Partial<Record<Field, string>>;
  return { given: { ...given, ...(date === undefined ? {} : { issuedOn: date }) }, notes };
}

interface Fields {
  /** By their names, lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly notes: string[];
}

/** Undefined where it is no map of YAML, or YAML would take a part of a value for a comment. */
function yamlFields(matter: string): Fields | undefined {
  const document = parseDocument(matter, { schema: 'failsafe', logLevel: 'silent' });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents)) return undefined;
  const fields = new Map<string, string>();
  for (const { key, value } of contents.items) {
    if (!isScalar(key) || (isScalar(value) && typeof value.comment === 'string')) return undefined;
    const parts = isSeq(value) ? value.items : [value];
    const texts = parts.map((part) => (isScalar(part) && part.value !== null ? String(part.value) : ''));
    fields.set(String(key.value).toLowerCase(), texts.join('、').replaceAll(/\s+/gu, ' ').trim());
  }
  return { fields, notes: [] };
}

function lineFields(matter: string): Fields {
  const fields = new Map<string, string>();
  const notes: string[] = [];
  for (const line of matter.split('\n')) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), unquoted(value.trim()));
    else if (line.trim() !== '' && !line.trim().startsWith('#'))
      notes.push(`文件头的这一行没有看懂：${line.trim().slice(0, 60)}`);
  }
  return { fields, notes };
}

function unquoted(value: string): string {
  return /^(?:"[^"]*"|'[^']*'|“[^“”]*”)$/u.test(value) ? value.slice(1, -1) : value;
}
