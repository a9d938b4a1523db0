import { fold } from '../../../core/language/text.ts';
import type { Gazetteer, Place } from '../../../core/places/places.ts';
import type { Block, Span } from '../../../core/types.ts';
import { levelOf, UNNUMBERED } from '../../structure/headings.ts';
import { datedLine, officeOf, type PaperLine } from '../lines.ts';

/** A stretch that is of one division below, or beside, the place of its paper. */
export interface PlacedStretch {
  readonly span: Span;
  readonly place: string;
}

interface Opening {
  readonly at: number;
  readonly place: Place;
  /** What openings of one pattern share: their mark's level, and the words behind the name. */
  readonly pattern: string;
  readonly level: number;
  /** The division's own text stands in the line. */
  readonly isRunIn: boolean;
}

const MARK =
  /^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．]|[①-⑳]|[●○◆■□·•-])?\s*/u;
const NAMED =
  /^[【[「]?(\p{Script=Han}{2,15}?)[】\]」]?\s*(?:\([^()]{0,20}\))?\s*(?:(:|-{1,2})\s*(.*)|。(.+))?$/u;
/** A name with words behind it: 某某县低保标准. */
const MAX_WORDS = 24;
/** Behind the last division comes what holds for all of them. */
const OF_ALL =
  /^(?:[一二三四五六七八九十\d]+[、.．]\s*)?(?:以上|上述|本(?:通知|标准|方案|办法|公告|汇编|表)|各(?:县|区|市|乡|地)|全[市省州]|请各|附件|附:|注:|备注|抄送|说明:|联系)/u;

/** The stretches of a paper that are each of one county: under a heading that names it, or a row of a table. */
export function placedStretches(
  lines: readonly PaperLine[],
  blocks: readonly Block[],
  own: string | undefined,
  { gazetteer, text }: { readonly gazetteer: Gazetteer; readonly text: string },
): PlacedStretch[] {
  const home = gazetteer.places.find(({ name }) => name === own);
  const reached = (name: string) => placeOf(name, home, gazetteer);
  const rows = rowsOf(lines, blocks, reached, text);
  const found = lines.flatMap((line, at) => openingAt(line, at, reached));
  const named = new Set(found.map(({ at }) => at));
  // Names one below the other, with nothing between them, are a list.
  const hasText = ({ at }: Opening) => at + 1 < lines.length && !named.has(at + 1);
  const openings = accepted(
    found.filter((opening) => opening.isRunIn || hasText(opening)),
    home,
  );
  const groups = groupsOf(lines, openings);
  const stretches = openings.map((opening, at): PlacedStretch => {
    const until = openings[at + 1]?.at ?? lines.length;
    const last = endOf(lines, opening, until, groups.get(opening.pattern));
    const start = lines[opening.at]?.span.start ?? 0;
    return { span: { start, end: lines[last]?.span.end ?? start }, place: opening.place.name };
  });
  let behind = 0;
  const apart = rows.filter(({ span }) => {
    while ((stretches[behind]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) behind++;
    return (stretches[behind]?.span.start ?? Number.POSITIVE_INFINITY) >= span.end;
  });
  return [...stretches, ...apart].sort((a, b) => a.span.start - b.span.start);
}

/** The one place of a name that the paper can reach: below its own place, beside it, or any where it has none. */
function placeOf(name: string, home: Place | undefined, gazetteer: Gazetteer): Place | undefined {
  const found = gazetteer.lookup(name).filter((place) => place.level !== 'province' || home === undefined);
  const within = found.filter(
    ({ parents }) =>
      home !== undefined && (parents.includes(home.name) || parents.at(-1) === home.parents.at(-1)),
  );
  const [place, other] = within.length > 0 ? within : found;
  return other === undefined ? place : undefined;
}

function openingAt(line: PaperLine, at: number, reached: (name: string) => Place | undefined): Opening[] {
  const mark = MARK.exec(line.folded)?.[0] ?? '';
  const level = mark.trim() === '' ? UNNUMBERED : levelOf(line.text);
  const rest = line.folded.slice(mark.length);
  const named = NAMED.exec(rest);
  const place = named?.[1] === undefined ? undefined : reached(named[1]);
  if (named !== null && place !== undefined) {
    const told = named[3] ?? named[4] ?? '';
    const sign = named[2] === undefined && named[4] === undefined ? '' : told === '' ? '' : ':';
    return [{ at, place, level, pattern: `${level}${sign}`, isRunIn: told !== '' }];
  }
  if (rest.length > MAX_WORDS || /[。;,:!?|\t]/u.test(rest)) return [];
  for (let length = Math.min(12, rest.length - 2); length >= 3; length--) {
    const worded = /[县市区旗州]$/u.test(rest.slice(0, length)) ? reached(rest.slice(0, length)) : undefined;
    if (worded !== undefined)
      return [{ at, place: worded, level, pattern: `${level}${rest.slice(length)}`, isRunIn: false }];
  }
  return [];
}

/** Openings whose pattern returns for other divisions, or that are below the paper's own place and stand alone in a line. */
function accepted(openings: readonly Opening[], home: Place | undefined): Opening[] {
  const byPattern = grouped(openings);
  return openings.filter(({ pattern, place, level, isRunIn }) => {
    const peers = byPattern.get(pattern);
    if (peers !== undefined && peers.places.size >= 2) return peers.levels.size === 1;
    const isBelow = home !== undefined && place.parents.includes(home.name);
    return isBelow && !isRunIn && level < UNNUMBERED && /^\d+$/u.test(pattern);
  });
}

/** Which divisions, of which levels, each pattern names. */
function grouped(openings: readonly Opening[]): Map<string, { places: Set<string>; levels: Set<string> }> {
  const groups = new Map<string, { places: Set<string>; levels: Set<string> }>();
  for (const { pattern, place } of openings) {
    const group = groups.get(pattern) ?? { places: new Set(), levels: new Set() };
    group.places.add(place.name);
    group.levels.add(place.level);
    groups.set(pattern, group);
  }
  return groups;
}

/** What the openings of one pattern have in common. */
interface Group {
  readonly isOneLine: boolean;
  /** Whether counted lines of a level stand inside most of its stretches. */
  readonly holds: (level: number) => boolean;
}

function groupsOf(lines: readonly PaperLine[], openings: readonly Opening[]): Map<string, Group> {
  const counts = new Map<string, { peers: number; adjacent: number; levels: Map<number, number> }>();
  openings.forEach(({ pattern, at }, which) => {
    const next = openings[which + 1]?.at ?? lines.length;
    const count = counts.get(pattern) ?? { peers: 0, adjacent: 0, levels: new Map<number, number>() };
    count.peers++;
    if (next === at + 1 && next < lines.length) count.adjacent++;
    for (const level of new Set(lines.slice(at + 1, next).map(({ text }) => levelOf(text))))
      count.levels.set(level, (count.levels.get(level) ?? 0) + 1);
    counts.set(pattern, count);
  });
  return new Map(
    [...counts].map(([pattern, { peers, adjacent, levels }]) => [
      pattern,
      {
        isOneLine: adjacent * 2 >= peers - 1,
        holds: (level: number) => (levels.get(level) ?? 0) * 2 > peers,
      },
    ]),
  );
}

/** The last line of an opening's stretch, which ends before the line `until`. */
function endOf(
  lines: readonly PaperLine[],
  opening: Opening,
  until: number,
  group: Group | undefined,
): number {
  if (opening.isRunIn && group?.isOneLine) return opening.at;
  let last = opening.at;
  for (let at = opening.at + 1; at < until; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const level = levelOf(line.text);
    const ends = opening.level < UNNUMBERED ? level <= opening.level : !group?.holds(level);
    if (level < UNNUMBERED && ends) break;
    if (OF_ALL.test(line.folded) || closesPaper(lines, at, until === lines.length)) break;
    last = at;
  }
  return last;
}

/** The signature of the whole paper, below the last division. */
function closesPaper(lines: readonly PaperLine[], at: number, isLast: boolean): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  if (!isLast || line === undefined || at < lines.length - 4) return false;
  return (
    datedLine(line) !== undefined ||
    (officeOf(line) !== undefined && next !== undefined && datedLine(next) !== undefined)
  );
}

/** The rows of tables whose first cells name two divisions or more, each row of its own. */
function rowsOf(
  lines: readonly PaperLine[],
  blocks: readonly Block[],
  reached: (name: string) => Place | undefined,
  text: string,
): PlacedStretch[] {
  const [first, last] = [lines[0]?.span.start ?? 0, lines.at(-1)?.span.end ?? 0];
  const marked = blocks
    .filter(({ kind, span }) => kind === 'row' && span.start >= first && span.end <= last)
    .flatMap(({ span, cells = [] }): PlacedStretch[] => {
      const place = cells
        .slice(0, 3)
        .map((cell) => reached(nameIn(text.slice(cell.start, cell.end))))
        .find(Boolean);
      return place === undefined ? [] : [{ span, place: place.name }];
    });
  const found = marked.length > 0 ? marked : lines.flatMap((line) => rowLine(line, reached));
  return new Set(found.map(({ place }) => place)).size >= 2 ? found : [];
}

function nameIn(cell: string): string {
  return fold(cell).replaceAll(/\s/gu, '');
}

/** A table's row as a line: | 某某县 | 560 |, or a name and figures with space between them. */
function rowLine({ span, folded }: PaperLine, reached: (name: string) => Place | undefined): PlacedStretch[] {
  const cells = folded.includes('|')
    ? folded
        .split('|')
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '')
    : folded.split(/\s+/u);
  if (cells.length < 2 || /[。;]$/u.test(folded)) return [];
  if (!folded.includes('|') && !/\d/u.test(cells.slice(1).join(''))) return [];
  const place = cells.slice(0, 2).map(reached).find(Boolean);
  return place === undefined ? [] : [{ span, place: place.name }];
}
