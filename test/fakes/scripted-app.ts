import type { App, AppStatus, IngestProgress, ReloadReport } from '../../src/core/ports.ts';
import type { Answer, Answered, Question } from '../../src/core/types.ts';

type Scripted = Answer | Error | ((question: Question) => Promise<Answer>);

export interface ScriptedApp extends App {
  /** Every question, in the order they came. */
  readonly questions: Question[];
  readonly reloads: number;
  /** What is answered to a question with exactly this text. */
  on(text: string, answer: Scripted): void;
  onReload(run: (onProgress?: (progress: IngestProgress) => void) => Promise<ReloadReport>): void;
}

/** An app that says what it was told to say; a question that no script names is an error. */
export function createScriptedApp(status: Partial<AppStatus> = {}): ScriptedApp {
  const script = new Map<string, Scripted>();
  const questions: Question[] = [];
  let reload: ((onProgress?: (progress: IngestProgress) => void) => Promise<ReloadReport>) | undefined;
  let reloads = 0;
  const refuse = (what: string): never => {
    throw new Error(`not scripted: ${what}`);
  };
  return {
    questions,
    get reloads() {
      return reloads;
    },
    on: (text, answer) => script.set(text, answer),
    onReload: (run) => {
      reload = run;
    },
    async answer(question) {
      questions.push(question);
      const scripted = script.get(question.text) ?? refuse(`answer to ${JSON.stringify(question.text)}`);
      if (scripted instanceof Error) throw scripted;
      return typeof scripted === 'function' ? await scripted(question) : scripted;
    },
    explain: async () => refuse('explain'),
    search: async () => refuse('search'),
    documents: () => [],
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
