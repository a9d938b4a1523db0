#!/usr/bin/env bash
# transformers-reads-weights-unread
# Expect: on Node, transformers.js hands ONNX Runtime the path of a model's weights ("ONNX runtime loads from disk directly"),
#   so that they are in memory once: in the session.
# Happens: to find the path it makes a FileResponse of the file, whose stream begins to read at once and hands every part to a
#   ReadableStream that nobody takes from, and that asks nobody to wait. Right after the loading the whole file comes into memory a
#   second time, and stays until a garbage collection happens to come by: hours, in a thread that only runs the model.
# Versions: @huggingface/transformers 4.3.1, onnxruntime-node 1.30.0 (linux-x64)
# Source: src/utils/hub/FileResponse.js (the constructor), src/utils/hub.js (return_path)
# So: collect garbage once, a moment after the loading (--expose-gc), or open the session by onnxruntime-node itself.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: pinned to the binaries for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/transformers@4.3.1 >/dev/null

cat > make.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';

// An ONNX model by hand: rows of a table of 64 MB, by their numbers.
const varint = (n) => (n > 127 ? [(n % 128) | 128, ...varint(Math.floor(n / 128))] : [n]);
const int = (field, n) => Buffer.from([...varint(field << 3), ...varint(n)]);
const part = (field, ...of) => {
  const body = Buffer.concat(of.map((one) => Buffer.from(one)));
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(body.length)]), body]);
};
const value = (field, name, type, dims) => {
  const shape = part(2, ...dims.map((d) => part(1, typeof d === 'string' ? part(2, d) : int(1, d))));
  return part(field, part(1, name), part(2, part(1, int(1, type), shape)));
};
const rows = 1 << 18;
const table = part(5, int(1, rows), int(1, 64), int(2, 1), part(8, 'w'), part(9, Buffer.alloc(rows * 64 * 4, 1)));
const gather = part(1, part(1, 'w'), part(1, 'input_ids'), part(2, 'last_hidden_state'), part(4, 'Gather'));
const graph = part(7, gather, part(2, 'g'), table,
  value(11, 'input_ids', 7, ['b', 'n']), value(12, 'last_hidden_state', 1, ['b', 'n', 64]));
mkdirSync('models/tiny/onnx', { recursive: true });
writeFileSync('models/tiny/config.json', JSON.stringify({ model_type: 'bert', architectures: ['BertModel'] }));
writeFileSync('models/tiny/onnx/model.onnx', Buffer.concat([int(1, 8), graph, part(8, int(2, 17))]));
JS
node make.mjs

cat > load.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { AutoModel, env } from '@huggingface/transformers';
const { version } = JSON.parse(readFileSync('node_modules/@huggingface/transformers/package.json', 'utf8'));
console.log('@huggingface/transformers', version, 'on Node', process.version);

env.allowRemoteModels = false;
env.localModelPath = 'models';
globalThis.gc();
const megabytes = () => Math.round(process.memoryUsage().arrayBuffers / 1e6);
const before = megabytes();
const model = await AutoModel.from_pretrained('tiny', { dtype: 'fp32' });
console.log('held by JavaScript before the loading:', before, 'MB; right behind it:', megabytes(), 'MB');
await delay(3_000);
const after = megabytes();
console.log('three seconds later:', after, 'MB');
globalThis.gc();
await delay(500);
console.log('after a garbage collection:', megabytes(), 'MB');
assert.ok(after - before > 60);
assert.ok(megabytes() - before < 10);
await model.dispose();
console.log('as described: the weights are read a second time, by nobody');
JS
node --expose-gc load.mjs
