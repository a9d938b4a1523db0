import { firstDate, isRealDate } from '../dates.ts';
import type { Given } from '../detect.ts';
import type { RawReport } from './raw-report.ts';

const FRONT_MATTER = /^\s*---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
const OWN_LINE = /^\s*(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>|\||```|~~~|(?:[-*_]\s*){3,}$)/u;

/**
 * Markdown without its marks: soft line ends joined as Markdown reads them, headings kept with their `#`, emphasis,
 * links and code marks down to their words, images and comments out. Front matter gives title, place, issuer, date.
 */
export function readMarkdown(content: string): RawReport {
  const normal = content.replaceAll(/\r\n?/gu, '\n');
  const matter = FRONT_MATTER.exec(normal);
  const body = matter ? normal.slice(matter[0].length) : normal;
  const given = matter ? givenIn(matter[1] ?? '') : {};
  return {
    text: joinSoftLines(setextToHash(withoutComments(body)))
      .map(plain)
      .join('\n'),
    given,
  };
}

/** A comment that never ends stays as it is. */
function withoutComments(text: string): string {
  let left = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return left + text.slice(at);
    left += text.slice(at, start);
    at = end + 3;
  }
}

function givenIn(matter: string): Given {
  const fields = new Map<string, string>();
  for (const line of matter.split('\n')) {
    const match = /^([\w\p{Script=Han}]+)\s*[:：](.*)$/u.exec(line);
    const value = match?.[2]
      ?.trim()
      .replace(/^["'“]/u, '')
      .replace(/["'”]$/u, '');
    if (match?.[1] !== undefined && value) fields.set(match[1].toLowerCase(), value);
  }
  const pick = (...keys: string[]): string | undefined =>
    keys.map((key) => fields.get(key)).find((value) => value !== undefined);
  const title = pick('title', '标题');
  const place = pick('place', '地区', '县');
  const issuer = pick('issuer', 'source', '来源', '发布单位');
  const number = pick('number', '文号', '发文字号');
  const dates = {
    issuedOn: pick('date', 'issuedon', '日期', '时间', '发布日期', '成文日期'),
    effectiveFrom: pick('effectivefrom', '施行日期', '实施日期', '生效日期'),
    validUntil: pick('validuntil', '有效期至', '失效日期'),
  };
  const read: { -readonly [K in keyof typeof dates]?: string } = {};
  const unread: string[] = [];
  for (const [field, written] of Object.entries(dates) as [keyof typeof dates, string | undefined][]) {
    if (written === undefined) continue;
    const date = isRealDate(written.slice(0, 10)) ? written.slice(0, 10) : firstDate(written);
    if (date === undefined || (field !== 'issuedOn' && date.length < 10)) unread.push(written);
    else read[field] = date;
  }
  return {
    ...(title === undefined ? {} : { title }),
    ...(place === undefined ? {} : { place }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(number === undefined ? {} : { number }),
    ...read,
    ...(unread.length === 0 ? {} : { unread }),
  };
}

function setextToHash(text: string): string {
  return text.replaceAll(
    /^(?![^\S\n]*(?:[#>|-]|$))(.+)\n(=+|-+)[ \t]*$/gmu,
    (_, heading: string, rule: string) =>
      rule.startsWith('=') ? `# ${heading.trim()}` : `## ${heading.trim()}`,
  );
}

/** Joins the lines of a paragraph; a line that ends in two spaces or a backslash stays a line. */
function joinSoftLines(text: string): string[] {
  const joined: string[] = [];
  let fenced = false;
  let open = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/u.test(line)) {
      fenced = !fenced;
      open = false;
      continue;
    }
    const last = joined.at(-1);
    if (open && last !== undefined && line.trim() !== '' && !OWN_LINE.test(line)) {
      const space = /[A-Za-z,.;]/.test(last.at(-1) ?? '') && /^\s*[A-Za-z]/.test(line) ? ' ' : '';
      joined[joined.length - 1] = last + space + line.trim();
    } else {
      joined.push(line.trimEnd());
    }
    open = !fenced && line.trim() !== '' && !/(?: {2}|\\)$/u.test(line) && !/^\s*(?:#{1,6}\s|\|)/u.test(line);
  }
  return joined.filter((line) => !isTableRule(line));
}

/** `|---|---|` and its like: the rule between the head of a table and its rows. */
function isTableRule(line: string): boolean {
  const dashes = line.indexOf('---');
  return dashes >= 0 && line.lastIndexOf('|') > dashes && /^[\s:|-]+$/u.test(line);
}

/** Repeats are bounded, so that marks that never close are not sought to the end of a long line. */
function plain(line: string): string {
  return line
    .replaceAll(/!\[[^\]]{0,300}\]\([^)]{0,500}\)/gu, '')
    .replaceAll(/\[([^\]]{1,300})\]\((?:[^()]|\([^()]{0,300}\)){0,2000}\)/gu, '$1')
    .replaceAll(/(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/gu, '$2')
    .replaceAll(/(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])/gu, '$1')
    .replaceAll(/`([^`]+)`/gu, '$1')
    .replaceAll(/<\/?(?:br|b|i|em|strong|u|p|div|span|font|center)\b[^<>]*>/giu, '')
    .replace(/^\s*>\s?/u, '')
    .replace(/\\$/u, '');
}
