#!/usr/bin/env bash
# openai-stream-hides-json-error
# Expect: when a request with stream: true is answered with status 200 and a JSON document {"error": ...} in place of an
#   event stream, the SDK raises the error or says that this is no event stream.
# Happens: `for await` ends at once with no chunk and no error, which looks like an empty answer: the content type is not
#   looked at, and lines that are no fields of an event are passed over. The same error sent as an event is raised.
#   chat.completions.stream() throws, but only that no chunk came; without stream the error is returned as the answer.
# Versions: openai 6.49.0 and 7.59.0 (Node SDK), alike
# Source: openai internal/parse.js (stream is handled before the content type), core/streaming.js;
#   https://github.com/QwenLM/qwen-code/issues/6465 (a gateway's page with status 200 taken for an empty stream)
# So: check the content type (withResponse(), below), and take an answer as whole only with its finish_reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts openai6@npm:openai@6.49.0 openai7@npm:openai@7.59.0 >/dev/null

cat > stream.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const error = JSON.stringify({ error: { message: 'model overloaded', code: 503 } });
const server = http.createServer((request, response) => {
  const asEvent = request.url.startsWith('/event/');
  response.setHeader('content-type', asEvent ? 'text/event-stream' : 'application/json');
  response.end(asEvent ? `data: ${error}\n\n` : error);
});
const request = { model: 'm', messages: [{ role: 'user', content: '低保' }] };

async function check(name) {
  const OpenAI = require(name);
  console.log('openai', JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version, 'on Node', process.version);
  const baseURL = `http://127.0.0.1:${server.address().port}`;
  const client = (path) => new OpenAI({ apiKey: 'none', maxRetries: 0, baseURL: `${baseURL}/${path}` }).chat.completions;
  const read = async (path) => {
    const { data, response } = await client(path).create({ ...request, stream: true }).withResponse();
    const chunks = [];
    for await (const chunk of data) chunks.push(chunk);
    return [response.status, response.headers.get('content-type'), chunks];
  };
  const found = await read('json');
  console.log('the error as JSON: status, type and the chunks of for await', found);
  assert.deepEqual(found, [200, 'application/json', []]);
  await assert.rejects(read('event'), /model overloaded/);
  await assert.rejects(client('json').stream(request).finalChatCompletion(), /without sending any chunks/);
  assert.equal((await client('json').create(request)).error.message, 'model overloaded');
}
server.listen(0, '127.0.0.1', async () => {
  for (const name of ['openai6', 'openai7']) await check(name);
  server.close();
  console.log('as described: the error is an empty answer, unless it comes as an event');
});
JS
node stream.cjs
