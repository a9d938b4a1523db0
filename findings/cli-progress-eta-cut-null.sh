#!/usr/bin/env bash
# cli-progress-eta-cut-null
# Expect: while no time left can be reckoned, {eta_formatted} shows nothing, a dash or 0s.
# Happens: it shows "NFs" until there is a first step forward, and "LLs" for a bar of nothing (total 0): the bar keeps
#   the strings INF and NULL for such a time, and the formatter, which pads numbers to two digits, cuts the strings to
#   their last two characters and adds the unit.
# Versions: cli-progress 3.12.0
# Source: cli-progress lib/eta.js (calculate assigns 'NULL' or 'INF'), lib/format-time.js (autopadding slices -2)
# So: pass a formatTime of your own that answers for values that are no number, or show the time after the first steps.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts cli-progress@3.12.0 >/dev/null

cat > bar.cjs <<'JS'
const assert = require('node:assert');
const { Writable } = require('node:stream');
const { SingleBar } = require('cli-progress');
console.log('cli-progress', require('cli-progress/package.json').version, 'on Node', process.version);

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** What the bar shows last, some time after it was set to the value. */
async function shown(total, value) {
  const written = [];
  const stream = new Writable({ write: (chunk, _, done) => (written.push(String(chunk)), done()) });
  const bar = new SingleBar({ stream, noTTYOutput: true, format: '{value}/{total} left {eta_formatted}' });
  bar.start(total, 0);
  await pause(30);
  bar.update(value);
  bar.stop();
  return written.filter((text) => text.includes('left')).at(-1).trim();
}

(async () => {
  const lines = [await shown(100, 0), await shown(0, 0), await shown(100, 50)];
  console.log(lines);
  assert.equal(lines[0], '0/100 left NFs');
  assert.equal(lines[1], '0/0 left LLs');
  assert.match(lines[2], /^50\/100 left \d+s$/);
  console.log('as described: INF and NULL are shown cut to two characters');
})();
JS
node bar.cjs
