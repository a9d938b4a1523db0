#!/usr/bin/env bash
# word-extractor-drops-condensed-text
# Expect: getBody() of a .doc has all text that is not deleted, whatever its spacing.
# Happens: a run whose letters are set closer or wider by an odd number of twentieths of a point (字符间距) is missing, and the text
#   before and after it meets: 个人缴费380元，财政补助… reads as 个人缴费，财政补助…. It looks at the low bits of the property
#   that follows the one for spacing, and takes the odd spacing for the mark of deleted text.
# Versions: word-extractor 1.0.4; the .doc was written by LibreOffice 7.4.7
# Source: seen by running it; property sprmCDxaSpace (0x8840) of [MS-DOC] 2.6.1
# So: do not take figures from its text; read the properties of runs by their whole numbers.
set -euo pipefail
file=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/test/corpus/read/files/doc/leaflet.doc
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts word-extractor@1.0.4 >/dev/null
cp "$file" leaflet.doc

cat > read.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const WordExtractor = require('word-extractor');
console.log('word-extractor', require('word-extractor/package.json').version, 'on Node', process.version);
new WordExtractor().extract('leaflet.doc').then((document) => {
  const body = document.getBody();
  const line = body.split('\n').find((one) => one.includes('个人缴费'));
  const stored = ['utf-16le', 'latin1'].some((encoding) =>
    fs.readFileSync('leaflet.doc').includes(Buffer.from('380', encoding)));
  console.log('the file holds 380:', stored);
  console.log('the line reads:', line);
  assert.ok(stored);
  assert.match(line, /个人缴费，/);
  assert.doesNotMatch(body, /380/);
  console.log('as described: the run with another spacing is gone');
});
JS
node read.cjs
