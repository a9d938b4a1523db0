import { fold } from '../../../core/language/text.ts';
import type { Row } from './rows.ts';
import { sideBySide } from './tables/segments.ts';

/** The rows of a page, from above. */
export interface PageRows {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

/** So many lines from above and below may be a head or a foot, and so much of a page's height holds them. A head is no longer (characters). */
const EDGE_ROWS = 3;
const EDGE_HEIGHT = 0.15;
const LONGEST = 60;
const TITLE_SIZE = 1.2;
const OTHER_SIZE = 0.12;
const SET_OFF = 1.25;
const FAR = 4;
/** The share of a page's width that a title takes at most, where it is repeated and nothing sets it off. */
const SHORT = 0.6;
/** How far a head may be moved from page to page (points). */
const MOVED = 3;
/** — 2 —, -2-, 第2页 共5页, 2/5: no other line is written so. */
const PAGE_NUMBER =
  /^(?:[-—–―·•]+\s*\d{1,4}\s*[-—–―·•]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*[(（]?共\s*\d{1,4}\s*页[)）]?)?|\d{1,4}\s*\/\s*\d{1,4}|共\s*\d{1,4}\s*页\s*[,，]?\s*第\s*\d{1,4}\s*页)$/u;

/**
 * Which rows of each page are its running head and foot: what returns at the same height, with the page's number or without, from
 * the edge inwards.
 */
export function edgeRows(pages: readonly PageRows[]): ReadonlySet<Row> {
  const found = new Set<Row>();
  for (let depth = 0; depth < EDGE_ROWS; depth++) {
    const alike = new Map<string, Candidate[]>();
    for (const page of pages)
      for (const isHead of [true, false]) {
        const rowAt = (at: number) => page.rows.at(isHead ? at : -1 - at);
        const row = rowAt(depth);
        const outer = depth === 0 ? undefined : rowAt(depth - 1);
        if (row === undefined || found.has(row) || (outer !== undefined && !found.has(outer))) continue;
        const y = isHead ? row.y : page.height - row.y;
        if (y > EDGE_HEIGHT * page.height) continue;
        const text = fold(sideBySide(row.segments).text).replaceAll(/\s+/gu, ' ');
        if (PAGE_NUMBER.test(text)) found.add(row);
        else if (mayRun(row, text, page, isHead)) {
          const isApart = standsApart(row, rowAt(depth + 1), page);
          if (isApart || (depth === 0 && isShort(row, page)))
            add(alike, text, { row, isHead, page: page.number, y, isApart });
        }
      }
    for (const candidates of alike.values())
      for (const group of byHeight(candidates))
        if (isRunning(group)) for (const { row } of running(group)) found.add(row);
  }
  return found;
}

interface Figure {
  readonly value: number;
  /** It may be the page's number: 公报 3, not 附件3. */
  readonly mayCount: boolean;
}

interface Candidate {
  readonly row: Row;
  readonly isHead: boolean;
  readonly page: number;
  /** From the nearer edge. */
  readonly y: number;
  /** It is set off from what stands next to it. */
  readonly isApart: boolean;
  readonly figures?: readonly Figure[];
}

/** No sentence, no row of a table, and no title: it is written larger, and stands on the first page. */
function mayRun({ segments, size }: Row, text: string, { number, rows }: PageRows, isHead: boolean): boolean {
  if (text.length > LONGEST || segments.length > 3 || /[。；]$/u.test(text)) return false;
  const usual = rows[Math.floor(rows.length / 2)]?.size ?? size;
  return !(isHead && number === 1 && size > TITLE_SIZE * usual);
}

/** Whether a row is set off from the next one inwards: by more space than lines have, or by another size. */
function standsApart(row: Row, inner: Row | undefined, { rows }: PageRows): boolean {
  if (inner === undefined) return false;
  if (Math.abs(row.size - inner.size) > OTHER_SIZE * inner.size) return true;
  const steps = rows.slice(1).map(({ y }, at) => y - (rows[at]?.y ?? 0));
  const usual = steps.sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
  return Math.abs(inner.y - row.y) >= Math.min(SET_OFF * usual, FAR * row.size);
}

/** A title that is repeated is no full line of text. */
function isShort({ segments }: Row, { width }: PageRows): boolean {
  return (segments.at(-1)?.right ?? 0) - (segments[0]?.left ?? 0) <= SHORT * width;
}

function add(alike: Map<string, Candidate[]>, text: string, candidate: Candidate): void {
  const figures = [...text.matchAll(FIGURE)].map(({ 0: figure, index }) => ({
    value: Number(figure),
    mayCount: !/[\p{Script=Han}\d.]$/u.test(text.slice(0, index).replace(/第 ?$/u, '')),
  }));
  const key = `${candidate.isHead}${text.replaceAll(FIGURE, '#')}`;
  const others = alike.get(key);
  if (others === undefined) alike.set(key, [{ ...candidate, figures }]);
  else others.push({ ...candidate, figures });
}

const FIGURE = /\d{1,6}/gu;

function byHeight(candidates: readonly Candidate[]): Candidate[][] {
  const groups: Candidate[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const candidate of [...candidates].sort((a, b) => a.y - b.y)) {
    if (candidate.y - last <= MOVED) groups.at(-1)?.push(candidate);
    else groups.push([candidate]);
    last = candidate.y;
  }
  return groups;
}

/** All of them; but for the first where they look like the first line of each page's text: a title that is repeated. */
function running(group: readonly Candidate[]): readonly Candidate[] {
  if (group.every(({ isApart }) => isApart)) return group;
  const first = group.reduce((one, other) => (other.page < one.page ? other : one));
  return group.filter((one) => one !== first);
}

/** On several pages, with the same figures or with such as count the pages. */
function isRunning(candidates: readonly Candidate[]): boolean {
  const [first, ...others] = candidates;
  if (first === undefined || new Set(candidates.map(({ page }) => page)).size < 2) return false;
  return (first.figures ?? []).every(
    ({ value, mayCount }, at) =>
      others.every(({ figures }) => figures?.[at]?.value === value) ||
      (mayCount &&
        others.every(({ figures, page }) => (figures?.[at]?.value ?? 0) - page === value - first.page)),
  );
}
