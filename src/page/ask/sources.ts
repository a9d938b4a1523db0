import type { App } from '../../core/ports/app.ts';
import { saysQuote } from '../../core/shown/citations.ts';
import type { Citation } from '../../core/types.ts';
import { page as words } from '../../wording/page/page.ts';
import { cardName, documentLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { factsOf, findPaper, standingChip, titleOf } from '../papers.ts';

/**
 * The citations of an answer, a card each, which opens the document at the quote.
 * @param said the text of the answer: what it says already is not quoted again.
 */
export function sources(
  citations: readonly Citation[],
  key: string,
  { title, said, app }: { readonly title: string; readonly said: string; readonly app: Pick<App, 'corpus'> },
): Html | null {
  if (citations.length === 0) return null;
  return html`<section class="sources" aria-label="${title}">
<h3 class="aside">${title}</h3>
<ol>${citations.map((citation) => card(citation, key, !saysQuote(said, citation.quote), app))}</ol>
</section>`;
}

function card(citation: Citation, key: string, withQuote: boolean, app: Pick<App, 'corpus'>): Html {
  const { marker, documentId, span, title, place, date, origin, quote, lead = [] } = citation;
  const found = findPaper(app, documentId, span);
  const standing = found?.standing;
  const link = documentLink(documentId, span, { key, marker });
  const number = found?.paper.number;
  const facts = {
    ...(place !== undefined && { place }),
    ...(number !== undefined && { number }),
    ...(date !== undefined && { issuedOn: date }),
  };
  const isChanged = found !== undefined && !found.document.text.includes(quote);
  const named = html`<span class="source-number">[${marker}]</span>${titleOf(title, standing)}`;
  return html`<li class="source" id="${cardName(key, marker)}">
${found === undefined ? html`<span>${named}</span>` : html`<a href="${link}" data-beside>${named}</a>`}
${standing !== undefined && standing.kind !== 'in-force' && standingChip(standing)}
${found === undefined && html`<span class="chip is-warn">${words.gone}</span>`}
${isChanged && html`<span class="chip is-warn">${words.changedQuote}</span>`}
${factsOf(facts, origin)}
${(withQuote || found === undefined) && html`<blockquote>${lead.map((one) => html`<span class="soft">${one.quote} </span>`)}${quote}</blockquote>`}
</li>`;
}
