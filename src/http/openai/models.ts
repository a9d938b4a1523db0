import { Hono } from 'hono';
import type { App } from '../../core/ports/app.ts';
import { placesIn } from '../../core/shown/documents.ts';
import { wording } from '../../wording.ts';
import type { Caller } from '../access.ts';
import { officialPlace } from '../api/ask.ts';
import type { ApiDeps } from '../api/deps.ts';
import { Refusal } from '../errors.ts';

/** Answers of every place; with `:` and the name of a place behind it, questions that name none are of that. */
export const MODEL = 'mingbai';

/** `GET /v1/models`: the model, and one for each place of the corpus. */
export function modelRoutes({ app }: ApiDeps): Hono<{ Bindings: Caller }> {
  const routes = new Hono<{ Bindings: Caller }>();
  const modelOf = (id: string) => ({
    ...{ id, object: 'model' as const, owned_by: MODEL },
    created: Math.floor(Date.parse(app.status().builtAt) / 1000),
  });
  routes.get('/v1/models', (c) => {
    const places = placesIn(app.status()).map((place) => `${MODEL}:${place}`);
    return c.json({ object: 'list', data: [MODEL, ...places].map(modelOf) });
  });
  routes.get('/v1/models/:id', (c) => {
    const id = c.req.param('id');
    placeOfModel(id, app);
    return c.json(modelOf(id));
  });
  return routes;
}

/** The place that a model's name says; undefined where it says none. @throws Refusal where there is no such model. */
export function placeOfModel(model: string, app: Pick<App, 'findPlace'>): string | undefined {
  const [name, ...rest] = model.split(/[:：]/u);
  const place = rest.join(':');
  if (name !== MODEL) throw new Refusal('not-found', { details: wording.http.unknownModel(model) });
  return place === '' ? undefined : officialPlace(place, app);
}
