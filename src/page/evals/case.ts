import { evalPage as words } from '../../wording/eval.ts';
import { inChina } from '../holdings/changes.ts';
import { type Html, html } from '../markup.ts';
import type { Run, RunCase } from './runs.ts';
import { kindName, outcomeName, runLink, verdict } from './told.ts';

/** One case: the question, what was expected with its quotes, what came with its own, and why it is right or wrong. */
export function caseView(run: Run, one: RunCase): Html {
  return html`<div class="view-head"><h1>${one.question}</h1>
<p class="row">${verdict(one)}<span class="chip">${kindName(one.kind)}</span><span class="small soft">${words.oneCase(one.id)}</span></p>
<p><a href="${runLink(run.id)}#cases">${words.backToRun}</a> <span class="small soft">${inChina(run.at)}</span></p></div>
<div class="groups">
${one.history.length > 0 && section(words.history, html`<ul class="lines">${one.history.map((turn) => html`<li class="said">${turn}</li>`)}</ul>`)}
${section(
  words.why,
  html`<ul class="notes">${reasons(one).map((reason) => html`<li>${reason}</li>`)}</ul>
<p class="facts"><span>${words.time(one.ms.toFixed(1))}</span>${one.confidence !== null && html`<span>${words.confidence(one.confidence.toFixed(2))}</span>`}</p>`,
)}
${section(words.expected, expected(one))}
${
  one.answer !== undefined &&
  section(
    words.came,
    html`<p class="chip-line"><span class="chip">${outcomeName(one.outcome)}</span></p><p class="said">${one.answer}</p>
<h3>${words.cited}</h3>${one.quotes.length === 0 ? html`<p class="soft">${words.nothingCited}</p>` : html`<ul class="lines">${one.quotes.map(({ marker, about, quote }) => html`<li><blockquote class="said">[${marker}] ${quote}</blockquote><span class="facts"><span>${about}</span></span></li>`)}</ul>`}`,
  )
}
</div>`;
}

function section(title: string, body: Html): Html {
  return html`<section class="card"><h2>${title}</h2>${body}</section>`;
}

function expected({ expect, also, points, relevant }: RunCase): Html {
  const outcomes = [...new Set([expect, ...also])].filter((one) => one !== undefined).map(outcomeName);
  return html`${outcomes.length > 0 && html`<p class="chip-line">${outcomes.map((outcome) => html`<span class="chip">${outcome}</span> `)}</p>`}
${points.length > 0 && html`<p>${words.points}：${points.map((point) => point.replaceAll('|', ' 或 ')).join('；')}</p>`}
${relevant.length > 0 && html`<h3>${words.expectedQuote}</h3><ul class="lines">${relevant.map(({ document, quote }) => html`<li>${quote === undefined ? html`<span class="soft">${words.wholeDocument}</span>` : html`<blockquote class="said">${quote}</blockquote>`}<span class="facts"><span>${document}</span></span></li>`)}</ul>`}`;
}

function reasons(one: RunCase): string[] {
  const { expect, also, outcome, ranking } = one;
  const told = (what: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`${what}：${all.join('；')}`];
  const isExpected =
    outcome === undefined ||
    expect === undefined ||
    [expect, ...also].includes(outcome) ||
    (expect === 'silent' && outcome === 'refuse');
  const faults = [
    ...(isExpected
      ? []
      : [words.wrongOutcome([expect, ...also].map(outcomeName).join('或'), outcomeName(outcome))]),
    ...told(words.missing, one.missing),
    ...told(words.forbidden, one.forbidden),
    ...told(words.wrongPlaces, one.wrongPlaces),
    ...told(words.wrongFigures, one.wrongFigures),
    ...told(words.inexact, one.inexact),
    ...told(
      words.lost,
      one.lost.map(({ document, quote }) => `${document}${quote === undefined ? '' : ` “${quote}”`}`),
    ),
  ];
  const judged =
    one.right === undefined ? [words.notJudged] : one.right && faults.length === 0 ? [words.allRight] : [];
  return [...faults, ...judged, ...(ranking === null ? [] : [words.firstRank(ranking.first)])];
}
