#!/usr/bin/env bash
# esbuild-remakes-script-expressions
# Expect: with `target: node24` (or chrome120), whose engine has known /\p{Script=Han}/u for years, esbuild leaves the literal.
# Happens: for targets that name an engine it writes `new RegExp("\\p{Script=Han}", "u")` in its place, without a warning, and
#   inside of a function it is made anew at each call, where a literal is compiled once. es2018 and later keep the literal.
#   Code for Han text is full of such expressions, also in the loops that go through each character.
# Versions: esbuild 0.28.2
# Source: found in the profile of a bundle; esbuild's table of what engines support (internal/compat/js_table.go) names es2018 alone
# So: `supported: { 'regexp-unicode-property-escapes': true }` beside the target, where the engine knows the scripts used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.28.2 >/dev/null

cat > bundle.mjs <<'JS'
import assert from 'node:assert';
import esbuild from 'esbuild';
console.log('esbuild', esbuild.version, 'on Node', process.version);

const source = String.raw`export const hanIn = (text) => [...text].filter((unit) => /\p{Script=Han}/u.test(unit)).length;`;
const codeFor = async (options) => (await esbuild.transform(source, options)).code;
const isRemade = (code) => code.includes('new RegExp(');
const supported = { 'regexp-unicode-property-escapes': true };

for (const target of ['node20', 'node24', 'chrome120', 'es2018', 'es2022']) {
  const { code, warnings } = await esbuild.transform(source, { target });
  assert.equal(warnings.length, 0);
  console.log(target.padEnd(9), isRemade(code) ? 'made anew at each call' : 'a literal');
}
assert.ok(isRemade(await codeFor({ target: 'node24' })) && isRemade(await codeFor({ target: 'chrome120' })));
assert.ok(!isRemade(await codeFor({ target: 'es2018' })));
assert.ok(!isRemade(await codeFor({ target: 'node24', supported })));

// Counted, not timed: how many expressions are made while one line is read.
const made = async (code) => {
  const { hanIn } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const Own = globalThis.RegExp;
  let count = 0;
  globalThis.RegExp = new Proxy(Own, { construct: (...given) => (count++, Reflect.construct(...given)) });
  const han = hanIn('每人每月760元');
  globalThis.RegExp = Own;
  assert.equal(han, 5);
  return count;
};
const [anew, once] = [await made(await codeFor({ target: 'node24' })), await made(await codeFor({ target: 'node24', supported }))];
console.log(`expressions made for one line of 8 characters: ${anew}, with the setting: ${once}`);
assert.deepEqual([anew, once], [8, 0]);
console.log('as described');
JS
node bundle.mjs
