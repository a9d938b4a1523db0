// Installs the dependencies from the lock file where node_modules is missing or older than it.
// Needs nothing but Node and npm, so that `npm start` and `npm test` can each be the first command.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, 'package-lock.json');
const installedMark = join(root, 'node_modules', '.package-lock.json');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Mingbai needs Node 20.19 or later, and this is ${process.versions.node}. Install it from nodejs.org.`,
  );
  process.exit(1);
}

// What a link points at belongs to somebody else: `npm ci` would empty it.
const modules = join(root, 'node_modules');
if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) process.exit(0);

const modifiedAt = (path) => statSync(path).mtimeMs;
if (existsSync(installedMark) && modifiedAt(installedMark) >= modifiedAt(lockFile)) process.exit(0);

console.error('Installing the dependencies (two of them compile C++: two to four minutes the first time) …');
const headers = join(dirname(dirname(process.execPath)), 'include', 'node', 'node.h');
const env = { ...process.env, npm_config_onnxruntime_node_install: 'skip' };
// Node's own headers, where they stand beside it, spare node-gyp a download.
if (existsSync(headers)) env.npm_config_nodedir ??= dirname(dirname(dirname(headers)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { status } = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], {
  cwd: root,
  env,
  // npm's own lines go to stderr: `ask --jsonl` promises nothing else on stdout.
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
});
if (status !== 0) {
  console.error(
    'The installation failed; its lines are above. Expected: npm can reach its registry, and a C++ toolchain ' +
      '(python3, make, g++) is there. Then run the same command again.',
  );
  process.exit(1);
}
