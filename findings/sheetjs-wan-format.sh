#!/usr/bin/env bash
# sheetjs-wan-format
# Expect: the text that SheetJS gives for a cell (w, sheet_to_csv, raw: false) is the text that a spreadsheet shows.
# Happens: not with the formats that Chinese sheets use for amounts. 12345 as 0\.0,"万元", the usual way to show tens of
#   thousands (1.2万元), comes out as .12万元, a tenth of it; an amount in capitals ([DBNum2][$-804]General"元整") and a
#   day of the week ([$-804]aaaa) come out with a dollar sign: $1234元整, $aaaa. No error, no warning.
# Versions: xlsx 0.18.5, against numfmt 4.0.1, which shows 1.2万元, 1234元整 and 星期二
# Source: SheetJS xlsx.js eval_fmt; https://github.com/SheetJS/sheetjs/issues/2584 (escaped dots in formats)
# So: read the number (v) with the format's unit (z) and show it yourself; never index amounts from the shown text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 numfmt@4.0.1 >/dev/null

cat > sheet.mjs <<'JS'
import assert from 'node:assert';
import { format } from 'numfmt';
import XLSX from 'xlsx';
console.log('xlsx', XLSX.version, 'on Node', process.version);

const cases = [ // number, format, as SheetJS shows it, as numfmt does
  [12345, '0\\.0,"万元"', '.12万元', '1.2万元'],
  [1234, '[DBNum2][$-804]General"元整"', '$1234元整', '1234元整'],
  [45657, '[$-804]aaaa', '$aaaa', '星期二'],
  [12345, '0.0,"千元"', '12.3千元', '12.3千元'], // an ordinary format, for comparison
];
const sheet = XLSX.utils.aoa_to_sheet(cases.map(([number]) => [number]));
cases.forEach(([, z], row) => (sheet[`A${row + 1}`].z = z));
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, 'a');
const read = XLSX.read(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
const shown = XLSX.utils.sheet_to_json(read.Sheets.a, { header: 1, raw: false }).flat();
cases.forEach(([number, z, sheetJs, other], row) => {
  console.log(`${number} as ${z}: SheetJS ${shown[row]}, numfmt ${format(z, number)}`);
  assert.equal(shown[row], sheetJs);
  assert.equal(format(z, number), other);
});
console.log('as described: the shown amount is a tenth, and gains a dollar sign');
JS
node sheet.mjs
