import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models } from '../../src/app/models.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { type CaseCorpus, HELD_BACK, type Outcome, type ReadyCase, readyCases } from './cases.ts';
import type { Product } from './product.ts';
import type { Switch } from './switches.ts';
import { type AblatedRule, worthOf } from './table.ts';

/** One corpus served, with what its cases come to and which rules decide anything of them. */
export interface Served {
  readonly corpus: CaseCorpus;
  readonly app: App;
  readonly cases: readonly ReadyCase[];
  /** What a case comes to while nothing is switched off, by its place. */
  readonly whole: (at: number) => Promise<Outcome>;
  /** Of each case, the switches that change a value while it is asked. */
  readonly met: readonly ReadonlySet<number>[];
  /** Those that change a value that is made once for the corpus. */
  readonly metOnce: ReadonlySet<number>;
}

/** What corpora are served with. */
export interface Serving {
  /** For the indexes, and what was seen of cases by the same sources. */
  readonly folder: string;
  readonly models: Models;
  readonly watched: Product;
  readonly switched: Product;
}

/** What was seen of a corpus by the same sources. */
interface Seen {
  readonly met: readonly (readonly number[])[];
  readonly metOnce: readonly number[];
}

export async function serve(corpus: CaseCorpus, serving: Serving): Promise<Served> {
  const { folder, models, switched } = serving;
  await (await open(corpus, { createApp }, 'stale', serving)).close();
  const app = await open(corpus, switched, 'never', serving);
  // Whoever greets has them made, beside what is asked next.
  await app.examples();
  const cases = readyCases(corpus, app);
  const known: Promise<Outcome>[] = [];
  const whole = async (at: number): Promise<Outcome> => {
    const one = cases[at];
    if (one === undefined) throw new Error(`${corpus.name} has no case ${at}`);
    known[at] ??= one.ask(app);
    return known[at];
  };
  const file = join(folder, `seen-${corpus.name.replaceAll('/', '-')}-${cases.length}-${switched.hash}.json`);
  if (models.reader === null) {
    // Fills what is kept of a corpus, while nothing is switched off.
    for (const at of cases.keys()) await whole(at);
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(await watchCases(corpus, cases, serving)));
  }
  const seen = JSON.parse(readFileSync(file, 'utf8')) as Seen;
  const met = seen.met.map((ids) => new Set(ids));
  return { corpus, app, cases, whole, met, metOnce: new Set(seen.metOnce) };
}

function open(
  { name, folder: documents }: CaseCorpus,
  product: Pick<Product, 'createApp'>,
  build: 'stale' | 'never',
  { folder, models }: Serving,
): Promise<App> {
  const config = readConfig({
    ...(documents === undefined ? {} : { CORPUS_DIR: documents }),
    ...(models.reader === null ? { READER_MODEL: 'none' } : {}),
    INDEX_DIR: join(folder, 'indexes', name.replaceAll('/', '-')),
  });
  return product.createApp(config, { log: () => undefined, build, models });
}

/** What is met when a case is asked again is met for it alone; what is met at first only is made for the corpus. */
async function watchCases(corpus: CaseCorpus, cases: readonly ReadyCase[], serving: Serving): Promise<Seen> {
  const { watched } = serving;
  const { value: app, met } = await watched.watch(() => open(corpus, watched, 'never', serving));
  await app.examples();
  const metOnce = new Set(met);
  const first = [];
  for (const { ask } of cases) first.push((await watched.watch(() => ask(app))).met);
  const again: number[][] = [];
  for (const [at, { ask }] of cases.entries()) {
    const warm = await watched.watch(() => ask(app));
    again.push([...warm.met]);
    for (const id of first[at] ?? []) if (!warm.met.has(id)) metOnce.add(id);
  }
  await app.close();
  return { met: again, metOnce: [...metOnce] };
}

/** Whether a switch changes any value. */
export function isMet({ id }: Switch, served: readonly Served[]): boolean {
  return served.some(({ met, metOnce }) => metOnce.has(id) || met.some((of) => of.has(id)));
}

/**
 * Asks every case in which a rule changes a value without that rule; no more of them once it cost `most` cases more than it
 * won.
 */
export async function ablate(
  one: Switch,
  served: readonly Served[],
  serving: Serving,
  most: number,
): Promise<AblatedRule> {
  const { id, ...told } = one;
  const { switched } = serving;
  const lost: Record<string, string[]> = {};
  const won: Record<string, string[]> = {};
  const count = { met: 0, changed: 0, dangerous: 0, harmless: 0, failed: 0 };
  let isOnce = false;
  let isStopped = false;
  for (const { corpus, app, cases, whole, met, metOnce } of served) {
    const isFresh = metOnce.has(id);
    isOnce ||= isFresh;
    if (isStopped || !(isFresh || met.some((of) => of.has(id)))) continue;
    const wholes = new Map<number, Outcome>();
    for (const at of cases.keys()) if (isFresh || met[at]?.has(id)) wholes.set(at, await whole(at));
    await switched.off(one, async () => {
      const asked = isFresh ? await open(corpus, switched, 'never', serving).catch(() => null) : app;
      for (const [at, { id: name, file, ask }] of cases.entries()) {
        const before = wholes.get(at);
        if (before === undefined) continue;
        count.met++;
        const after = asked === null ? null : await ask(asked).catch(() => null);
        if (after === null) count.failed++;
        if (after?.text !== before.text) count.changed++;
        const isRight = after?.isRight === true;
        const turned = before.isRight && !isRight ? lost : !before.isRight && isRight ? won : undefined;
        // Of a held-back case nothing is told but its file.
        if (turned !== undefined) turned[file] = [...(turned[file] ?? []), HELD_BACK.has(file) ? '' : name];
        if (after?.isDangerous === true && !before.isDangerous) count.dangerous++;
        if (after?.isDangerous === false && before.isDangerous) count.harmless++;
        isStopped = worthOf({ lost, won }) >= most;
        if (isStopped) break;
      }
      if (isFresh) await asked?.close();
    });
  }
  return { ...told, ...count, isOnce, isStopped, lost, won };
}
