import type { FoundAnswer } from '../../chat/asking.ts';
import type { App } from '../../core/ports/app.ts';
import type { Verdict } from '../../core/ports.ts';
import { citationsOf, notesOn } from '../../core/shown/citations.ts';
import type { Answered, Clarify } from '../../core/types.ts';
import { page as words } from '../../wording/page/page.ts';
import { answerLink, whyLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { feedback } from './feedback.ts';
import { compared, type Links, said } from './said.ts';
import { sources } from './sources.ts';

/** A question with its answer, as one of the list. */
export function turn(
  { key, question, answer }: FoundAnswer['sent'],
  { app, verdict }: { readonly app: Pick<App, 'corpus'>; readonly verdict: Verdict | undefined },
): Html {
  const isAnswered = answer.kind === 'answered';
  const links: Links = {
    citations: citationsOf(answer),
    key,
    isThere: (id) => app.corpus.document(id) !== undefined,
    ...(answer.kind === 'refused' && { documentOf: titlesOf(app) }),
  };
  return html`<li class="turn" data-key="${key}">
${asked(question)}
<article class="answer is-${answer.kind}" aria-label="${words.answer}">
${notesOn(answer, words.ownPlace).map((note) => html`<p class="note aside">${note}</p>`)}
${said(answer.text, links)}
${isAnswered && compared(answer.table, links)}
${isAnswered && answer.closing !== undefined && html`<p>${answer.closing}</p>`}
${answer.kind === 'clarify' && choices(answer)}
${sources(citationsOf(answer), key, {
  app,
  title: isAnswered ? words.sources : words.nearest,
  said: answer.text,
})}
<footer class="row no-print">
${feedback(key, verdict)}
<span class="links small"><a href="${whyLink(key)}" data-beside>${words.why}</a><a href="${answerLink(key)}">${words.link}</a></span>
</footer>
</article>
</li>`;
}

/** A question whose answer is on its way; its said so far goes into `.said`. */
export function pendingTurn(question: string): Html {
  return html`<li class="turn is-pending">
${asked(question)}
<article class="answer" aria-label="${words.answer}" aria-busy="true">
<div class="said"></div>
<p class="wait aside">${words.looking}</p>
</article>
</li>`;
}

/** What is said so far. */
export function draft({ text, citations }: Answered): Html {
  return said(text, { citations });
}

/** Stands where no answer came. */
export function failedAnswer(text: string): Html {
  return html`<article class="answer is-failed" aria-label="${words.answer}"><p>${text}</p></article>`;
}

function asked(question: string): Html {
  return html`<p class="asked"><span class="unseen">${words.asked}</span>${question}</p>`;
}

/** Finds documents by their titles. */
function titlesOf({ corpus }: Pick<App, 'corpus'>): (title: string) => string | undefined {
  const ids = new Map(corpus.documents().map(({ id, title }) => [title, id]));
  return (title) => ids.get(title);
}

/** The places to choose from; the name of one is the next question. */
function choices({ options }: Clarify): Html {
  return html`<form class="choices row no-print" method="post" action="/ask" aria-label="${words.choose}">${options.map(
    ({ label }) => html`<button class="button" name="question" value="${label}">${label}</button>`,
  )}</form>`;
}
