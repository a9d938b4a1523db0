#!/usr/bin/env bash
# linkedom-keeps-case-of-attributes
# Expect: names of attributes of HTML do not depend on case: <TD ROWSPAN=3> and <P STYLE="display:none">, as Internet
#   Explorer and old Word saved pages, are found as rowspan and style.
# Happens: names of elements are folded, names of attributes stay as they are written. getAttribute('style'), the style
#   object and [rowspan] find nothing: hidden text shows, and merged cells move the figures of the rows below.
# Versions: linkedom 0.18.15
# Source: seen by running it
# So: read the attributes by their names in lower case.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts linkedom@0.18.15 >/dev/null

cat > attributes.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { parseHTML } from 'linkedom';
console.log('linkedom', JSON.parse(fs.readFileSync('node_modules/linkedom/package.json')).version, 'on Node', process.version);

const { document } = parseHTML(
  '<html><body><P STYLE="display:none">旧标准300元</P><TABLE><TR><TD ROWSPAN="2">青禾县</TD><TD>480</TD></TR><TR><TD>320</TD></TR></TABLE></body></html>',
);
const paragraph = document.querySelector('p');
const cell = document.querySelector('td');
console.log('attributes of the paragraph:', [...paragraph.attributes].map(({ name }) => name).join(', '));
console.log("getAttribute('style'):", paragraph.getAttribute('style'), " style.display:", JSON.stringify(paragraph.style.display));
console.log("getAttribute('rowspan'):", cell.getAttribute('rowspan'), " rowSpan:", cell.rowSpan, " [rowspan]:", document.querySelectorAll('[rowspan]').length);
assert.equal(paragraph.localName, 'p');
assert.equal(paragraph.getAttribute('style'), null);
assert.notEqual(paragraph.style.display, 'none');
assert.equal(cell.getAttribute('rowspan'), null);
assert.equal(document.querySelectorAll('[rowspan]').length, 0);
assert.equal(cell.getAttribute('ROWSPAN'), '2');
console.log('as described: found under the written name alone');
JS
node attributes.mjs
