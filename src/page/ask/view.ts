import { MAX_QUESTION_CHARACTERS } from '../../core/question/one-question.ts';
import { page as words } from '../../wording/page/page.ts';
import { type Html, html } from '../markup.ts';

/** What the view of the chat is made of. */
export interface Chat {
  /** Turns that are shown, oldest first. */
  readonly turns: readonly Html[];
  /** Official names of the places that the serving corpus speaks of. */
  readonly places: readonly string[];
  /** The one that questions are of now. */
  readonly place: string | null;
  /** Questions that it answers; shown where nothing was asked. */
  readonly examples: readonly string[];
  readonly documents: number;
}

/** The chat: what was said, and where the next question is written. */
export function chat({ turns, places, place, examples, documents }: Chat): Html {
  return html`<div class="desk" data-desk data-close="${words.close}">
<div class="chat">
<h1 class="unseen">${words.views.ask}</h1>
${turns.length === 0 && welcome(examples, places, documents)}
<ol class="turns" aria-label="${words.talk}">${turns}</ol>
<p class="unseen" id="told" role="status" aria-live="polite"></p>
${composer(places, place)}
</div>
<aside class="beside" id="beside" aria-label="${words.beside}" hidden></aside>
</div>`;
}

function welcome(examples: readonly string[], places: readonly string[], documents: number): Html {
  return html`<section class="welcome">
<h2>${words.welcome}</h2>
<p class="soft">${words.promise}</p>
${
  examples.length > 0 &&
  html`<form class="examples" method="post" action="/ask"><p class="aside" id="examples">${words.examples}</p><ul aria-labelledby="examples">${examples.map(
    (example) => html`<li><button class="button" name="question" value="${example}">${example}</button></li>`,
  )}</ul></form>`
}
<p class="aside"><a href="/documents">${words.loaded(documents)}</a>${words.of(places)}</p>
</section>`;
}

function composer(places: readonly string[], place: string | null): Html {
  const option = (value: string, text: string) =>
    html`<option value="${value}"${value === (place ?? '') && html` selected`}>${text}</option>`;
  return html`<div class="composer">
<form id="ask" class="composer-form" method="post" action="/ask">
<label class="unseen" for="question">${words.question}</label>
<textarea id="question" name="question" rows="1" maxlength="${MAX_QUESTION_CHARACTERS}" required placeholder="${words.placeholder}" enterkeyhint="send" autocomplete="off"></textarea>
<div class="row composer-row">
<label class="unseen" for="place">${words.county}</label>
<select id="place" name="place" class="field">${option('', words.everywhere)}${places.map((name) => option(name, name))}</select>
<span class="hint aside" aria-hidden="true">${words.keys}</span>
<button class="button is-main" id="send" data-stop="${words.stop}" data-stopped="${words.stopped}" data-failed="${words.unreached}" data-asked="${words.asked}">${words.send}</button>
</div>
</form>
<form class="new-topic" method="post" action="/new"><button class="button is-small is-plain">${words.newTopic}</button></form>
</div>`;
}
