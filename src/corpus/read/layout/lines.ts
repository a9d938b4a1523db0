import type { Line } from '../../lines.ts';
import { edgeRows } from './edges.ts';
import { footnotesOf } from './footnotes.ts';
import { type Column, columnsOf, placedLines } from './margins.ts';
import type { Page, PageFrame, PageRun } from './page.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type Row, rowsOf } from './rows.ts';
import { withoutStruck } from './strikes.ts';
import { type PlacedLine, styleOf } from './style.ts';
import { missingBorders } from './tables/bands.ts';
import { type Block, blocksOf, type TextBlock } from './tables/columns.ts';
import { type Grid, gridsOf } from './tables/grids.ts';
import type { Item } from './tables/items.ts';
import { sideBySide } from './tables/segments.ts';
import { continued, isContinued, linesOfTable, type Table, tableOf } from './tables/tables.ts';

/** What pages say, in reading order. */
export interface Layout {
  /** Each a whole paragraph, heading, item or row; every one has origins with the page. */
  readonly lines: readonly Line[];
  /** Running heads and footers, what is struck out, and the entries of a table of contents, in order. */
  readonly setAside: readonly string[];
}

/** 一、总则……………3 */
const CONTENTS = /[.…·．]{4,}\s*[-—]?\s*\d{1,4}\s*[-—]?$/u;

/** What one page says by itself, before those beside it are known: its runs can be let go. */
export interface PageLayout {
  readonly frame: PageFrame;
  readonly rows: readonly Row[];
  readonly struck: readonly string[];
  readonly tables: readonly (Grid & { readonly table: Table })[];
}

/**
 * Reads the layout of pages that follow each other in one document: lines that the page wrapped are joined, also over
 * its end, columns are read one after the other, tables by their lines or by what stands under each other; notes come last. N log n
 * in the runs and rules.
 */
export function layoutLines(pages: readonly Page[]): Layout {
  return joinedPages(pages.map(layoutPage));
}

/** The same of pages that were laid out one by one, in their order. */
export function joinedPages(read: readonly PageLayout[]): Layout {
  const edges = edgeRows(
    read.map(({ frame: { number, width, height }, rows }) => ({ number, width, height, rows })),
  );
  const setAside: string[] = [];
  const blocks: { readonly block: Block; readonly page: PageFrame }[] = [];
  const notes: typeof blocks = [];
  for (const { frame: page, rows, struck, tables } of read) {
    for (const text of struck) setAside.push(text);
    const items: Item[] = [];
    const footnotes = footnotesOf(
      page,
      rows.filter((row) => !edges.has(row)),
    );
    for (const row of rows) {
      const text =
        edges.has(row) || CONTENTS.test(row.segments.at(-1)?.text ?? '') ? sideBySide(row.segments).text : '';
      if (text !== '') setAside.push(text);
      else if (!footnotes.has(row)) items.push({ row, y: row.y });
    }
    for (const { table, x, y, width, height } of tables)
      items.push({ table, y, bottom: y + height, left: x, right: x + width });
    items.sort((a, b) => a.y - b.y);
    for (const block of blocksOf(items, page.number)) blocks.push({ block, page });
    const lines = [...footnotes].map((row) => sideBySide(row.segments));
    if (lines.length > 0) notes.push({ block: { lines }, page });
  }
  return { lines: linesOf([...blocks, ...notes]), setAside };
}

/** Reads the layout of one page. */
export function layoutPage({ runs: all, images: _, ...frame }: Page): PageLayout {
  const tables: (Grid & { readonly table: Table })[] = [];
  const rules = frame.rules ?? [];
  const { runs, struck } = withoutStruck(all, rules);
  let rest = runs;
  for (const grid of gridsOf([...rules, ...missingBorders(rules, runs)])) {
    const inside: PageRun[] = [];
    const outside: PageRun[] = [];
    for (const run of rest) (isWithin(run, grid) ? inside : outside).push(run);
    const table = tableOf(grid, inside, frame.number);
    if (table === undefined) continue;
    tables.push({ ...grid, table });
    rest = outside;
  }
  return { frame, rows: rowsOf(rest), struck, tables };
}

function isWithin({ x, y, width, size }: PageRun, grid: Grid): boolean {
  const middle = y - 0.35 * size;
  const centre = x + Math.min(width, size) / 2;
  return middle > grid.y && middle < grid.y + grid.height && centre > grid.x && centre < grid.x + grid.width;
}

function linesOf(blocks: readonly { readonly block: Block; readonly page: PageFrame }[]): Line[] {
  const texts = blocks.flatMap(({ block, page }) => ('lines' in block ? [{ block, page }] : []));
  const columns = columnsOf(texts);
  const placed = new Map<TextBlock, PlacedLine[]>(
    texts.map(({ block, page }) => [block, placedLines(block, page, columns.get(block) as Column)]),
  );
  const all: PlacedLine[] = [];
  for (const own of placed.values()) for (const line of own) all.push(line);
  const style = styleOf(all);
  const lines: Line[] = [];
  let open: PlacedLine[] = [];
  let table: Table | undefined;
  let tables = 0;
  const close = () => {
    lines.push(...paragraphsOf(open, style));
    open = [];
    if (table !== undefined) lines.push(...linesOfTable(table, ++tables));
    table = undefined;
  };
  for (const { block, page } of blocks) {
    if ('lines' in block) {
      if (table !== undefined) close();
      for (const line of placed.get(block) ?? []) open.push(line);
      continue;
    }
    const isNext = table !== undefined && table.rows.at(-1)?.page !== page.number;
    if (table !== undefined && isNext && isContinued(table, block.table))
      table = continued(table, block.table);
    else {
      close();
      table = block.table;
    }
  }
  close();
  return lines;
}
