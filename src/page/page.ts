import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { AppError, messageOf } from '../errors.ts';
import { page as words } from '../wording/page/page.ts';
import { askRoutes } from './ask/routes.ts';
import type { PageDeps } from './deps.ts';
import { documentRoutes } from './document/routes.ts';
import { evalRoutes } from './evals/routes.ts';
import { NO_RUNS } from './evals/runs.ts';
import { holdingsRoutes } from './holdings/routes.ts';
import { createLayout, type Layout } from './layout.ts';
import { html } from './markup.ts';
import { readStatic } from './static.ts';

/** The status, which nobody reads, of a request whose sender is gone. */
const GONE = 499;

/**
 * The page: views for people, rendered here. It sends nothing but HTML, its own styles and its own scripts, and asks no
 * other host for anything. Forms that other sites send are for the server's guards to refuse, before they come here.
 */
export function createPage(deps: PageDeps): Hono {
  const { app, log, evals = NO_RUNS } = deps;
  const files = readStatic();
  const layout = createLayout(files, () => app.status().staleBecause);
  const page = new Hono();
  page.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: false,
    }),
  );
  page.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  page.route('/', files.routes);
  page.route('/', askRoutes(deps, layout));
  page.route('/', documentRoutes(deps, layout));
  page.route('/', holdingsRoutes({ app }, layout));
  page.route('/', evalRoutes(evals, layout));
  page.notFound((c) => c.html(fault(layout, words.fault.missing, words.fault.missingText), 404));
  page.onError((error, c) => {
    if (c.req.raw.signal.aborted) return new Response(null, { status: GONE });
    // Nothing went wrong: too many ask, or it took too long.
    if (error instanceof AppError && error.code.startsWith('asking-'))
      return c.html(fault(layout, words.fault.later, error.message), 503);
    log('error', 'page-failed', { path: c.req.path, reason: messageOf(error) });
    return c.html(fault(layout, words.fault.failed, words.fault.failedText), 500);
  });
  return page;
}

function fault(layout: Layout, title: string, text: string) {
  return layout({
    title,
    view: 'ask',
    body: html`<div class="view-head"><h1>${title}</h1><p>${text}</p></div>
<p><a class="button" href="/">${words.fault.toAsk}</a></p>`,
  });
}
