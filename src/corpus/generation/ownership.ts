import type { SourceDocument } from '../../core/types.ts';
import { AppError } from '../../errors.ts';
import { sha256OfLines } from './file-system.ts';
import { documentLines } from './serialised.ts';
import type { StoredGeneration } from './stored.ts';

/** The corpus that a generation has to be of. */
export interface Ownership {
  /** Where the configured corpus is: absolute. */
  readonly corpusPath: string;
  /** Reads it; called only where the generation was built from elsewhere, or does not say from where. */
  readonly documents: () => Promise<readonly SourceDocument[]>;
}

/**
 * Refuses a generation of another corpus. It is of the configured one where it was built from the same place, whatever
 * has changed there since, or holds the very same documents. One that does not say where it was built from has to share
 * a document with it.
 * @throws AppError `index-foreign`, and what reading the corpus throws.
 */
export async function assertOwn(
  indexDir: string,
  { manifest, documents: built }: Pick<StoredGeneration, 'manifest' | 'documents'>,
  { corpusPath, documents }: Ownership,
): Promise<void> {
  const { corpus, files } = manifest;
  if (corpus === corpusPath) return;
  const present = await documents();
  const contents = new Set(present.map((document) => document.sha256));
  const isOwn =
    corpus === undefined
      ? built.some((document) => contents.has(document.sha256))
      : files['documents.jsonl'].sha256 === (await sha256OfLines(documentLines(present)));
  if (!isOwn)
    throw new AppError('index-foreign', { path: indexDir, built: corpus ?? '没有注明', wanted: corpusPath });
}
