#!/usr/bin/env bash
# mammoth-drops-article-numbers
# Expect: the articles of a rule that Word numbers by itself (第五条, 第六条, 第七条) keep their numbers in the raw text, and
#   in HTML their count at least; or a message says that numbers were left out.
# Happens: extractRawText gives the articles without any number. convertToHtml gives plain <ol> lists: the first article
#   shown is 1. and not 第五条, and the list begins at 1. again after each plain paragraph, so that 第七条 is 1. too.
#   messages is empty, and a transform sees only the level and whether it is ordered.
# Versions: mammoth 1.13.0 (the document is made with docx 9.15.2)
# Source: mammoth lib/docx/numbering-xml.js (reads w:numFmt, but neither w:lvlText nor w:start);
#   https://github.com/mwilliamson/python-mammoth/issues/27 (lists that do not start at 1, the same design)
# So: reckon the numbers from word/numbering.xml yourself before text is cited by article, or refuse a file with w:numPr.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.13.0 docx@9.15.2 jszip@3.10.2 >/dev/null

cat > articles.cjs <<'JS'
const assert = require('node:assert');
const { Document, LevelFormat, Packer, Paragraph } = require('docx');
const JSZip = require('jszip');
const mammoth = require('mammoth');
console.log('mammoth', require('mammoth/package.json').version, 'on Node', process.version);

const article = (text) => new Paragraph({ text, numbering: { reference: 'article', level: 0 } });
const level = { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '第%1条', start: 5 };
const children = [article('申请'), article('审核'), new Paragraph('前款所称审核，按第五条办理。'), article('公示')];
const numbering = { config: [{ reference: 'article', levels: [level] }] };

(async () => {
  const buffer = await Packer.toBuffer(new Document({ numbering, sections: [{ children }] }));
  const xml = await (await JSZip.loadAsync(buffer)).file('word/numbering.xml').async('string');
  assert.match(xml, /<w:start w:val="5"\/><w:numFmt w:val="chineseCounting"\/>.*<w:lvlText w:val="第%1条"\/>/);

  const seen = [];
  const transformDocument = mammoth.transforms.paragraph((p) => (seen.push(p.numbering), p));
  const text = await mammoth.extractRawText({ buffer });
  const html = await mammoth.convertToHtml({ buffer }, { transformDocument });
  console.log('text:', JSON.stringify(text.value), text.messages);
  console.log('html:', html.value, html.messages);
  console.log('a transform sees:', seen[3]);
  assert.equal(text.value, '申请\n\n审核\n\n前款所称审核，按第五条办理。\n\n公示\n\n');
  assert.equal(html.value, '<ol><li>申请</li><li>审核</li></ol><p>前款所称审核，按第五条办理。</p><ol><li>公示</li></ol>');
  assert.deepEqual([...text.messages, ...html.messages], []);
  assert.deepEqual(seen[3], { isOrdered: true, level: '0', paragraphStyleId: undefined });
  console.log('as described: the numbers of the articles are gone');
})();
JS
node articles.cjs
