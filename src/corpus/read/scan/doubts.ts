import type { Span } from '../../../core/types.ts';
import type { Line } from '../../lines.ts';
import type { PlacedCharacter } from './characters.ts';

/*
 * What a reader of pictures gets wrong is mostly one character of a figure or of its unit, and it is often sure of it:
 * 8499.43万元 becomes 849943万元. So a figure is in doubt by what it looks like as well as by the model's confidence.
 */

/** A figure, as it may be misread. */
const FIGURE = /\d(?:[\dA-Za-z|.,:·%‰/ ]*[\dA-Za-z%‰])?/gu;
/** A number in Chinese characters with what it counts, or in its place in a list. */
const CHINESE_FIGURE =
  /[〇零一二两三四五六七八九十百千万亿]+[千百万亿元角分年月日户人个亩级次倍成折条章节款项]?/gu;
/** What stands beside a figure and may be part of it, or its unit: 万元, 元/人. */
const LETTERS_BEFORE = /[\p{L}.·]$/u;
const UNIT = /^[\p{L}/.·%‰]{1,2}/u;
/** Below, a character is in doubt: of a figure, beside one, in a Chinese number, or any other. */
const SURE_FIGURE = 0.9;
const SURE_UNIT = 0.85;
const SURE_CHINESE = 0.7;
const SURE = 0.4;

/** What a figure looks like that was misread. */
const MISREAD: readonly RegExp[] = [
  // A point that is lost: 849943万元.
  /\d{5,20} ?(?:万元|[%％])/gu,
  // A point that became another mark, or stands twice: 11:16%, 13，5%, 3..5, 20.万元, .5.
  /\d{1,20} ?[:：，,、;；·] ?\d+ ?[%％]/gu,
  /\d\.(?!\d)\p{L}{0,2}/gu,
  // A sign that became figures: 10.2496 was 10.24%.
  /\d\.\d{3,}/gu,
  // A sign of thousandths that became a percent sign, alone or with what was left of it: 8%, 9.7%0. They are small.
  /(?<![\d.])(?:20(?:\.0+)?|1?\d(?:\.\d+)?) ?[%％]/gu,
  /\d ?[%％] ?[0oO○〇°º/／⁄∕]/gu,
  // A percent sign before what is counted was another unit: 7%斤.
  /\d ?[%％] ?(?:公?斤|亩|元|[户人](?![均口数籍工才员]))/gu,
  // A point that became a colon: no time of day.
  /\d{3}[:：]\d+|\d[:：]\d(?!\d)|\d[:：][6-9]\d|\d[:：]\d{3,}|\d[:：]\d\d ?[万亿千元倍亩户人吨斤米平]/gu,
  /(?<!\d)\.\d+/gu,
  // A unit that became a like character, or lost one: 15方元, 元/人月, 元/入·月.
  /\d ?[^\d万亿千百十多余几来成角分厘\s，。、；：,.;:()（）/]元/gu,
  /方元|元 ?[/／]? ?[人入八] ?[月年日天次]|元 ?[/／]? ?[入八] ?[·・.] ?[月年日天次]/gu,
  // A letter among figures, and behind one.
  /[A-Za-z|]\d+/gu,
  /\d[A-Za-z|](?![A-Za-z])/gu,
  // Figures that lie apart.
  /\d +[\d.]+|\d\. +\d+/gu,
];

/** The stretches of characters that follow each other whose figures, or words, the reader was not sure of; in order, apart. */
export function unsureSpans(characters: readonly PlacedCharacter[]): Span[] {
  const text = characters.map(({ text: unit }) => unit).join('');
  const units = characters.flatMap(({ text: unit, confidence }) =>
    Array<number>(unit.length).fill(confidence),
  );
  const isUnsure = ({ start, end }: Span, sure: number) =>
    units.slice(start, end).some((unit) => unit < sure);
  const spans: Span[] = [];
  for (const { start, end } of matches(text, FIGURE)) {
    const from = start - (LETTERS_BEFORE.exec(text.slice(Math.max(0, start - 1), start))?.[0].length ?? 0);
    const to = end + (UNIT.exec(text.slice(end, end + 2))?.[0].length ?? 0);
    if (isUnsure({ start, end }, SURE_FIGURE) || isUnsure({ start: from, end: to }, SURE_UNIT))
      spans.push({ start: from, end: to });
  }
  for (const span of matches(text, CHINESE_FIGURE)) if (isUnsure(span, SURE_CHINESE)) spans.push(span);
  units.forEach((unit, at) => {
    if (unit < SURE) spans.push({ start: at, end: at + 1 });
  });
  return merged(spans);
}

/** Lines with doubts where they were read from a picture, and a figure looks as if it was misread. */
export function withScanDoubts(lines: readonly Line[]): Line[] {
  return lines.map((line) =>
    line.origins?.some(({ isScanned }) => isScanned === true) ? withLooks(line) : line,
  );
}

/** A line that was read from a picture, with doubts where a figure looks as if it was misread. */
export function withLooks(line: Line): Line {
  const looks = MISREAD.flatMap((pattern) => matches(line.text, pattern)).map((span) =>
    overFigure(line.text, span),
  );
  if (looks.length === 0) return line;
  return { ...line, doubts: merged([...(line.doubts ?? []), ...looks]) };
}

/** A stretch with the whole of the figure that it begins or ends in. */
function overFigure(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (/[\d.:]/u.test(text[from - 1] ?? '')) from--;
  while (/\d/u.test(text[to - 1] ?? '') && /[\d.:%％]/u.test(text[to] ?? '')) to++;
  return { start: from, end: to };
}

function matches(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

function merged(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else apart.push({ start, end });
  }
  return apart;
}

/** What is told of lines, of which some were read from pictures. @param unread texts that nobody can read. */
export function notesOfScan(lines: readonly Line[], unread: number): string[] {
  const doubts = lines.reduce((sum, line) => sum + (line.doubts?.length ?? 0), 0);
  const told = ['本文是扫描件，文字由机器识别'];
  if (doubts > 0) told.push(`有 ${doubts} 处没有把握，不会引用，请对照原件`);
  if (unread > 0) told.push(`有 ${unread} 处认不出来`);
  return [told.join('；')];
}
