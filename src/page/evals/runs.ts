import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { faultOf, jsonFault, z } from '../../forms.ts';
import { evalPage as words } from '../../wording/eval.ts';

const text = z.string().max(20_000);
const texts = z.array(text).max(1_000).default([]);
const outcome = z.enum(['answer', 'clarify', 'refuse', 'silent']);

const estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  of: z.number(),
});
/** A share or a mean with its 95 % interval, of so many cases. */
export type Estimate = z.infer<typeof estimate>;
const metrics = z.record(z.string().max(100), estimate);
export type Metrics = z.infer<typeof metrics>;

const relevant = z.object({ document: text, quote: text.optional() });

const oneCase = z.object({
  id: text,
  kind: text,
  question: text,
  history: texts,
  ms: z.number(),
  ranking: z.object({ first: z.number().nullable() }).nullable(),
  lost: z.array(relevant).default([]),
  relevant: z.array(relevant).default([]),
  points: texts,
  expect: outcome.optional(),
  also: z.array(outcome).default([]),
  outcome: outcome.optional(),
  right: z.boolean().optional(),
  reason: text.optional(),
  answer: text.optional(),
  quotes: z.array(z.object({ marker: z.number(), about: text, quote: text })).default([]),
  confidence: z.number().nullable().default(null),
  missing: texts,
  forbidden: texts,
  inexact: texts,
  wrongPlaces: texts,
  wrongFigures: texts,
});
/** One question with what was expected, what came, and what is wrong with it. */
export type RunCase = z.infer<typeof oneCase>;

const run = z.object({
  format: z.literal(1),
  of: z.enum(['answers', 'retrieval']),
  at: z.iso.datetime(),
  files: z.array(text).max(100),
  corpora: z.array(z.object({ corpusVersion: text, passages: z.number() })).max(100),
  embeddingModel: text,
  chatModel: text.nullable(),
  total: metrics,
  byKind: z.record(z.string().max(100), metrics),
  cases: z.array(oneCase).max(100_000),
});
/** One evaluation, as `eval --json` wrote it. */
export type Run = z.infer<typeof run> & { readonly id: string };

/** One evaluation in a list. */
export type RunEntry = Omit<Run, 'cases'> & { readonly cases: number };

export interface EvalRuns {
  /** The newest first, and the files that are no runs, with the reason in words for a person. */
  list(): Promise<{
    readonly runs: readonly RunEntry[];
    readonly refused: readonly { readonly name: string; readonly reason: string }[];
  }>;
  /** A run whole, by its id; undefined where there is none. */
  read(id: string): Promise<Run | undefined>;
}

const MOST_BYTES = 64 * 1024 * 1024;
/** Files that are looked at; the names that come last, which are the newest where they begin with a time. */
const MOST_FILES = 300;
const MOST_WHOLE = 4;
const LONGEST_FAULT = 300;
const NAME = /^[^/\\\0]{1,200}\.json$/u;

/** The runs in a folder, each a JSON file. What is read of a file is kept until the file is another. */
export function createEvalRuns(folder: string): EvalRuns {
  const known = new Map<string, { readonly stamp: string; readonly read: RunEntry | string }>();
  const whole = new Map<string, Run>();

  async function stampOf(name: string): Promise<string | undefined> {
    const file = await lstat(join(folder, name)).catch(() => undefined);
    if (file === undefined) return undefined;
    if (!file.isFile()) throw new Error(words.noFile);
    if (file.size > MOST_BYTES) throw new Error(words.tooLarge(MOST_BYTES / 1024 / 1024));
    return `${file.mtimeMs}-${file.size}`;
  }

  async function parse(name: string): Promise<Run> {
    const content = await readFile(join(folder, name), 'utf8');
    let json: unknown;
    try {
      json = JSON.parse(content);
    } catch (error) {
      throw new Error(jsonFault(content, error));
    }
    const parsed = run.safeParse(json);
    const [fault] = parsed.error?.issues ?? [];
    if (!parsed.success) throw new Error(fault === undefined ? '' : faultOf(fault).slice(0, LONGEST_FAULT));
    return { ...parsed.data, id: name.slice(0, -'.json'.length) };
  }

  async function wholeOf(name: string, stamp: string): Promise<Run> {
    const key = `${name}\n${stamp}`;
    const found = whole.get(key) ?? (await parse(name));
    whole.delete(key);
    whole.set(key, found);
    for (const old of [...whole.keys()].slice(0, -MOST_WHOLE)) whole.delete(old);
    return found;
  }

  async function entryOf(name: string): Promise<RunEntry | string | undefined> {
    try {
      const stamp = await stampOf(name);
      if (stamp === undefined) return undefined;
      const before = known.get(name);
      if (before?.stamp === stamp) return before.read;
      const read = await parse(name).then(
        ({ cases, ...rest }): RunEntry => ({ ...rest, cases: cases.length }),
        messageOf,
      );
      known.set(name, { stamp, read });
      return read;
    } catch (error) {
      return messageOf(error);
    }
  }

  return {
    async list() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name)).toSorted();
      const runs: RunEntry[] = [];
      const refused: { name: string; reason: string }[] = [];
      for (const name of names.slice(-MOST_FILES)) {
        const read = await entryOf(name);
        if (typeof read === 'string') refused.push({ name, reason: read });
        else if (read !== undefined) runs.push(read);
      }
      return { runs: runs.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)), refused };
    },
    async read(id) {
      const name = `${id}.json`;
      if (!NAME.test(name)) return undefined;
      try {
        const stamp = await stampOf(name);
        return stamp === undefined ? undefined : await wholeOf(name, stamp);
      } catch {
        return undefined;
      }
    },
  };
}

/** No runs at all: where no folder of them was given. */
export const NO_RUNS: EvalRuns = {
  list: async () => ({ runs: [], refused: [] }),
  read: async () => undefined,
};
