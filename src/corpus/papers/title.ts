import { isHeadingLine, plainHeading } from '../structure/headings.ts';
import { isCountAlone } from '../structure/signatures.ts';
import type { DetectInput, FoundBy } from './detected.ts';

export interface Title {
  readonly title: string;
  readonly titleBy: FoundBy;
}

const MAX_TITLE = 100;
/** The first of several tables is the one that a file is titled by: …发放情况表（2023年12月）. */
const TABLE = /表(?:[(（][^()（）]*[)）])?$/u;
/** A file's name that programs and hands give without a thought: 附件2, 新建工作表, 汇总(1). */
const SAYS_NOTHING =
  /^(?:(?:附[件表]|新建|工作[表簿]|表格?|汇总|副本|复件|microsoft|excel|book|sheet)*[\sa-z\d_.()（）-]*)+$/iu;
/** ——记…: goes on from the title above it. */
const SUBTITLE = /^[—–-]{1,2}\s*\S/u;

/**
 * The title of a file: given, labelled, marked, above a byline, official, the first line that can be one, or the file's name.
 * @param official the title that the frame of an official paper shows.
 */
export function titleOf(
  input: DetectInput,
  labelled: string | undefined,
  official: string | undefined,
): Title {
  if (input.given?.title) return { title: input.given.title, titleBy: 'given' };
  if (labelled !== undefined) return { title: labelled, titleBy: 'header' };
  const lines = input.text.split('\n').filter((line) => line.trim() !== '');
  const marked = lines.find((line) => /^#\s+\S/u.test(line));
  if (marked !== undefined) return { title: plainHeading(marked), titleBy: 'title' };
  const credited = headingBeforeByline(input, lines);
  if (credited !== undefined) return { title: credited, titleBy: 'byline' };
  const stem = fileStem(input.path);
  const [first = '', second = ''] = lines;
  const isTable = TABLE.test(first) && isTitleLine(first) && official?.startsWith(first) !== true;
  if (official !== undefined && !isTable) return { title: official, titleBy: 'title' };
  if (input.given?.isUntitled && !SAYS_NOTHING.test(stem)) return { title: stem, titleBy: 'file' };
  if (isTitleLine(first)) {
    const continues = SUBTITLE.test(second) && second.length <= MAX_TITLE;
    return { title: plainHeading(continues ? `${first} ${second}` : first), titleBy: 'title' };
  }
  const opening = lines.slice(1, 3).find((line) => isHeadingLine(line) && !isRow(line));
  if (opening !== undefined) return { title: plainHeading(opening), titleBy: 'title' };
  return { title: stem, titleBy: 'file' };
}

/** The name of a file without its folder and ending. */
export function fileStem(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/u, '');
}

/** A title may be longer than a heading and hold a colon: 某县:… —— 记…. */
function isTitleLine(line: string): boolean {
  if (isRow(line) || isCountAlone(line)) return false;
  return (
    isHeadingLine(line) || (line.length <= MAX_TITLE && !/[。;；,，、:：]$|。/u.test(line) && line !== '')
  );
}

/** The cells of a row are parted by tabs, and nothing else is. */
function isRow(line: string): boolean {
  return line.includes('\t');
}

/** The heading that the first byline stands under, captions apart: a page may open with another article's box. */
function headingBeforeByline(input: DetectInput, lines: readonly string[]): string | undefined {
  const raw = input.rawLines.map((line) => line.trim()).filter((line) => line !== '');
  const asides = new Set(input.setAside);
  const byline = raw.findIndex(
    (line) => asides.has(line) && !/[。:：)）\]】]$/u.test(line) && isCredit(line),
  );
  if (byline < 0) return undefined;
  let at = byline - 1;
  while (at >= 0 && asides.has(raw[at] ?? '')) at--;
  const heading = raw[at];
  if (heading === undefined || !isHeadingLine(heading) || !lines.includes(heading)) return undefined;
  const above = raw[at - 1];
  const isSubtitle = SUBTITLE.test(heading) && above !== undefined && isTitleLine(above);
  return plainHeading(isSubtitle ? `${above} ${heading}` : heading);
}

function isCredit(line: string): boolean {
  return (
    /记者|通讯员|□|^文|作者/u.test(line) || /^\p{Script=Han}{2,3}([\s、]+\p{Script=Han}{2,3})+$/u.test(line)
  );
}
