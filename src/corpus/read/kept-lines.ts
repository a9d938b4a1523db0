import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from '../../forms.ts';
import { sha256 } from '../generation/file-system.ts';
import { blockKind, originFields } from '../generation/form.ts';
import type { FileLines } from './file-lines.ts';
import type { OfficeFiles } from './office.ts';
import { UnreadableReport } from './reader.ts';

/** Raised whenever a reader of `corpus/read` gives other lines than before. */
const READERS_VERSION = 5;

const count = z.int().nonnegative();
const line = z.strictObject({
  text: z.string(),
  indent: z.number().nonnegative(),
  gap: z.number().nonnegative(),
  tabs: count.exactOptional(),
  form: z
    .strictObject({
      kind: blockKind,
      level: z.number().exactOptional(),
      mark: count.exactOptional(),
      cells: z.array(z.strictObject({ text: z.string(), above: count.exactOptional() })).exactOptional(),
    })
    .exactOptional(),
  origins: z.array(z.strictObject({ at: count, ...originFields })).exactOptional(),
  doubts: z.array(z.strictObject({ start: count, end: count })).exactOptional(),
});
const text = z.string().exactOptional();
const fileLines = z.strictObject({
  lines: z.array(line),
  setAside: z.array(z.string()),
  given: z.strictObject({
    ...{ title: text, place: text, issuer: text, number: text },
    ...{ issuedOn: text, effectiveFrom: text, validUntil: text },
    isAbolished: z.literal(true).exactOptional(),
    isUntitled: z.literal(true).exactOptional(),
  }),
  notes: z.array(z.string()),
}) satisfies z.ZodType<FileLines>;

export interface KeptOfficeFiles extends OfficeFiles {
  /**
   * Forgets what was kept of any file but those that were read through this, since the last call or with one of these
   * contents (SHA-256, hex): what was made of them is remembered elsewhere, and they are not read again.
   */
  forgetOthers(contents: ReadonlySet<string>): Promise<void>;
}

/**
 * Keeps what `files` read in `folder`, by the bytes: a file that did not change, or only its name, is not read again.
 * What is kept is masked. What cannot be kept, or is damaged there, is read anew; nothing here fails a reading.
 * @param settings whatever else decides what is read.
 */
export function keepLines(files: OfficeFiles, folder: string, settings: string): KeptOfficeFiles {
  /** By name, the content that it is of. */
  const used = new Map<string, string>();
  const usedNow = new Set<string>();
  /** Of this process alone: what took too much may not tomorrow. */
  const refused = new Map<string, UnreadableReport>();
  return {
    async read(format, bytes, options) {
      const content = sha256(bytes);
      const name = `${sha256(`${READERS_VERSION} ${settings} ${format} ${content}`)}.json`;
      used.set(name, content);
      usedNow.add(name);
      const path = join(folder, name);
      const kept = await keptAt(path);
      if (kept !== undefined) return kept;
      const refusal = refused.get(name);
      if (refusal !== undefined) throw refusal;
      const lines = await files.read(format, bytes, options).catch((error: unknown) => {
        if (error instanceof UnreadableReport) refused.set(name, error);
        throw error;
      });
      await keep(path, lines).catch(() => undefined);
      return lines;
    },
    async forgetOthers(contents) {
      for (const [name, content] of used) {
        if (usedNow.has(name) || contents.has(content)) continue;
        used.delete(name);
        refused.delete(name);
      }
      usedNow.clear();
      const names = await readdir(folder).catch(() => []);
      const others = names.filter((name) => !used.has(name));
      await Promise.all(others.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
    },
  };
}

async function keptAt(path: string): Promise<FileLines | undefined> {
  try {
    const kept = fileLines.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return kept.success ? kept.data : undefined;
  } catch {
    return undefined;
  }
}

/** By a rename: a reader meets the whole file or none. */
async function keep(path: string, lines: FileLines): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(lines));
  await rename(draft, path);
}
