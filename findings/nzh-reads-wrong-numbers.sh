#!/usr/bin/env bash
# nzh-reads-wrong-numbers
# Expect: nzh, which says that it turns Chinese numerals back into figures, reads those that people write (一万五 is
#   15000, 两万 is 20000, 二零二四 is 2024), or gives an error or NaN for what it does not know.
# Happens: it answers with other numbers. 两 is not among its digits and is skipped, so that 两万 is 0 and 两百三十 is 30;
#   a unit left off at the end is not added: 一万五 is 10005; zeros are skipped where digits are read one by one:
#   二零二四 is 224 and 一零零 is 1; whatever else it does not know is skipped too: 百分之三 is 103, 三分之一 is 31.
# Versions: nzh 1.0.14
# Source: nzh src/index.js (unCL skips unknown characters and digits of 0); https://github.com/cnwhy/nzh/issues/9 (两,
#   open), https://github.com/cnwhy/nzh/issues/5 (六千八: decode is only an addition to encode, says its author)
# So: take a number from it only if the number encodes to the same text again: encodeS(decodeS(text)) === text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts nzh@1.0.14 >/dev/null

cat > read.cjs <<'JS'
const assert = require('node:assert');
const nzh = require('nzh/cn');
const { version } = JSON.parse(require('node:fs').readFileSync('node_modules/nzh/package.json', 'utf8'));
console.log('nzh', version, 'on Node', process.version);

const cases = [ // text, as nzh reads it, what it means
  ['两万', 0, 20000],
  ['两百三十', 30, 230],
  ['一万五', 10005, 15000],
  ['三千二', 3002, 3200],
  ['二零二四', 224, 2024],
  ['一零零', 1, 100],
  ['百分之三', 103, 0.03],
  ['三分之一', 31, 1 / 3],
  ['一万五千', 15000, 15000], // in full, for comparison
  ['三千零二十', 3020, 3020],
];
for (const [text, got, meant] of cases) {
  const number = nzh.decodeS(text);
  const back = nzh.encodeS(number);
  console.log(`${text}: ${number}${got === meant ? '' : ` (not ${meant})`}, which encodes to ${back}`);
  assert.equal(number, got);
  assert.equal(back === text, got === meant); // the check that tells them apart
}
console.log('as described: the numeral is read as another number, without an error');
JS
node read.cjs
