import { describe, expect, test } from 'vitest';
import { hasWords } from '../../src/core/language/text.ts';
import type { Span } from '../../src/core/types.ts';
import {
  HEAD_BYTES,
  type RawReport,
  type ReportReader,
  UnreadableReport,
} from '../../src/corpus/read/reader.ts';

/** A file of the format, with what a reader of it must find. */
export interface ReportSample {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Every word of it that is text, in order; marks of the format and blanks left out. */
  readonly words: readonly string[];
}

export interface ReaderSamples {
  readonly own: readonly ReportSample[];
  /** Files of other formats that their beginnings tell apart from this one. */
  readonly others: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Files of this format that are damaged. */
  readonly broken: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** What every `ReportReader` promises. */
export function reportReaderContract(name: string, reader: ReportReader, samples: ReaderSamples): void {
  const head = (bytes: Uint8Array) => bytes.subarray(0, HEAD_BYTES);

  describe(`${name} as a ReportReader`, () => {
    test('has endings, each once, in lower case and without a dot', () => {
      expect(reader.endings.length).toBeGreaterThan(0);
      expect(new Set(reader.endings).size).toBe(reader.endings.length);
      for (const ending of reader.endings) expect(ending).toMatch(/^[a-z0-9]+$/u);
    });

    test.each(samples.own)('knows $name by its beginning', ({ bytes }) => {
      expect(reader.sniff(head(bytes))).toBe(true);
    });

    test.each(samples.others)('does not take $name for its own', ({ bytes }) => {
      expect(reader.sniff(head(bytes))).toBe(false);
    });

    test.each(samples.own)(
      'reads $name whole: each word stands in the text, or is set aside',
      async ({ bytes, words }) => {
        const report = await reader.read(bytes);
        const all = [report.text, ...report.setAside, ...Object.values(report.given).map(String)]
          .map(bare)
          .join('\n');
        for (const word of words) expect(all).toContain(bare(word));
      },
    );

    test.each(samples.own)(
      'gives spans of $name that lie in its text, in order and apart',
      async ({ bytes }) => {
        const report = await reader.read(bytes);
        expectInOrder(
          report,
          report.lines.map(({ span }) => span),
        );
        expectInOrder(report, report.damage);
        let at = 0;
        for (const { span } of report.lines) {
          expect(hasWords(report.text.slice(at, span.start))).toBe(false);
          at = span.end;
        }
        expect(hasWords(report.text.slice(at))).toBe(false);
      },
    );

    test.each(samples.own)('gives cells of $name that stand in their row, or above it', async ({ bytes }) => {
      const { lines, text } = await reader.read(bytes);
      for (const { span, is } of lines) {
        let from = 0;
        for (const cell of is?.cells ?? []) {
          expect(cell.end).toBeGreaterThanOrEqual(cell.start);
          expect(text.slice(cell.start, cell.end)).not.toMatch(/[\t\n]/u);
          if (cell.end < span.start) continue;
          expect(cell.start).toBeGreaterThanOrEqual(Math.max(from, span.start));
          expect(cell.end).toBeLessThanOrEqual(span.end);
          from = cell.end;
        }
        if (is?.mark !== undefined) expect(is.mark.start).toBe(span.start);
      }
    });

    test.each(samples.own)('reads $name alike twice, and leaves its bytes as they are', async ({ bytes }) => {
      const before = Buffer.from(bytes);
      expect(await reader.read(bytes)).toEqual(await reader.read(bytes));
      expect(Buffer.from(bytes).equals(before)).toBe(true);
    });

    test('stops with the reason of the signal', async () => {
      const reason = new Error('stopped');
      const bytes = samples.own[0]?.bytes ?? new Uint8Array();
      await expect(reader.read(bytes, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    test.each([...samples.broken, { name: 'an empty file', bytes: new Uint8Array() }])(
      'refuses $name and says why in Chinese',
      async ({ bytes }) => {
        const refusal = await reader.read(bytes).catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(UnreadableReport);
        expect((refusal as UnreadableReport).reason).toMatch(/\p{Script=Han}{4}/u);
      },
    );
  });
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function expectInOrder({ text }: RawReport, spans: readonly Span[]): void {
  let at = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(text.length);
}
