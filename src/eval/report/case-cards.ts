import { evalWording } from '../../wording/eval.ts';
import type { Relevant } from '../cases.ts';
import type { Report } from '../report.ts';
import type { CaseResult, RetrievalResult } from '../run.ts';
import { html, type Markup } from './markup.ts';
import { called } from './text.ts';

const words = evalWording;

/** Answered right; where nothing was answered, a relevant passage is among the first five. */
export function isRight(one: RetrievalResult & { readonly right?: boolean }): boolean {
  return one.right ?? (one.ranking !== null && one.ranking.first !== null && one.ranking.first <= 5);
}

/** Every case, the wrong ones first. */
export function caseCards(report: Report): Markup[] {
  if (report.of === 'retrieval') return wrongFirst(report.cases).map((one) => card(one, []));
  return wrongFirst(report.cases).map((one) => card(one, answerParts(one)));
}

function wrongFirst<T extends RetrievalResult>(cases: readonly T[]): T[] {
  return [...cases].sort((a, b) => Number(isRight(a)) - Number(isRight(b)));
}

function card(one: RetrievalResult, parts: readonly (Markup | null)[]): Markup {
  const right = isRight(one);
  const rank = one.ranking === null ? null : html`<span>${words.found(one.ranking.first)}</span>`;
  return html`<article class="${right ? '' : 'wrong'}" data-kind="${one.kind}">
<div class="meta"><span class="badge">${right ? words.right : words.wrong}</span><span>${one.id}</span><span>${called(words.kind, one.kind)}</span>${rank}<span>${words.milliseconds(one.ms)}</span></div>
<h3>${one.question}</h3>${parts}${fault(words.lostQuotes, one.lost.map(relevantText))}</article>
`;
}

function answerParts(one: CaseResult): (Markup | null)[] {
  const names = (outcomes: readonly string[]) =>
    outcomes.map((outcome) => called(words.outcome, outcome)).join('、');
  return [
    one.history.length === 0 ? null : html`<div class="meta">${words.before}${one.history.join(' / ')}</div>`,
    html`<div class="meta"><span>${words.outcome[one.outcome]}</span>${one.outcomeRight ? null : html`<span class="fault">${words.want}${names([one.expect, ...one.also])}</span>`}${one.confidence === null ? null : html`<span>${words.sure(one.confidence)}</span>`}</div>`,
    html`<div class="answer">${one.answer}</div>`,
    fault(words.missing, one.missing),
    fault(words.forbidden, one.forbidden),
    fault(words.wrongPlaces, one.wrongPlaces),
    fault(words.wrongFigures, one.wrongFigures),
    fault(words.inexact, one.inexact),
    one.quotes.length === 0
      ? null
      : html`<details><summary>${words.quotes(one.quotes.length)}</summary>${one.quotes.map(
          ({ marker, about, quote }) =>
            html`<blockquote><small>[${marker}] ${about}</small>${quote}</blockquote>`,
        )}</details>`,
  ];
}

function fault(label: string, found: readonly string[]): Markup | null {
  return found.length === 0 ? null : html`<div class="fault">${label}${found.join('；')}</div>`;
}

function relevantText({ document, quote }: Relevant): string {
  return quote === undefined ? document : `${document}「${quote}」`;
}
