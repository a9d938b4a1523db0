#!/usr/bin/env bash
# libsql-pluck-get-whole-row
# Expect: libsql, which offers the API of better-sqlite3, gives one value for pluck().get() and for
#   pragma(name, { simple: true }), as its own pluck().all() gives plain values.
# Happens: both give the whole row as an object, so that pragma('user_version', { simple: true }) === 0 is never true.
#   Rows of get() also carry an own, enumerable key _metadata (how long the query took), which the rows of all() lack:
#   a row stored as JSON or spread into another object takes it along.
# Versions: libsql 0.5.29 (checked on linux-x64)
# Source: libsql index.js: Statement.pluck only sets a flag that all() and iterate() read, get() does not
# So: name the column (get().user_version, get().x), and pick columns by name before a row is stored or compared.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts libsql@0.5.29 >/dev/null

cat > pluck.cjs <<'JS'
const assert = require('node:assert');
const Database = require('libsql');
const { version } = JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json', 'utf8'));
console.log('libsql', version, 'on Node', process.version);

const db = new Database(':memory:');
db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (7)');
const simple = db.pragma('user_version', { simple: true });
const plucked = db.prepare('SELECT x FROM t').pluck().get();
const allPlucked = db.prepare('SELECT x FROM t').pluck().all();
const row = db.prepare('SELECT x FROM t').get();
const [rowOfAll] = db.prepare('SELECT x FROM t').all();
console.log("pragma('user_version', { simple: true })", simple);
console.log('pluck().get()', plucked);
console.log('pluck().all()', allPlucked);
console.log('get()', row, 'all()[0]', rowOfAll);

assert.equal(simple.user_version, 0);
assert.equal(plucked.x, 7);
assert.deepEqual(allPlucked, [7]);
assert.deepEqual(Object.keys(row), ['x', '_metadata']);
assert.deepEqual(Object.keys(rowOfAll), ['x']);
console.log('as described: pluck holds for all() and not for get()');
JS
node pluck.cjs
