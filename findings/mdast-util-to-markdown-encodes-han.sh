#!/usr/bin/env bash
# mdast-util-to-markdown-encodes-han
# Expect: written as Markdown, a strong text that ends with punctuation keeps the words around it readable: 标准： in
#   strong before 每人每月 gives **标准：**每人每月, or <strong>, or the colon is moved out.
# Happens: the letter next to the strong becomes a character reference: **标准：**&#x6BCF;人每月. Chinese has no space
#   there, so this befalls each bold label with its colon inside, and quotes (&#x5BF9;**“低保”**) and brackets too. It
#   is the same document when read again, but 每人 is no longer in the text for a search, a diff or a model that gets
#   it. Only a handler of your own for strong turns it off. 2.1.0 wrote text that is not strong when read again.
# Versions: mdast-util-to-markdown 2.1.2 and 2.2.3, alike, and 2.1.0, which wrote the letters, with
#   mdast-util-from-markdown 2.1.0
# Source: mdast-util-to-markdown lib/util/encode-info.js (letter outside, punctuation inside: encode the letter);
#   https://github.com/syntax-tree/mdast-util-to-markdown/issues/70 (works as intended)
# So: cut sections out of the source by their positions instead of writing them anew, or move the punctuation out of the
#   strong before writing (**标准**：每人每月).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts mdast-util-from-markdown@2.1.0 \
  to210@npm:mdast-util-to-markdown@2.1.0 to212@npm:mdast-util-to-markdown@2.1.2 to223@npm:mdast-util-to-markdown@2.2.3 >/dev/null

cat > write.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { fromMarkdown } from 'mdast-util-from-markdown';

const text = (value) => ({ type: 'text', value });
const strong = (value) => ({ type: 'strong', children: [text(value)] });
const paragraph = (...children) => ({ type: 'root', children: [{ type: 'paragraph', children }] });
const kinds = (markdown) => fromMarkdown(markdown).children[0].children.map(({ type }) => type).join(' ');

const label = paragraph(strong('标准：'), text('每人每月700元'));
const quoted = paragraph(text('对'), strong('“低保”'), text('对象'));
const outside = paragraph(strong('标准'), text('：每人每月700元'));
for (const name of ['to210', 'to212', 'to223']) {
  const { toMarkdown } = await import(name);
  const version = JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version;
  const written = [label, quoted, outside].map((tree) => toMarkdown(tree).trim());
  console.log(`mdast-util-to-markdown ${version}:`, ...written, `(read again: ${kinds(written[0])})`);
  const old = name === 'to210';
  assert.equal(written[0], old ? '**标准：**每人每月700元' : '**标准：**&#x6BCF;人每月700元');
  assert.equal(written[1], old ? '对**“低保”**对象' : '&#x5BF9;**“低保”**&#x5BF9;象');
  assert.equal(written[2], '**标准**：每人每月700元');
  assert.equal(kinds(written[0]), old ? 'text' : 'strong text');
}
console.log('as described: Han characters beside a strong text are written as references');
JS
node write.mjs
