#!/usr/bin/env bash
# opencc-js-twp-legal-words
# Expect: turning Taiwan's characters and phrases into those of the mainland (from 'twp' to 'cn') keeps a law what it is,
#   above all words that both sides write alike.
# Happens: the phrase tables are those of computing. 行政程序法 (Administrative Procedure Act) becomes 行政进程法 (the
#   "process" of an operating system), 個人資料 becomes 个人数据, 執行判決 becomes 运行判决 ("running" a judgment), and
#   text that is simplified already is changed as well: 申请文件 becomes 申请文档. The other way 统一社会信用代码 gains
#   "program": 統一社會信用程式碼. With 'tw' in place of 'twp' only characters change.
# Versions: opencc-js 1.4.2
# Source: https://github.com/BYVoid/OpenCC/pull/1432 (general words in TWPhrases, for issue 1313); opencc-js takes its
#   tables from OpenCC's TWPhrases and TWPhrasesRev
# So: convert legal text with 'tw' (or 't', 'hk'), and bring the few regional terms that matter by a list of your own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts opencc-js@1.4.2 >/dev/null

cat > convert.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { Converter } from 'opencc-js';
console.log('opencc-js', JSON.parse(fs.readFileSync('node_modules/opencc-js/package.json')).version);

const cases = [ // from, to, text, with the phrases, characters alone
  ['tw', 'cn', '行政程序法', '行政进程法', '行政程序法'],
  ['tw', 'cn', '個人資料', '个人数据', '个人资料'],
  ['tw', 'cn', '執行判決', '运行判决', '执行判决'],
  ['tw', 'cn', '申请文件', '申请文档', '申请文件'],
  ['cn', 'tw', '统一社会信用代码', '統一社會信用程式碼', '統一社會信用代碼'],
  ['cn', 'tw', '补贴对象', '補貼物件', '補貼對象'],
];
const withPhrases = (locale) => (locale === 'tw' ? 'twp' : locale);
for (const [from, to, text, phrases, characters] of cases) {
  const got = Converter({ from: withPhrases(from), to: withPhrases(to) })(text);
  const plain = Converter({ from, to })(text);
  console.log(`${text}  ${withPhrases(from)}-${withPhrases(to)}: ${got}  ${from}-${to}: ${plain}`);
  assert.equal(got, phrases);
  assert.equal(plain, characters);
}
console.log('as described: the phrase tables change what the law says');
JS
node convert.mjs
