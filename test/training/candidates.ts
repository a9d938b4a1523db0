import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Models } from '../../src/app/models.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { LedSentence, Reader } from '../../src/core/ports.ts';
import { createEmbedder } from '../../src/engines/embedder.ts';
import { createReader } from '../../src/engines/reader.ts';
import { type Case, readCases } from '../../src/eval/cases.ts';
import { createLocator, holds, plain } from '../../src/eval/relevance.ts';
import { type CaseCorpus, HELD_BACK, readCorpora } from '../ablate/cases.ts';

/*
 * npm run candidates -- [SET ...]: asks every question that the reader may learn from, or those of some sets, and keeps what
 * the product reads for each, with what answers it: data/found.jsonl.gz of the reader's training. Held-back files are left out.
 */

const DATA = fileURLToPath(new URL('../../models/reader-zh/training/data/', import.meta.url));
const TALK = fileURLToPath(new URL('../eval/chatter.jsonl', import.meta.url));

interface Paper {
  readonly set: string;
  readonly name: string;
  readonly text: string;
}

/** A sentence as it was read, and whether it answers. */
type Candidate = readonly [title: string, lead: string, text: string, answers: 0 | 1];

function linesOf<T>(name: string): T[] {
  const text = gunzipSync(readFileSync(join(DATA, name))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The papers that were written for the reader, with their questions, a folder a set. */
function writtenCorpora(folder: string): CaseCorpus[] {
  const asked = linesOf<Case & { readonly set: string }>('asked.jsonl.gz');
  for (const { set, name, text } of linesOf<Paper>('papers.jsonl.gz')) {
    mkdirSync(join(folder, set), { recursive: true });
    writeFileSync(join(folder, set, name), text);
  }
  return [...new Set(asked.map(({ set }) => set))].map((set) => {
    const cases = asked
      .filter((one) => one.set === set)
      .map((one) => ({ ...one, history: one.history ?? [], points: one.points ?? [] }));
    return { name: set, folder: join(folder, set), files: [{ name: set, cases, isOverheard: false }] };
  });
}

/**
 * Whether a sentence answers; undefined where that is not known: of the cells of a row that answers, only the one with a
 * point is known to.
 * @param told what answers, sentence by sentence, as texts are compared. @param sentences all that were found.
 */
function answerIn(
  { text }: LedSentence,
  { points, relevant }: Case,
  told: ReadonlySet<string>,
  sentences: ReadonlySet<string>,
): 0 | 1 | undefined {
  const own = plain(text);
  if (told.has(own)) return 1;
  if (sentences.has(own)) return 0;
  const value = own.split(/[:：]/u).at(-1) ?? '';
  if (!relevant.some(({ quote }) => quote !== undefined && plain(quote).includes(value))) return 0;
  return points.some((point) => point.split('|').some((one) => own.includes(plain(one)))) ? 1 : undefined;
}

/** Each corpus with its share of the lines of groups that ask nothing, which no sentence answers. */
async function withTalk(corpora: readonly CaseCorpus[]): Promise<CaseCorpus[]> {
  const talk = (await readCases(TALK)).filter(({ expect }) => expect === 'silent');
  return corpora.map((corpus, at) => ({
    ...corpus,
    files: [
      ...corpus.files,
      {
        name: 'talk',
        cases: talk.flatMap((one, nth) =>
          nth % corpora.length === at ? [{ ...one, expect: 'refuse' as const }] : [],
        ),
        isOverheard: false,
      },
    ],
  }));
}

async function candidatesOf(
  { name, folder, files }: CaseCorpus,
  indexes: string,
  models: { readonly embedder: Models['embedder']; readonly model: Reader['model'] },
): Promise<string[]> {
  let read: { question: string; sentences: readonly LedSentence[] }[] = [];
  const reader: Reader = {
    model: models.model,
    async score(question, sentences) {
      read.push({ question, sentences });
      return new Float32Array(sentences.length);
    },
    async close() {},
  };
  const config = readConfig({
    ...(folder === undefined ? {} : { CORPUS_DIR: folder }),
    INDEX_DIR: join(indexes, name),
  });
  const app = await createApp(config, {
    log: () => undefined,
    build: 'stale',
    models: { embedder: models.embedder, reader },
  });
  const locator = createLocator(app.documents());
  const texts = new Map(app.documents().map(({ id, text }) => [id, text]));
  const found: string[] = [];
  const asked = files.flatMap(({ name: set, cases }) => cases.map((one) => ({ set, one })));
  for (const { set, one } of asked) {
    if (one.expect === 'silent') continue;
    const { targets, lost } = locator.locate(one.relevant);
    if (lost.length > 0) throw new Error(`${name} ${one.id}: ${lost[0]?.quote} stands nowhere`);
    read = [];
    const { evidence } = await app.explain({ text: one.question, history: one.history });
    const textOf = ({ documentId, span }: (typeof evidence)[number]) =>
      plain((texts.get(documentId) ?? '').slice(span.start, span.end));
    const told = evidence.filter((one) => targets.some((target) => holds(one, target)));
    const answers = new Set(told.map(textOf));
    const all = new Set(evidence.map(textOf));
    for (const { question, sentences: given } of read) {
      const sentences = given.flatMap((sentence): Candidate[] => {
        const answer = answerIn(sentence, one, answers, all);
        return answer === undefined ? [] : [[sentence.title, sentence.lead, sentence.text, answer]];
      });
      const isLearned = one.expect !== 'answer' || sentences.some(([, , , answer]) => answer === 1);
      if (sentences.length > 0 && isLearned)
        found.push(JSON.stringify({ set, id: one.id, question, sentences }));
    }
  }
  await app.close();
  return found;
}

const only = new Set(process.argv.slice(2));
const isAsked = ({ name }: CaseCorpus) => only.size === 0 || only.has(name);
const { modelsDir, embeddingModel, readerModel } = readConfig({});
if (readerModel === null) throw new Error('there is no reader');
const embedder = await createEmbedder({ modelsDir, model: embeddingModel });
const { model, close } = await createReader({ modelsDir, model: readerModel });
await close();
const folder = mkdtempSync(join(tmpdir(), 'candidates-'));
try {
  const papers = (await readCorpora(false)).filter(
    ({ name, files }) => name.startsWith('papers-') && files.every((file) => !HELD_BACK.has(file.name)),
  );
  const alone = writtenCorpora(join(folder, 'papers'));
  const written = only.size === 0 ? await withTalk(alone) : alone;
  const found: string[] = [];
  for (const corpus of [...papers, ...written].filter(isAsked))
    found.push(...(await candidatesOf(corpus, join(folder, 'indexes'), { embedder, model })));
  const others =
    only.size === 0
      ? []
      : linesOf<{ readonly set: string }>('found.jsonl.gz').filter(({ set }) => !only.has(set));
  const lines = [...others.map((one) => JSON.stringify(one)), ...found];
  writeFileSync(join(DATA, 'found.jsonl.gz'), gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
  process.stdout.write(`${found.length} questions\n`);
} finally {
  await embedder.close();
  rmSync(folder, { recursive: true, force: true });
}
