import type { FoundPlace } from '../../src/core/places/find.ts';
import type { App } from '../../src/core/ports/app.ts';
import type { AppStatus, IngestProgress, ReloadReport } from '../../src/core/ports.ts';
import type { Answer, Answered, Question } from '../../src/core/types.ts';

type Scripted =
  | Answer
  | Error
  | ((question: Question, onDraft: (draft: Answered) => void) => Promise<Answer>);

export interface ScriptedApp extends App {
  /** Every question, in the order they came. */
  readonly questions: Question[];
  readonly reloads: number;
  /** What is answered to a question with exactly this text. */
  on(text: string, answer: Scripted): void;
  /** What the name stands for; a name that no script gives is unknown. */
  onPlace(name: string, found: FoundPlace): void;
  /** Where the quotes of citations stand; a quote that no script finds is gone. */
  onOriginal(find: App['original']): void;
  /** Lines that were overheard, in the order they came. */
  readonly overheard: Question[];
  /** What may be said to exactly this line unasked; a line that no script names is no question. */
  onOverheard(text: string, answer: Answer, isStrong?: boolean): void;
  /** The questions offered as examples; none until told. */
  onExamples(find: App['examples']): void;
  onReload(run: (onProgress?: (progress: IngestProgress) => void) => Promise<ReloadReport>): void;
}

const NO_QUESTION: Answer = {
  ...{ kind: 'refused', reason: 'off-topic', text: '只回答政策问题。', nearest: [], corpusVersion: 'v1' },
};

/** A corpus without documents. */
export const NO_CORPUS: App['corpus'] = {
  documents: () => [],
  document: () => undefined,
  standingOf: () => undefined,
  notesOf: async () => null,
  lastReload: async () => null,
  indicators: async () => [],
};

/** An app that says what it was told to say; a question that no script names is an error. */
export function createScriptedApp(status: Partial<AppStatus> = {}): ScriptedApp {
  const script = new Map<string, Scripted>();
  const questions: Question[] = [];
  const places = new Map<string, FoundPlace>();
  const overheard: Question[] = [];
  const unasked = new Map<string, { answer: Answer; isStrong: boolean }>();
  let examples: App['examples'] = async () => [];
  let original: App['original'] = () => null;
  let reload: ((onProgress?: (progress: IngestProgress) => void) => Promise<ReloadReport>) | undefined;
  let reloads = 0;
  const refuse = (what: string): never => {
    throw new Error(`not scripted: ${what}`);
  };
  async function said(question: Question, onDraft: (draft: Answered) => void): Promise<Answer> {
    questions.push(question);
    const scripted = script.get(question.text) ?? refuse(`answer to ${JSON.stringify(question.text)}`);
    if (scripted instanceof Error) throw scripted;
    return typeof scripted === 'function' ? await scripted(question, onDraft) : scripted;
  }
  return {
    questions,
    get reloads() {
      return reloads;
    },
    on: (text, answer) => script.set(text, answer),
    onPlace: (name, found) => {
      places.set(name, found);
    },
    onOriginal: (find) => {
      original = find;
    },
    overheard,
    onOverheard: (text, answer, isStrong = true) => {
      unasked.set(text, { answer, isStrong });
    },
    onExamples: (find) => {
      examples = find;
    },
    onReload: (run) => {
      reload = run;
    },
    answer: (question) => said(question, () => undefined),
    explain: async (question, options) => ({
      answer: await said(question, options?.onDraft ?? (() => undefined)),
      retrieved: [],
      evidence: [],
    }),
    search: async () => refuse('search'),
    overhear: async (question) => {
      overheard.push(question);
      const { answer, isStrong } = unasked.get(question.text) ?? { answer: NO_QUESTION, isStrong: false };
      return { explained: { answer, retrieved: [], evidence: [] }, isStrong, threshold: 0.9 };
    },
    examples: () => examples(),
    findPlace: (name) => places.get(name) ?? { kind: 'unknown' },
    documents: () => [],
    corpus: NO_CORPUS,
    original: (citation) => original(citation),
    reload: async (onProgress) => {
      reloads++;
      return reload ? await reload(onProgress) : refuse('reload');
    },
    status: () => ({
      corpusVersion: 'v1',
      builtAt: '2026-01-01T00:00:00Z',
      documents: [],
      passages: 0,
      embeddingModel: 'none',
      chatModel: null,
      vectorSearch: 'exact',
      ...status,
    }),
    close: async () => undefined,
  };
}

/** An answer with one citation. */
export function answerOf(text: string, quote: string, more: Partial<Answered> = {}): Answered {
  return {
    kind: 'answered',
    method: 'extracted',
    text,
    citations: [
      {
        marker: 1,
        documentId: 'a',
        document: 'a.txt',
        title: '某县工作总结',
        place: '某县',
        date: '2019-03-05',
        span: { start: 0, end: quote.length },
        quote,
      },
    ],
    corpusVersion: 'v1',
    ...more,
  };
}
