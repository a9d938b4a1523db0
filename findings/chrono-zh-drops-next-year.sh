#!/usr/bin/env bash
# chrono-zh-drops-next-year
# Expect: chrono's Chinese parser reads 明年1月1日 as the first of January next year, or finds nothing if it does not
#   know the word, as it finds nothing in 明年 alone.
# Happens: it skips the word, reads 年1月1日 and gives this year's date: 明年 (next year), 去年 (last year) and 后年 (the
#   year after next) all give the same day, no error. In its pattern the year's figures are optional and so is the
#   character 年 after them, each for itself.
# Versions: chrono-node 2.10.3
# Source: chrono-node src/locales/zh/hans/parsers/ZHHansDateParser.ts (innerPattern, patternLeftBoundary)
# So: turn 去年, 今年, 明年, 后年 before a date into figures first, and do not trust a result whose text begins with 年.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3 >/dev/null

cat > dates.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { zh } from 'chrono-node';
console.log('chrono-node', JSON.parse(fs.readFileSync('node_modules/chrono-node/package.json')).version, 'on Node', process.version);

const today = new Date(2026, 2, 15, 12);
console.log('read on 2026-03-15:');
function read(text) {
  const found = zh.hans.parse(text, today).map(({ text: part, start }) =>
    `${part} = ${start.get('year')}-${start.get('month')}-${start.get('day')}`);
  console.log(`${text}: ${found.join('; ') || 'nothing'}`);
  return found;
}
for (const year of ['明年', '去年', '后年']) {
  assert.deepEqual(read(`${year}1月1日`), ['年1月1日 = 2026-1-1']);
}
assert.deepEqual(read('明年'), []);
assert.deepEqual(read('2027年1月1日'), ['2027年1月1日 = 2027-1-1']);
console.log('as described: the word for the year is dropped');
JS
node dates.mjs
