import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createDocConverter } from '../../src/app/libre-office.ts';
import { createOfficeFiles } from '../../src/corpus/read/read-office.ts';
import { UnreadableReport } from '../../src/corpus/read/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-doc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = new URL('../corpus/read/files/', import.meta.url);
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, FILES)));
/** An old document that the product's own reader refuses: a compound file that holds no document of Word 97. */
const OLD = bytesOf('doc/notice.doc').subarray(0, 4096);

/** A program that is called as LibreOffice is, and puts a document of its own in the place that it is told. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function workplace(): string {
  const path = mkdtempSync(join(folder, 'work-'));
  mkdirSync(path, { recursive: true });
  return path;
}

describe('a .doc that is not read otherwise', () => {
  test('is read as LibreOffice writes it, and nothing of it stays', async () => {
    const docx = join(folder, 'converted.docx');
    writeFileSync(docx, bytesOf('docx/rules.docx'));
    const work = workplace();
    const soffice = program(
      'soffice',
      `while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done
cmp -s "$1" ${JSON.stringify(join(folder, 'given.doc'))} && cp ${JSON.stringify(docx)} "$out/report.docx"`,
    );
    writeFileSync(join(folder, 'given.doc'), OLD);
    const files = createOfficeFiles({ scanner: null, toDocx: createDocConverter(soffice, work) });
    const expected = await createOfficeFiles({ scanner: null }).read('docx', bytesOf('docx/rules.docx'));
    expect(await files.read('doc', OLD)).toEqual(expected);
    expect(readdirSync(work)).toEqual([]);
  });

  test.each([
    ['fails', 'exit 77'],
    ['writes nothing', 'exit 0'],
  ])('is refused for its own fault where LibreOffice %s', async (_, script) => {
    const work = workplace();
    const toDocx = createDocConverter(program('broken', script), work);
    const files = createOfficeFiles({ scanner: null, toDocx });
    await expect(files.read('doc', OLD)).rejects.toThrow(UnreadableReport);
    expect(readdirSync(work)).toEqual([]);
  });

  test('that is read is not handed to LibreOffice', async () => {
    let calls = 0;
    const files = createOfficeFiles({
      scanner: null,
      toDocx: async () => {
        calls++;
        return undefined;
      },
    });
    expect((await files.read('doc', bytesOf('doc/notice.doc'))).lines.length).toBeGreaterThan(3);
    expect(calls).toBe(0);
  });
});
