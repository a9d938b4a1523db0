import { basename, join } from 'node:path';
import type { EmbeddingModel } from '../../core/ports.ts';
import { AppError, reasonOf } from '../../errors.ts';
import { faultsOf, type z } from '../../forms.ts';
import { codeOf, type FileSystem, sha256 } from './file-system.ts';
import {
  FORMAT,
  formatForm,
  GENERATION_NAME,
  MANIFEST,
  type Manifest,
  manifestForm,
  type Settings,
} from './form.ts';

export interface Wanted {
  readonly model: EmbeddingModel;
  readonly settings: Settings;
}

/**
 * Describes a generation. Its id is derived from model, settings and the bytes of the files; when it was built, and from
 * where, is no part of it.
 */
export function createManifest(
  options: Wanted & Pick<Manifest, 'counts' | 'files' | 'corpus'> & { readonly builtAt: Date },
): Manifest {
  const { id, sha256, dimensions, maxInputTokens } = options.model;
  const described = {
    model: { id, sha256, dimensions, maxInputTokens },
    settings: options.settings,
    counts: options.counts,
    files: options.files,
  };
  const unsigned = {
    format: FORMAT,
    id: idOf(described),
    builtAt: options.builtAt.toISOString(),
    ...(options.corpus === undefined ? {} : { corpus: options.corpus }),
    ...described,
  } as const;
  return { ...unsigned, checksum: checksumOf(unsigned) };
}

export function serialised(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Reads the manifest of a generation and holds it against itself: form, checksum, and the id that its content gives.
 * @throws AppError `index-damaged`, or `index-mismatch` for another format.
 */
export async function readManifest(fs: FileSystem, folder: string): Promise<Manifest> {
  const name = folderGeneration(folder);
  const text = (await readWhole(fs, folder, MANIFEST)).toString('utf8');
  const json = parsed(folder, MANIFEST, text);
  const { format } = fitting(folder, MANIFEST, formatForm, json);
  if (format !== FORMAT) {
    throw new AppError('index-mismatch', {
      path: folder,
      built: `第 ${format} 版格式`,
      wanted: `第 ${FORMAT} 版格式`,
    });
  }
  const manifest = fitting(folder, MANIFEST, manifestForm, json);
  const { checksum, ...unsigned } = manifest;
  if (serialised(manifest) !== text || checksumOf(unsigned) !== checksum || idOf(manifest) !== manifest.id) {
    throw damaged(folder, `${MANIFEST} 与校验值不符`);
  }
  if (name !== undefined && name !== `gen-${manifest.id}`) {
    throw damaged(folder, `${MANIFEST} 是 gen-${manifest.id} 的`);
  }
  return manifest;
}

/** @throws AppError `index-mismatch` that names what was built and what is wanted. */
export function assertWanted(folder: string, manifest: Manifest, wanted: Wanted): void {
  const { model, settings } = manifest;
  if (model.sha256 !== wanted.model.sha256 || model.dimensions !== wanted.model.dimensions) {
    const built = modelName(model);
    throw new AppError('index-mismatch', { path: folder, built, wanted: modelName(wanted.model) });
  }
  const names = [...new Set([...Object.keys(settings), ...Object.keys(wanted.settings)])];
  const other = names.filter((name) => settings[name] !== wanted.settings[name]);
  if (other.length > 0) {
    const shown = (of: Settings) => other.map((name) => `${name} ${of[name] ?? '未设'}`).join('，');
    throw new AppError('index-mismatch', {
      path: folder,
      built: shown(settings),
      wanted: shown(wanted.settings),
    });
  }
}

/** @throws AppError `index-damaged` when the file is missing or cannot be read. */
export async function readWhole(fs: FileSystem, folder: string, name: string): Promise<Buffer> {
  return reading(folder, name, fs.read(join(folder, name)));
}

/** What a reading of a file gives. @throws AppError `index-damaged` when the file is missing or cannot be read. */
export async function reading<T>(folder: string, name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const details = codeOf(error) === 'ENOENT' ? '不见了' : `读不了（${reasonOf(error)}）`;
    throw damaged(folder, `${name} ${details}`, error);
  }
}

export function parsed(folder: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(folder, `${name} 不是 JSON`, error);
  }
}

export function fitting<T>(folder: string, name: string, form: z.ZodType<T>, json: unknown): T {
  const result = form.safeParse(json);
  if (result.success) return result.data;
  throw damaged(folder, `${name} 写得不对（${faultsOf(result.error)}）`, result.error);
}

/** The generation a folder is named after; undefined for a draft. */
function folderGeneration(folder: string): string | undefined {
  return GENERATION_NAME.test(basename(folder)) ? basename(folder) : undefined;
}

function checksumOf(unsigned: Omit<Manifest, 'checksum'>): string {
  return sha256(JSON.stringify(unsigned));
}

function idOf({ model, settings, counts, files }: Pick<Manifest, 'model' | 'settings' | 'counts' | 'files'>) {
  return sha256(JSON.stringify({ format: FORMAT, model, settings, counts, files })).slice(0, 16);
}

function modelName({ id, sha256, dimensions }: Manifest['model'] | EmbeddingModel): string {
  return `模型 ${id}（sha256 ${sha256.slice(0, 12)}，${dimensions} 维）`;
}

export function damaged(folder: string, details: string, cause?: unknown): AppError {
  return new AppError(
    'index-damaged',
    { path: folder, details: details.replaceAll(/\s*\n\s*/g, ' ') },
    cause,
  );
}
