/*
 * What a command costs before it answers: CPU seconds (user and system, of the whole process and its children) of the
 * bundle beside those of the same sources through tsx, in turn. Prints medians and their ratio, as absolute times belong
 * to a machine. Run it by `npm run bench:start` on an idle machine; it needs bash.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';
import { at } from './timing.ts';

const ROUNDS = 7;
const BUNDLED = ['dist/main.js'];
const UNBUNDLED = ['--import', 'tsx', 'src/main.ts'];
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'ask with a question': ['ask', '蓬安低保标准是多少'],
  'ask --help': ['ask', '--help'],
};

const INDEX_DIR = mkdtempSync(join(tmpdir(), 'mingbai-bench-'));
try {
  cpuSeconds([...BUNDLED, 'ingest']);
  for (const [name, words] of Object.entries(COMMANDS)) {
    const [bundled, unbundled]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      bundled.push(cpuSeconds([...BUNDLED, ...words]));
      unbundled.push(cpuSeconds([...UNBUNDLED, ...words]));
    }
    const [ours, theirs] = [at(bundled, 0.5), at(unbundled, 0.5)];
    process.stdout.write(
      `${name.padEnd(24)} bundle ${ours.toFixed(2)} s   tsx ${theirs.toFixed(2)} s   ratio ${(ours / theirs).toFixed(2)}\n`,
    );
  }
} finally {
  rmSync(INDEX_DIR, { recursive: true, force: true });
}

/** CPU seconds of a command of the product. @throws Error when it fails. */
function cpuSeconds(args: readonly string[]): number {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@" >/dev/null', 'bash', process.execPath, ...args],
    { cwd: PROJECT_DIR, encoding: 'utf8', env: { ...process.env, INDEX_DIR } },
  );
  const [, user, system] = /^cpu (\S+) (\S+)$/mu.exec(stderr) ?? [];
  if (status !== 0 || user === undefined)
    throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(user) + Number(system);
}
