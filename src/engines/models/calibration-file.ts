import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, reasonOf } from '../../errors.ts';
import { faultsOf, z } from '../../forms.ts';

const FILE = 'calibration.json';

/** A model that something was measured with: folder name, and the hash of its files. */
export const measuredModel = z.strictObject({
  id: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MeasuredModel = Readonly<z.infer<typeof measuredModel>>;

/**
 * What is kept beside the files of a model; null when nothing is.
 * @throws AppError `calibration-invalid` for a file that does not fit the form.
 */
export async function readBeside<T>(folder: string, form: z.ZodType<T>): Promise<T | null> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AppError('calibration-invalid', { path, details: reasonOf(error) }, error);
  });
  if (text === null) return null;
  const read = form.safeParse(parsed(text));
  if (!read.success) throw new AppError('calibration-invalid', { path, details: faultsOf(read.error) });
  return read.data;
}

/** Writes it beside the files of a model, whole or not at all. @returns the file. */
export async function writeBeside(folder: string, content: object): Promise<string> {
  const path = join(folder, FILE);
  const draft = `${path}.tmp`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`);
  await rename(draft, path);
  return path;
}

/** A model's name and hash alone. */
export function plainModel({ id, sha256 }: MeasuredModel): MeasuredModel {
  return { id, sha256 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
