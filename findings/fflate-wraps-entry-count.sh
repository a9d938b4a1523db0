#!/usr/bin/env bash
# fflate-wraps-entry-count
# Expect: zipSync of more files than a plain zip can count (65,535) writes a zip64 archive, or throws.
# Happens: it writes them all, says in the end record how many there are modulo 65,536, and writes no zip64 record.
#   Readers go by that count: its own unzipSync finds 4,464 of 70,000 files.
# Versions: fflate 0.8.3
# Source: seen by running it
# So: count the entries before writing; and when checking an archive from elsewhere, count what is read, not what is said.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts fflate@0.8.3 >/dev/null

cat > count.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
console.log('fflate', JSON.parse(fs.readFileSync('node_modules/fflate/package.json')).version, 'on Node', process.version);

const FILES = 70_000;
const empty = new Uint8Array(0);
const zip = zipSync(Object.fromEntries(Array.from({ length: FILES }, (_, at) => [`${at}.txt`, empty])));
const end = zip.length - 22;
const view = new DataView(zip.buffer, zip.byteOffset);
assert.equal(view.getUint32(end, true), 0x06054b50);
const stated = view.getUint16(end + 10, true);
const found = Object.keys(unzipSync(zip)).length;
console.log(`files put in: ${FILES}; stated in the end record: ${stated}; found by unzipSync: ${found}`);
assert.equal(stated, FILES % 65_536);
assert.equal(found, stated);
console.log('as described: the count wraps, and the rest is not found');
JS
node count.mjs
