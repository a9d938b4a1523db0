import { evalWording, evalPage as words } from '../../wording/eval.ts';
import { inChina } from '../holdings/changes.ts';
import { emptyState } from '../holdings/listing.ts';
import { type Html, html } from '../markup.ts';
import type { Estimate, Run } from './runs.ts';
import { caseLink, estimateOf, kindName, metricName, outcomeName, runLink } from './told.ts';
import { type TurnedCase, turnsBetween } from './turns.ts';

const back = html`<p><a href="/evals">${words.back}</a></p>`;

/** What turned from one run to another: metrics side by side, then the cases that got worse and those that got better. */
export function comparisonView(before: Run | undefined, after: Run | undefined): Html {
  if (before === undefined || after === undefined)
    return html`<div class="view-head"><h1>${words.comparison}</h1>${back}</div>${emptyState(words.chooseTwo, words.chooseTwoNext)}`;
  const link = ({ id, at }: Run) => html`<a href="${runLink(id)}">${inChina(at)}</a>`;
  return html`<div class="view-head"><h1>${words.comparison}</h1>
<p>${words.columns.before}：${link(before)}（${before.files.join('、')}） · ${words.columns.after}：${link(after)}（${after.files.join('、')}）</p>${back}</div>
${before.of === 'answers' && after.of === 'answers' ? turned(before, after) : html`<p class="card">${words.notComparable}</p>`}
<h2 class="table-title">${words.metrics}</h2>${changes(before, after)}`;
}

function changes(before: Run, after: Run): Html {
  const metrics = Object.keys(after.total).filter((metric) => Object.hasOwn(before.total, metric));
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.metrics}"><table class="table is-cards">
<thead><tr><th scope="col">${evalWording.measure}</th><th scope="col">${words.withInterval(words.columns.before)}</th><th scope="col">${words.withInterval(words.columns.after)}</th><th scope="col">${words.change}</th></tr></thead>
<tbody>${metrics.map((metric) => {
    const [a, b] = [before.total[metric], after.total[metric]];
    const clear = a !== undefined && b !== undefined && isClear(a, b);
    return html`<tr><th scope="row">${metricName(metric)}</th><td data-label="${words.columns.before}">${estimateOf(metric, a)}</td><td data-label="${words.columns.after}">${estimateOf(metric, b)}</td><td data-label="${words.change}"${!clear && html` class="is-empty"`}>${clear && html`<span class="chip is-accent">${words.clear}</span>`}</td></tr>`;
  })}</tbody></table></div>`;
}

/** Each value lies outside of the other's interval: chance alone does not explain it. */
function isClear(a: Estimate, b: Estimate): boolean {
  const outside = (value: number | null, { low, high }: Estimate) =>
    value !== null && low !== null && high !== null && (value < low || value > high);
  return outside(a.value, b) && outside(b.value, a);
}

/** Of a whole set that turned, the first so many are listed. */
const MOST = 200;

function turned(before: Run, after: Run): Html {
  const turns = turnsBetween(before, after);
  const list = (title: string, all: readonly TurnedCase[], chip: Html) =>
    all.length > 0 &&
    html`<section class="card"><h2>${title}</h2><ul class="lines">${all
      .slice(0, MOST)
      .map(
        ({ at, before: was, after: now }) =>
          html`<li>${chip} <a href="${caseLink(after.id, at)}">${now.question}</a><span class="facts"><span>${kindName(now.kind)}</span><span>${outcomeName(was.outcome)} → ${outcomeName(now.outcome)}</span><span>${now.id}</span></span></li>`,
      )}</ul></section>`;
  return html`<div class="groups turned">
${list(words.toWrong(turns.toWrong.length), turns.toWrong, html`<span class="chip is-bad">${words.wrong}</span>`)}
${list(words.toRight(turns.toRight.length), turns.toRight, html`<span class="chip is-good">${words.right}</span>`)}
${turns.toWrong.length + turns.toRight.length === 0 && html`<p class="card">${words.noneTurned}</p>`}
<p class="soft small">${words.same(turns.bothRight, turns.bothWrong)}${turns.onlyBefore + turns.onlyAfter > 0 && ` ${words.only(turns.onlyBefore, turns.onlyAfter)}`}</p></div>`;
}
