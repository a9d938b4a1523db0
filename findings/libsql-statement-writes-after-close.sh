#!/usr/bin/env bash
# libsql-statement-writes-after-close
# Expect: after db.close() nothing of the connection can be run, as better-sqlite3 documents for the API that libsql
#   takes over; at the least a write fails.
# Happens: prepare() and exec() are refused, but a statement prepared before close() goes on: run() reports one change
#   and the row is in the file, where another connection reads it.
# Versions: libsql 0.5.29 (checked on linux-x64)
# Source: https://github.com/tursodatabase/libsql-js/issues/228 (close() does not finalize statements) and
#   https://github.com/tursodatabase/libsql-js/pull/236 (the change that makes them throw)
# So: keep the statements behind an object that refuses work once it is closed; do not rely on close() to stop writers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts libsql@0.5.29 >/dev/null

cat > close.cjs <<'JS'
const assert = require('node:assert');
const Database = require('libsql');
const { version } = JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json', 'utf8'));
console.log('libsql', version, 'on Node', process.version);

const db = new Database('a.db');
db.exec('CREATE TABLE t (x)');
const insert = db.prepare('INSERT INTO t VALUES (?)');
insert.run('before close');
db.close();
assert.throws(() => db.prepare('SELECT 1'), /not open/);
assert.throws(() => db.exec('SELECT 1'), /not open/);
const result = insert.run('after close');
console.log('run() after close():', result);

const other = new Database('a.db');
const rows = other.prepare('SELECT x FROM t').pluck().all();
console.log('rows that another connection reads:', rows);
assert.equal(result.changes, 1);
assert.deepEqual(rows, ['before close', 'after close']);
console.log('as described: the statement still wrote');
JS
node close.cjs
