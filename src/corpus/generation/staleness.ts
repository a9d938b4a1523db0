import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { EmbeddingModel, IndexEngines } from '../../core/ports.ts';
import { PASSAGES, type PassageSettings } from '../../core/settings.ts';
import type { SourceDocument } from '../../core/types.ts';
import { AppError } from '../../errors.ts';
import { readCurrentManifest } from '../snapshot.ts';
import { type Cuts, cutPassages } from './cut.ts';
import { type FileSystem, nodeFileSystem, sha256, sha256OfLines } from './file-system.ts';
import { indexSettings } from './form.ts';
import { assertWanted } from './manifest.ts';
import { documentLines, passageLines, synonymLine } from './serialised.ts';

/**
 * Why the serving generation is not what `ingest` would build now, in words for an operator; null when it is. Cuts
 * the documents again, embeds nothing, and reads the manifest alone: damage in the other files is what
 * `openKnowledge` finds.
 */
export async function staleReason(options: {
  readonly indexDir: string;
  readonly documents: readonly SourceDocument[];
  readonly synonyms: SynonymTable;
  readonly engines: IndexEngines;
  readonly model: EmbeddingModel;
  readonly passages?: PassageSettings;
  readonly cuts?: Cuts;
  readonly fileSystem?: FileSystem;
}): Promise<string | null> {
  const { indexDir, documents, synonyms, engines, model, passages: settings = PASSAGES } = options;
  try {
    const manifest = await readCurrentManifest(indexDir, options.fileSystem ?? nodeFileSystem);
    assertWanted(indexDir, manifest, { model, settings: indexSettings(engines, settings) });
    if (manifest.files['documents.jsonl'].sha256 !== (await sha256OfLines(documentLines(documents)))) {
      return '资料有改动';
    }
    if (manifest.files['synonyms.json'].sha256 !== sha256(synonymLine(synonyms))) {
      return '近义词表有改动';
    }
    const { passages, keys } = await cutPassages(documents, settings, undefined, options.cuts);
    return manifest.files['passages.jsonl'].sha256 === (await sha256OfLines(passageLines(passages, keys)))
      ? null
      : '分段的方法有改动';
  } catch (error) {
    if (error instanceof AppError && error.code !== 'index-unreadable') return buildReason(error);
    throw error;
  }
}

/** Why an index that cannot be opened is built, in a few words. */
export function buildReason({ code, fields, message }: AppError): string {
  switch (code) {
    case 'index-missing':
      return '还没有索引';
    case 'index-damaged':
      return `索引已损坏：${fields.details}`;
    case 'index-mismatch':
      return `原来的索引是“${fields.built}”，现在的设置是“${fields.wanted}”`;
    case 'index-foreign':
      return `原来的索引是用别的资料建立的：${fields.built}`;
    default:
      return message;
  }
}
