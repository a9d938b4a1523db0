#!/usr/bin/env bash
# yaml-overwrites-quoted-keys
# Expect: yaml, whose option uniqueKeys is on and strict mode too, refuses a mapping in which one key of the resulting
#   object stands twice, as it refuses 2024 and 2024.0, and as js-yaml does.
# Happens: it compares the keys before they become names of the object. 2024 and "2024" differ, so that parse() keeps only
#   the later value, without an error or a warning; so do true and "true", and a key left empty and "". With numbers
#   another name is hit than the one written: the area code 0571 is the number 571 and gives way to "571".
# Versions: yaml 2.9.1, against js-yaml 4.1.0
# Source: yaml dist/compose/util-map-includes.js (a.value === b.value); https://github.com/eemeli/yaml/pull/271
# So: give parse() stringKeys: true, which keeps 0571 and finds the repeats, or mapAsMap: true, which keeps both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@4.1.0 >/dev/null

cat > keys.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import jsYaml from 'js-yaml';
import { parse, parseDocument } from 'yaml';
for (const name of ['yaml', 'js-yaml']) {
  console.log(name, JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version);
}
const texts = {
  year: '2024: 每月700元\n"2024": 每月660元\n',
  code: '0571: 杭州\n"571": 别的\n',
  word: 'true: 是\n"true": 否\n',
  none: ': 空\n"": 也空\n',
};
for (const text of Object.values(texts)) {
  const { errors, warnings } = parseDocument(text, { strict: true, uniqueKeys: true });
  assert.deepEqual([...errors, ...warnings], []);
  console.log(JSON.stringify(text), 'gives', JSON.stringify(parse(text)), 'with no error or warning');
}
assert.deepEqual(parse(texts.year), { 2024: '每月660元' });
assert.deepEqual(parse(texts.code), { 571: '别的' });
assert.deepEqual(parse(texts.word), { true: '否' });
assert.deepEqual(parse(texts.none), { '': '也空' });

assert.throws(() => parse('2024: 一\n2024.0: 二\n'), /Map keys must be unique/);
assert.throws(() => jsYaml.load(texts.year), /duplicated mapping key/);
assert.throws(() => parse(texts.year, { stringKeys: true }), /Map keys must be unique/);
assert.deepEqual(parse(texts.code, { stringKeys: true }), { '0571': '杭州', 571: '别的' });
assert.equal(parse(texts.year, { mapAsMap: true }).size, 2);
console.log('as described: the quoted key overwrites the plain one');
JS
node keys.mjs
