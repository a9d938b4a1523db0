#!/usr/bin/env bash
# pdfium-reads-text-of-hidden-layers
# Expect: a layer (optional content group) that a PDF switches off is off for PDFium: neither drawn nor part of the page's
#   text; or a function tells whether an object is visible.
# Happens: the page is drawn without the layer, but its text page has the layer's characters between the others, with nothing
#   that marks them, and the public API has no function that tells the state of a layer. A reader quotes what nobody sees.
# Versions: @embedpdf/pdfium 2.15.1
# Source: seen by running it
# So: draw the page with only the text objects that stand in marked content of kind OC, and take out what leaves no ink.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @embedpdf/pdfium@2.15.1 >/dev/null

cat > layers.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { init } from '@embedpdf/pdfium';
console.log('@embedpdf/pdfium', JSON.parse(fs.readFileSync('node_modules/@embedpdf/pdfium/package.json')).version, 'on Node', process.version);

// One page of two lines; the second one is in a layer that is off by default.
const content = 'BT /F 24 Tf 20 150 Td (SHOWN) Tj ET\n/OC /L BDC BT /F 24 Tf 20 50 Td (HIDDEN) Tj ET EMC';
const objects = [
  '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /Properties << /L 6 0 R >> >> >>',
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  '<< /Type /OCG /Name (draft) >>',
];
let pdf = '%PDF-1.7\n';
const offsets = objects.map((object, at) => {
  const offset = pdf.length;
  pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
  return offset;
});
const table = pdf.length;
pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
pdf += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;

const package_ = new URL(import.meta.resolve('@embedpdf/pdfium'));
const wasm = fs.readFileSync(new URL('pdfium.wasm', package_));
const lib = await init({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
lib.PDFiumExt_Init();
const memory = lib.pdfium;
const bytes = Buffer.from(pdf, 'latin1');
const at = memory.wasmExports.malloc(bytes.length);
memory.HEAPU8.set(bytes, at);
const document = lib.FPDF_LoadMemDocument(at, bytes.length, '');
const page = lib.FPDF_LoadPage(document, 0);
const text = lib.FPDFText_LoadPage(page);
const read = Array.from({ length: lib.FPDFText_CountChars(text) }, (_, index) =>
  String.fromCodePoint(lib.FPDFText_GetUnicode(text, index)),
).join('');
const bitmap = lib.FPDFBitmap_Create(200, 200, 0);
lib.FPDFBitmap_FillRect(bitmap, 0, 0, 200, 200, 0xffffffff);
lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 200, 200, 0, 0);
const buffer = lib.FPDFBitmap_GetBuffer(bitmap);
const inkIn = (from, to) => {
  let dark = 0;
  for (let y = from; y < to; y++) for (let x = 0; x < 200; x++) if (memory.HEAPU8[buffer + (y * 200 + x) * 4] < 128) dark++;
  return dark;
};
const [upper, lower] = [inkIn(0, 100), inkIn(100, 200)];
console.log('text of the page:', JSON.stringify(read));
console.log(`dark pixels in the upper half: ${upper}, in the lower half, where the layer is: ${lower}`);
assert.ok(upper > 50);
assert.equal(lower, 0);
assert.match(read, /SHOWN[\s\S]*HIDDEN/);
console.log('as described: read, though it is not drawn');
JS
node layers.mjs
