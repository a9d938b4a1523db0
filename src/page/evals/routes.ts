import { Hono } from 'hono';
import { evalPage } from '../../wording/eval.ts';
import { readQuery } from '../holdings/listing.ts';
import type { Layout } from '../layout.ts';
import { caseView } from './case.ts';
import { comparisonView } from './compare.ts';
import { runsView } from './list.ts';
import { runView } from './run.ts';
import type { EvalRuns } from './runs.ts';

/** How good the answers are: the runs kept, one of them, two compared, and one case. */
export function evalRoutes(runs: EvalRuns, layout: Layout): Hono {
  const routes = new Hono();
  routes.get('/evals', async (c) => {
    const body = runsView(await runs.list(), readQuery(c.req.query()));
    return c.html(layout({ title: evalPage.title, view: 'evals', body }));
  });
  routes.get('/evals/compare', async (c) => {
    const { before = '', after = '' } = c.req.query();
    const body = comparisonView(await runs.read(before), await runs.read(after));
    return c.html(layout({ title: evalPage.comparison, view: 'evals', body }));
  });
  routes.get('/evals/run/:id', async (c) => {
    const run = await runs.read(c.req.param('id'));
    if (run === undefined) return c.notFound();
    const body = runView(run, readQuery(c.req.query()));
    return c.html(layout({ title: evalPage.title, view: 'evals', body }));
  });
  routes.get('/evals/run/:id/:at{\\d{1,6}}', async (c) => {
    const run = await runs.read(c.req.param('id'));
    const one = run?.cases[Number(c.req.param('at')) - 1];
    if (run === undefined || one === undefined) return c.notFound();
    return c.html(layout({ title: one.question, view: 'evals', body: caseView(run, one) }));
  });
  return routes;
}
