#!/usr/bin/env bash
# linkedom-document-walk-ends-at-doctype
# Expect: the children of a parsed page can be walked by firstChild and nextSibling, as in a browser: the doctype, then
#   the element html. So a walker that begins at the document reads the page.
# Happens: with a doctype, document.firstChild is the doctype and its nextSibling is null; document.childNodes and
#   documentElement do have the page. A walk over siblings finds a page with a doctype empty, and one without it whole.
# Versions: linkedom 0.18.15
# Source: seen by running it
# So: begin a walk at document.documentElement or body, never at the document.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts linkedom@0.18.15 >/dev/null

cat > walk.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { parseHTML } from 'linkedom';
console.log('linkedom', JSON.parse(fs.readFileSync('node_modules/linkedom/package.json')).version, 'on Node', process.version);

function walked({ document }) {
  let text = '';
  const walk = (first) => {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node.nodeType === 3) text += node.data;
      walk(node.firstChild ?? null);
    }
  };
  walk(document.firstChild);
  return text;
}
const page = '<html><body><p>低保标准每月480元。</p></body></html>';
const bare = walked(parseHTML(page));
const withDoctype = walked(parseHTML(`<!DOCTYPE html>${page}`));
console.log('without a doctype:', JSON.stringify(bare));
console.log('with a doctype:', JSON.stringify(withDoctype));
assert.equal(bare, '低保标准每月480元。');
assert.equal(withDoctype, '');
const { document } = parseHTML(`<!DOCTYPE html>${page}`);
console.log('childNodes of the document:', [...document.childNodes].map(({ nodeName }) => nodeName).join(', '));
assert.equal(document.documentElement.textContent, '低保标准每月480元。');
console.log('as described: nothing follows the doctype, and yet the page is there');
JS
node walk.mjs
