/*
 * What a reload costs after one file of a thousand changed: its seconds beside those that reading and embedding take of
 * that file alone. The files are notices of invented counties as .docx; the first ingest of them takes some minutes. Run
 * it by `npm run bench:reload` on an idle machine.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { at } from './timing.ts';

const FILES = 1000;
const ROUNDS = 7;
const SUBJECTS = [
  '低保',
  '高龄津贴',
  '临时救助',
  '危房改造',
  '农机购置补贴',
  '公益性岗位',
  '小额信贷',
  '养老服务',
];
const root = mkdtempSync(join(tmpdir(), 'mingbai-bench-'));

try {
  const all = await open('all', FILES);
  const alone = await open('alone', 1);
  const own: number[] = [];
  const whole: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const file = round * 111;
    write('all', file, round);
    write('alone', 0, round);
    own.push((await reload(alone)).file);
    whole.push((await reload(all)).all);
  }
  const [ofFile, ofReload] = [at(own, 0.5), at(whole, 0.5)];
  process.stdout.write(
    `${all.status().passages} passages of ${FILES} files\n` +
      `one file read and embedded ${ofFile.toFixed(2)} s   reload ${ofReload.toFixed(2)} s   ` +
      `beyond twice the file ${(ofReload - 2 * ofFile).toFixed(2)} s\n`,
  );
  await Promise.all([all.close(), alone.close()]);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function open(name: string, files: number): Promise<App> {
  mkdirSync(join(root, name), { recursive: true });
  for (let file = 0; file < files; file++) write(name, file, 0);
  const config = readConfig({
    CORPUS_DIR: join(root, name),
    INDEX_DIR: join(root, `${name}-index`),
    DATA_DIR: join(root, `${name}-data`),
    READER_MODEL: 'none',
  });
  return createApp(config, { log: () => undefined, build: 'stale' });
}

/** Seconds of a reload, and those of them in which files are read and embedded. */
async function reload(app: App): Promise<{ readonly all: number; readonly file: number }> {
  const began = performance.now();
  let embedded = began;
  await app.reload(({ phase }) => {
    if (phase === 'reading' || phase === 'embedding') embedded = performance.now();
  });
  return { all: (performance.now() - began) / 1000, file: (embedded - began) / 1000 };
}

function write(folder: string, file: number, edition: number): void {
  const county = `青${String.fromCodePoint(0x4e00 + 97 * Math.floor(file / 20))}县`;
  const subject = `${SUBJECTS[file % SUBJECTS.length]}（第${file}批）`;
  const amount = 100 + ((file * 37 + edition * 11) % 900);
  const paragraphs = [
    `${county}人民政府办公室关于做好${subject}工作的通知`,
    '各乡镇人民政府，县直各单位：',
    `一、标准。${subject}每人每月${amount}元，一类对象每人每月${amount + 60}元。`,
    `二、条件。申请人应当具有本县户籍，家庭人均年收入低于${amount * 20}元。`,
    `三、程序。村民委员会在${5 + (file % 9)}个工作日内入户调查，乡镇在${10 + (file % 11)}个工作日内审核。`,
    `四、发放。审批后次月发放，全县${2018 + (file % 6)}年共发放${amount * 3}万元。`,
    `${county}人民政府办公室`,
    `${2018 + (file % 6)}年${1 + (file % 12)}月${1 + (file % 28)}日`,
  ];
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
  };
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  writeFileSync(join(root, folder, `${String(file).padStart(4, '0')}.docx`), zipSync(bytes));
}
