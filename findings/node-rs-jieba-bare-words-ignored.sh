#!/usr/bin/env bash
# node-rs-jieba-bare-words-ignored
# Expect: loadDict takes the user's list of words as Python's jieba does: a line may hold the word alone, or the word and
#   its part of speech, and the word is then cut as one. A list that is refused leaves nothing behind.
# Happens: a word alone is taken without an error and is never cut as one: it counts as seen 0 times, where Python
#   reckons a number that makes it win. "word n" is refused (Load dict failed, without the line), but the lines
#   before it stay loaded, so that after a caught error half of the list is in use.
# Versions: @node-rs/jieba 2.0.3 (jieba-rs 0.10.3), against jieba 0.42.1 for Python where python3 -m venv works
# Source: https://github.com/napi-rs/node-rs/issues/55 (cppjieba's lists fail here: the number is needed),
#   https://github.com/fxsjy/jieba/pull/246 (Python reckons the number itself)
# So: write a number into every line (1 does for a word that is in no dictionary), and cut each word once after loading.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @node-rs/jieba@2.0.3 >/dev/null

cat > words.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
console.log('@node-rs/jieba', JSON.parse(fs.readFileSync('node_modules/@node-rs/jieba/package.json')).version, 'on Node', process.version);

/** How the text is cut once the list is loaded, and the error of loading it. */
function cutWith(list) {
  const jieba = Jieba.withDict(dict);
  let error = 'loaded';
  try {
    jieba.loadDict(Buffer.from(list));
  } catch (thrown) {
    error = thrown.message;
  }
  const words = jieba.cut('一站办窗口帮办代办员', true).join('|');
  console.log(`${JSON.stringify(list)}: ${error}, ${words}`);
  return [error, words];
}
const [, without] = cutWith('');
assert(!without.split('|').includes('一站办') && !without.split('|').includes('帮办代办员'));
assert.deepEqual(cutWith('一站办\n帮办代办员\n'), ['loaded', without]);
assert.deepEqual(cutWith('一站办 1\n帮办代办员 1 n\n'), ['loaded', '一站办|窗口|帮办代办员']);

const [error, half] = cutWith('一站办 1\n帮办代办员 n\n');
assert.match(error, /Load dict failed/);
assert(half.startsWith('一站办|窗口|') && !half.includes('帮办代办员'));
console.log('as described: words without a number do nothing, and a refused list is loaded in part');
JS
node words.mjs

if python3 -m venv python >/dev/null 2>&1 && python/bin/pip install --quiet --disable-pip-version-check jieba==0.42.1 >/dev/null 2>&1; then
  printf '一站办\n帮办代办员 n\n' > list.txt
  python/bin/python -W ignore - <<'PY'
import logging, jieba
jieba.setLogLevel(logging.WARNING)
jieba.load_userdict('list.txt')
words = '|'.join(jieba.cut('一站办窗口帮办代办员'))
print('jieba for Python', jieba.__version__, 'with the words alone:', words)
assert words == '一站办|窗口|帮办代办员', words
PY
else
  echo 'skipped: comparison with jieba for Python needs python3 -m venv'
fi
