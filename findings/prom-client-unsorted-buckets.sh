#!/usr/bin/env bash
# prom-client-unsorted-buckets
# Expect: a histogram sorts its buckets or refuses them out of order (the clients for Go, Java and Python do the one or
#   the other); the series le="1" never counts an observation of 3.
# Happens: with the buckets [5, 1, 10] nothing is said and 3 is counted as le="1". The first bound in the given order that
#   is not below the value takes it, and the sums then run in the given order too: each bound that comes later counts
#   it, small as it may be. [10, 5, 1] puts 7 into all of them, so that every quantile is at most 1.
# Versions: prom-client 15.1.3
# Source: prom-client lib/histogram.js (findBound, extractBucketValuesForExport);
#   https://github.com/ChainSafe/lodestar/pull/9765 (a program whose waits were counted wrong that way)
# So: sort the bounds where they are put together ([...a, ...b].sort((x, y) => x - y)), above all those from settings.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts prom-client@15.1.3 >/dev/null

cat > buckets.cjs <<'JS'
const assert = require('node:assert');
const { Histogram, Registry } = require('prom-client');
console.log('prom-client', require('prom-client/package.json').version, 'on Node', process.version);

/** What the histogram shows for each bound after the one observation. */
async function shown(buckets, value) {
  const registry = new Registry();
  new Histogram({ name: 'h', help: 'h', buckets, registers: [registry] }).observe(value);
  const text = await registry.metrics();
  const counts = [...text.matchAll(/^h_bucket\{le="(.*)"\} (\d+)$/gm)].map(([, le, count]) => `${le}: ${count}`);
  console.log(`${value} in [${buckets.join(', ')}] -> ${counts.join(', ')}`);
  return counts;
}

(async () => {
  assert.deepEqual(await shown([5, 1, 10], 3), ['5: 1', '1: 1', '10: 1', '+Inf: 1']);
  assert.deepEqual(await shown([10, 5, 1], 7), ['10: 1', '5: 1', '1: 1', '+Inf: 1']);
  assert.deepEqual(await shown([1, 5, 10], 3), ['1: 0', '5: 1', '10: 1', '+Inf: 1']); // in order, for comparison
  console.log('as described: 3 is counted as at most 1, without an error');
})();
JS
node buckets.cjs
