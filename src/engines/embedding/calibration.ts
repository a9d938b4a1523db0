import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calibrated } from '../../core/evidence/confidence.ts';
import { AppError, reasonOf } from '../../errors.ts';
import { faultsOf, z } from '../../forms.ts';

const FILE = 'calibration.json';

const share = z.number().min(0).max(1);
const form = z.strictObject({
  /** The model that it was measured with: folder name, and the hash of its files. */
  model: z.strictObject({ id: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  minConfidence: share,
  listening: share.optional(),
  calibration: z.strictObject({
    bias: z.number(),
    coverage: z.number(),
    similarity: z.number(),
    usualSimilarity: z.number().min(-1).max(1),
    nearness: z.number(),
    usualNearness: share,
    elsewhere: z.number(),
    foreign: z.number(),
    unplaced: z.number(),
    length: z.number(),
    offTopic: z.number().min(-1).max(1),
  }),
});

/**
 * What was measured for the model whose files are in `folder`; null when nothing was, or for another model's files.
 * @throws AppError `calibration-invalid` for a file that does not fit its form.
 */
export async function readCalibration(folder: string, sha256: string): Promise<Calibrated | null> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AppError('calibration-invalid', { path, details: reasonOf(error) }, error);
  });
  if (text === null) return null;
  const read = form.safeParse(parsed(text));
  if (!read.success) throw new AppError('calibration-invalid', { path, details: faultsOf(read.error) });
  const { model, minConfidence, calibration, listening } = read.data;
  if (model.sha256 !== sha256) return null;
  return { minConfidence, calibration, ...(listening === undefined ? {} : { listening }) };
}

/** Writes it beside the model, whole or not at all. @returns the file. */
export async function writeCalibration(
  folder: string,
  model: { readonly id: string; readonly sha256: string },
  { minConfidence, calibration, listening }: Calibrated,
): Promise<string> {
  const path = join(folder, FILE);
  const draft = `${path}.tmp`;
  const { id, sha256 } = model;
  await writeFile(
    draft,
    `${JSON.stringify({ model: { id, sha256 }, minConfidence, listening, calibration }, null, 2)}\n`,
  );
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
