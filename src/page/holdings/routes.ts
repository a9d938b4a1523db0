import { Hono } from 'hono';
import type { App } from '../../core/ports/app.ts';
import { holdings } from '../../wording/page/holdings.ts';
import type { Layout } from '../layout.ts';
import { changesView } from './changes.ts';
import { documentsView } from './documents.ts';
import { figuresView } from './figures.ts';
import { indicatorView } from './indicator.ts';
import { readQuery } from './listing.ts';

/** What the corpus holds: documents, what the last reload changed, figures, and one indicator across counties. */
export function holdingsRoutes(
  { app: { corpus } }: { readonly app: Pick<App, 'corpus'> },
  layout: Layout,
): Hono {
  const routes = new Hono();
  routes.get('/documents', async (c) => {
    const body = await documentsView(corpus, readQuery(c.req.query()));
    return c.html(layout({ title: holdings.documents.title, view: 'documents', body }));
  });
  routes.get('/documents/changes', async (c) => {
    const body = changesView(await corpus.lastReload());
    return c.html(layout({ title: holdings.changes.title, view: 'documents', body }));
  });
  routes.get('/figures', async (c) => {
    const body = figuresView(await corpus.indicators(), readQuery(c.req.query()));
    return c.html(layout({ title: holdings.figures.title, view: 'figures', body }));
  });
  routes.get('/figures/one', async (c) => {
    // A key is as long as the words of its label.
    const { key = '' } = c.req.query();
    const indicator = (await corpus.indicators()).find((one) => one.key === key);
    if (indicator === undefined) return c.notFound();
    const places = [...new Set(corpus.documents().flatMap((document) => document.places))];
    const body = indicatorView(indicator, places, { ...readQuery(c.req.query()), key });
    const title = holdings.figures.of(indicator.label, indicator.of);
    return c.html(layout({ title, view: 'figures', body }));
  });
  return routes;
}
