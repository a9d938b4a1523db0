import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { keepLines } from '../../../src/corpus/read/kept-lines.ts';
import { maskLines } from '../../../src/corpus/read/masked.ts';
import type { OfficeFiles } from '../../../src/corpus/read/office.ts';
import { createOfficeFiles } from '../../../src/corpus/read/read-office.ts';
import { UnreadableReport } from '../../../src/corpus/read/reader.ts';

const CSV = new TextEncoder().encode('乡镇,户数\n石桥镇,120\n南湾乡,96\n');

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

  test('what a reader gives of a real file is taken as it was kept, and persons in it are masked', async () => {
    const real = createOfficeFiles({ scanner: null });
    const read: string[] = [];
    const counting: OfficeFiles = {
      read(format, bytes, options) {
        read.push(format);
        return real.read(format, bytes, options);
      },
    };
    const keeping = keepLines(counting, folder(), 's');
    const SAMPLES = [
      ['pdf', 'pdf/plain-table.pdf'],
      ['ofd', 'ofd/ofdrw-table.ofd'],
      ['docx', 'docx/rules.docx'],
      ['doc', 'doc/rules.doc'],
      ['rtf', 'rtf/rules.rtf'],
      ['workbook', 'sheets/standards.xlsx'],
      ['html', 'html/trs.html'],
    ] as const;
    for (const [format, path] of SAMPLES) {
      const bytes = readFileSync(new URL(`files/${path}`, import.meta.url));
      const first = await keeping.read(format, bytes);
      expect(await keeping.read(format, bytes), path).toEqual(first);
    }
    expect(read).toEqual(SAMPLES.map(([format]) => format));
  });

  test('what was refused is refused again without being read, by this process alone', async () => {
    let times = 0;
    const refusing: OfficeFiles = {
      async read() {
        times++;
        throw new UnreadableReport('已经损坏');
      },
    };
    const kept = folder();
    const keeping = keepLines(refusing, kept, 's');
    for (let asked = 0; asked < 2; asked++)
      await expect(keeping.read('csv', CSV)).rejects.toThrow('已经损坏');
    expect(times).toBe(1);
    await expect(keepLines(refusing, kept, 's').read('csv', CSV)).rejects.toThrow('已经损坏');
    expect(times).toBe(2);
  });

  test('no number of a person is kept, wherever in the file it stands', async () => {
    const files: OfficeFiles = {
      async read() {
        return maskLines({
          lines: [
            {
              text: '联系人王小五 13800138000',
              indent: 0,
              gap: 0,
              origins: [{ at: 0, sheet: '王小五13800138000' }],
            },
          ],
          setAside: ['王小五 13800138000'],
          given: { title: '王小五 13800138000' },
          notes: ['工作表“王小五 13800138000”是隐藏的'],
        });
      },
    };
    const kept = folder();
    await keepLines(files, kept, 's').read('csv', CSV);
    const [name = ''] = readdirSync(kept);
    expect(readFileSync(join(kept, name), 'utf8')).not.toContain('13800138000');
  });

  test('a file that no document is made of is not read again at each reading', async () => {
    const [files, kept] = [counted(), folder()];
    const failing: OfficeFiles = {
      async read(format, bytes, options) {
        const lines = await files.read(format, bytes, options);
        if (format === 'html') throw new UnreadableReport('太大');
        return lines;
      },
    };
    const keeping = keepLines(failing, kept, 's');
    for (let reading = 0; reading < 3; reading++) {
      await keeping.read('csv', CSV);
      await expect(keeping.read('html', CSV)).rejects.toThrow('太大');
      await keeping.forgetOthers(new Set());
    }
    expect(files.formats).toEqual(['csv', 'html']);
    await keeping.forgetOthers(new Set());
    await expect(keeping.read('html', CSV)).rejects.toThrow('太大');
    expect(files.formats).toEqual(['csv', 'html', 'html']);
  });

  test('what no document is made of any more is forgotten', async () => {
    const [files, kept] = [counted(), folder()];
    const keeping = keepLines(files, kept, 's');
    const other = Buffer.concat([CSV, Buffer.from('青禾县,300\n')]);
    const contentOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    await keeping.read('csv', CSV);
    await keeping.read('csv', other);
    await keeping.forgetOthers(new Set([contentOf(CSV), contentOf(other)]));
    expect(readdirSync(kept)).toHaveLength(2);
    await keeping.forgetOthers(new Set([contentOf(CSV)]));
    expect(readdirSync(kept)).toHaveLength(1);
    await keepLines(files, kept, 's').forgetOthers(new Set([contentOf(CSV)]));
    expect(readdirSync(kept)).toHaveLength(0);
  });
});
