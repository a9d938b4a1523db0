import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { createOfficeFilesApart, type OfficeFilesApart } from '../../src/app/office-files.ts';
import { keepLines } from '../../src/corpus/read/kept-lines.ts';
import type { OfficeFiles } from '../../src/corpus/read/office.ts';
import { UnreadableReport } from '../../src/corpus/read/reader.ts';

const SETTINGS = { ocr: false, libreOffice: null };
const ROOMY = { seconds: 60, megabytes: 2048 };
const opened: OfficeFilesApart[] = [];

function open(limits = ROOMY): OfficeFilesApart {
  const files = createOfficeFilesApart(SETTINGS, limits);
  opened.push(files);
  return files;
}
afterEach(() => {
  for (const files of opened.splice(0)) files.close();
});

/** A workbook of so many rows of ten figures. */
function workbook(rows: number): Uint8Array {
  const cells = Array.from({ length: 10 }, (_, at) => `<c><v>${at}1234</v></c>`).join('');
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${`<row>${cells}</row>`.repeat(rows)}</sheetData></worksheet>`;
  const part = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return zipSync({
    '[Content_Types].xml': part(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': part(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': part(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': part(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': part(sheet),
  });
}

const CSV = new TextEncoder().encode('乡镇,户数\n石桥镇,120\n南湾乡,96\n');
const ROWS = ['乡镇\t户数', '石桥镇\t120', '南湾乡\t96'];
const textsOf = async (reading: ReturnType<OfficeFiles['read']>) =>
  (await reading).lines.map(({ text }) => text);

describe('files of office programs are read apart', () => {
  test('one after the other, by one process, as they are read in this one', async () => {
    const files = open();
    const [first, second] = await Promise.all([
      textsOf(files.read('csv', CSV)),
      textsOf(files.read('html', new TextEncoder().encode('<p>石桥镇办事指南。</p>'))),
    ]);
    expect(first).toEqual(ROWS);
    expect(second).toEqual(['石桥镇办事指南。']);
  });

  test('a file that says no report is refused by its own reason, and the next is read', async () => {
    const files = open();
    await expect(files.read('pdf', new TextEncoder().encode('%PDF-1.7 nothing'))).rejects.toThrow(
      UnreadableReport,
    );
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
  });

  test('a file that takes more time than it may is ended and refused, and the next is read', async () => {
    const files = open({ ...ROOMY, seconds: 1 });
    await expect(files.read('workbook', workbook(300_000))).rejects.toThrow(
      /读了 1 秒还没有读完.*READ_SECONDS/u,
    );
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
  });

  test('a file that takes more memory than it may is ended and refused, and the next is read', async () => {
    const files = open({ seconds: 60, megabytes: 256 });
    await expect(files.read('workbook', workbook(200_000))).rejects.toThrow(
      /内存超过了 256 MB.*READ_MEMORY_MB/u,
    );
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
  });

  test('a reading that is given up ends its process, and rejects with the reason', async () => {
    const files = open();
    const giveUp = new AbortController();
    const reading = files.read('workbook', workbook(200_000), { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(new Error('given up')), 300);
    await expect(reading).rejects.toThrow('given up');
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
  });

  test('a process whose parent is killed ends, though it is in the middle of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-apart-'));
    try {
      const file = join(folder, 'large.xlsx');
      writeFileSync(file, workbook(300_000));
      const module = fileURLToPath(new URL('../../src/app/office-files.ts', import.meta.url));
      const script = join(folder, 'parent.mts');
      writeFileSync(
        script,
        `import { readFileSync } from 'node:fs';
import { createOfficeFilesApart } from ${JSON.stringify(module)};
const files = createOfficeFilesApart(${JSON.stringify(SETTINGS)}, ${JSON.stringify(ROOMY)});
files.read('workbook', readFileSync(${JSON.stringify(file)}));
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500);\n`,
      );
      const before = readers();
      expect(() =>
        execFileSync(process.execPath, ['--import', 'tsx', script], { stdio: 'ignore' }),
      ).toThrow();
      await expect
        .poll(() => readers().filter((pid) => !before.includes(pid)), { timeout: 20_000 })
        .toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The processes of this machine that read files. */
function readers(): string[] {
  return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /file-reader\.js/u.test(line))
    .map((line) => line.trim().split(' ')[0] ?? '');
}

describe('what was read is kept', () => {
  function counted(): OfficeFiles & { readonly formats: string[] } {
    const formats: string[] = [];
    return {
      formats,
      async read(format) {
        formats.push(format);
        return {
          lines: [{ text: '石桥镇120户。', indent: 0, gap: 0, origins: [{ at: 0, page: 2 }] }],
          setAside: [],
          given: { title: '石桥镇' },
          notes: ['第3页没有读'],
        };
      },
    };
  }
  const folders: string[] = [];
  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'mingbai-kept-'));
    folders.push(made);
    return made;
  }
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  test('a file whose bytes were read before is not read again, by another process either', async () => {
    const [files, kept] = [counted(), folder()];
    const first = await keepLines(files, kept, 's').read('csv', CSV);
    const second = await keepLines(files, kept, 's').read('csv', CSV);
    expect(files.formats).toEqual(['csv']);
    expect(second).toEqual(first);
  });

  test('other bytes, another format and other settings are read', async () => {
    const [files, kept] = [counted(), folder()];
    await keepLines(files, kept, 's').read('csv', CSV);
    await keepLines(files, kept, 's').read('csv', CSV.subarray(1));
    await keepLines(files, kept, 's').read('html', CSV);
    await keepLines(files, kept, 't').read('csv', CSV);
    expect(files.formats).toEqual(['csv', 'csv', 'html', 'csv']);
  });

  test('what is damaged, or cannot be kept, is read anew', async () => {
    const [files, kept] = [counted(), folder()];
    await keepLines(files, kept, 's').read('csv', CSV);
    for (const name of readdirSync(kept)) {
      const text = readFileSync(join(kept, name), 'utf8');
      writeFileSync(join(kept, name), text.slice(0, -20));
    }
    await keepLines(files, kept, 's').read('csv', CSV);
    expect(files.formats).toHaveLength(2);
    const file = join(kept, 'file');
    writeFileSync(file, '');
    expect((await keepLines(files, file, 's').read('csv', CSV)).lines).toHaveLength(1);
  });

  test('what is not read any more is forgotten', async () => {
    const [files, kept] = [counted(), folder()];
    const keeping = keepLines(files, kept, 's');
    await keeping.read('csv', CSV);
    await keeping.read('html', CSV);
    await keeping.forgetOthers();
    expect(readdirSync(kept)).toHaveLength(2);
    await keeping.read('html', CSV);
    await keeping.forgetOthers();
    expect(readdirSync(kept)).toHaveLength(1);
  });
});
