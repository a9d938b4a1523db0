import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { IndexEngines } from '../../core/ports.ts';
import { PASSAGES, type PassageSettings } from '../../core/settings.ts';
import type { Block, BlockKind, Lead, SourceDocument } from '../../core/types.ts';
import { z } from '../../forms.ts';

/** Raised whenever the files of a generation change their meaning; an index of another format is built anew. */
export const FORMAT = 4;

/** Raised whenever `core/language/terms.ts` cuts a text into other terms than before. */
const TERMS_VERSION = 2;

/** Raised whenever `corpus/structure/` cuts a document into other passages or sentences, or gives them another lead. */
const CUT_VERSION = 5;

/** Every file of a generation but its manifest. */
export const FILES = [
  'documents.jsonl',
  'passages.jsonl',
  'synonyms.json',
  'vectors.f32',
  'sentences.f32',
  'hnsw.bin',
  'words.bm25',
  'bigrams.bm25',
] as const;
export type FileName = (typeof FILES)[number];

export const MANIFEST = 'manifest.json';

/** A generation's folder: `gen-` and its id. */
export const GENERATION_NAME = /^gen-[0-9a-f]{16}$/;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const span = z.strictObject({ start: count, end: count });
/** The first 128 bits of the SHA-256 of an embedded text: with the model's, the key under which a vector is kept. */
const textKey = z.string().regex(/^[0-9a-f]{32}$/);
const filed = z.strictObject({ sha256: hex64, bytes: count });

export const manifestForm = z.strictObject({
  format: z.literal(FORMAT),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  builtAt: z.iso.datetime(),
  /** Where the corpus was that it was built from; no part of the id. Earlier versions did not say. */
  corpus: z.string().exactOptional(),
  model: z.strictObject({
    id: z.string(),
    sha256: z.string().min(1),
    dimensions: z.int().positive(),
    maxInputTokens: z.int().positive(),
  }),
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
  counts: z.strictObject({ documents: count, passages: count, sentences: count }),
  files: z.strictObject({
    'documents.jsonl': filed,
    'passages.jsonl': filed,
    'synonyms.json': filed,
    'vectors.f32': filed,
    'sentences.f32': filed,
    'hnsw.bin': filed,
    'words.bm25': filed,
    'bigrams.bm25': filed,
  }),
  /** SHA-256 of the manifest without this field. */
  checksum: hex64,
});
export type Manifest = z.infer<typeof manifestForm>;

/** Read before the whole manifest, whose form may be another one in another format. */
export const formatForm = z.looseObject({ format: z.int() });

export const blockKind = z.enum([
  'title',
  'heading',
  'paragraph',
  'item',
  'header',
  'row',
  'field',
  'question',
  'answer',
  'signature',
]) satisfies z.ZodType<BlockKind>;

/** The fields of an `Origin`. */
export const originFields = {
  page: z.int().positive().exactOptional(),
  sheet: z.string().exactOptional(),
  table: z.int().positive().exactOptional(),
  row: z.int().positive().exactOptional(),
  isScanned: z.boolean().exactOptional(),
};

const block = z.strictObject({
  kind: blockKind,
  span,
  level: z.number().nonnegative().exactOptional(),
  mark: span.exactOptional(),
  topic: span.exactOptional(),
  cells: z.array(span).exactOptional(),
}) satisfies z.ZodType<Block>;

const paper = {
  title: z.string(),
  place: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  number: z.string().exactOptional(),
  issuedOn: z.string().exactOptional(),
  asOf: z.string().exactOptional(),
  effectiveFrom: z.string().exactOptional(),
  validUntil: z.string().exactOptional(),
  isAbolished: z.literal(true).exactOptional(),
  validity: z.array(span).exactOptional(),
  repeals: z
    .array(
      z.strictObject({
        number: z.string().exactOptional(),
        title: z.string().exactOptional(),
        span,
        head: span.exactOptional(),
      }),
    )
    .exactOptional(),
  amends: z
    .array(
      z.strictObject({
        number: z.string().exactOptional(),
        title: z.string().exactOptional(),
        article: count,
        isDropped: z.boolean(),
        span,
      }),
    )
    .exactOptional(),
};

export const documentForm = z.strictObject({
  id: z.string().min(1),
  path: z.string().min(1),
  ...paper,
  sha256: z.string(),
  text: z.string(),
  blocks: z.array(block),
  sections: z.array(z.strictObject({ span, ...paper })).exactOptional(),
  origins: z.array(z.strictObject({ start: count, ...originFields })).exactOptional(),
  damage: z.array(span),
}) satisfies z.ZodType<SourceDocument>;

const lead = z.strictObject({
  kind: z.enum(['title', 'heading', 'article', 'topic', 'head', 'label', 'header', 'cell', 'question']),
  start: count,
  end: count,
}) satisfies z.ZodType<Lead>;

const group = z.array(z.string());
export const synonymsForm = z.strictObject({
  same: z.array(group),
  near: z.array(group),
  // An index of before this list has none.
  meant: z.record(z.string(), group).default({}),
  spoken: z.record(z.string(), group),
}) satisfies z.ZodType<SynonymTable>;

/** A passage without what its document gives again: `id` and `text`. */
export const passageForm = z.strictObject({
  documentId: z.string().min(1),
  ordinal: count,
  headings: z.array(z.string()),
  span,
  place: z.string().exactOptional(),
  period: z.string().exactOptional(),
  /** Key of the passage's vector. */
  key: textKey,
  /** Each with the key of its vector. */
  sentences: z.array(
    z.strictObject({
      span,
      lead: z.array(lead),
      cells: z.array(span).exactOptional(),
      isHead: z.boolean().exactOptional(),
      key: textKey,
    }),
  ),
});
export type StoredPassage = z.infer<typeof passageForm>;

export type Settings = Readonly<Record<string, string | number>>;

/** Every setting that changes the files of a generation, by name, in alphabetical order. */
export function indexSettings(engines: IndexEngines, passages: PassageSettings = PASSAGES): Settings {
  const settings = {
    ...engines.settings,
    passageCharacters: passages.maxCharacters,
    placeBefore: passages.placeBefore ? 'yes' : 'no',
    cut: CUT_VERSION,
    terms: TERMS_VERSION,
  };
  return Object.fromEntries(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
