#!/usr/bin/env bash
# jieba-splits-article-numbers
# Expect: jieba treats the numbers of a law's articles alike: each of 第一条 to 第九十九条 is one word, or each is cut
#   into 第, the number and 条.
# Happens: they are words of the dictionary one by one, and it has them from 第一条 to 第四十四条 without a gap, so that a
#   short try shows nothing. From 第四十五条 on 31 of the 55 are missing, and they are cut in five ways: 第四十五|条,
#   第|四十八条, 第七十|一条, 第九|十三条, 第七|十五条. The words that cutForSearch gives for 第九十三条 (article 93) are
#   第九, 十三, 三条 and 十三条, of which 第十三条 (article 13) gives all but one; 九十三 is not among them.
# Versions: @node-rs/jieba 2.0.3 with its dict, HMM on and off; jieba 0.42.1 for Python cuts them the same way
# Source: dict.txt of @node-rs/jieba (has 第四十四条 and 第四十七条, but neither 第四十五条 nor 第九十三条)
# So: take references to articles out with a pattern of your own and index each as one term (in figures), before jieba.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @node-rs/jieba@2.0.3 >/dev/null

cat > articles.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
console.log('@node-rs/jieba', JSON.parse(fs.readFileSync('node_modules/@node-rs/jieba/package.json')).version, 'on Node', process.version);

const jieba = Jieba.withDict(dict);
const digits = ['', ...'一二三四五六七八九'];
const numeral = (n) => (n < 10 ? '' : (n < 20 ? '' : digits[Math.floor(n / 10)]) + '十') + digits[n % 10];
const articles = Array.from({ length: 99 }, (_, i) => `第${numeral(i + 1)}条`);

for (const hmm of [true, false]) {
  const cuts = articles.map((article) => jieba.cut(article, hmm));
  const first = cuts.findIndex((words) => words.length > 1);
  const split = cuts.filter((words) => words.length > 1).map((words) => words.join('|'));
  console.log(`HMM ${hmm}: whole up to ${articles[first - 1]}, then ${split.length} are split:\n  ${split.join(' ')}`);
  assert.equal(articles[first], '第四十五条');
  assert.equal(split.length, 31);
  for (const one of ['第四十五|条', '第|四十八条', '第七十|一条', '第九|十三条', '第七|十五条']) assert(split.includes(one), one);
}
const wanted = jieba.cutForSearch('第九十三条', true);
const other = jieba.cutForSearch('第十三条', true);
console.log('第九十三条:', wanted.join(' '), '/ 第十三条:', other.join(' '));
assert.deepEqual(wanted, ['第九', '十三', '三条', '十三条']);
assert.deepEqual(wanted.filter((word) => !other.includes(word)), ['第九']);
console.log('as described: the dictionary has only some of the articles from 45 on');
JS
node articles.mjs

if python3 -m venv python >/dev/null 2>&1 && python/bin/pip install --quiet --disable-pip-version-check jieba==0.42.1 >/dev/null 2>&1; then
  python/bin/python -W ignore - <<'PY'
import logging, jieba
jieba.setLogLevel(logging.WARNING)
cuts = ['|'.join(jieba.cut(article)) for article in ('第四十四条', '第四十五条', '第九十三条')]
print('jieba for Python', jieba.__version__, *cuts)
assert cuts == ['第四十四条', '第四十五|条', '第九|十三条'], cuts
PY
else
  echo 'skipped: comparison with jieba for Python needs python3 -m venv'
fi
