import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnswerDeps, answer, search } from '../../src/core/answer.ts';
import type { Explained, RetrievedPassage } from '../../src/core/explained.ts';
import type { ReadDocument } from '../../src/core/facts/document.ts';
import { readCorpusFacts, readDocument } from '../../src/core/facts/read.ts';
import { createSpeller, NO_SPELLER } from '../../src/core/language/spelling.ts';
import { bigramTerms, indexTerms } from '../../src/core/language/terms.ts';
import { createVocabulary } from '../../src/core/language/vocabulary.ts';
import { standingOf } from '../../src/core/papers.ts';
import type { ExplainOptions } from '../../src/core/ports/app.ts';
import type { ChatModel, Embedder, Knowledge, Reader } from '../../src/core/ports.ts';
import { type AskedQuestion, understand } from '../../src/core/question/question.ts';
import { calibrated, DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import type { SourceDocument, Turn } from '../../src/core/types.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer/gazetteer.ts';
import { cutPassages } from '../../src/corpus/generation/cut.ts';
import { createOfficeFiles } from '../../src/corpus/read/read-office.ts';
import { blocksOf } from '../../src/corpus/structure/blocks.ts';
import { createExactIndex, inMemory } from '../../src/engines/exact-index.ts';
import { createIndexEngines } from '../../src/engines/index-engines.ts';
import { createPronouncer } from '../../src/engines/pronouncer.ts';
import { createScriptConverter } from '../../src/engines/script-converter.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { LEXICON } from '../corpus/fixture.ts';
import { createHashingEmbedder } from './hashing-embedder.ts';

export const segmenter = createSegmenter();
export const script = createScriptConverter();
export const gazetteer = loadGazetteer(segmenter.partOfSpeech, script.toSimplified);
export const vocabulary = createVocabulary(LEXICON);
export const TEMPLATE = readFileSync(new URL('../../prompts/answer.md', import.meta.url), 'utf8');

/** What was measured for the product's embedding model. */
export const SETTINGS = calibrated(
  DEFAULT_SETTINGS,
  JSON.parse(
    readFileSync(new URL('../../models/multilingual-e5-small-zh/calibration.json', import.meta.url), 'utf8'),
  ),
);

/** The day on which scenes are played. */
export const TODAY = '2024-06-01';
export const ALL_IN_FORCE = () => ({ kind: 'in-force' }) as const;

export interface SmallReport {
  readonly place?: string;
  readonly title?: string;
  readonly date?: string;
  readonly text: string;
  /** Stretches of `text` that count as damaged. */
  readonly lost?: readonly string[];
}

/** A report as the corpus would hand it over, read; `id` is its key. */
export function documentOf(id: string, { place, title, date, text, lost = [] }: SmallReport): ReadDocument {
  const heading = title ?? `${place ?? id}帮扶工作情况`;
  const damage = lost.map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
  const document = {
    ...{ id, path: `${id}.txt`, title: heading },
    ...(place === undefined ? {} : { place }),
    ...(date === undefined ? {} : { issuedOn: date }),
    sha256: createHash('sha256').update(text).digest('hex'),
    text,
    blocks: blocksOf(text, { title: heading, damage }),
    damage,
  };
  return readDocument(document, script.toSimplified);
}

/**
 * The hashing embedder with its cosines moved to where the product's model has them: texts that share nothing are at
 * 0.88, a text and itself at 1. What the product has learned of that model then holds.
 */
export function createNearEmbedder() {
  const hashing = createHashingEmbedder();
  const moved = (vector: Float32Array) =>
    Float32Array.from([Math.sqrt(0.88), ...vector.map((value) => value * Math.sqrt(0.12))]);
  return {
    ...hashing,
    model: { ...hashing.model, id: 'hashing-terms-near', dimensions: hashing.model.dimensions + 1 },
    embedQuery: async (text: string) => moved(await hashing.embedQuery(text)),
    embedPassage: async (text: string) => moved(await hashing.embedPassage(text)),
  };
}

/** What an ingest of the reports would open, made in memory with the real cutter, terms and searches. */
export async function knowledgeOf(
  reports: Readonly<Record<string, SmallReport>>,
  embedder: Embedder = createNearEmbedder(),
): Promise<Knowledge> {
  const documents = Object.entries(reports).map(([id, report]) => documentOf(id, report));
  return knowledgeOfDocuments(documents, embedder);
}

/** The same of documents that were read. */
export async function knowledgeOfDocuments(
  documents: readonly SourceDocument[],
  embedder: Embedder = createNearEmbedder(),
): Promise<Knowledge> {
  const { passages, keys, textOf, sentenceTextOf } = await cutPassages(documents);
  const texts = [...passages.keys()].map(textOf);
  const sentenceTexts = [...keys.flatMap(({ sentenceKeys }) => sentenceKeys).keys()].map(sentenceTextOf);
  const engines = createIndexEngines();
  const { dimensions } = embedder.model;
  const rows = async (of: readonly string[]) => {
    const all = new Float32Array(of.length * dimensions);
    for (const [at, text] of of.entries()) all.set(await embedder.embedPassage(text), at * dimensions);
    return all;
  };
  const keywords = (termsOf: (text: string) => string[]) =>
    engines.openKeywordIndex(engines.buildKeywordIndex(texts.map(termsOf)));
  const offsets = [0];
  for (const { sentenceKeys } of keys) offsets.push((offsets.at(-1) ?? 0) + sentenceKeys.length);
  const content = JSON.stringify(documents);
  return {
    version: `gen-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`,
    builtAt: '2024-01-01T00:00:00.000Z',
    ...readCorpusFacts(documents, passages, script.toSimplified),
    vectors: createExactIndex(inMemory(await rows(texts), dimensions)),
    vectorSearch: 'exact',
    sentenceVectors: inMemory(await rows(sentenceTexts), dimensions),
    sentenceOffsets: Uint32Array.from(offsets),
    words: keywords((text) => indexTerms(script.toSimplified(text), segmenter, vocabulary)),
    bigrams: keywords((text) => bigramTerms(script.toSimplified(text))),
    vocabulary,
    embeddingModel: embedder.model,
  };
}

/** A question read for itself over a small corpus, with the real segmenter and no speller. */
export function askedOf(text: string, knowledge: Knowledge): AskedQuestion {
  return understand(
    { text, history: [] },
    {
      ...{ gazetteer, segmenter, script, vocabulary: knowledge.vocabulary },
      speller: NO_SPELLER,
      isUsedWord: () => true,
      corpusPlaces: new Set(knowledge.ordinalsByPlace.keys()),
    },
  );
}

export interface Scene {
  /** What its answers are made with. */
  readonly deps: AnswerDeps;
  readonly knowledge: Knowledge;
  readonly embedder: ReturnType<typeof createNearEmbedder>;
  /** Faults that answers survived, in order. */
  readonly faults: { readonly part: string; readonly fault: unknown }[];
  ask(
    text: string,
    more?: {
      history?: readonly Turn[];
      place?: string;
      chosen?: readonly string[];
      settings?: Settings;
      /** Nobody reads when absent. */
      reader?: Reader;
      onDraft?: ExplainOptions['onDraft'];
    },
  ): Promise<Explained>;
  search(text: string, limit: number): Promise<RetrievedPassage[]>;
}

/** The answer flow over small reports, with the real gazetteer, segmenter, speller and prompt. */
export async function sceneOf(
  reports: Readonly<Record<string, SmallReport>>,
  chatModel: ChatModel | null = null,
): Promise<Scene> {
  const embedder = createNearEmbedder();
  return sceneIn(await knowledgeOf(reports, embedder), embedder, chatModel);
}

/** The answer flow over papers as their files hold them, read as an ingest reads them. */
export async function sceneOfFiles(files: Readonly<Record<string, string>>): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-scene-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
    const { documents } = await readCorpus(folder, gazetteer, {
      isWord,
      toSimplified: script.toSimplified,
      office: createOfficeFiles({ scanner: null }),
    });
    const embedder = createNearEmbedder();
    return sceneIn(await knowledgeOfDocuments(documents, embedder), embedder, null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sceneIn(
  knowledge: Knowledge,
  embedder: ReturnType<typeof createNearEmbedder>,
  chatModel: ChatModel | null,
): Scene {
  const faults: { part: string; fault: unknown }[] = [];
  const names = [...knowledge.ordinalsByPlace.keys()].flatMap((name) =>
    gazetteer.lookup(name).map(({ short }) => short),
  );
  const speller = createSpeller(
    knowledge,
    names,
    createPronouncer(),
    segmenter,
    (text) => gazetteer.findPlaces(text).length > 0,
  );
  let fences = 0;
  const deps: AnswerDeps = {
    ...{ knowledge, gazetteer, segmenter, script, speller, embedder, chatModel, template: TEMPLATE },
    settings: SETTINGS,
    standingOf: standingOf(knowledge.documents, TODAY).of,
    makeFence: () => `=====fence-${fences++}=====`,
    onFault: (part, fault) => faults.push({ part, fault }),
  };
  return {
    deps,
    knowledge,
    embedder,
    faults,
    ask: (text, { history = [], settings = SETTINGS, reader, onDraft, ...place } = {}) =>
      answer({ text, history, ...place }, { ...deps, settings, reader: reader ?? null, onDraft }),
    search: (text, limit) => search({ text, history: [] }, limit, deps),
  };
}

/** Two counties' made-up reports that speak of the same subjects with other figures. */
export const TWO_COUNTIES = {
  rucheng: {
    place: '汝城县',
    title: '汝城县脱贫攻坚工作纪实',
    date: '2018-03-15',
    text: [
      '汝城县地处罗霄山脉南麓，全县共有贫困村87个。',
      '2017年，汝城县实现63510人脱贫，贫困发生率降至1.37%。',
      '该县农村低保标准提高到每人每月310元，保障低保对象8106户17342人。',
      '全县投入易地搬迁资金4.26亿元，搬迁贫困群众2870户11304人。',
      '2018年，全县计划新建村级卫生室52个。',
      '当地全面落实“七免三补”教育资助政策，没有一名学生因贫失学。',
    ].join('\n'),
  },
  guidong: {
    place: '桂东县',
    title: '桂东县精准扶贫成效综述',
    date: '2019-06',
    text: [
      '桂东县平均海拔900多米，辖7镇4乡。',
      '2018年，桂东县实现21480人脱贫，贫困发生率降至0.92%。',
      '该县农村低保标准提高到每人每月345元，保障低保对象3920户9011人。',
      '全县发放产业奖补资金3150万元，覆盖贫困户6234户。',
      '当地建成光伏电站109座，村集体经济年均增收5万元以上。',
    ].join('\n'),
  },
} as const satisfies Readonly<Record<string, SmallReport>>;
