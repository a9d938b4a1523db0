/*
 * The table of speed: what the product costs beside the bare models and the bare index, each with its floor in the same
 * run, in turn. Absolute times belong to a machine; the ratios are what is kept (kept.json).
 *
 *   npm run bench -- [--only NAME,…] [--json FILE] [--check FILE] [--keep FILE] [--made FOLDER]
 *
 * `--check` fails where a ratio is worse than that of the file by 15 %; `--keep` writes the ratios there. `--made` keeps
 * the large corpora from run to run; without it they are made anew, in some minutes. Run it on an idle machine.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MEASURES } from './measures.ts';
import { isMet, type Kept, keptOf, lossesOf, type Row, ratioOf, tableOf } from './rows.ts';
import { createScene } from './scene.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    check: { type: 'string' },
    keep: { type: 'string' },
    made: { type: 'string' },
  },
});
const names = options.only?.split(',') ?? Object.keys(MEASURES);
const unknown = names.filter((name) => MEASURES[name] === undefined);
if (unknown.length > 0)
  throw new Error(`--only takes ${Object.keys(MEASURES).join(', ')}; not ${unknown.join(', ')}`);
const readKept = (file: string): Kept => JSON.parse(readFileSync(file, 'utf8')) as Kept;
const kept = options.check === undefined ? {} : readKept(options.check);

const rows: Row[] = [];
const scene = await createScene(options.made === undefined ? undefined : resolve(options.made));
try {
  for (const name of names) {
    const began = performance.now();
    rows.push(...((await MEASURES[name]?.(scene)) ?? []));
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
} finally {
  scene.remove();
}

const load = loadavg().map((value) => value.toFixed(1));
process.stdout.write(`${tableOf(rows)}\n\nload ${load.join(' ')}, Node ${process.versions.node}\n`);
if (options.json !== undefined) {
  const told = rows.map((row) => ({ ...row, ratio: ratioOf(row), isMet: isMet(row) }));
  const table = { at: new Date().toISOString(), node: process.versions.node, load: loadavg(), rows: told };
  writeFileSync(options.json, `${JSON.stringify(table, null, 2)}\n`);
}
if (options.keep !== undefined) {
  const before = existsSync(options.keep) ? readKept(options.keep) : {};
  writeFileSync(options.keep, `${JSON.stringify(keptOf(rows, before), null, 2)}\n`);
}
const losses = lossesOf(rows, kept);
for (const loss of losses) process.stderr.write(`${loss}\n`);
if (losses.length > 0) process.exitCode = 1;
