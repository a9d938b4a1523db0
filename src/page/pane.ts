import { type Html, html } from './markup.ts';

/** Stays above what is read, however far: the way out of it, and what it is. @param way a link. */
export function paneBar(way: Html, title: string): Html {
  return html`<p class="pane-bar no-print">${way}<span class="pane-title" aria-hidden="true">${title}</span></p>`;
}
