#!/usr/bin/env bash
# prom-client-merges-label-sets
# Expect: two different sets of labels are two series, whatever characters their values hold, and a label left out is
#   either always shown the same way or refused.
# Happens: the series are kept by a key that strings labels together as name:value, without escaping. The value
#   "低保,topic:rate" of one label gives the key of two labels, so that both are counted as one series, shown with the
#   labels of whoever came first. A label given as undefined has the key of a label left out, but is shown as the text
#   "undefined", again only if it came first: the order of calls decides the name of a series for good.
# Versions: prom-client 15.1.3
# Source: prom-client lib/util.js (fastHashObject); https://github.com/prometheus/client_js/issues/682
# So: use label values from a fixed list (never titles or other free text), and give every label a string each time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts prom-client@15.1.3 >/dev/null

cat > labels.cjs <<'JS'
const assert = require('node:assert');
const { Counter, Registry } = require('prom-client');
console.log('prom-client', require('prom-client/package.json').version, 'on Node', process.version);

/** The series that a counter shows after one inc for each of the label sets. */
async function series(...sets) {
  const registry = new Registry();
  const counter = new Counter({ name: 'n', help: 'n', labelNames: ['group', 'topic'], registers: [registry] });
  for (const labels of sets) counter.inc(labels);
  const shown = (await registry.metrics()).split('\n').filter((line) => line.startsWith('n'));
  console.log(sets, '->', shown);
  return shown;
}

(async () => {
  const one = { group: '低保,topic:rate' };
  const two = { group: '低保', topic: 'rate' };
  assert.deepEqual(await series(one, two), ['n{group="低保,topic:rate"} 2']);
  assert.deepEqual(await series(two, one), ['n{group="低保",topic="rate"} 2']);
  assert.deepEqual(await series({ group: undefined }, {}), ['n{group="undefined"} 2']);
  assert.deepEqual(await series({}, { group: undefined }), ['n 2']);
  console.log('as described: different label sets share a series');
})();
JS
node labels.cjs
