#!/usr/bin/env bash
# hono-stream-error-ends-clean
# Expect: when the callback of streamText or streamSSE throws halfway, the client can tell that the answer is not whole,
#   as with a ReadableStream that fails: its connection is cut.
# Happens: the response ends as a complete one, and the error is only logged. A failing source given to stream.pipe() and
#   stream.abort() in the error handler end it cleanly too. With an error handler streamSSE also sends the error's
#   message as an event, whatever the handler does.
# Versions: hono 4.13.19 with @hono/node-server 2.1.8
# Source: hono dist/helper/streaming/stream.js and sse.js (close() in finally), utils/stream.js (abort only cancels);
#   https://github.com/honojs/hono/pull/2262 (before it an error in the callback ended the process)
# So: end each stream with a mark of its own and take an answer without it as cut, or give c.body() a ReadableStream.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts hono@4.13.19 @hono/node-server@2.1.8 >/dev/null

cat > server.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE, streamText } from 'hono/streaming';
const version = (name) => JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version;
console.log('hono', version('hono'), '@hono/node-server', version('@hono/node-server'), 'on Node', process.version);
console.error = () => {}; // where hono logs the errors

const fail = () => { throw new Error('lost'); };
const failing = () => new ReadableStream({
  start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
  pull: () => new Promise((done) => setTimeout(done, 20)).then(fail),
}, { highWaterMark: 0 });
const text = (stream) => stream.write('half').then(fail);
const sse = (stream) => stream.writeSSE({ data: 'half' }).then(fail);
const cases = [ // how it is made, what the client reads
  ['streamText', (c) => streamText(c, text), 'half'],
  ['streamText, abort', (c) => streamText(c, text, async (_, stream) => stream.abort()), 'half'],
  ['streamText, pipe', (c) => streamText(c, (stream) => stream.pipe(failing())), 'half'],
  ['streamSSE', (c) => streamSSE(c, sse), 'data: half\n\n'],
  ['streamSSE, handler', (c) => streamSSE(c, sse, async () => {}), 'data: half\n\nevent: error\ndata: lost\n\n'],
  ['ReadableStream', (c) => c.body(failing()), 'error: terminated'],
];
const app = new Hono().get('/:at', (c) => cases[c.req.param('at')][1](c));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, async ({ port }) => {
  for (const [at, [name, , read]] of cases.entries()) {
    const response = await fetch(`http://127.0.0.1:${port}/${at}`);
    const body = await response.text().catch((error) => `error: ${error.message}`);
    console.log(`${name}: ${response.status} ${JSON.stringify(body)}`);
    assert.deepEqual([response.status, body], [200, read]);
  }
  server.close();
  console.log('as described: only the ReadableStream shows that something is missing');
});
JS
node server.mjs
