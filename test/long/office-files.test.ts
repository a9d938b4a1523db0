import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { createOfficeFilesApart, type OfficeFilesApart } from '../../src/app/office-files.ts';
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
    const files = open({ ...ROOMY, seconds: 2 });
    await expect(files.read('workbook', workbook(300_000))).rejects.toThrow(
      /读了 2 秒还没有读完.*READ_SECONDS/u,
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

  test('a process whose parent is killed ends, though it is in the middle of a file, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-apart-'));
    try {
      const file = join(folder, 'large.xlsx');
      writeFileSync(file, workbook(300_000));
      const module = fileURLToPath(new URL('../../src/app/office-files.ts', import.meta.url));
      const script = join(folder, 'parent.mts');
      writeFileSync(
        script,
        `import { readdirSync, readFileSync } from 'node:fs';
import { createOfficeFilesApart } from ${JSON.stringify(module)};
const files = createOfficeFilesApart(${JSON.stringify(SETTINGS)}, ${JSON.stringify(ROOMY)});
files.read('workbook', readFileSync(${JSON.stringify(file)}));
// Its process has a folder of its own once it runs.
const wait = setInterval(() => {
  if (!readdirSync(process.env.TMPDIR).some((name) => /^mingbai-[A-Za-z0-9]{6}$/.test(name))) return;
  clearInterval(wait);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1000);
}, 50);\n`,
      );
      const own = join(folder, 'tmp');
      mkdirSync(own);
      expect(() =>
        execFileSync(process.execPath, ['--import', 'tsx', script], {
          stdio: 'ignore',
          env: { ...process.env, TMPDIR: own },
        }),
      ).toThrow();
      const left = () => readdirSync(own).filter((name) => /^mingbai-[A-Za-z0-9]{6}$/u.test(name));
      expect(left()).toHaveLength(1);
      await expect.poll(left, { timeout: 20_000 }).toEqual([]);
      await expect.poll(() => readersIn(own), { timeout: 5_000 }).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the reader that an idle process was is begun anew', async () => {
    const files = open();
    const before = readersIn('');
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
    const own = readersIn('').filter((pid) => !before.includes(pid));
    for (const pid of own) process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => readersIn('').filter((pid) => own.includes(pid))).toEqual([]);
    expect(await textsOf(files.read('csv', CSV))).toEqual(ROWS);
  });

  test('a file that fits is read, whatever the files before it left in the process', async () => {
    const files = open({ seconds: 60, megabytes: 300 });
    const bytes = workbook(12_000);
    for (let times = 0; times < 4; times++)
      expect((await files.read('workbook', bytes)).lines.length).toBeGreaterThan(11_000);
  });

  test('without a folder for its files nothing is read, and no process is left', async () => {
    const before = readersIn('');
    const files = open();
    const was = process.env.TMPDIR;
    process.env.TMPDIR = '/nowhere';
    try {
      await expect(files.read('csv', CSV)).rejects.toThrow(/放临时文件的文件夹不能写/u);
    } finally {
      if (was === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = was;
    }
    expect(readersIn('').filter((pid) => !before.includes(pid))).toEqual([]);
  });
});

/** The processes that read files and belong to this one, or to none any more and to this folder, by their numbers. */
function readersIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false;
    try {
      const part = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'latin1');
      if (!part('cmdline').includes('file-reader.js')) return false;
      return folder === ''
        ? part('status').includes(`PPid:\t${process.pid}\n`)
        : part('environ').includes(`TMPDIR=${folder}`);
    } catch {
      return false;
    }
  });
}
