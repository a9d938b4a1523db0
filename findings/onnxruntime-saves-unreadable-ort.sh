#!/usr/bin/env bash
# onnxruntime-saves-unreadable-ort
# Expect: a model that ONNX Runtime saves in its own format (session.save_model_format ORT) is one that it opens again; what
#   its format cannot hold, it refuses to save.
# Happens: a model with 4-bit weights runs, is saved without a word, and the file cannot be opened by the same version:
#   "Unsupported tensor data type '<unknown>' for tensor 'w'. Invalid ORT format model."
# Versions: onnxruntime-node 1.30.0 (linux-x64)
# Source: the format's schema, onnxruntime/core/flatbuffers/schema/ort.fbs: TensorDataType ends at FLOAT8E5M2FNUZ
# So: the ways to less memory that the ORT format has (use_ort_model_bytes_for_initializers) are closed to a model with 4-bit weights;
#   and open what was saved once before the model that it was made of is thrown away.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: pinned to the binaries for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-node@1.30.0 >/dev/null

cat > save.cjs <<'JS'
const assert = require('node:assert');
const { writeFileSync, statSync } = require('node:fs');
const { InferenceSession, Tensor } = require('onnxruntime-node');
console.log('onnxruntime-node', require('onnxruntime-node/package.json').version, 'on Node', process.version);

// An ONNX model by hand: y = rows i of 0.5 * w, with w four rows of two numbers, of 4 or of 8 bits each.
const varint = (n) => (n > 127 ? [(n & 127) | 128, ...varint(n >> 7)] : [n]);
const int = (field, n) => Buffer.from([...varint(field << 3), ...varint(n)]);
const part = (field, ...of) => {
  const body = Buffer.concat(of.map((one) => Buffer.from(one)));
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(body.length)]), body]);
};
const tensor = (name, type, dims, raw) => part(5, ...dims.map((d) => int(1, d)), int(2, type), part(8, name), part(9, raw));
const value = (field, name, type, dims) => {
  const shape = part(2, ...dims.map((d) => part(1, typeof d === 'string' ? part(2, d) : int(1, d))));
  return part(field, part(1, name), part(2, part(1, int(1, type), shape)));
};
const node = (op, inputs, output) => part(1, ...inputs.map((name) => part(1, name)), part(2, output), part(4, op));
const modelOf = (type, raw) => Buffer.concat([
  int(1, 10),
  part(7, node('DequantizeLinear', ['w', 's'], 'd'), node('Gather', ['d', 'i'], 'y'), part(2, 'g'),
    tensor('w', type, [4, 2], raw), tensor('s', 1, [], Buffer.from(new Float32Array([0.5]).buffer)),
    value(11, 'i', 7, ['n']), value(12, 'y', 1, ['n', 2])),
  part(8, int(2, 21)),
]);

const run = async (session) =>
  Array.from((await session.run({ i: new Tensor('int64', BigInt64Array.of(1n, 3n), [2]) })).y.data);

(async () => {
  for (const [bits, type, raw] of [[8, 3, [1, 2, 3, 4, 5, 6, 7, 0]], [4, 22, [0x21, 0x43, 0x65, 0x07]]]) {
    writeFileSync('model.onnx', modelOf(type, raw));
    const session = await InferenceSession.create('model.onnx', {
      graphOptimizationLevel: 'disabled',
      optimizedModelFilePath: `model-${bits}.ort`,
      extra: { session: { save_model_format: 'ORT' } },
    });
    const [first, bytes] = [await run(session), statSync(`model-${bits}.ort`).size];
    const again = await InferenceSession.create(`model-${bits}.ort`).then(run, (error) => error.message);
    console.log(`weights of ${bits} bits: gives ${first}, saved in ${bytes} bytes; opened again: ${again}`);
    assert.deepEqual(first, [1.5, 2, 3.5, 0]);
    if (bits === 8) assert.deepEqual(again, first);
    else assert.match(again, /Unsupported tensor data type '<unknown>' for tensor 'w'/);
  }
  console.log('as described: it saves what it cannot open');
})();
JS
node save.cjs
