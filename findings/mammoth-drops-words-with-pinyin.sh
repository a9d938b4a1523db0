#!/usr/bin/env bash
# mammoth-drops-words-with-pinyin
# Expect: a word over which Word sets its pronunciation (拼音指南, as for names that few can read: 乐亭, said Laoting) is
#   text as any other: a reader drops the small pinyin, as it drops colours, or puts it behind the word in brackets.
# Happens: mammoth drops the word with its pinyin, in the raw text and in HTML: 户籍在乐亭县的老人 becomes 户籍在县的老人, a
#   sentence that still reads well. It leaves a warning, which names the element (w:ruby) and not the text, once however
#   many words are gone. word-extractor keeps both without a border and in the order of the file: lào乐tíng亭.
# Versions: mammoth 1.13.0, word-extractor 1.0.4 (for its .docx reader)
# Source: mammoth lib/docx/body-reader.js (readers by name, none for w:ruby, and an unknown element goes with all it holds);
#   https://github.com/mwilliamson/python-mammoth/issues/76 (open); ECMA-376 part 1, 17.3.3.25 (ruby)
# So: before mammoth reads it, replace each w:ruby in word/document.xml by the runs of its w:rubyBase.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.13.0 word-extractor@1.0.4 jszip@3.10.2 >/dev/null

cat > pinyin.cjs <<'JS'
const assert = require('node:assert');
const JSZip = require('jszip');
const mammoth = require('mammoth');
const WordExtractor = require('word-extractor');
for (const name of ['mammoth', 'word-extractor']) console.log(name, require(`${name}/package.json`).version);

const run = (text) => `<w:r><w:t>${text}</w:t></w:r>`;
const ruby = (base, above) =>
  '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>' +
  '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>' +
  `<w:rt>${run(above)}</w:rt><w:rubyBase>${run(base)}</w:rubyBase></w:ruby></w:r>`;
const paragraph = `<w:p>${run('户籍在')}${ruby('乐', 'lào')}${ruby('亭', 'tíng')}${run('县的老人')}</w:p>`;

const schema = 'http://schemas.openxmlformats.org';
const document = (body) =>
  `<w:document xmlns:w="${schema}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const types =
  `<Types xmlns="${schema}/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Override PartName="/word/document.xml" ' +
  'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relations =
  `<Relationships xmlns="${schema}/package/2006/relationships"><Relationship Id="r1" ` +
  `Type="${schema}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const docx = (body) => {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', types).file('_rels/.rels', relations).file('word/document.xml', document(body));
  return zip.generateAsync({ type: 'nodebuffer' });
};

(async () => {
  const buffer = await docx(paragraph);
  const text = await mammoth.extractRawText({ buffer });
  const html = await mammoth.convertToHtml({ buffer });
  const other = (await new WordExtractor().extract(buffer)).getBody();
  console.log('mammoth:', text.value.trim(), html.value, text.messages);
  console.log('word-extractor:', other.trim());
  assert.equal(text.value.trim(), '户籍在县的老人');
  assert.equal(html.value, '<p>户籍在县的老人</p>');
  const warning = { type: 'warning', message: 'An unrecognised element was ignored: w:ruby' };
  assert.deepEqual(text.messages.map(({ type, message }) => ({ type, message })), [warning]);
  assert.equal(other.trim(), '户籍在lào乐tíng亭县的老人');

  const plain = paragraph.replace(/<w:r><w:ruby>.*?<w:rubyBase>(.*?)<\/w:rubyBase><\/w:ruby><\/w:r>/g, '$1');
  const kept = await mammoth.extractRawText({ buffer: await docx(plain) });
  console.log('with the base alone:', kept.value.trim(), kept.messages);
  assert.equal(kept.value.trim(), '户籍在乐亭县的老人');
  assert.deepEqual(kept.messages, []);
  console.log('as described: the name with pinyin over it is gone');
})();
JS
node pinyin.cjs
