import { holdings } from '../../wording/page/holdings.ts';
import { type Html, html } from '../markup.ts';

const words = holdings.list;

/** What the address of a list asks for, by name; no longer than a person would write. */
export type Query = Readonly<Record<string, string | undefined>>;

const LONGEST = 100;

export function readQuery(asked: Readonly<Record<string, string>>): Query {
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, value.trim().slice(0, LONGEST) || undefined]),
  );
}

/** The address of a list; what is empty is left out. */
export function address(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

const ON_A_PAGE = 100;

export interface Paged<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The page of a list that is asked for; the nearest one where there is none of that number. */
export function pageOf<T>(all: readonly T[], { page = '' }: Query): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / ON_A_PAGE));
  const asked = /^\d{1,6}$/u.test(page) ? Number(page) : 1;
  const at = Math.min(Math.max(asked, 1), pages);
  return { items: all.slice((at - 1) * ON_A_PAGE, at * ON_A_PAGE), page: at, pages, total: all.length };
}

/** Links to the pages beside; nothing where there is but one. */
export function pager(path: string, query: Query, { page, pages, total }: Paged<unknown>): Html | null {
  if (pages === 1) return null;
  const to = (at: number, label: string, rel: 'prev' | 'next') =>
    at >= 1 && at <= pages
      ? html`<a class="button is-small" rel="${rel}" href="${address(path, { ...query, page: String(at) })}">${label}</a>`
      : null;
  return html`<nav class="pager" aria-label="${words.pages}">${to(page - 1, words.previous, 'prev')}<span class="small soft">${words.page(page, pages, total)}</span>${to(page + 1, words.next, 'next')}</nav>`;
}

/** How a list is ordered: by a column, from its least or from its greatest. */
export interface Order<C extends string> {
  readonly by: C;
  readonly isDescending: boolean;
}

/** @param asked `title`, or `-title` for the greatest first. */
export function readOrder<C extends string>(
  asked: string | undefined,
  columns: readonly C[],
  otherwise: Order<C>,
): Order<C> {
  const by = columns.find((column) => column === asked?.replace(/^-/u, ''));
  return by === undefined ? otherwise : { by, isDescending: asked?.startsWith('-') === true };
}

type Key = string | number | undefined;

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** In order; what has no key comes last, either way. */
export function ordered<T, C extends string>(
  all: readonly T[],
  { by, isDescending }: Order<C>,
  keyOf: (one: T, column: C) => Key,
): T[] {
  return all
    .map((one) => ({ one, key: keyOf(one, by) }))
    .toSorted((a, b) => {
      if (a.key === undefined || b.key === undefined)
        return Number(a.key === undefined) - Number(b.key === undefined);
      const difference =
        typeof a.key === 'number' && typeof b.key === 'number'
          ? a.key - b.key
          : collator.compare(String(a.key), String(b.key));
      return isDescending ? -difference : difference;
    })
    .map(({ one }) => one);
}

/**
 * The head of a column, a link that orders by it, or turns the order round.
 * @param first `-` where the greatest are asked for first.
 */
export function columnHead<C extends string>(
  { path, query, order }: { readonly path: string; readonly query: Query; readonly order: Order<C> },
  column: C,
  label: string,
  { first = '', isNumber = false }: { readonly first?: '' | '-'; readonly isNumber?: boolean } = {},
): Html {
  const isOrdered = order.by === column;
  const isUp = isOrdered ? order.isDescending : first === '';
  const link = address(path, { ...query, sort: `${isUp ? '' : '-'}${column}`, page: undefined });
  const sort = order.isDescending ? 'descending' : 'ascending';
  return html`<th scope="col"${isNumber && html` class="number"`}${isOrdered && html` aria-sort="${sort}"`}><a href="${link}" title="${words.sortBy(label)}">${label}<span class="order" aria-hidden="true">${isOrdered ? (order.isDescending ? '↓' : '↑') : ''}</span></a></th>`;
}

/** What is said in place of a list: why there is nothing, and what to do next. */
export function emptyState(title: string, next: string, way?: Html): Html {
  return html`<div class="card empty"><h2>${title}</h2><p>${next}</p>${way}</div>`;
}

export function clearLink(path: string): Html {
  return html`<p><a class="button" href="${path}">${words.clear}</a></p>`;
}

/** The order that a form keeps. */
export function hiddenSort({ sort }: Query): Html | null {
  return sort === undefined ? null : html`<input type="hidden" name="sort" value="${sort}">`;
}

/** A choice of a place in a form; all of them where none is chosen. */
export function placeField(places: readonly string[], chosen: string | undefined): Html | null {
  if (places.length < 2) return null;
  return html`<label><span class="small soft">${words.place}</span> <select class="field" name="place"><option value="">${words.everywhere}</option>${places.map(
    (place) => html`<option value="${place}"${place === chosen && html` selected`}>${place}</option>`,
  )}</select></label>`;
}
