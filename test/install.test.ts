import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from './source/modules.ts';

/** An npm that writes down how it was called, makes node_modules as `npm ci` does, and ends as `NPM_ENDS` says. */
const NPM = `#!${process.execPath}
const fs = require('node:fs');
const given = process.argv.slice(2);
if (given[0] === '--version') { process.stdout.write(process.env.NPM_VERSION ?? '11.19.1'); process.exit(0); }
const { PATH, ONNXRUNTIME_NODE_INSTALL, npm_config_nodedir, npm_package_config_node_gyp_nodedir } = process.env;
fs.appendFileSync('calls.jsonl', JSON.stringify({ given, PATH, ONNXRUNTIME_NODE_INSTALL, npm_config_nodedir, npm_package_config_node_gyp_nodedir }) + '\\n');
if (given[0] === 'ci') fs.rmSync('node_modules', { recursive: true, force: true });
fs.mkdirSync('node_modules', { recursive: true });
process.exit(Number(process.env.NPM_ENDS ?? 0));
`;
const MARK = 'node_modules/.mingbai-installed.json';

/** A Node of its own without its headers, and the npm above beside it. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'mingbai-node-'));
  mkdirSync(join(home, 'bin'));
  copyFileSync(process.execPath, join(home, 'bin/node'));
  writeFileSync(join(home, 'bin/npm'), NPM);
  for (const name of ['node', 'npm']) chmodSync(join(home, 'bin', name), 0o755);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-install-'));
  mkdirSync(join(folder, 'scripts'));
  for (const name of ['checkout.mjs', 'ensure-installed.mjs'])
    copyFileSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
  writeFileSync(join(folder, 'scripts/build.mjs'), 'export const ensureBuilt = async () => undefined;');
  writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Call {
  readonly given: readonly string[];
  readonly [variable: string]: unknown;
}

/** Runs the script on that Node, or on another. */
function run(variables: NodeJS.ProcessEnv = {}, node = home) {
  const { status, stdout, stderr } = spawnSync(
    join(node, 'bin/node'),
    [join(folder, 'scripts/ensure-installed.mjs')],
    { cwd: tmpdir(), encoding: 'utf8', env: { PATH: process.env.PATH, ...variables } },
  );
  const calls = join(folder, 'calls.jsonl');
  const made = existsSync(calls)
    ? readFileSync(calls, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Call)
    : [];
  rmSync(calls, { force: true });
  return { status, stdout, stderr, calls: made };
}

const mark = (change: object) => {
  const path = join(folder, MARK);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
};

describe('a checkout', () => {
  test('without dependencies is installed from its lock file, told in Chinese and in English, with nothing on stdout', () => {
    const { status, stdout, stderr, calls } = run();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(calls.map(({ given }) => given.slice(0, 2))).toEqual([['ci', '--include=dev']]);
    expect(stderr).toMatch(/正在安装依赖.*一般一到三分钟/u);
    expect(stderr).toMatch(/Installing the dependencies.*one to three minutes/u);
    expect(stderr).toMatch(/用时 \d+ 秒.*\nDone in \d+ seconds/u);
    expect(run()).toMatchObject({ status: 0, stderr: '', calls: [] });
  });

  test('that is merely newer than its dependencies installs nothing', () => {
    run();
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'package-lock.json'), later, later);
    expect(run()).toMatchObject({ status: 0, stderr: '', calls: [] });
  });

  test('with another lock file is installed anew, an older one too', () => {
    run();
    writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3,"name":"other"}');
    const earlier = new Date(0);
    utimesSync(join(folder, 'package-lock.json'), earlier, earlier);
    expect(run().calls.map(({ given }) => given[0])).toEqual(['ci']);
  });

  test('that was installed for another Node is compiled anew and not installed', () => {
    run();
    mark({ abi: `${process.platform}-${process.arch}-1` });
    const { calls, stderr } = run();
    expect(calls.map(({ given }) => given)).toEqual([['rebuild']]);
    expect(stderr).toContain('Node 换了版本');
    expect(run().calls).toEqual([]);
  });

  test('that was installed on another kind of machine is installed anew: its packages hold binaries of that one', () => {
    const { platform, arch } = process;
    for (const other of [`sunos-${arch}`, `${platform}-s390`, `${platform}-${arch}v9`]) {
      run();
      mark({ abi: `${other}-${process.versions.modules}` });
      expect(run().calls.map(({ given }) => given[0])).toEqual(['ci']);
    }
  });

  test('whose installation failed says what is needed, ends with 1, and is installed by the next command', () => {
    const { status, stderr } = run({ NPM_ENDS: '7' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/安装没有成功.*python3、make、g\+\+/u);
    expect(stderr).toMatch(/The installation failed/u);
    expect(existsSync(join(folder, MARK))).toBe(false);
    expect(run()).toMatchObject({ status: 0, calls: [{ given: expect.arrayContaining(['ci']) }] });
  });

  test('whose node_modules is a link leaves alone what it points at', () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(folder, 'node_modules'));
    expect(run()).toMatchObject({ status: 0, calls: [] });
  });
});

describe('npm', () => {
  test('is that of the Node that runs the script, and fetches no CUDA', () => {
    const [call] = run().calls;
    expect(String(call?.PATH).split(delimiter)[0]).toBe(join(home, 'bin'));
    expect(call?.ONNXRUNTIME_NODE_INSTALL).toBe('skip');
  });

  test('compiles with the headers that lie beside its Node, whatever folder is inherited; with the inherited one else', () => {
    const inherited = { npm_config_nodedir: '/of/another/node' };
    expect(run(inherited).calls[0]).toMatchObject(inherited);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const whole = join(folder, 'node');
    for (const name of ['bin', 'include/node']) mkdirSync(join(whole, name), { recursive: true });
    for (const name of ['bin/node', 'bin/npm']) copyFileSync(join(home, name), join(whole, name));
    writeFileSync(join(whole, 'include/node/node.h'), '');
    const [call] = run(inherited, whole).calls;
    expect(call).toMatchObject({ npm_package_config_node_gyp_nodedir: whole });
    expect(call?.npm_config_nodedir).toBeUndefined();
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const [older] = run({ ...inherited, NPM_VERSION: '10.8.2' }, whole).calls;
    expect(older).toMatchObject({ npm_config_nodedir: whole });
  });
});
