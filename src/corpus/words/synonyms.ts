import { readFile } from 'node:fs/promises';
import { fold } from '../../core/language/text.ts';
import { mergeSynonyms, NO_SYNONYMS, type SynonymTable } from '../../core/language/vocabulary.ts';
import { AppError, reasonOf } from '../../errors.ts';
import { faultsOf, jsonFault, z } from '../../forms.ts';

export const SYNONYMS_FILE = 'synonyms.json';

const word = z.string().regex(/^[\p{L}\p{N}]+$/u, '应是一个词，只含汉字、字母和数字');
const group = z.array(word).min(2, '至少要两个词');

const synonymsForm = z.strictObject({
  /** For the people who keep the file. */
  note: z.union([z.string(), z.array(z.string())]).optional(),
  same: z.array(group).default([]),
  near: z.array(group).default([]),
  meant: z.record(word, z.array(word).min(1, '至少要一个词')).default({}),
  spoken: z.record(word, z.array(word).min(1, '至少要一个词')).default({}),
});

/**
 * Reads a corpus folder's own table of synonyms:
 * - `same`: lists of names of the very same thing, the usual one first. A name stands in one list only.
 * - `near`: lists of words by which people ask for one thing; they count for questions alone.
 * - `meant`: words of people, each with the words of papers that it may stand for, and not the other way round.
 * - `spoken`: written words with the words of speech that they are read for. None is read for two written words, nor
 *   is it a written word itself.
 *
 * No file gives no synonyms.
 * @throws AppError `synonyms-invalid` that names every fault at once.
 */
export async function loadSynonyms(path: string): Promise<SynonymTable> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NO_SYNONYMS;
    throw new AppError('synonyms-invalid', { path, details: reasonOf(error) }, error);
  }
  const parsed = synonymsForm.safeParse(parseJson(content, path));
  if (!parsed.success) throw new AppError('synonyms-invalid', { path, details: faultsOf(parsed.error) });
  const { same, near, meant, spoken } = parsed.data;
  const faults = [...repeatedNames(same), ...ambiguousSpeech(spoken)];
  if (faults.length > 0) throw new AppError('synonyms-invalid', { path, details: faults.join('；') });
  return { same, near, meant, spoken };
}

/**
 * A table with that of a file added to it.
 * @throws AppError `synonyms-invalid`, also where only both tables together read a word for two.
 */
export async function addSynonyms(base: SynonymTable, path: string): Promise<SynonymTable> {
  const merged = mergeSynonyms(base, await loadSynonyms(path));
  const faults = ambiguousSpeech(merged.spoken);
  if (faults.length > 0) throw new AppError('synonyms-invalid', { path, details: faults.join('；') });
  return merged;
}

function repeatedNames(same: SynonymTable['same']): string[] {
  const listOf = new Map<string, number>();
  return same.flatMap((names, at) =>
    names.flatMap((name) => {
      const first = listOf.get(fold(name));
      listOf.set(fold(name), first ?? at);
      return first === undefined ? [] : [`same.${at}：“${name}”在 same.${first} 里已经有了，只能出现一次`];
    }),
  );
}

/** Compared as a question is read: folded. */
function ambiguousSpeech(spoken: SynonymTable['spoken']): string[] {
  const writtenWords = new Set(Object.keys(spoken).map(fold));
  const readFor = new Map<string, string>();
  return Object.entries(spoken).flatMap(([meant, said]) =>
    said.flatMap((one) => {
      const other = readFor.get(fold(one));
      readFor.set(fold(one), meant);
      if (other !== undefined) return [`spoken.${meant}：“${one}”已经对应“${other}”，只能对应一个词`];
      return writtenWords.has(fold(one)) ? [`spoken.${meant}：“${one}”本身就是书面词，这里要写口语`] : [];
    }),
  );
}

function parseJson(content: string, path: string): unknown {
  const text = content.replace(/^\ufeff/u, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('synonyms-invalid', { path, details: jsonFault(text, error) }, error);
  }
}
