import { Hono } from 'hono';
import type { Section } from '../../core/types.ts';
import type { Caller } from '../access.ts';
import { Refusal } from '../errors.ts';
import type { ApiDeps } from './deps.ts';

/** `GET /api/documents`, and one of them with its text by `GET /api/documents/ID`. */
export function documentRoutes({ app }: ApiDeps): Hono<{ Bindings: Caller }> {
  const routes = new Hono<{ Bindings: Caller }>();

  routes.get('/api/documents', (c) => {
    const { corpusVersion, builtAt } = app.status();
    return c.json({ corpusVersion, builtAt, documents: app.corpus.documents() });
  });

  // An id may hold slashes: it is the path of the file without its ending.
  routes.get('/api/documents/:id{.+}', (c) => {
    const id = c.req.param('id');
    const shown = app.corpus.documents().find((one) => one.id === id);
    const document = app.corpus.document(id);
    if (shown === undefined || document === undefined) throw new Refusal('not-found');
    const { text, blocks, sections = [], origins = [], damage } = document;
    return c.json({ ...shown, text, blocks, sections: sections.map(sectionBody), origins, damage });
  });
  return routes;
}

/** What a paper within a document says of itself; what it does to others is in the text. */
function sectionBody(section: Section) {
  const { isAbolished: _, validity: __, repeals: ___, amends: ____, ...told } = section;
  return told;
}
