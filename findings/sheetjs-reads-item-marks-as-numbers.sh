#!/usr/bin/env bash
# sheetjs-reads-item-marks-as-numbers
# Expect: of a table that an office system exports as HTML or CSV, SheetJS takes 700 as a number and leaves as text what
#   only holds digits: the item mark (1), or 3,5 for articles 3 and 5, where no thousands are.
# Happens: (1) is -1, as bookkeepers write a loss, and a comma between any two digits is left out: 3,5 is 35 and 12,13 is
#   1213. The text lasts as the shown form (w) only until the sheet is saved: the .xlsx made of it says -1 and 35. Full-width
#   marks, （1）, stay text, so that one column can have both.
# Versions: @e965/xlsx 0.20.3 (SheetJS CE), against csv-parse 7.0.3 with cast: true
# Source: SheetJS xlsx.js fuzzynum, which its readers of HTML, CSV and other texts call for each cell
# So: read such files with raw: true, which keeps text, and take numbers from it with a pattern of your own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @e965/xlsx@0.20.3 csv-parse@7.0.3 >/dev/null

cat > marks.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { read, utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
const { version } = JSON.parse(fs.readFileSync('node_modules/@e965/xlsx/package.json', 'utf8'));
console.log('@e965/xlsx', version, 'on Node', process.version);

const rows = [['(1)', '高龄津贴', '3,5', '700'], ['(2)', '孤儿保障', '12,13', '1,170'], ['（3）', '临时救助', '第7条', '']];
const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
const html = `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const first = (book) => book.Sheets[book.SheetNames[0]];
const values = (book) => utils.sheet_to_json(first(book), { header: 1 }).map((row) => row.slice(0, 3));

const expected = [[-1, '高龄津贴', 35], [-2, '孤儿保障', 1213], ['（3）', '临时救助', '第7条']];
for (const [kind, text] of Object.entries({ csv, html })) {
  const book = read(text, { type: 'string' });
  console.log(`${kind}:`, JSON.stringify(values(book)));
  assert.deepEqual(values(book), expected);
  const { t, v, w } = first(book).A1;
  assert.deepEqual({ t, v, w }, { t: 'n', v: -1, w: '(1)' });

  const saved = utils.sheet_to_csv(first(read(write(book, { type: 'buffer', bookType: 'xlsx' }))));
  console.log('  saved as .xlsx:', JSON.stringify(saved));
  assert.match(saved, /^-1,高龄津贴,35,700\n-2,孤儿保障,1213,/);

  assert.deepEqual(values(read(text, { type: 'string', raw: true })), rows.map((row) => row.slice(0, 3)));
}
assert.deepEqual(parse(csv, { cast: true })[0], ['(1)', '高龄津贴', '3,5', 700]);
console.log('as described: (1) is -1 and 3,5 is 35');
JS
node marks.mjs
