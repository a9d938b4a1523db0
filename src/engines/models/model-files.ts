import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type ErrorCode } from '../../errors.ts';

/** What a model's numbers depend on: another byte in one of these is another model. */
const FILES = ['config.json', 'tokenizer_config.json', 'tokenizer.json', 'onnx/model_quantized.onnx'];

const LFS_POINTER = 'version https://git-lfs';

/** What is told of files that are not there, or not whole. */
export interface ModelFileFaults {
  readonly missing: ErrorCode;
  readonly damaged: ErrorCode;
}

/**
 * SHA-256 over the model's files (each preceded by its name and length), hex. 40 MB take about 0.1 s.
 * @throws AppError `missing` naming the files that are not there, `damaged` for an empty file or a Git LFS pointer in a
 * file's place.
 */
export async function hashModelFiles(
  folder: string,
  { missing: missingCode, damaged }: ModelFileFaults = { missing: 'model-missing', damaged: 'model-damaged' },
): Promise<string> {
  const sizes = await Promise.all(FILES.map((name) => fileSize(join(folder, name))));
  const missing = FILES.filter((_, at) => sizes[at] === undefined);
  if (missing.length === FILES.length) throw new AppError(missingCode, { path: folder });
  if (missing.length > 0)
    throw new AppError(missingCode, { path: missing.map((name) => join(folder, name)).join('、') });

  const hash = createHash('sha256');
  for (const [at, name] of FILES.entries()) {
    const file = join(folder, name);
    if (sizes[at] === 0) throw new AppError(damaged, { path: folder, details: `${name} 是空的` });
    if (await beginsWith(file, LFS_POINTER))
      throw new AppError(damaged, {
        path: folder,
        details: `${name} 只是 Git LFS 的指针，不是文件本身`,
      });
    hash.update(`${name}\0${sizes[at]}\0`);
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  }
  return hash.digest('hex');
}

async function fileSize(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

async function beginsWith(file: string, text: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === text;
  } finally {
    await handle.close();
  }
}
