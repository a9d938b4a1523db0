#!/usr/bin/env bash
# dayjs-reads-noon-as-midnight
# Expect: with the plugin customParseFormat and the locale zh-cn, dayjs reads with Ah:mm what it writes with Ah:mm.
# Happens: what it writes from 12:00 to 12:59, 中午12:30, it reads as half past midnight, twelve hours off; 中午1:00 (one at
#   noon, as notices say it) becomes one at night. The other parts of the day come back right, and so does 中午11:30. Strict
#   parsing refuses 中午12:30, but 上午11:30 too, which is read right without it.
# Versions: dayjs 1.11.23 (zh, zh-cn, zh-tw and zh-hk alike), against moment 2.30.1, which reads 12:30 and 13:00
# Source: dayjs plugin/customParseFormat meridiemMatch: the first hour of the locale with that name decides, and for 中午
#   it is 11, so noon counts as morning, and 12 in the morning is 0; https://github.com/iamkun/dayjs/issues/2442 (open)
# So: read the part of the day and the hour with a pattern of your own; check that the hour of the text is the one read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts dayjs@1.11.23 moment@2.30.1 >/dev/null

cat > noon.cjs <<'JS'
const assert = require('node:assert');
const dayjs = require('dayjs');
const moment = require('moment');
dayjs.extend(require('dayjs/plugin/customParseFormat'));
require('moment/locale/zh-cn');
for (const locale of ['zh', 'zh-cn', 'zh-tw', 'zh-hk']) require(`dayjs/locale/${locale}`);
console.log('dayjs', require('dayjs/package.json').version, 'on Node', process.version);

const format = 'YYYY年M月D日Ah:mm';
const cases = [ // time, as dayjs writes it, and reads that again
  ['05:30', '凌晨5:30', '05:30'],
  ['08:30', '早上8:30', '08:30'],
  ['10:30', '上午10:30', '10:30'],
  ['11:30', '中午11:30', '11:30'],
  ['12:30', '中午12:30', '00:30'],
  ['14:30', '下午2:30', '14:30'],
  ['19:30', '晚上7:30', '19:30'],
];
for (const locale of ['zh', 'zh-cn', 'zh-tw', 'zh-hk']) {
  for (const [time, name, again] of cases) {
    const text = dayjs(`2026-12-01T${time}`).locale(locale).format(format);
    const read = dayjs(text, format, locale).format('HH:mm');
    if (locale === 'zh-cn') console.log(`${time} is written ${text} and read as ${read}`);
    assert.equal(text, `2026年12月1日${name}`);
    assert.equal(read, again);
    assert.equal(moment(text, format, 'zh-cn').format('HH:mm'), time);
  }
}
const read = (text, strict) => dayjs(`2026年12月1日${text}`, format, 'zh-cn', strict);
assert.equal(read('中午1:00').format('HH:mm'), '01:00');
assert.equal(moment('2026年12月1日中午1:00', format, 'zh-cn').format('HH:mm'), '13:00');
assert.equal(read('中午12:30', true).isValid(), false);
assert.equal(read('上午11:30', true).isValid(), false);
assert.equal(read('上午11:30').format('HH:mm'), '11:30');
console.log('as described: half past noon is read as half past midnight');
JS
node noon.cjs
