import type { Verdict } from '../../core/ports.ts';
import { buttons } from '../../wording/buttons.ts';
import { page as words } from '../../wording/page/page.ts';
import { answerLink } from '../links.ts';
import { type Html, html } from '../markup.ts';

const REASONS = Object.keys(buttons.reasons) as (keyof typeof buttons.reasons)[];

/** Whether a form says a verdict. */
export function isVerdict(text: unknown): text is Verdict {
  return text === 'good' || text === 'bad' || REASONS.some((reason) => reason === text);
}

/** The buttons below an answer; once it is called wrong, those that say how. @param verdict what the reader last said. */
export function feedback(key: string, verdict: Verdict | undefined): Html {
  const isWrong = verdict !== undefined && verdict !== 'good';
  const button = (value: Verdict, text: Html | string, isPressed: boolean) =>
    html`<button class="button is-small" name="verdict" value="${value}" aria-pressed="${String(isPressed)}">${text}</button>`;
  return html`<form class="verdict no-print" method="post" action="${answerLink(key)}/feedback" data-failed="${words.unsaved}">
<div class="row">
${button('good', html`${thumb('up')}${words.good}`, verdict === 'good')}${button('bad', html`${thumb('down')}${words.bad}`, isWrong)}
<span class="aside" role="status">${told(verdict)}</span>
</div>
${
  isWrong &&
  html`<fieldset class="row"><legend class="aside">${words.whatIsWrong}</legend>${REASONS.map((reason) =>
    button(reason, buttons.reasons[reason], verdict === reason),
  )}</fieldset>`
}
</form>`;
}

/** Drawn here: not every machine has a face for 👍. */
function thumb(way: 'up' | 'down'): Html {
  return html`<svg class="thumb is-${way}" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d="M3 10.5h4v10H3zM7 10.5l4-7.5c1.7 0 2.8 1.2 2.8 2.8v4H20a1.9 1.9 0 0 1 1.9 2.2l-1.2 6.9a1.9 1.9 0 0 1-1.9 1.6H7"/></svg>`;
}

function told(verdict: Verdict | undefined): string {
  if (verdict === undefined) return '';
  if (verdict === 'good' || verdict === 'bad') return buttons.thanks;
  return buttons.thanksFor(buttons.reasons[verdict]);
}
