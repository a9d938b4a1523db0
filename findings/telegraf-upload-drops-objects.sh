#!/usr/bin/env bash
# telegraf-upload-drops-objects
# Expect: a call has the same parameters whether its document is named by file_id or uploaded from a Buffer.
# Happens: with an upload the body is multipart, and every parameter that is an object is left out without an error, but
#   for reply_markup and four others: reply_parameters (the file is no reply to anything), and whatever objects a newer
#   Bot API takes. Lists stay. Named by file_id the same call is JSON and whole.
# Versions: telegraf 4.16.3
# Source: telegraf lib/core/network/client.js (attachFormValue: an object that is neither a file nor a list is passed over)
# So: hand objects over as JSON text where something is uploaded, or upload first and send by file_id.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts telegraf@4.16.3 >/dev/null

cat > call.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import http from 'node:http';
import { Telegram } from 'telegraf';
console.log('telegraf', JSON.parse(fs.readFileSync('node_modules/telegraf/package.json')).version, 'on Node', process.version);

const received = [];
const server = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const [kind] = request.headers['content-type'].split(';');
  const body = Buffer.concat(parts).toString();
  const names = kind === 'application/json'
    ? Object.keys(JSON.parse(body))
    : [...body.matchAll(/name="?(\w+)/g)].map(([, name]) => name);
  received.push({ kind, names: names.filter((name) => name !== 'filename').sort() });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ok: true, result: { message_id: 2, date: 0, chat: { id: 5, type: 'private' } } }));
}).listen(0, '127.0.0.1', async () => {
  const telegram = new Telegram('1:token', { apiRoot: `http://127.0.0.1:${server.address().port}` });
  const parameters = {
    reply_parameters: { message_id: 1 },
    reply_markup: { inline_keyboard: [[{ text: 'yes', callback_data: 'y' }]] },
    caption_entities: [{ type: 'bold', offset: 0, length: 1 }],
    caption: 'notice',
  };
  await telegram.sendDocument(5, 'BQACAgIAAxkBAAI', parameters);
  await telegram.sendDocument(5, { source: Buffer.from('text'), filename: 'notice.txt' }, parameters);
  server.closeAllConnections();
  server.close();
  for (const { kind, names } of received) console.log(`${kind}: ${names.join(' ')}`);
  const [byId, uploaded] = received;
  assert.deepEqual(byId, {
    kind: 'application/json',
    names: ['caption', 'caption_entities', 'chat_id', 'document', 'reply_markup', 'reply_parameters'],
  });
  assert.equal(uploaded.kind, 'multipart/form-data');
  assert.ok(uploaded.names.includes('reply_markup') && uploaded.names.includes('caption'));
  assert.ok(!uploaded.names.includes('reply_parameters'));
  console.log('as described: uploaded, it is no reply any more');
});
JS
node call.mjs
