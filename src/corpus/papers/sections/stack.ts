import type { Gazetteer } from '../../../core/places/places.ts';
import { levelOf } from '../../structure/headings.ts';
import { isAttachment, officialTitleAt } from '../frame.ts';
import {
  datedLine,
  isClosingNote,
  isCounted,
  isOfficialTitle,
  letterheadOf,
  type PaperLine,
  withoutCount,
} from '../lines.ts';
import { numberLine, withoutNumber } from '../numbers.ts';

/** The papers that stand one behind the other in a file. */
export interface Stack {
  /** What stands before the first of them: the title of a compilation, if anything. */
  readonly preface: readonly PaperLine[];
  readonly papers: readonly (readonly PaperLine[])[];
}

interface Start {
  /** The first line of the paper, its letterhead and number included. */
  readonly from: number;
  readonly titleAt: number;
  /** The line behind its title. */
  readonly behind: number;
  readonly title: string;
  /** Official names of the places that its title names. */
  readonly places: readonly string[];
  /** A compilation counts it. */
  readonly isCounted: boolean;
}

/** What a file of several papers calls itself. */
const COMPILES = /(?:汇编|选编|合集|合订本|文件集|公告集|汇总|目录)(?:[(（].*[)）])?$/u;
/** Words of a covering notice: what follows its signature is what it sends out. */
const COVERS = /(?:印发|转发|公布|发布|下发|修订)/u;
/** Lines above a title that belong to the same paper. */
const MAX_ABOVE = 3;
const MIN_NAME = 6;
/** A covering notice and its list of annexes have no more lines than this. */
const REACH = 300;

/** The papers of a file that holds several, each with a title and with a place, number or date of its own; else undefined. */
export function stackOf(lines: readonly PaperLine[], gazetteer: Gazetteer): Stack | undefined {
  const candidates = startsIn(lines, gazetteer);
  const [first] = candidates;
  if (first === undefined) return undefined;
  let starts: Start[] = [];
  for (const candidate of candidates) {
    const current = starts.at(-1);
    if (current === undefined || opensPaper(candidate, current, lines)) starts.push(candidate);
  }
  const covers = starts[0];
  if (covers !== undefined && starts.length > 2 && isPreface(covers, starts[1])) starts = starts.slice(1);
  if (starts.length < 2) return undefined;
  const from = starts[0]?.from ?? 0;
  return {
    preface: lines.slice(0, from),
    papers: starts.map((start, at) => lines.slice(start.from, starts[at + 1]?.from ?? lines.length)),
  };
}

/** A title with nothing of its own below it stands over all of them. */
function isPreface(first: Start, second: Start | undefined): boolean {
  return COMPILES.test(first.title) || (second !== undefined && second.from <= first.behind);
}

function startsIn(lines: readonly PaperLine[], gazetteer: Gazetteer): Start[] {
  const starts: Start[] = [];
  const counted = countedTitles(lines);
  for (let at = 0; at < lines.length; at++) {
    const title = counted.get(at);
    const found = title === undefined ? officialTitleAt(lines, at) : { title, lines: [at] };
    if (found === undefined) continue;
    const behind = (found.lines.at(-1) ?? at) + 1;
    let from = at;
    const floor = Math.max(starts.at(-1)?.behind ?? 0, at - MAX_ABOVE);
    while (from > floor && isAbove(lines, from - 1)) from--;
    const places = [...new Set(gazetteer.findPlaces(found.title).map(({ place }) => place.name))];
    starts.push({ from, titleAt: at, behind, title: found.title, places, isCounted: title !== undefined });
    at = behind - 1;
  }
  // Titles without a line between them are a list of links or of annexes; the last of them may open a paper.
  return starts.filter((start, at) => at === 0 || (starts[at + 1]?.from ?? lines.length) > start.behind);
}

/**
 * The titles of papers that a compilation counts (二、某县民政局关于…的通知), by their lines: two or more, each but the first
 * behind the end of the paper before it.
 */
function countedTitles(lines: readonly PaperLine[]): Map<number, string> {
  const byLevel = new Map<number, [number, string][]>();
  for (const [at, { text }] of lines.entries()) {
    const title = isCounted(text) ? withoutCount(text) : '';
    if (!/关于/u.test(title) || !isOfficialTitle(withoutNumber(title).title)) continue;
    const titles = byLevel.get(levelOf(text)) ?? [];
    titles.push([at, title]);
    byLevel.set(levelOf(text), titles);
  }
  const all = new Set([...byLevel.values()].flat().map(([at]) => at));
  const compiled = [...byLevel.values()]
    // Titles without a line between them are a list.
    .map((titles) => titles.filter(([at]) => !all.has(at + 1)))
    .find((titles) => titles.length >= 2 && titles.slice(1).every(([at]) => isBehindEnd(lines, at)));
  return new Map(compiled);
}

/** Whether the line before is the last of a paper: its date, or a closing note. */
function isBehindEnd(lines: readonly PaperLine[], at: number): boolean {
  const above = lines[at - 1];
  return above !== undefined && (datedLine(above) !== undefined || isClosingNote(above));
}

/** A letterhead or number that stands over a title, and is not the signature of the paper before. */
function isAbove(lines: readonly PaperLine[], at: number): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  if (line === undefined || next === undefined) return false;
  if (numberLine(line) !== undefined) return true;
  if (letterheadOf(line) === undefined || datedLine(next) !== undefined) return false;
  return numberLine(next) !== undefined || /文\s*件$/u.test(line.text);
}

function opensPaper(candidate: Start, current: Start, lines: readonly PaperLine[]): boolean {
  if (candidate.isCounted) return true;
  if (isSentOut(candidate, current, lines)) return false;
  const ended = isBehindEnd(lines, candidate.from);
  const below = lines.slice(candidate.behind, candidate.behind + 2);
  const counted = candidate.from < candidate.titleAt || below.some((line) => numberLine(line) !== undefined);
  const dated = below.some((line) => {
    const found = datedLine(line);
    return found !== undefined && !found.isPassed;
  });
  const elsewhere =
    candidate.places.length > 0 && !candidate.places.some((place) => current.places.includes(place));
  if (elsewhere && lines[candidate.titleAt]?.text !== undefined) return true;
  const covering = COVERS.test(current.title) && !counted && !dated;
  if (!covering && isOtherEdition(candidate.title, current.title)) return true;
  return (
    (ended && !covering && speaksForItself(candidate)) ||
    (counted && speaksForItself(candidate)) ||
    (dated && ended)
  );
}

const YEAR = /(?:19|20)\d{2}\s*(?:[-—~至]\s*(?:19|20)?\d{2,4}\s*)?年?度?|[零〇一二三四五六七八九]{4}年度?/gu;

/** One title for another year: each is a paper, signed or not. */
function isOtherEdition(title: string, other: string): boolean {
  const years = (text: string) => (text.match(YEAR) ?? []).join(' ');
  return (
    years(title) !== years(other) && bare(title.replaceAll(YEAR, '')) === bare(other.replaceAll(YEAR, ''))
  );
}

function speaksForItself({ title, places }: Start): boolean {
  return places.length > 0 || /关于/u.test(title);
}

/** Whether a title is that of what the current paper sends out: named in it, or marked as its annex. */
function isSentOut(candidate: Start, current: Start, lines: readonly PaperLine[]): boolean {
  const above = lines[candidate.from - 1];
  if (above !== undefined && isAttachment(above)) return true;
  const earlier = bare(
    lines
      .slice(current.titleAt, Math.min(candidate.from, current.titleAt + REACH))
      .map(({ text }) => text)
      .join('\n'),
  );
  const name = bare(candidate.title);
  return name.length >= MIN_NAME && earlier.includes(name);
}

function bare(text: string): string {
  return text.replaceAll(/[\s《》〈〉]|[(（](?:试行|暂行)[)）]/gu, '');
}
