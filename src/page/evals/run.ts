import { evalWording, evalPage as words } from '../../wording/eval.ts';
import { inChina } from '../holdings/changes.ts';
import { clearLink, emptyState, pageOf, pager, type Query } from '../holdings/listing.ts';
import { type Html, html } from '../markup.ts';
import type { Run } from './runs.ts';
import {
  caseLink,
  drawn,
  estimateOf,
  kindName,
  metricName,
  outcomeName,
  runLink,
  saidValue,
  verdict,
} from './told.ts';

/** One run: every metric with its interval, each kind of question, and case by case. */
export function runView(run: Run, query: Query): Html {
  const { files, embeddingModel, chatModel, cases, corpora } = run;
  const versions = corpora.map(({ corpusVersion, passages }) => evalWording.corpus(corpusVersion, passages));
  return html`<div class="view-head"><h1>${words.run(inChina(run.at))}</h1>
<p>${files.join('、')} · ${evalWording.about(cases.length, versions.join('、'), embeddingModel, chatModel)}</p>
<p><a href="/evals">${words.back}</a></p></div>
<h2 class="table-title">${words.metrics}</h2>${metricsTable(run)}
<h2 class="table-title">${words.kinds}</h2>${kindsTable(run)}
<h2 class="table-title" id="cases">${words.cases}</h2>${casesList(run, query)}`;
}

function metricsTable({ total }: Run): Html {
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.metrics}"><table class="table is-cards">
<thead><tr><th scope="col">${evalWording.measure}</th><th scope="col">${words.withInterval(evalWording.value)}</th><th scope="col"></th><th scope="col">${evalWording.cases}</th></tr></thead>
<tbody>${Object.entries(total).map(
    ([metric, estimate]) =>
      html`<tr><th scope="row">${metricName(metric)}</th><td data-label="${evalWording.value}">${estimateOf(metric, estimate)}</td><td${drawn(metric, estimate) === null && html` class="is-empty"`}>${drawn(metric, estimate)}</td><td data-label="${evalWording.cases}">${estimate.of}</td></tr>`,
  )}</tbody></table></div>`;
}

function kindsTable(run: Run): Html {
  const metric = run.of === 'answers' ? 'right' : 'hit5';
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.kinds}"><table class="table is-cards">
<thead><tr><th scope="col">${words.kind}</th><th scope="col">${words.withInterval(metricName(metric))}</th><th scope="col"></th><th scope="col">${evalWording.cases}</th></tr></thead>
<tbody>${Object.entries(run.byKind).map(([kind, metrics]) => {
    const estimate = metrics[metric];
    return html`<tr><th scope="row"><a href="${runLink(run.id)}?${new URLSearchParams({ kind }).toString()}#cases">${kindName(kind)}</a></th><td data-label="${metricName(metric)}">${estimateOf(metric, estimate)}</td><td>${estimate && drawn(metric, estimate)}</td><td data-label="${evalWording.cases}">${estimate?.of ?? saidValue(metric, null)}</td></tr>`;
  })}</tbody></table></div>`;
}

function casesList(run: Run, query: Query): Html {
  const path = runLink(run.id);
  const isWrongOnly = query.only === 'wrong';
  const kinds = [...new Set(run.cases.map(({ kind }) => kind))];
  const found = run.cases
    .map((one, at) => ({ one, at }))
    .filter(
      ({ one }) =>
        (!isWrongOnly || one.right === false) && (query.kind === undefined || one.kind === query.kind),
    );
  const shown = pageOf(found, query);
  return html`<form class="find" action="${path}#cases">
<label><span class="small soft">${words.kind}</span> <select class="field" name="kind"><option value="">${words.everyKind}</option>${kinds.map((kind) => html`<option value="${kind}"${kind === query.kind && html` selected`}>${kindName(kind)}</option>`)}</select></label>
<label><span class="small soft">${words.verdict}</span> <select class="field" name="only"><option value="">${words.all}</option><option value="wrong"${isWrongOnly && html` selected`}>${words.wrongOnly}</option></select></label>
<button class="button">${words.show}</button> <span class="small soft">${words.shown(shown.total)}</span></form>
${
  shown.total === 0
    ? emptyState(words.noCases, words.noCasesNext, clearLink(`${path}#cases`))
    : html`<div class="table-frame" tabindex="0" role="region" aria-label="${words.cases}"><table class="table is-cards">
<thead><tr><th scope="col">${words.question}</th><th scope="col">${words.verdict}</th><th scope="col">${words.kind}</th><th scope="col">${words.outcome}</th></tr></thead>
<tbody>${shown.items.map(
        ({ one, at }) =>
          html`<tr><th scope="row"><a href="${caseLink(run.id, at)}">${one.question}</a><span class="facts"><span>${one.id}</span></span></th><td data-label="${words.verdict}">${verdict(one) ?? words.rank(one.ranking?.first ?? null)}</td><td data-label="${words.kind}">${kindName(one.kind)}</td><td data-label="${words.outcome}">${outcomeName(one.outcome)}</td></tr>`,
      )}</tbody></table></div>${pager(path, query, shown)}`
}`;
}
