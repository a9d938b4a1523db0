#!/usr/bin/env bash
# hono-body-limit-breaks-light-request
# Expect: hono/body-limit lets a small body through that comes in chunks (no Content-Length), as it does one whose length is told.
# Happens: behind getRequestListener with overrideGlobalObjects: false it answers 500 to every chunked body, a small one too: for a body
#   without a length it wraps the request (new Request(c.req.raw, …)), and Node's own Request does not take the light one of
#   @hono/node-server for a request. With the globals overridden, the default, it is let through.
# Versions: hono 4.13.19, @hono/node-server 2.1.8
# Source: seen by running it
# So: count a body that is read in chunks yourself, or leave the globals overridden.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts hono@4.13.19 @hono/node-server@2.1.8 >/dev/null

cat > limit.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, request } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
for (const name of ['hono', '@hono/node-server'])
  console.log(name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version);
console.log('Node', process.version);

const app = new Hono();
let fault;
app.onError((error, c) => {
  fault = error.message;
  return c.text('fault', 500);
});
app.post('/', bodyLimit({ maxSize: 100 }), async (c) => c.text(await c.req.text()));

async function ask(overrideGlobalObjects, body, withLength) {
  fault = undefined;
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const headers = { 'content-type': 'text/plain', ...(withLength ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' }) };
  const sent = request({ port: server.address().port, host: '127.0.0.1', method: 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'end');
  server.close();
  console.log(`overrideGlobalObjects ${overrideGlobalObjects}, ${withLength ? 'length told' : 'chunked'}, ${body.length} bytes: ${response.statusCode}${fault ? ` (${fault})` : ''}`);
  return response.statusCode;
}
// The light one first: the globals stay overridden once they were.
assert.equal(await ask(false, 'small', true), 200);
assert.equal(await ask(false, 'small', false), 500);
assert.equal(await ask(true, 'small', false), 200);
console.log('as described: a small body in chunks is a fault');
JS
node limit.mjs
