import { originOf } from '../../core/papers/blocks.ts';
import { paperAt } from '../../core/papers.ts';
import type { App } from '../../core/ports/app.ts';
import { shownParts } from '../../core/shown/parts.ts';
import type { SourceDocument } from '../../core/types.ts';
import { page as words } from '../../wording/page/page.ts';
import { papers } from '../../wording/papers.ts';
import { wording } from '../../wording.ts';
import { answerLink, documentLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { paneBar } from '../pane.ts';
import { factsOf, standingBy, standingChip, titleOf } from '../papers.ts';
import type { LostQuote, Quoted } from './quoted.ts';
import { documentText } from './text.ts';
import { windowOf } from './window.ts';

/** What of a document is shown. */
export interface Opened {
  readonly document: SourceDocument;
  readonly quoted?: Quoted | undefined;
  readonly lost?: LostQuote | undefined;
  /** The answer that it is opened for is not kept any more. */
  readonly isAnswerGone?: boolean;
  /** Where it is opened, where nothing of it is quoted; in units of its text. */
  readonly from?: number | undefined;
}

/**
 * A document to be read: what it is and whether it holds, then its text around what is quoted.
 * @param isBeside it stands beside the chat rather than alone.
 */
export function documentView(opened: Opened, app: Pick<App, 'corpus'>, isBeside: boolean): Html {
  const { document, quoted, lost, isAnswerGone, from } = opened;
  const standing = app.corpus.standingOf(document.id, quoted?.quote);
  const paper = quoted === undefined ? document : paperAt(document, quoted.quote);
  const { parts, before, behind } = windowOf(shownParts(document), {
    ...(quoted !== undefined && { quote: quoted.quote }),
    ...(from !== undefined && { from }),
  });
  const validity = papers.validity(paper);
  const title = titleOf(paper.title, standing);
  const link = (offset: number, text: string) =>
    html`<p class="further no-print"><a class="button is-small" href="${documentLink(document.id)}?from=${offset}"${isBeside && html` data-beside`}>${text}</a></p>`;
  return html`<article class="document">
${paneBar(isBeside ? aloneLink(opened) : back(opened), paper.title)}
<header class="document-head">
${isBeside ? html`<h2 tabindex="-1">${title}</h2>` : html`<h1>${title}</h1>`}
<p class="row">${standingChip(standing)}${standing !== undefined && standingBy(standing)}${validity !== '' && html`<span class="aside">${validity}</span>`}</p>
${factsOf(paper)}
<p class="facts"><span>${document.path}</span></p>
${quoted !== undefined && where(document, quoted)}
${lost !== undefined && html`<div class="card is-lost"><p>${words.lostQuote}</p><blockquote>${lost.lost}</blockquote></div>`}
${isAnswerGone === true && html`<div class="card is-lost"><p>${words.answerGone}</p></div>`}
${document.damage.length > 0 && html`<p class="small"><span class="chip is-warn">${words.damaged}</span> ${words.damagedText}</p>`}
</header>
${before !== undefined && link(before, words.before)}
${documentText(document, parts, quoted)}
${behind !== undefined && link(behind, words.behind)}
</article>`;
}

/** Where the quote stands in its file, and how it is marked here. */
function where(document: SourceDocument, { quote, lead, marker }: Quoted): Html {
  const { isScanned, ...place } = originOf(quote, document) ?? {};
  const told = Object.keys(place).length === 0 ? '' : wording.answer.origin(place);
  return html`<p class="legend small">
<span><mark class="quote">${words.quoted(marker)}</mark></span>
${lead.length > 0 && html`<span><mark class="lead">${words.lead}</mark></span>`}
${told !== '' && html`<span>${words.standsAt(told)}</span>`}
${isScanned && html`<span class="chip is-warn">${words.scannedQuote}</span>`}
</p>`;
}

function aloneLink({ document, quoted, lost }: Opened): Html {
  const link = documentLink(document.id, quoted?.quote, of(quoted ?? lost));
  return html`<a href="${link}">${words.alone}</a>`;
}

function of(quoted: Quoted | LostQuote | undefined): { key: string; marker: number } | undefined {
  const { key, marker } = quoted ?? {};
  return key === undefined || marker === undefined ? undefined : { key, marker };
}

function back({ quoted, lost }: Opened): Html {
  const from = of(quoted ?? lost);
  return from === undefined
    ? html`<a href="/documents">${words.allDocuments}</a>`
    : html`<a href="${answerLink(from.key)}#${from.key}-${from.marker}">${words.backToAnswer}</a>`;
}
