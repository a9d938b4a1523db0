import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, modulesUnder, ROOT } from './source/modules.ts';
import { VARIABLES } from './source/variables.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const READMES = ['README.md', 'README.zh-CN.md'];

/** What is in git, or would be with the next commit. */
function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

describe('what is in git', () => {
  const tracked = trackedFiles();

  test('is no build, no secret and no state', () => {
    expect(
      tracked.filter((path) =>
        /^(?:node_modules|data|coverage)\/|(?:^|\/)\.env$|\.sqlite|\.log$/u.test(path),
      ),
    ).toEqual([]);
    expect(tracked.filter((path) => path.startsWith('index/'))).toEqual(['index/README.md']);
  });

  test('names no folder of the machine that it was written on', () => {
    const machine = new RegExp(
      `(?<![\\w.])/(?:${['home/(?!user)', 'Users/', 'root/', 'work/', 'private/var/'].join('|')})\\w|\\.\\./${'shared'}`,
      'u',
    );
    const texts = tracked.filter(
      (path) => !path.endsWith('.onnx') && statSync(join(ROOT, path)).size < 1_000_000,
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((path) => machine.test(read(path)))).toEqual([]);
  });

  test('names no registry in the lock file: it installs from the one that npm is set to', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string }>;
    };
    for (const { resolved } of Object.values(packages)) expect(resolved).toBeUndefined();
  });
});

describe('src', () => {
  test('has files under 300 lines and folders of a dozen files at most', () => {
    expect(
      modulesUnder('src')
        .filter(({ lines }) => lines >= 300)
        .map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([]);
    const folders = new Map<string, number>();
    for (const path of filesUnder('src')) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
    expect([...folders].filter(([, count]) => count > 12)).toEqual([]);
  });

  test('and the prompts know nothing of the reports in seeds/', () => {
    const counties = /蓬安|石柱|绥宁|依安|资源县|枫林阁|十免四补助/u;
    expect(filesUnder('seeds').some((path) => counties.test(read(path)))).toBe(true);
    expect(
      ['src', 'prompts', 'lexicon']
        .flatMap((folder) => filesUnder(folder))
        .filter((path) => counties.test(read(path))),
    ).toEqual([]);
  });

  test('is told whole by its README: every file of the tree has its line', () => {
    const map = read('src/README.md');
    const missing = modulesUnder('src')
      .map(({ path }) => path.split('/').at(-1) ?? '')
      .filter((name) => !map.includes(name));
    expect(missing).toEqual([]);
  });
});

describe('the variables of src/config.ts', () => {
  test('stand all in .env.example, empty, and no others', () => {
    const lines = read('.env.example').split('\n');
    const set = lines.filter((line) => line !== '' && !line.startsWith('#'));
    expect(VARIABLES.length).toBeGreaterThan(10);
    expect(set.toSorted()).toEqual(VARIABLES.map((name) => `${name}=`).toSorted());
  });

  test.each(READMES)('have their row in the table of %s, and no others', (readme) => {
    const rows = [...read(readme).matchAll(/^\| `([A-Z][A-Z_]+)` \|/gmu)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(VARIABLES.toSorted());
  });
});

describe('the READMEs', () => {
  const headings = (readme: string) =>
    [...withoutCode(read(readme)).matchAll(/^(#+) .+$/gmu)].map(([, marks]) => marks);
  const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gmu, '');
  /** Lines that somebody may type, without what is said about them. */
  const commands = (readme: string) =>
    [...read(readme).matchAll(/^(?:npm|git|cp|curl|ollama|vllm|llama-server) [^#\n]*/gmu)].map(([line]) =>
      line.trim(),
    );

  test('have the same headings and the same commands in both languages', () => {
    const [english = '', chinese = ''] = READMES;
    expect(headings(english).length).toBeGreaterThan(8);
    expect(headings(chinese)).toEqual(headings(english));
    expect(commands(chinese)).toEqual(commands(english));
  });

  test.each([...READMES, 'src/README.md', 'index/README.md'])(
    '%s links to files that are there',
    (readme) => {
      const targets = [
        ...read(readme).matchAll(/\]\((?!https?:|#)([^)#\s]+)|<img[^>]+src="(?!https?:)([^"]+)"/gu),
      ]
        .map(([, link, image]) => link ?? image ?? '')
        .filter((target) => !existsSync(join(ROOT, dirname(readme), target)));
      expect(targets).toEqual([]);
    },
  );

  test.each(READMES)('%s names only scripts that package.json has', (readme) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(readme).matchAll(/npm (?:run (?:-s )?)?([a-z][a-z:]*)/gu)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in scripts) && !['ci', 'run'].includes(name))).toEqual([]);
  });
});
