#!/usr/bin/env bash
# hono-node-server-aborts-with-text
# Expect: when a client hangs up, c.req.raw.signal is aborted with an Error (fetch's own is a DOMException named AbortError), so that
#   work which rejects with signal.reason comes to app.onError like any other fault.
# Happens: the reason is a string ("Error: aborted"). Hono gives to onError only what is an Error, so the
#   rejection passes every onError by, and reason.name and reason.message are undefined.
# Versions: hono 4.13.19, @hono/node-server 2.1.8
# Source: seen by running it
# So: where the signal of a request is handed on, reject with an Error of your own, and tell by signal.aborted, not by the reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts hono@4.13.19 @hono/node-server@2.1.8 >/dev/null

cat > abort.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import fs from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
for (const name of ['hono', '@hono/node-server'])
  console.log(name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version);
console.log('Node', process.version);

const seen = { onError: [] };
const app = new Hono();
app.onError((error, c) => {
  seen.onError.push(error.message);
  return c.text('fault', 500);
});
app.get('/error', () => Promise.reject(new Error('own')));
app.get('/slow', async (c) => {
  const { signal } = c.req.raw;
  await once(signal, 'abort');
  seen.reason = signal.reason;
  throw signal.reason;
});
process.on('unhandledRejection', () => undefined);
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
await once(server, 'listening');
const { port } = server.address();

await fetch(`http://127.0.0.1:${port}/error`);
const socket = connect(port, '127.0.0.1');
socket.write('GET /slow HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
await wait(300);
socket.destroy();
await wait(500);
server.close();

console.log('reason of the signal:', typeof seen.reason, JSON.stringify(seen.reason));
console.log('told to onError:', JSON.stringify(seen.onError));
assert.equal(typeof seen.reason, 'string');
assert.deepEqual(seen.onError, ['own']);
console.log('as described: the reason is text, and onError hears of no hang-up');
process.exit(0);
JS
node abort.mjs
