import type { Explained, RetrievedPassage, WeighedSentence } from '../../core/explained.ts';
import { overlaps } from '../../core/language/text.ts';
import type { App } from '../../core/ports/app.ts';
import { citationsOf, readAsNote } from '../../core/shown/citations.ts';
import type { Citation, Span } from '../../core/types.ts';
import { LISTS } from '../../wording/chat/commands.ts';
import { page as words } from '../../wording/page/page.ts';
import { answerLink, documentLink, whyLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { paneBar } from '../pane.ts';

/** Characters of a passage that are shown. */
const SHOWN = 120;

/** Why a question was answered so: what was found and how it was ranked, what the reader thought of it, what was left out. */
export function whyView(
  question: string,
  key: string,
  explained: Explained | undefined,
  app: Pick<App, 'corpus' | 'status'>,
  isBeside: boolean,
): Html {
  return html`<article class="why">
${paneBar(
  isBeside
    ? html`<a href="${whyLink(key)}">${words.alone}</a>`
    : html`<a href="${answerLink(key)}">${words.backToAnswer}</a>`,
  question,
)}
<header class="document-head">
${isBeside ? html`<h2 tabindex="-1">${words.why}</h2>` : html`<h1>${words.why}</h1>`}
<p class="asked-small">${question}</p>
</header>
${explained === undefined ? html`<p>${words.reasons.notKept}</p>` : told(explained, app)}
</article>`;
}

function told(explained: Explained, { corpus, status }: Pick<App, 'corpus' | 'status'>): Html {
  const { answer, evidence, retrieved } = explained;
  const isServing = answer.corpusVersion === status().corpusVersion;
  /** Spans are of the documents as they were; those that serve now may hold something else there. */
  const textAt = (documentId: string, { start, end }: Span) => {
    const within = retrieved.find(
      (one) => one.documentId === documentId && one.span.start <= start && end <= one.span.end,
    );
    if (within !== undefined) return within.text.slice(start - within.span.start, end - within.span.start);
    return isServing ? corpus.document(documentId)?.text.slice(start, end) : undefined;
  };
  const quoteOf = (documentId: string, span: Span, text: string | undefined, path = documentId) => {
    const document = corpus.document(documentId);
    const title = document?.title ?? path;
    const link = documentLink(documentId, isServing ? span : undefined);
    return html`<p>${document === undefined ? title : html`<a href="${link}" data-beside>${title}</a>`}</p>
<p class="small">${text === undefined ? words.reasons.textNotKept : excerpt(text)}</p>`;
  };
  const cited = citationsOf(answer);
  return html`<ul class="steps">${stepsOf(explained).map((step) => html`<li>${step}</li>`)}</ul>
${!isServing && html`<p class="note aside">${words.reasons.otherCorpus}</p>`}
${dropped(explained)}
${
  evidence.length > 0 &&
  html`<section><h3>${words.reasons.sentences}</h3><p class="aside">${words.reasons.sentencesNote}</p>
<ol class="ranked">${evidence.map((one) =>
    sentence(one, quoteOf(one.documentId, one.span, textAt(one.documentId, one.span)), isCited(one, cited)),
  )}</ol></section>`
}
${
  retrieved.length > 0 &&
  html`<section><h3>${words.reasons.passages}</h3><p class="aside">${words.reasons.passagesNote}</p>
<ol class="ranked">${retrieved.map((one) =>
    passage(one, quoteOf(one.documentId, one.span, one.text, one.document), isCited(one, cited)),
  )}</ol></section>`
}`;
}

function stepsOf({ answer, meant, namedPolicy, leavesOpen }: Explained): string[] {
  const { reasons } = words;
  return [
    reasons.outcome(answer.kind, answer.kind === 'answered' ? answer.method : undefined),
    ...(answer.kind === 'refused' ? [reasons.refused(answer.reason)] : []),
    ...(answer.kind === 'answered' && answer.fallback !== undefined
      ? [reasons.fallback(answer.fallback)]
      : []),
    ...readAsNote(answer),
    ...(answer.ownPlace === undefined ? [] : [words.ownPlace(answer.ownPlace)]),
    ...(meant === undefined ? [] : [reasons.meant(meant.text, meant.chosen ?? [])]),
    ...(namedPolicy === undefined ? [] : [reasons.namedPolicy]),
    ...(leavesOpen === true ? [reasons.leavesOpen] : []),
  ];
}

function dropped({ dropped: lost = [] }: Explained): Html | null {
  if (lost.length === 0) return null;
  return html`<section><h3>${words.reasons.dropped}</h3><ul class="ranked">${lost.map(
    ({ text, why }) =>
      html`<li><p class="is-void">${text}</p><p class="small"><span class="chip is-bad">${words.reasons.droppedBecause[why]}</span></p></li>`,
  )}</ul></section>`;
}

function sentence(
  { confidence, weighed, isEligible, signals }: WeighedSentence,
  quoted: Html,
  isQuoted: boolean,
): Html {
  const { coverage, similarity, logit } = signals;
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  const facts = [
    words.reasons.weighed(percent(weighed)),
    ...(logit === undefined ? [words.reasons.unread] : [words.reasons.reader(logit.toFixed(2))]),
    words.reasons.coverage(percent(coverage)),
    ...(similarity === null ? [] : [words.reasons.similarity(similarity.toFixed(3))]),
  ];
  return html`<li>
<p class="row"><b class="confidence">${words.reasons.confidence(percent(confidence))}</b><meter min="0" max="1" value="${confidence.toFixed(3)}" aria-hidden="true"></meter>${chips(isQuoted, isEligible)}</p>
${quoted}
<p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
</li>`;
}

function passage({ score, similarity, ranks }: RetrievedPassage, quoted: Html, isQuoted: boolean): Html {
  const rank = (list: string) => {
    const place = ranks[list as keyof typeof ranks];
    return words.reasons.rank(LISTS[list] ?? list, place);
  };
  const facts = [
    ...Object.keys(LISTS).map(rank),
    ...(similarity === null ? [] : [words.reasons.similarity(similarity.toFixed(3))]),
    words.reasons.score(score.toFixed(4)),
  ];
  return html`<li>
${isQuoted && html`<p class="row">${chips(true, true)}</p>`}
${quoted}
<p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
</li>`;
}

function chips(isQuoted: boolean, isEligible: boolean): Html {
  return html`${isQuoted && html`<span class="chip is-good">${words.reasons.quoted}</span>`}${
    !isEligible && html`<span class="chip">${words.reasons.otherForm}</span>`
  }`;
}

function excerpt(written: string): string {
  const text = written.replaceAll(/\s+/gu, ' ').trim();
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).toWellFormed()}…`;
}

function isCited(
  { documentId, span }: { readonly documentId: string; readonly span: Span },
  citations: readonly Citation[],
): boolean {
  return citations.some((one) => one.documentId === documentId && overlaps(one.span, span));
}
