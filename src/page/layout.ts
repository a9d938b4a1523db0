import { page as words } from '../wording/page/page.ts';
import { type Html, html } from './markup.ts';
import type { StaticFiles } from './static.ts';

/** The views that the bar leads to, each at its address. */
export const VIEWS = { ask: '/', documents: '/documents', figures: '/figures', evals: '/evals' } as const;
export type ViewName = keyof typeof VIEWS;

export interface View {
  /** What it is of; the name of the product is put behind it. */
  readonly title: string;
  /** Which one of the bar it belongs to. */
  readonly view: ViewName;
  /** Stands in `main`. */
  readonly body: Html;
  /** Files of `browser/` that it needs: `ask.js`. */
  readonly scripts?: readonly string[];
}

/** A whole HTML page around a view. */
export type Layout = (view: View) => Html;

/** @param notice what every view has to tell above it: that the corpus is stale, and why. */
export function createLayout(files: StaticFiles, notice: () => string | undefined): Layout {
  const entry = (view: ViewName, current: ViewName) =>
    html`<li><a href="${VIEWS[view]}"${view === current && html` aria-current="page"`}>${words.views[view]}</a></li>`;
  return ({ title, view, body, scripts = [] }) => {
    const told = notice();
    return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${title} · ${words.name}</title>
<link rel="icon" type="image/svg+xml" href="${files.url('icon.svg')}">
<link rel="stylesheet" href="${files.url('page.css')}">
${scripts.map((name) => html`<script type="module" src="${files.url(name)}"></script>`)}
</head>
<body class="in-${view}">
<a class="skip" href="#main">${words.skip}</a>
<header class="bar"><div class="bar-inner">
<a class="brand" href="/"><img src="${files.url('icon.svg')}" alt="" width="24" height="24">${words.name}</a>
<nav aria-label="${words.nav}"><ul>${(Object.keys(VIEWS) as ViewName[]).map((name) => entry(name, view))}</ul></nav>
</div></header>
${told !== undefined && html`<p class="notice" role="status">${told}</p>`}
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
  };
}
