import { Hono } from 'hono';
import type { PageDeps } from '../deps.ts';
import type { Layout } from '../layout.ts';
import { readSpan } from '../links.ts';
import { quotedAt, quotedBy } from './quoted.ts';
import { documentView } from './view.ts';

/**
 * A document, `/d/ID`: opened at the quote of an answer (`?a=KEY&n=1`), at a stretch (`?q=120-164`) or from an offset
 * (`?from=9000`). The name of what is marked, `120-164`, is the fragment of the address.
 */
export function documentRoutes({ app, asking }: Pick<PageDeps, 'app' | 'asking'>, layout: Layout): Hono {
  const routes = new Hono();
  routes.get('/d/:id{.+}', (c) => {
    const document = app.corpus.document(c.req.param('id'));
    if (document === undefined) return c.notFound();
    const { a: key, n, q, from, part } = c.req.query();
    const answer = key === undefined ? undefined : asking.find(key);
    const found = answer && quotedBy(answer, Number(n), document, app);
    const body = documentView(
      {
        document,
        quoted: found !== undefined && 'quote' in found ? found : quotedAt(readSpan(q), document),
        lost: found !== undefined && 'lost' in found ? found : undefined,
        isAnswerGone: key !== undefined && answer === undefined,
        from: /^\d{1,9}$/u.test(from ?? '') ? Number(from) : undefined,
      },
      app,
      part !== undefined,
    );
    if (part !== undefined) return c.html(body);
    return c.html(layout({ title: document.title, view: 'documents', body, scripts: ['document.js'] }));
  });
  return routes;
}
