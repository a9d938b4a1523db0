#!/usr/bin/env bash
# sheetjs-zh-time-formats-show-days
# Expect: the built-in formats of Chinese Excel that a cell names by number alone are shown by their kind: 55 and 56 are times
#   (上午/下午h"时"mm"分"), 57 is a month (yyyy"年"m"月"), as 32 and 33 are shown as times.
# Happens: 27, 28, 30, 31 and 55 to 58 are all shown as m/d/yy: a cell of format 55 that says 下午1时30分 has the text 1/0/00,
#   and one of format 57 that says 2017年9月 the text 9/14/17; no format is told (z is undefined), though it is asked for.
# Versions: @e965/xlsx 0.20.3 (SheetJS CE)
# Source: ECMA-376 part 1, 18.8.30, zh-cn; seen by running it
# So: read the number of the format from styles.xml, and show the value yourself.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @e965/xlsx@0.20.3 fflate@0.8.3 >/dev/null

cat > formats.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { read } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
console.log('@e965/xlsx', JSON.parse(fs.readFileSync('node_modules/@e965/xlsx/package.json')).version, 'on Node', process.version);

const cells = [
  { format: 32, value: 0.5625, shown: '13时30分', seen: '13:30:00' },
  { format: 55, value: 0.5625, shown: '下午1时30分', seen: '1/0/00' },
  { format: 57, value: 42992, shown: '2017年9月', seen: '9/14/17' },
];
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const package_ = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const part = (text) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
const book = zipSync({
  '[Content_Types].xml': part(`<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`),
  '_rels/.rels': part(`<Relationships xmlns="${package_}/relationships"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
  'xl/workbook.xml': part(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>`),
  'xl/_rels/workbook.xml.rels': part(`<Relationships xmlns="${package_}/relationships"><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${office}/styles" Target="styles.xml"/></Relationships>`),
  'xl/styles.xml': part(`<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cells.length + 1}"><xf numFmtId="0"/>${cells.map(({ format }) => `<xf numFmtId="${format}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`),
  'xl/worksheets/sheet1.xml': part(`<worksheet xmlns="${main}"><sheetData>${cells.map(({ value }, at) => `<row r="${at + 1}"><c r="A${at + 1}" s="${at + 1}"><v>${value}</v></c></row>`).join('')}</sheetData></worksheet>`),
});
const sheet = read(book, { cellNF: true }).Sheets['表'];
cells.forEach(({ format, shown, seen }, at) => {
  const { v, w, z } = sheet[`A${at + 1}`];
  console.log(`format ${format} of ${v}: shown as ${JSON.stringify(w)}, format told: ${z}; Excel shows ${shown}`);
  assert.equal(w, seen);
  if (format > 36) assert.equal(z, undefined);
});
console.log('as described: a time and a month are shown as days');
JS
node formats.mjs
