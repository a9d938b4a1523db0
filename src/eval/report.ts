import { readFile } from 'node:fs/promises';
import type { AppStatus } from '../core/ports.ts';
import { AppError, reasonOf } from '../errors.ts';
import { faultsOf, jsonFault, z } from '../forms.ts';
import { OUTCOMES } from './cases.ts';
import {
  ANSWER_METRICS,
  answerMetrics,
  byKind,
  type Latency,
  latencyOf,
  type Metrics,
  retrievalMetrics,
} from './metrics.ts';
import type { CaseResult, RetrievalResult } from './run.ts';

/** Raised whenever a field of a report changes its meaning. */
const FORMAT = 1;

/** What one variant of an ablation gave. */
export interface AblationRow {
  readonly name: string;
  readonly total: Metrics;
  /** Ids of cases that were right in full and are wrong here, and the other way round. */
  readonly lost: readonly string[];
  readonly won: readonly string[];
}

interface Measured<T> {
  readonly format: typeof FORMAT;
  /** When it was made, as ISO. */
  readonly at: string;
  /** Names of the case files, and what they were asked of. */
  readonly files: readonly string[];
  readonly corpora: readonly Pick<AppStatus, 'corpusVersion' | 'passages'>[];
  readonly embeddingModel: string;
  readonly chatModel: string | null;
  readonly total: Metrics;
  readonly byKind: Readonly<Record<string, Metrics>>;
  readonly latency: Latency;
  readonly cases: readonly T[];
  readonly ablation?: readonly AblationRow[];
}

export interface AnswerReport extends Measured<CaseResult> {
  readonly of: 'answers';
}

export interface RetrievalReport extends Measured<RetrievalResult> {
  readonly of: 'retrieval';
}

/** One evaluation, whole: what `--json` writes and `diff` reads. */
export type Report = AnswerReport | RetrievalReport;

/** What a report says of where its results come from. */
export interface Origin {
  readonly at: Date;
  readonly files: readonly string[];
  readonly statuses: readonly AppStatus[];
  readonly ablation?: readonly AblationRow[] | undefined;
}

export function answerReport(cases: readonly CaseResult[], origin: Origin): AnswerReport {
  return { of: 'answers', ...measured(cases, answerMetrics, origin) };
}

export function retrievalReport(cases: readonly RetrievalResult[], origin: Origin): RetrievalReport {
  return { of: 'retrieval', ...measured(cases, retrievalMetrics, origin) };
}

function measured<T extends RetrievalResult>(
  cases: readonly T[],
  metrics: (of: readonly T[]) => Metrics,
  { at, files, statuses, ablation }: Origin,
): Measured<T> {
  return {
    format: FORMAT,
    at: at.toISOString(),
    files,
    corpora: statuses.map(({ corpusVersion, passages }) => ({ corpusVersion, passages })),
    embeddingModel: statuses[0]?.embeddingModel ?? '',
    chatModel: statuses[0]?.chatModel ?? null,
    total: metrics(cases),
    byKind: Object.fromEntries([...byKind(cases)].map(([kind, ofKind]) => [kind, metrics(ofKind)])),
    latency: latencyOf(cases),
    cases,
    ...(ablation === undefined ? {} : { ablation }),
  };
}

const estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  of: z.number(),
});

/** What a comparison needs of a report. */
const comparable = z.object({
  format: z.literal(FORMAT),
  of: z.enum(['answers', 'retrieval']),
  at: z.string(),
  total: z.partialRecord(z.enum(ANSWER_METRICS), estimate),
  cases: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      kind: z.string(),
      right: z.boolean().optional(),
      outcome: z.enum(OUTCOMES).optional(),
      ranking: z.object({ first: z.number().nullable() }).nullable(),
    }),
  ),
});
export type Comparable = z.infer<typeof comparable>;

/** @throws AppError `report-invalid` */
export async function readReport(path: string): Promise<Comparable> {
  const fault = (details: string) => new AppError('report-invalid', { path, details });
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fault(reasonOf(error));
  });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw fault(jsonFault(content, error));
  }
  const read = comparable.safeParse(json);
  if (!read.success) throw fault(faultsOf(read.error));
  return read.data;
}
