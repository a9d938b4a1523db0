import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { ROOT } from '../source/modules.ts';
import { ruledFiles } from './product.ts';
import { type Switch, switchable } from './switches.ts';

/** Tests of core, which can be run with a rule switched off. */
export interface CoreTests {
  readonly switches: readonly Switch[];
  /** Names of the tests that fail without a rule, with their files, `file > name`; none where no test meets it. */
  failing(one: Switch): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The folders of tests that are run. */
const TESTS = ['test/core'];

export async function openTests(): Promise<CoreTests> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-ablate-'));
  const told = join(folder, 'told.json');
  process.env.MINGBAI_ABLATED = told;
  const files = ruledFiles();
  const [watched, switched] = [switchable(files, true), switchable(files, false)];
  const to = switched.switches.map((one) => one.to);

  const seenIn = join(folder, 'seen');
  mkdirSync(seenIn);
  writeFileSync(told, JSON.stringify({ off: 0, to, seenIn }));
  const watching = await open(watched.texts);
  await watching.runTestSpecifications(await watching.globTestSpecifications(TESTS));
  await watching.close();
  const metIn = readdirSync(seenIn).map((name) => {
    const [path, ids] = JSON.parse(readFileSync(join(seenIn, name), 'utf8')) as [string, number[]];
    return { path, met: new Set(ids) };
  });

  const vitest = await open(switched.texts);
  return {
    switches: switched.switches,
    async failing(one) {
      const paths = new Set(metIn.flatMap(({ path, met }) => (met.has(one.id) ? [path] : [])));
      if (paths.size === 0) return [];
      writeFileSync(told, JSON.stringify({ off: one.id, to }));
      const all = await vitest.globTestSpecifications(TESTS);
      const { testModules } = await vitest.runTestSpecifications(
        all.filter(({ moduleId }) => paths.has(moduleId)),
      );
      return testModules
        .filter(({ moduleId }) => paths.has(moduleId))
        .flatMap((module) => {
          const file = module.moduleId.slice(ROOT.length + 1);
          const failed = [...module.children.allTests('failed')].map(
            ({ fullName }) => `${file} > ${fullName}`,
          );
          return failed.length > 0 || module.state() !== 'failed' ? failed : [`${file} > (whole)`];
        });
    },
    async close() {
      await vitest.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function open(texts: ReadonlyMap<string, string>): Promise<Vitest> {
  return createVitest(
    'test',
    {
      ...{ root: ROOT, config: false, watch: false, isolate: false, maxWorkers: 1, testTimeout: 60_000 },
      include: TESTS.map((path) => `${path}/**/*.test.ts`),
      setupFiles: [join(ROOT, 'test/ablate/in-tests.ts')],
      reporters: [{}],
    },
    {
      plugins: [
        {
          name: 'switches',
          enforce: 'pre',
          transform: (_, id) => texts.get(id.slice(ROOT.length + 1)),
        },
      ],
    },
  );
}
