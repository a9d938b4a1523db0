import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MeasuredReading } from '../../core/settings.ts';
import { AppError, reasonOf } from '../../errors.ts';
import { faultsOf, z } from '../../forms.ts';

const FILE = 'calibration.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.strictObject({ id: z.string().min(1), sha256 });
const form = z.strictObject({
  /** The reader, and the embedding model whose confidence it stands beside: folder names, and hashes of their files. */
  reader: named,
  embedder: named,
  listening: z.number().min(0).max(1).optional(),
  reading: z.strictObject({
    weighed: z.number(),
    logit: z.number(),
    usualLogit: z.number(),
    order: z.number(),
    sure: z.number(),
  }),
});

export interface MeasuredModels {
  readonly reader: { readonly id: string; readonly sha256: string };
  readonly embedder: { readonly id: string; readonly sha256: string };
}

/**
 * What was measured for the reader whose files are in `folder` beside an embedding model; null when nothing was, or with
 * other files of either.
 * @throws AppError `calibration-invalid` for a file that does not fit its form.
 */
export async function readReading(
  folder: string,
  { reader, embedder }: MeasuredModels,
): Promise<MeasuredReading | null> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AppError('calibration-invalid', { path, details: reasonOf(error) }, error);
  });
  if (text === null) return null;
  const read = form.safeParse(parsed(text));
  if (!read.success) throw new AppError('calibration-invalid', { path, details: faultsOf(read.error) });
  const { data } = read;
  if (data.reader.sha256 !== reader.sha256 || data.embedder.sha256 !== embedder.sha256) return null;
  const { reading, listening } = data;
  return { reading, ...(listening === undefined ? {} : { listening }) };
}

/** Writes it beside the reader, whole or not at all. @returns the file. */
export async function writeReading(
  folder: string,
  { reader, embedder }: MeasuredModels,
  { reading, listening }: MeasuredReading,
): Promise<string> {
  const path = join(folder, FILE);
  const draft = `${path}.tmp`;
  const plain = ({ id, sha256 }: MeasuredModels['reader']) => ({ id, sha256 });
  const content = { reader: plain(reader), embedder: plain(embedder), listening, reading };
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`);
  await rename(draft, path);
  return path;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
