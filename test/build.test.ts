import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from './source/modules.ts';

/** A checkout with the real scripts, and sources that say which edition they are when they are asked, the last part late. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-build-'));
  cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['package.json', 'package-lock.json', 'src/built.ts'])
    cpSync(join(ROOT, name), join(folder, name));
  write('src/engines/embedding/worker.ts', 'export {};');
  write('src/engines/reading/worker.ts', 'export {};');
  write(
    'src/main.ts',
    `import { builtModule } from './built.ts';
    if (process.argv[2] === 'wait') {
      console.log('waiting');
      await new Promise((resolve) => process.stdin.once('data', resolve));
    }
    const { late } = await import('./late.ts');
    const { child } = await import(builtModule('hnsw-builder').href);
    console.log(late, child);
    process.exit(0);`,
  );
  write('src/app/file-reader.ts', '');
  write('src/page/styles/page.css', 'body { color: black; }');
  write('src/page/styles/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg" />');
  for (const name of ['ask', 'document']) write(`src/page/browser/${name}.ts`, 'document.title = "asked";');
  putEdition('one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function putEdition(name: string): void {
  write('src/late.ts', `export const late = 'late ${name}';`);
  write('src/engines/hnsw-builder.ts', `export const child = 'child ${name}';`);
}

function start(script: string, args: readonly string[] = [], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [join(folder, script), ...args], { ...options, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (part: string) => {
      said[stream] += part;
    });
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })) };
}

const run = (options: SpawnOptions = {}) => start('scripts/mingbai.mjs', [], options).ended;
const says = (edition: string) => ({ code: 0, stdout: `late ${edition} child ${edition}\n`, stderr: '' });

const dist = (...names: readonly string[]) => join(folder, 'dist', ...names);
const builds = () => readdirSync(dist()).filter((name) => /^[0-9a-f]{16}$/u.test(name));
const current = () => readFileSync(dist('CURRENT'), 'utf8').trim();

describe('a build', () => {
  test('has regular expressions as they are written: none is made anew wherever it is used', async () => {
    write(
      'src/engines/hnsw-builder.ts',
      String.raw`export const child = /\p{Script=Han}/u.exec('child 一')?.[0];`,
    );
    expect(await run()).toMatchObject({ code: 0, stdout: 'late one 一\n' });
    expect(readFileSync(dist(current(), 'hnsw-builder.js'), 'utf8')).toContain(String.raw`/\p{Script=Han}/u`);
  });

  test('is made where a source changed and nowhere else, and an earlier one of the same sources is taken again', async () => {
    expect(await run()).toEqual(says('one'));
    const first = current();
    const madeAt = () => ['CURRENT', join(first, 'main.js')].map((name) => statSync(dist(name)).mtimeMs);
    const before = madeAt();
    expect(await run()).toEqual(says('one'));
    expect(madeAt()).toEqual(before);
    expect(builds()).toEqual([first]);

    putEdition('two');
    expect(await run()).toEqual(says('two'));
    expect(builds().sort()).toEqual([first, current()].sort());
    expect(current()).not.toBe(first);

    putEdition('one');
    expect(await run()).toEqual(says('one'));
    expect(current()).toBe(first);
    expect(madeAt().at(-1)).toBe(before.at(-1));
    expect(builds()).toHaveLength(2);
  });

  test('that lost a file, or the end of one, is made anew', async () => {
    await run();
    const late = readdirSync(dist(current())).find((name) => name.startsWith('late')) ?? '';
    rmSync(dist(current(), late));
    expect(await run()).toEqual(says('one'));
    writeFileSync(dist(current(), late), '');
    expect(await run()).toEqual(says('one'));
    expect(builds()).toEqual([current()]);
  });

  test('that dist/main.js cannot find is told in Chinese and in English, with what to do', async () => {
    await run();
    for (const content of ['', 'nothing\n', '0123456789abcdef\n']) {
      writeFileSync(dist('CURRENT'), content);
      const { code, stdout, stderr } = await start('dist/main.js').ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /程序没有打包好.*ensure-installed\.mjs.*\n.*Run node scripts\/ensure-installed\.mjs/u,
      );
    }
    expect(await run()).toEqual(says('one'));
  });

  test('holds the sources that it is named after, whatever changes while it is made', async () => {
    const making = run();
    for (let edition = 0; edition < 20; edition++) {
      putEdition(`edition ${edition}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    putEdition('last');
    await making;
    expect(await run()).toEqual(says('last'));
    putEdition('one');
    expect(await run()).toEqual(says('one'));
  });

  test('that several processes make at once serves them all, and leaves no draft', async () => {
    const ran = await Promise.all(Array.from({ length: 6 }, () => run()));
    expect(ran).toEqual(ran.map(() => says('one')));
    expect(readdirSync(dist()).sort()).toEqual([current(), 'CURRENT', 'main.js'].sort());
  });

  test('that runs stays whole while the next is made, however old it is', async () => {
    await run();
    const first = current();
    const { child, ended } = start('dist/main.js', ['wait']);
    if (child.stdout !== null) await once(child.stdout, 'data');
    utimesSync(dist(first), 0, 0);
    putEdition('two');
    expect(await run()).toEqual(says('two'));
    child.stdin?.write('go\n');
    expect(await ended).toMatchObject({ code: 0, stdout: 'waiting\nlate one child one\n' });
    expect(await start('dist/main.js').ended).toEqual(says('two'));
  });

  test('that has not been the newest for a day is swept by the next, with drafts that a crash left', async () => {
    for (const edition of ['one', 'two']) {
      putEdition(edition);
      await run();
    }
    const second = current();
    mkdirSync(dist('draft-crashed'));
    mkdirSync(dist('draft-young'));
    for (const name of [...builds(), 'draft-crashed']) utimesSync(dist(name), 0, 0);
    putEdition('three');
    expect(await run()).toEqual(says('three'));
    expect(readdirSync(dist()).sort()).toEqual(
      [second, current(), 'CURRENT', 'draft-young', 'main.js'].sort(),
    );
  });
});

describe('a checkout that this user cannot write', () => {
  /** Root may write whatever the permissions say. */
  const stranger = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const seal = () => {
    for (const path of [folder, dist()]) if (existsSync(path)) chmodSync(path, 0o555);
  };
  afterEach(() => {
    for (const path of [folder, dist()]) if (existsSync(path)) chmodSync(path, 0o755);
  });

  test('says so in Chinese and in English, and ends with 1', async () => {
    seal();
    const { code, stdout, stderr } = await run(stranger);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^需要.*dist.*不能写.*\nThe dependencies .*cannot write.*\n$/u);
  });

  test('runs where it is built', async () => {
    await run();
    seal();
    expect(await run(stranger)).toEqual(says('one'));
  });
});
