import { Hono } from 'hono';
import { parseHTML } from 'linkedom';
import { createAsking } from '../../src/chat/asking.ts';
import type { App } from '../../src/core/ports/app.ts';
import type { SourceDocument, Span } from '../../src/core/types.ts';
import { sameOrigin } from '../../src/http/guards.ts';
import type { Log } from '../../src/log.ts';
import { createPage } from '../../src/page/page.ts';
import { createStore } from '../../src/state/store.ts';
import { createScriptedApp, NO_CORPUS, type ScriptedApp } from '../fakes/scripted-app.ts';

export const HERE = 'http://127.0.0.1:8787';

export interface Scene {
  readonly app: ScriptedApp;
  readonly events: string[];
  /** As a browser that keeps its cookies and sends its forms from the page. */
  get(path: string): Promise<Response>;
  post(path: string, form: Readonly<Record<string, string>>, more?: RequestInit): Promise<Response>;
  /** What a path shows, parsed. */
  see(path: string): Promise<Seen>;
}

/** The page behind what stands before it in the server. */
export function guard(page: Hono): Hono {
  return new Hono().use(sameOrigin).use(async (c) => page.fetch(c.req.raw));
}

export type Seen = ReturnType<typeof seen>;

/** The page over documents, with an app that says what it is told to. */
export function createScene({
  documents = [],
  standingOf = () => ({ kind: 'in-force' }),
  status = {},
}: {
  readonly documents?: readonly SourceDocument[];
  readonly standingOf?: App['corpus']['standingOf'];
  readonly status?: Parameters<typeof createScriptedApp>[0];
} = {}): Scene {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const app: ScriptedApp = Object.assign(createScriptedApp(status), {
    documents: () => documents,
    corpus: {
      ...NO_CORPUS,
      document: (id: string) => byId.get(id),
      documents: () =>
        documents.map(({ id, path, title, text }) => ({
          ...{ id, path, title, standing: { kind: 'in-force' } as const, places: [], sentences: 0 },
          ...{ sentencesByKind: {}, characters: text.length, damaged: 0, papers: 0, isScanned: false },
        })),
      standingOf,
    },
  });
  app.onOriginal(({ documentId, quote }) => {
    const document = byId.get(documentId);
    const at = document?.text.indexOf(quote) ?? -1;
    if (document === undefined || at < 0) return null;
    const { title, path, text } = document;
    const span = { start: at, end: at + quote.length };
    return {
      ...{ title, document: path, headings: [], span, text: text.slice(span.start, span.end) },
      ...{ quote: { start: 0, end: quote.length }, isDamaged: false },
    };
  });
  const events: string[] = [];
  const log: Log = (_level, event) => events.push(event);
  const page = createPage({
    app,
    asking: createAsking({ app, log, store: createStore(':memory:') })('page'),
    log,
  });
  const guarded = guard(page);
  let cookie = '';
  const send = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const response = await guarded.request(`${HERE}${path}`, {
      ...init,
      headers: { host: new URL(HERE).host, ...(cookie === '' ? {} : { cookie }), ...init.headers },
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return response;
  };
  return {
    app,
    events,
    get: (path) => send(path),
    post: (path, form, more = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(form),
        ...more,
        headers: {
          origin: HERE,
          'content-type': 'application/x-www-form-urlencoded',
          ...(more.headers as Record<string, string> | undefined),
        },
      }),
    see: async (path) => seen(await (await send(path)).text()),
  };
}

export function seen(text: string) {
  const { document } = parseHTML(text.startsWith('<!doctype') ? text : `<body>${text}</body>`);
  return {
    text,
    one: (selector: string): ReturnType<typeof document.querySelector> => document.querySelector(selector),
    all: (selector: string) => [...document.querySelectorAll(selector)],
    /** What stands in the elements, blanks joined. */
    said: (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((one) =>
        (one.textContent ?? '').replaceAll(/\s+/gu, ' ').trim(),
      ),
  };
}

/** Everything that markup in a text might become: elements that no view makes, and attributes that run. */
export function foreignIn(text: string): string[] {
  const { document } = parseHTML(text);
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const { localName } = element;
    const isForeign =
      ['iframe', 'object', 'embed', 'style', 'base', 'math', 'video', 'marquee'].includes(localName) ||
      (localName === 'script' && !/^\/static\//u.test(element.getAttribute('src') ?? '')) ||
      (localName === 'img' && !/^\/static\//u.test(element.getAttribute('src') ?? ''));
    const running = [...element.attributes].filter(
      ({ name, value }) => /^on|^style$|^srcdoc$/u.test(name) || /^\s*javascript:/iu.test(value),
    );
    return [...(isForeign ? [localName] : []), ...running.map(({ name }) => `${localName} ${name}`)];
  });
}

export const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'<svg onload=alert(1)>\u0000\u202e</title></textarea>`;

export const spanOf = (text: string, part: string): Span => {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${part}`);
  return { start, end: start + part.length };
};
