#!/usr/bin/env bash
# fast-xml-parser-leaves-numbered-characters
# Expect: &#20048; in an XML file is the character 乐 for each XML parser; XML has no other way to write it in ASCII. Named
#   entities of HTML (&nbsp;) are another matter.
# Happens: fast-xml-parser leaves it as eight characters of text, in attributes too, while &amp; and &lt; are read, so that a
#   short try shows nothing. Even &#38;, which its guide lists as known by default, stays. Python meets it half-way: its
#   ElementTree writes ASCII unless told otherwise, so each Han character of a part of a .docx that it wrote has this form.
#   XMLValidator finds the file good.
# Versions: fast-xml-parser 5.12.1, against saxes 6.0.0 and the ElementTree of Python 3
# Source: fast-xml-parser src/xmlparser/OrderedObjParser.js (numericAllowed: options.htmlEntities); its guide, "HTML
#   Entities"; XML 1.0, 4.1 and 4.4; https://docs.python.org/3/library/xml.etree.elementtree.html (write: us-ascii)
# So: give htmlEntities: true, though the file is XML; or refuse text in which /&#/ is left.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts fast-xml-parser@5.12.1 saxes@6.0.0 >/dev/null

printf '%s' '<p place="&#20048;&#20141;"><t>&#20048;&#x4EAD;&#21439;</t><u>&lt;700 &amp; 70 &#38;</u></p>' > place.xml
cat > read.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { XMLParser, XMLValidator } = require('fast-xml-parser');
const { SaxesParser } = require('saxes');
const { version } = JSON.parse(fs.readFileSync('node_modules/fast-xml-parser/package.json', 'utf8'));
console.log('fast-xml-parser', version, 'on Node', process.version);

const read = (xml, options) => new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', ...options }).parse(xml).p;
const bySaxes = (xml) => {
  let text = '';
  const parser = new SaxesParser();
  parser.on('text', (piece) => { text += piece; });
  parser.write(xml).close();
  return text;
};

const xml = fs.readFileSync('place.xml', 'utf8');
console.log(xml, '\nby default:', read(xml), '\nwith htmlEntities:', read(xml, { htmlEntities: true }));
console.log('saxes:', bySaxes(xml));
assert.deepEqual(read(xml), { place: '&#20048;&#20141;', t: '&#20048;&#x4EAD;&#21439;', u: '<700 & 70 &#38;' });
assert.deepEqual(read(xml, { processEntities: true }), read(xml));
assert.deepEqual(read(xml, { htmlEntities: true }), { place: '乐亭', t: '乐亭县', u: '<700 & 70 &' });
assert.equal(bySaxes(xml), '乐亭县<700 & 70 &');
assert.equal(XMLValidator.validate(xml), true);

if (fs.existsSync('python.xml')) {
  const written = fs.readFileSync('python.xml', 'utf8');
  console.log('Python writes', written, 'and it is read as', read(written));
  assert.equal(written, '<p><t>&#20048;&#20141;&#21439;</t></p>');
  assert.deepEqual(read(written), { t: '&#20048;&#20141;&#21439;' });
} else {
  console.log('skipped: the file of ElementTree needs python3');
}
console.log('as described: the characters stay numbers');
JS
if command -v python3 >/dev/null; then
  python3 - <<'PY'
import xml.etree.ElementTree as tree
p = tree.Element('p')
tree.SubElement(p, 't').text = '乐亭县'
tree.ElementTree(p).write('python.xml')
PY
fi
node read.cjs
