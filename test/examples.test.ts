import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, ROOT } from './source/modules.ts';

/**
 * Common language that the reports in seeds/ speak too. A run may hold it, and is parted by it: what stands before
 * and what stands behind count each for themselves.
 */
const COMMON = [
  '建档立卡贫困户', // who was registered as poor: the state's word for them
  '建档立卡贫困人口',
  '易地扶贫搬迁', // the state's programme
  '城乡居民基本医疗保险', // the state's insurance
  '100%', // all of them, whoever counts
] as const;

/** What is written by hand to show or to prove a rule. */
const FOLDERS = ['src', 'prompts', 'test/core', 'test/fakes'] as const;
const RUN = 10;
const HAN_OF_RUN = 6;
/** So many characters beside a figure make it the report's, unless the figure does so alone. */
const BESIDE = 3;
const TELLING_DIGITS = 4;

const FIGURE = /(?<![\d.])\d[\d.]*\d(?:[%\p{Script=Han}])/gu;
const YEAR = /^(?:19|20)\d\d[年至]$/u;

/**
 * Without white space and punctuation, but for the points and percent signs of figures; 至 where a sign parts two
 * figures (2021—2023年), and a line end where common language stood.
 */
function bare(text: string): string {
  const letters = text
    .normalize('NFKC')
    .replace(/(?<=\d)[-—–~]+(?=\d)/gu, '至')
    .replace(/(?<!\d)\.|\.(?!\d)/gu, '')
    .replace(/[^\p{L}\p{N}.%]/gu, '');
  return COMMON.reduce((left, term) => left.replaceAll(term, '\n'), letters);
}

/**
 * The runs of a text by which a reader would know it: ten characters, six of them Han; a figure of three digits with its
 * unit and what stands beside it; a figure that is told to the fourth digit, by itself.
 */
function* tracesOf(text: string): Generator<string> {
  const letters = bare(text);
  for (let at = 0; at + RUN <= letters.length; at++) {
    const run = letters.slice(at, at + RUN);
    const han = run.match(/\p{Script=Han}/gu)?.length ?? 0;
    if (han >= HAN_OF_RUN && !run.includes('\n')) yield run;
  }
  for (const { 0: figure, index } of letters.matchAll(FIGURE)) {
    const digits = figure.replace(/\D/gu, '');
    if (digits.length < 3 || YEAR.test(figure)) continue;
    const end = index + figure.length;
    const before = letters.slice(Math.max(0, index - BESIDE), end);
    const behind = letters.slice(index, end + BESIDE);
    if (digits.replace(/0+$/u, '').length >= TELLING_DIGITS) yield figure;
    for (const beside of [before, behind])
      if (beside.length === figure.length + BESIDE && !beside.includes('\n')) yield beside;
  }
}

const reports = filesUnder('seeds').filter((path) => /\.(?:txt|md)$/u.test(path));
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const known = new Set(reports.flatMap((path) => [...tracesOf(textOf(path))]));

/** What a line holds of the reports; empty where it holds nothing of them. */
const takenIn = (line: string) =>
  /\p{Script=Han}/u.test(line) ? [...tracesOf(line)].filter((trace) => known.has(trace)) : [];

describe('an example', () => {
  test.each(reports)('is known for a sentence of %s, however it is spaced and pointed', (path) => {
    const sentences = textOf(path)
      .split(/[。\n]/u)
      .filter((sentence) => [...tracesOf(sentence)].length > 0);
    expect(sentences.length).toBeGreaterThan(20);
    for (const sentence of sentences) {
      expect(takenIn(sentence)).not.toEqual([]);
      expect(takenIn([...sentence.replace(/[，、；：,;:]/gu, '')].join(' '))).not.toEqual([]);
    }
  });

  test.each([
    '将农村低保标准由每人每月285元提高到每人每月340元，惠及4127户9356人。',
    '易地扶贫搬迁建档立卡贫困户2000户，参加城乡居民基本医疗保险的达到100%。',
    '2018年，汝城县贫困发生率降至1.37%，补助1000元。',
  ])('of another county is its own: %s', (sentence) => {
    expect(takenIn(sentence)).toEqual([]);
  });

  test.each(FOLDERS)('in %s/ is no sentence of the reports in seeds/', (folder) => {
    const taken = filesUnder(folder).flatMap((path) =>
      textOf(path)
        .split('\n')
        .map((line, at) => ({ where: `${path}:${at + 1}`, traces: takenIn(line) }))
        .filter(({ traces }) => traces.length > 0)
        .map(({ where, traces }) => `${where}: ${traces[0]}`),
    );
    expect(taken).toEqual([]);
  });
});
