import type { LastReload } from '../../core/shown/documents.ts';
import { holdings } from '../../wording/page/holdings.ts';
import { documentLink } from '../links.ts';
import { type Html, html, type Part } from '../markup.ts';
import { emptyState } from './listing.ts';

const words = holdings.changes;
const back = html`<p><a href="/documents">${words.back}</a></p>`;

/** What the last reload changed. @param reload null where that is not known. */
export function changesView(reload: LastReload | null): Html {
  if (reload === null)
    return html`<div class="view-head"><h1>${words.title}</h1>${back}</div>${emptyState(words.unknown, words.unknownNext)}`;
  const { added, changed, removed, renamed } = reload.changes;
  const link = ({ id, title }: { readonly id: string; readonly title: string }) =>
    html`<a href="${documentLink(id)}">${title}</a>`;
  const lists = [
    group(words.added(added.length), added, (one) => [link(one), one.path]),
    group(words.changed(changed.length), changed, (one) => [link(one), one.path, words.what(one.what)]),
    group(words.renamed(renamed.length), renamed, (one) => [link(one), one.path, words.from(one.from)]),
    group(words.removed(removed.length), removed, (one) => [one.title, one.path]),
    group(words.refused(reload.refused.length), reload.refused, (one) => [one.path, one.reason]),
  ].filter((list) => list !== null);
  return html`<div class="view-head"><h1>${words.title}</h1><p>${words.at(inChina(reload.at))}${reload.isFirst && ` · ${words.first}`}</p>${back}</div>
${lists.length === 0 ? html`<p class="card">${words.nothing}</p>` : html`<div class="groups">${lists}</div>`}`;
}

/** Of a first ingest of ten thousand files the first few are told. */
const MOST = 200;

function group<T>(
  title: string,
  all: readonly T[],
  tell: (one: T) => readonly [Part, ...Part[]],
): Html | null {
  if (all.length === 0) return null;
  return html`<section class="card"><h2>${title}</h2><ul class="lines">${all.slice(0, MOST).map((one) => {
    const [first, ...facts] = tell(one);
    return html`<li>${first}<span class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span></li>`;
  })}</ul>${all.length > MOST && html`<p class="small soft">${words.more(all.length - MOST)}</p>`}</section>`;
}

/** `2026-03-01 16:15`, as clocks in China show an ISO time. */
export function inChina(iso: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(iso));
}
