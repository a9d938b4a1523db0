#!/usr/bin/env bash
# marked-strikes-ranges
# Expect: a range written with ~, as Chinese text does (每月20~30元，50~60元), stays text in Markdown: deletion is written
#   with two tildes, and markdown-it takes only two.
# Happens: marked and micromark take single ones too, also between digits. One range is left alone, but the second one in
#   a paragraph closes what the first opened: 30元，50 is struck through and both tildes are gone, so that the text
#   without tags is 每月2030元，5060元. An amount or an office hour of the answer changes, and no option of marked helps.
# Versions: marked 18.2.1, micromark 4.0.3 with micromark-extension-gfm 3.0.0, against markdown-it 15.0.3
# Source: https://github.github.com/gfm/#strikethrough-extension- (one or two tildes),
#   https://github.com/markedjs/marked/issues/3337 (works as intended)
# So: have marked's del tokenizer refuse a single tilde (below), pass singleTilde: false to micromark, or write ～ or 至.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts \
  marked@18.2.1 markdown-it@15.0.3 micromark@4.0.3 micromark-extension-gfm@3.0.0 >/dev/null

cat > ranges.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import MarkdownIt from 'markdown-it';
import { Marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
for (const name of ['marked', 'markdown-it', 'micromark', 'micromark-extension-gfm']) {
  console.log(name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version);
}

const twoOnly = new Marked({ tokenizer: { del: (text) => (text.startsWith('~~') ? false : undefined) } });
const ways = {
  marked: (text) => new Marked().parse(text),
  micromark: (text) => micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  'markdown-it': (text) => new MarkdownIt().render(text),
  'marked, del overridden': (text) => twoOnly.parse(text),
  'micromark, singleTilde: false': (text) =>
    micromark(text, { extensions: [gfm({ singleTilde: false })], htmlExtensions: [gfmHtml()] }),
};
const text = '每月20~30元，50~60元';
for (const [name, render] of Object.entries(ways)) {
  const html = render(text).trim();
  const plain = html.replace(/<[^>]*>/g, '');
  console.log(`${name}: ${html} (${plain})`);
  const strikes = name === 'marked' || name === 'micromark';
  assert.equal(html, strikes ? '<p>每月20<del>30元，50</del>60元</p>' : `<p>${text}</p>`);
  assert.equal(plain, strikes ? '每月2030元，5060元' : text);
  assert.equal(render('每月20~30元').trim(), '<p>每月20~30元</p>');
  assert.match(render('~~旧~~').trim(), /^<p><(del|s)>旧<\/\1><\/p>$/);
}
console.log('as described: the second range strikes out the first');
JS
node ranges.mjs
