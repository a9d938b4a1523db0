/*
 * What every rule of core is worth: asks every case of test/eval with each switched off singly, by `npm run ablate`.
 * What each came to is written, a line as soon as it is known, to FOLDER/weighed.jsonl (without the reader) or
 * FOLDER/read.jsonl (with it); a rule that has its line is not asked again. FOLDER/table.txt and table.json hold all of it,
 * what is worth most first.
 *
 *   npm run ablate -- [--folder data/ablate] [--reader] [--chatter] [--tests] [--shard 1/2] [--only TEXT,TEXT]
 *                     [--kind function|condition] [--most 6]
 *
 * With `--reader` a rule is asked of the cases in which it changes a value without, which must have been seen before. A rule that cost `--most` cases is asked no further, nor with the reader. Lines of groups, which nobody addresses to the
 * bot, are asked with `--chatter` alone. With `--tests` no case is asked, but the tests of core that fail without a rule
 * are told, of those rules that cost no case.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CaseCorpus, readCorpora } from './cases.ts';
import { keepModels } from './models.ts';
import { loadProduct } from './product.ts';
import { ablate, isMet, type Served, serve } from './served.ts';
import { type AblatedRule, keyOf, NOTHING, type Row, sortedRows, worthOf, writeTable } from './table.ts';
import { openTests } from './tests.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/ablate' },
    reader: { type: 'boolean', default: false },
    chatter: { type: 'boolean', default: false },
    tests: { type: 'boolean', default: false },
    shard: { type: 'string', default: '1/1' },
    only: { type: 'string', default: '' },
    kind: { type: 'string', default: '' },
    most: { type: 'string', default: '6' },
  },
});
const { folder, reader: isRead, only, kind } = values;
const [shard = 1, shards = 1] = values.shard.split('/').map(Number);
mkdirSync(folder, { recursive: true });

/** A rule that cost no case, with the tests that fail without it. */
interface Tested extends Pick<AblatedRule, 'file' | 'name' | 'to'> {
  readonly tests: readonly string[];
}

const say = (text: string) => process.stderr.write(`${text}\n`);
const linesOf = <T>(name: string): T[] => {
  const file = join(folder, name);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
};
const add = (name: string, line: object) => appendFileSync(join(folder, name), `${JSON.stringify(line)}\n`);
const isWanted = (one: Pick<AblatedRule, 'file' | 'name' | 'kind'>, nth: number) =>
  nth % shards === shard - 1 &&
  only.split(',').some((part) => `${one.file} ${one.name}`.includes(part)) &&
  one.kind.includes(kind);

if (values.tests) await runTests();
else await askCases();

const read = new Map(linesOf<AblatedRule>('read.jsonl').map((one) => [keyOf(one), one]));
const tested = new Map(linesOf<Tested>('tested.jsonl').map((one) => [keyOf(one), one.tests]));
const rows = linesOf<AblatedRule>('weighed.jsonl').map(
  (weighed): Row => ({ weighed, read: read.get(keyOf(weighed)), tests: tested.get(keyOf(weighed)) }),
);
writeTable(folder, sortedRows(rows));

async function runTests(): Promise<void> {
  const known = new Set(linesOf<Tested>('tested.jsonl').map(keyOf));
  const costly = (one: AblatedRule) => worthOf(one) > 0 || known.has(keyOf(one));
  const rules = linesOf<AblatedRule>('weighed.jsonl').filter(
    (one, nth) => !costly(one) && isWanted(one, nth),
  );
  const tests = await openTests();
  for (const rule of rules) {
    const one = tests.switches.find((other) => keyOf(other) === keyOf(rule));
    if (one === undefined) continue;
    const { file, name, to } = one;
    add('tested.jsonl', { file, name, to, tests: await tests.failing(one) });
  }
  await tests.close();
}

async function askCases(): Promise<void> {
  const kept = await keepModels(folder, `models-${shard}-of-${shards}.jsonl`);
  const models = { embedder: kept.models.embedder, reader: isRead ? kept.models.reader : null };
  const serving = { folder, models, ...(await loadProduct()) };
  const { switches, without } = serving.switched;
  say(`${switches.length} switches; ${without.length} functions make what nothing stands for`);
  const served: Served[] = [];
  const sizeOf = ({ files }: CaseCorpus) => files.reduce((sum, { cases }) => sum + cases.length, 0);
  // Small ones first: what costs much need not be asked of all.
  for (const corpus of (await readCorpora(values.chatter)).toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
    const one = await serve(corpus, serving);
    served.push(one);
    if (isRead) continue;
    const whole = await Promise.all([...one.cases.keys()].map(one.whole));
    say(`${corpus.name}: ${whole.filter(({ isRight }) => isRight).length} of ${whole.length} right`);
  }
  const file = isRead ? 'read.jsonl' : 'weighed.jsonl';
  const weighed = isRead ? linesOf<AblatedRule>('weighed.jsonl') : [];
  const done = [...linesOf<AblatedRule>(file), ...weighed.filter(({ isStopped }) => isStopped)];
  const known = new Set(done.map(keyOf));
  for (const [nth, one] of switches.entries()) {
    if (known.has(keyOf(one)) || !isWanted(one, nth)) continue;
    const { id: _, ...told } = one;
    const isAny = isMet(one, served);
    add(file, isAny ? await ablate(one, served, serving, Number(values.most)) : { ...told, ...NOTHING });
  }
  for (const { app } of served) await app.close();
  await kept.close();
}
