import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { builtPage } from '../built.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Styles, scripts and pictures of the page, each under an address that changes with what is in it. */
export interface StaticFiles {
  /** The address of a file of the build: `page.css`. @throws Error where there is none of that name. */
  url(name: string): string;
  /** Serves them, at `/static/`. */
  readonly routes: Hono;
}

/** Reads the files that the build made for browsers, once: a build is never changed. */
export function readStatic(folder = builtPage()): StaticFiles {
  const files = readdirSync(folder).flatMap((name) => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const body = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const ending = extname(name);
    return [{ name, url: `/static/${name.slice(0, -ending.length)}.${hash}${ending}`, body, type }];
  });
  const urls = new Map(files.map(({ name, url }) => [name, url]));
  const routes = new Hono();
  for (const { url, body, type } of files)
    routes.get(url, (c) =>
      c.body(new Uint8Array(body), 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  return {
    url(name) {
      const url = urls.get(name);
      if (url === undefined) throw new Error(`the build has no ${name}`);
      return url;
    },
    routes,
  };
}
