import { evalPage as words } from '../../wording/eval.ts';
import { inChina } from '../holdings/changes.ts';
import { emptyState, pageOf, pager, type Query } from '../holdings/listing.ts';
import { type Html, html } from '../markup.ts';
import type { EvalRuns, RunEntry } from './runs.ts';
import { estimateOf, runLink, saidValue } from './told.ts';

/** The runs kept, the newest first; two of them can be compared. */
export function runsView({ runs, refused }: Awaited<ReturnType<EvalRuns['list']>>, query: Query): Html {
  const shown = pageOf(runs, query);
  return html`<div class="view-head"><h1>${words.title}</h1><p>${words.about}</p></div>
${
  runs.length === 0
    ? emptyState(words.none, words.noneNext)
    : html`<form action="/evals/compare">
<div class="table-frame" tabindex="0" role="region" aria-label="${words.title}"><table class="table is-cards">
<thead><tr><th scope="col">${words.columns.at}</th><th scope="col">${words.columns.cases}</th><th scope="col">${words.withInterval(words.columns.right)}</th><th scope="col">${words.columns.refusals}</th><th scope="col">${words.columns.faults}</th><th scope="col">${words.columns.model}</th>${runs.length > 1 && html`<th scope="col">${words.columns.before}</th><th scope="col">${words.columns.after}</th>`}</tr></thead>
<tbody>${shown.items.map((run, at) => row(run, runs, at))}</tbody></table></div>
${runs.length > 1 && html`<p class="row compare"><button class="button">${words.compare}</button> <span class="small soft">${words.compareNote}</span></p>`}
</form>${pager('/evals', query, shown)}`
}
${refused.length > 0 && html`<details class="card refused"><summary>${words.refused(refused.length)}</summary><ul class="lines">${refused.slice(0, 50).map(({ name, reason }) => html`<li>${name}<span class="facts"><span>${reason}</span></span></li>`)}</ul></details>`}`;
}

function row(run: RunEntry, runs: readonly RunEntry[], at: number): Html {
  const { columns } = words;
  const { right, hit5, refusalF1, wrongPlace, wrongFigure } = run.total;
  const judged = run.of === 'answers';
  const choice = (name: 'before' | 'after', isChosen: boolean) =>
    html`<td data-label="${columns[name]}"><input type="radio" name="${name}" value="${run.id}" aria-label="${columns[name]}：${inChina(run.at)}"${isChosen && html` checked`}></td>`;
  const previous = previousOf(run, runs);
  return html`<tr><th scope="row"><a href="${runLink(run.id)}">${inChina(run.at)}</a><span class="facts"><span>${run.files.join('、')}</span>${previous !== undefined && html`<span><a href="${comparison(previous, run)}">${words.withPrevious}</a></span>`}</span></th>
<td data-label="${columns.cases}">${run.cases}</td>
<td data-label="${judged ? columns.right : columns.found}">${judged ? estimateOf('right', right) : html`<span class="small soft">${columns.found}</span> ${estimateOf('hit5', hit5)}`}</td>
<td data-label="${columns.refusals}">${saidValue('refusalF1', refusalF1?.value)}</td>
<td data-label="${columns.faults}">${saidValue('wrongPlace', wrongPlace?.value)}／${saidValue('wrongFigure', wrongFigure?.value)}</td>
<td data-label="${columns.model}">${run.chatModel ?? words.noModel}</td>
${runs.length > 1 && html`${choice('before', at === 1)}${choice('after', at === 0)}`}</tr>`;
}

/** The one before it that asked the same files the same way. */
function previousOf(run: RunEntry, runs: readonly RunEntry[]): RunEntry | undefined {
  return runs.find(
    (other) => other.at < run.at && other.of === run.of && other.files.join('\n') === run.files.join('\n'),
  );
}

export function comparison(before: Pick<RunEntry, 'id'>, after: Pick<RunEntry, 'id'>): string {
  return `/evals/compare?${new URLSearchParams({ before: before.id, after: after.id })}`;
}
