import { readFile } from 'node:fs/promises';
import type { Turn } from '../core/types.ts';
import { AppError, reasonOf } from '../errors.ts';
import { faultsOf, jsonFault, z } from '../forms.ts';

export const OUTCOMES = ['answer', 'clarify', 'refuse', 'silent'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What answers a question: a quote that stands in a document, or any part of it. */
export interface Relevant {
  /** Path of the document in its folder, or the `id` of a `.jsonl` line. */
  readonly document: string;
  readonly quote?: string;
}

/** A question with what answers it; all that retrieval alone is measured by. */
export interface RetrievalCase {
  readonly id: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly place?: string;
  /** Results are shown by kind. */
  readonly kind: string;
  readonly relevant: readonly Relevant[];
}

/** A question with what is expected of its answer. */
export interface Case extends RetrievalCase {
  readonly expect: Outcome;
  /** Other outcomes that are as good. */
  readonly also: readonly Outcome[];
  /** What the answer's text must contain; `a|b` is either. Judged only when the outcome is an answer. */
  readonly points: readonly string[];
  /** What must not stand in the text, whatever the outcome. */
  readonly forbidden: readonly string[];
}

const text = z.string().refine((value) => value.trim() !== '', '不能没有文字');
const relevant = z
  .strictObject({ document: text, quote: text.optional() })
  .transform(({ document, quote }) => ({ document, ...(quote === undefined ? {} : { quote }) }));
const shared = {
  id: z.union([text, z.number()]).transform(String),
  question: text,
  history: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string() })).default([]),
  place: text.optional(),
};
const texts = z.array(text).default([]);

/** Strict: a misspelt `forbiden` would be held for nothing. */
const answerLine = z.strictObject({
  ...shared,
  kind: text,
  expect: z.enum(OUTCOMES),
  also: z.array(z.enum(OUTCOMES)).default([]),
  relevant: z.array(relevant).default([]),
  points: texts,
  forbidden: texts,
  /** For people. */
  note: z.string().optional(),
});

/** Loose: the lines of a public set have fields of their own. */
const retrievalLine = z.looseObject({
  ...shared,
  kind: text.default('question'),
  relevant: z
    .array(z.looseObject({ document: z.union([text, z.number()]).transform(String), quote: text.optional() }))
    .default([]),
});

/**
 * Reads a file of cases, one a line as JSON.
 * @throws AppError `cases-invalid` that names the file and the line.
 */
export async function readCases(path: string | URL): Promise<Case[]> {
  return parseCases(await contentOf(path), String(path));
}

/** The same of a text; `path` is for messages. */
export function parseCases(content: string, path: string): Case[] {
  return linesOf(content, path, answerLine).map(({ place, note: _, ...rest }) => ({
    ...rest,
    ...(place === undefined ? {} : { place }),
  }));
}

/** Reads the cases that say what is relevant, whatever else they say; the others measure no retrieval. */
export async function readRetrievalCases(path: string): Promise<RetrievalCase[]> {
  const lines = linesOf(await contentOf(path), path, retrievalLine);
  return lines
    .filter(({ relevant: all }) => all.length > 0)
    .map(({ id, question, history, place, kind, relevant: all }) => ({
      ...{ id, question, history, kind },
      ...(place === undefined ? {} : { place }),
      relevant: all.map(({ document, quote }) => ({ document, ...(quote === undefined ? {} : { quote }) })),
    }));
}

async function contentOf(path: string | URL): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError('cases-missing', { path: String(path), details: reasonOf(error) }, error);
  });
}

function linesOf<T extends { readonly id: string }>(content: string, path: string, form: z.ZodType<T>): T[] {
  const cases: T[] = [];
  const lineOf = new Map<string, number>();
  for (const [at, written] of content
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (written.trim() === '') continue;
    const line = at + 1;
    const fault = (details: string) => new AppError('cases-invalid', { path, line, details });
    const read = form.safeParse(parsed(written, fault));
    if (!read.success) throw fault(faultsOf(read.error));
    const { data } = read;
    const before = lineOf.get(data.id);
    if (before !== undefined) throw fault(`id：“${data.id}”在第 ${before} 行已经用过，请换一个`);
    lineOf.set(data.id, line);
    cases.push(data);
  }
  if (cases.length === 0) throw new AppError('cases-missing', { path, details: '文件是空的' });
  return cases;
}

function parsed(written: string, fault: (details: string) => AppError): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    throw fault(jsonFault(written, error));
  }
}
