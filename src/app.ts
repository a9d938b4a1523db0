import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAnswered, type Made } from './app/answered.ts';
import { createBackground } from './app/background.ts';
import { settingsFor } from './app/calibrations.ts';
import { cancelledBy } from './app/cancelling.ts';
import { createCorpusView } from './app/corpus-view.ts';
import { createExamples } from './app/examples.ts';
import { loadModels } from './app/models.ts';
import {
  type AppOptions,
  type BuildOptions,
  build,
  createParts,
  firstKnowledge,
  staleAfter,
} from './app/serving.ts';
import { type Config, PROJECT_DIR } from './config.ts';
import { type AnswerDeps, answer, search } from './core/answer.ts';
import { createSpeller, type Speller } from './core/language/spelling.ts';
import { placesAboveIn } from './core/papers/naming.ts';
import { type Standings, standingOf } from './core/papers.ts';
import { findPlace } from './core/places/find.ts';
import type { Gazetteer } from './core/places/places.ts';
import type { App, ExplainOptions } from './core/ports/app.ts';
import type { ChatModel, Knowledge, ReloadReport, Store } from './core/ports.ts';
import { originalOf } from './core/reply/original.ts';
import { statusOf } from './core/shown/documents.ts';
import type { Answer } from './core/types.ts';
import { findExamples } from './core/unasked/examples.ts';
import { overhear } from './core/unasked/listening.ts';
import { createLiveKnowledge } from './corpus/knowledge.ts';
import { createPronouncer } from './engines/pronouncer.ts';
import { AppError, messageOf } from './errors.ts';
import { createStore } from './state/store.ts';

/**
 * The whole product behind one interface: every part is made here, by hand, and handed what it needs.
 * @throws AppError when the model, the corpus or the index cannot be used; the signal's reason.
 */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { log } = options;
  const models =
    options.models === undefined
      ? loadModels(config, log)
      : { ...options.models, close: async () => undefined };
  const closing = new AbortController();
  try {
    const making = createParts(config, { passages: options.passages, embedder: models.embedder });
    const pronouncer = createPronouncer();
    pronouncer.readings('县');
    const parts = await making;
    const { embedder, segmenter, script } = parts;
    const reader = await models.reader;
    options.signal?.throwIfAborted();
    const first = await firstKnowledge(config, parts, options);
    const live = createLiveKnowledge(first.knowledge);
    let { staleBecause } = first;
    const chatModel = await openChatModel(config);
    const template = await readPrompt('answer.md');
    const settings = await settingsFor(config, parts, reader, log);

    const gazetteers = new WeakMap<Knowledge, Gazetteer>();
    /** With the places that the corpus says it speaks of, which no table may have. */
    const gazetteerOf = (knowledge: Knowledge): Gazetteer => {
      const known = gazetteers.get(knowledge) ?? parts.gazetteer.withPlaces(knowledge.places);
      gazetteers.set(knowledge, known);
      return known;
    };
    const standingsOf = standingsOfToday(gazetteerOf);
    const spellers = new WeakMap<Knowledge, Speller>();
    const spellerOf = (knowledge: Knowledge): Speller => {
      const known = spellers.get(knowledge);
      if (known !== undefined) return known;
      const gazetteer = gazetteerOf(knowledge);
      const names = [...knowledge.places].flatMap((name) => gazetteer.lookup(name).map(({ short }) => short));
      const speller = createSpeller(
        knowledge,
        names,
        pronouncer,
        segmenter,
        (text) => gazetteer.findPlaces(text).length > 0,
      );
      spellers.set(knowledge, speller);
      return speller;
    };
    // Built before the first question of a corpus, which would wait for them.
    spellerOf(live.current());

    let reloading: Promise<ReloadReport> | undefined;
    const deps = ({ settings: change, onDraft, signal }: ExplainOptions = {}): AnswerDeps => {
      const knowledge = live.current();
      const whole: AnswerDeps = {
        knowledge,
        gazetteer: gazetteerOf(knowledge),
        segmenter,
        script,
        speller: spellerOf(knowledge),
        embedder,
        reader,
        standingOf: standingsOf(knowledge).of,
        chatModel,
        template,
        settings: change === undefined ? settings : change(settings),
        examples: () => examples.atOnce(knowledge),
        onDraft,
        makeFence: () => `=====${randomBytes(9).toString('hex')}=====`,
        onFault: (part, fault) => {
          // What the end cuts short is nothing to warn of.
          const level = closing.signal.aborted || signal?.aborted ? 'debug' : 'warn';
          log(level, 'part-failed', { part, reason: messageOf(fault) });
        },
      };
      return signal === undefined ? whole : { ...whole, ...cancelledBy(signal, whole) };
    };
    const { foreground, idle } = createBackground(closing.signal);
    const answered = createAnswered();
    /** A model words anew, and other settings are asked for once. */
    const mayStand = (options: ExplainOptions) => chatModel === null && options.settings === undefined;
    const explain: App['explain'] = (question, options = {}) =>
      foreground(async () => {
        options.signal?.throwIfAborted();
        const asking = deps(options);
        const make = async (): Promise<Made> => {
          let isWhole = true;
          const onFault: AnswerDeps['onFault'] = (part, fault) => {
            isWhole = false;
            asking.onFault(part, fault);
          };
          const explained = await answer(question, { ...asking, onFault });
          return { explained, stands: isWhole && !isCourtesy(explained.answer) };
        };
        // How it stands with the papers is worked out anew for each corpus and each day.
        const explained = mayStand(options)
          ? await answered.of(question, asking.standingOf, make)
          : (await make()).explained;
        options.signal?.throwIfAborted();
        return explained;
      });
    const examples = createExamples((knowledge: Knowledge, patience) => {
      const onFault = (_: string, fault: unknown): never => {
        throw fault;
      };
      // Whoever greets waits for them, and reading takes longer than a moment.
      const weighing = { ...deps(), reader: null };
      return findExamples({ ...weighing, knowledge, speller: spellerOf(knowledge), onFault }, patience);
    }, idle);
    return {
      explain,
      search: (question, limit, change) =>
        foreground(() => search(question, limit, deps({ settings: change }))),
      overhear: (question, change) => foreground(() => overhear(question, deps({ settings: change }))),
      examples: () => examples.of(live.current()),
      findPlace: (name) => {
        const knowledge = live.current();
        return findPlace(name, { knowledge, gazetteer: gazetteerOf(knowledge), script });
      },
      documents: () => live.current().documents,
      corpus: createCorpusView({
        ...{ current: live.current, standingsOf, gazetteerOf },
        indexDir: config.indexDir,
      }),
      original: (citation) => originalOf(citation, live.current()),
      answer: async (question) => (await explain(question)).answer,
      reload(onProgress) {
        reloading ??= build(config, parts, { onProgress, signal: closing.signal })
          .then(({ knowledge, report }) => {
            spellerOf(knowledge);
            live.swap(knowledge);
            staleBecause = undefined;
            examples.renew(knowledge);
            log('info', 'reloaded', {
              corpusVersion: report.corpusVersion,
              passages: report.passages,
              seconds: report.seconds,
            });
            return report;
          })
          .catch(async (error: unknown) => {
            if (!closing.signal.aborted)
              staleBecause = await staleAfter(error, live.current(), config, parts, closing.signal);
            throw error;
          })
          .finally(() => {
            reloading = undefined;
          });
        return reloading;
      },
      status: () => ({
        ...statusOf(live.current(), chatModel?.id ?? null),
        ...(staleBecause === undefined ? {} : { staleBecause }),
      }),
      async close() {
        closing.abort(new AppError('stopped'));
        await reloading?.catch(() => undefined);
        await models.close();
      },
    };
  } catch (error) {
    await models.close();
    throw error;
  }
}

/** Builds the index of `config` and nothing else; for `ingest`. */
export async function buildIndex(config: Config, options: BuildOptions): Promise<ReloadReport> {
  const parts = await createParts(config, { passagesAlone: true });
  try {
    return (await build(config, parts, options)).report;
  } finally {
    await parts.embedder.close();
  }
}

export { freeGarbage } from './engines/models/garbage.ts';

/**
 * What must survive a restart, for the surfaces that need it; closed by whoever opened it.
 * @throws AppError `state-*` when the file cannot be used.
 */
export function openStore(config: Config): Store {
  return createStore(join(config.dataDir, 'mingbai.sqlite'));
}

/** Its library is loaded where there is such a model, and not before. */
async function openChatModel({ chatModel }: Config): Promise<ChatModel | null> {
  if (chatModel === null) return null;
  const { createChatModel } = await import('./engines/chat-model.ts');
  return createChatModel(chatModel);
}

/** Said with the examples that were known then. */
function isCourtesy(said: Answer): boolean {
  return said.kind === 'refused' && said.reason === 'courtesy';
}

/** What the model is told, from prompts/. */
function readPrompt(name: string): Promise<string> {
  return readFile(join(PROJECT_DIR, 'prompts', name), 'utf8');
}

/** What is in force is worked out once a day, by the calendar of China. */
function standingsOfToday(
  gazetteerOf: (knowledge: Knowledge) => Gazetteer,
): (knowledge: Knowledge) => Standings {
  const known = new WeakMap<Knowledge, { readonly day: string; readonly standings: Standings }>();
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  return (knowledge) => {
    const day = calendar.format(new Date());
    const before = known.get(knowledge);
    if (before?.day === day) return before.standings;
    const standings = standingOf(knowledge.documents, day, placesAboveIn(gazetteerOf(knowledge)));
    known.set(knowledge, { day, standings });
    return standings;
  };
}
