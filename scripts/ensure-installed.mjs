// Makes the checkout ready: installs from the lock file what is missing, compiles anew for another Node, bundles src/ into
// dist/. Needs nothing but Node and npm, so that `npm start` and `npm test` can each be the first command.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkWritable, root, say } from './checkout.mjs';

const modules = join(root, 'node_modules');
/** What node_modules was installed from, and for which Node; inside it, so that it goes with it. */
const markFile = join(modules, '.mingbai-installed.json');
const LEAST = [20, 19];

/** Installs or compiles what the mark does not vouch for; ends the process with 1 where that fails. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
    say(
      `明白需要 Node ${LEAST.join('.')} 或更新的版本，现在是 ${process.versions.node}。请到 nodejs.org 安装，再运行一次。`,
      `Mingbai needs Node ${LEAST.join('.')} or later, and this is ${process.versions.node}. Install it from nodejs.org, then run this again.`,
    );
    process.exit(1);
  }
  // What a link points at belongs to somebody else: `npm ci` would empty it.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;

  const machine = `${process.platform}-${process.arch}-`;
  const wanted = {
    lock: createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
    abi: `${machine}${process.versions.modules}`,
  };
  const found = readMark();
  if (found?.lock === wanted.lock && found.abi === wanted.abi) return;

  checkWritable(modules);
  const started = performance.now();
  // Another kind of machine takes other packages: binaries are chosen when they are installed.
  if (found?.lock === wanted.lock && String(found.abi).startsWith(machine)) {
    say(
      `Node 换了版本（现在是 ${process.versions.node}），正在为它重新编译，约半分钟……`,
      `Node has changed (this is ${process.versions.node}): compiling for it again, about half a minute …`,
    );
    npm(['rebuild']);
  } else {
    say(
      '正在安装依赖（要下载约 250 MB，并编译一个 C++ 模块），一般一到三分钟，只在第一次和更新之后……',
      'Installing the dependencies (250 MB to fetch, one C++ module to compile): one to three minutes, once …',
    );
    npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  }
  writeFileSync(markFile, `${JSON.stringify(wanted)}\n`);
  const seconds = Math.round((performance.now() - started) / 1_000);
  say(`好了，用时 ${seconds} 秒。`, `Done in ${seconds} seconds.`);
}

function readMark() {
  try {
    return JSON.parse(readFileSync(markFile, 'utf8'));
  } catch {
    return null;
  }
}

/** Runs npm on the Node that runs this, and ends the process where it fails. */
function npm(args) {
  const bin = dirname(process.execPath);
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    // Its install script would fetch CUDA from outside the registry; what runs on the CPU ships in the package.
    ONNXRUNTIME_NODE_INSTALL: 'skip',
  };
  const run = (words, stdio) => {
    const isWindows = process.platform === 'win32';
    return spawnSync(isWindows ? 'npm.cmd' : 'npm', words, { cwd: root, env, stdio, shell: isWindows });
  };
  // Node's own headers, where they lie beside it, spare node-gyp a download; another Node's would be the wrong ones.
  const prefix = dirname(bin);
  if (existsSync(join(prefix, 'include', 'node', 'node.h'))) {
    for (const name of Object.keys(env)) if (/^npm_config_nodedir$/i.test(name)) delete env[name];
    // npm 11 warns of settings that are none of its own; the node-gyp of npm 10 knows no other name.
    const major = Number.parseInt(String(run(['--version'], ['ignore', 'pipe', 'ignore']).stdout), 10);
    env[major < 11 ? 'npm_config_nodedir' : 'npm_package_config_node_gyp_nodedir'] = prefix;
  }
  // npm's own lines go to stderr: `ask --jsonl` promises nothing else on stdout.
  if (run(args, ['ignore', 2, 2]).status === 0) return;
  say(
    '安装没有成功，npm 的提示在上面。需要：npm 连得上软件源，并且装有 C++ 编译工具（python3、make、g++）。弄好以后再运行一次同样的命令。',
    'The installation failed; npm’s lines are above. Expected: npm reaches its registry, and a C++ toolchain (python3, make, g++) is there. Then run the same command again.',
  );
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt();
}
