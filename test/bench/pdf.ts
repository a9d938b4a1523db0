/*
 * What a long PDF costs the process that reads files, beside `pdftotext -layout` on the same file, in turn. The files are
 * of an invented county, of about 600 pages, by LibreOffice and by Chromium. Prints a line of JSON for each: medians of milliseconds
 * on the clock and of CPU (all threads), their ratios to pdftotext, and megabytes; `first` is the reading of a process that
 * has just started, without its start, `next` that of the same file behind it; the megabytes are the most of both. Run it by
 * `npm run bench:pdf` on an idle machine; it needs Linux, poppler, and LibreOffice or Chromium. Files named behind `--` are
 * read in place of these.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FileReply, FileRequest } from '../../src/app/file-reader.ts';
import { readerOptions } from '../../src/app/office-files.ts';
import { builtModule } from '../../src/built.ts';
import { hasProgram, TARGETS } from '../formats/convert.ts';
import { at } from './timing.ts';

const ROUNDS = 7;
/** What the process that reads may hold, as READ_MEMORY_MB has it by default. */
const MEGABYTES = 2048;
/** Papers of about four pages. */
const PAPERS = 160;
/** Of the clock that /proc counts the CPU of a process by. */
const TICKS_A_SECOND = 100;

const STYLE =
  '<style>@page{margin:25mm 28mm}body{font:16px/28px serif}p{text-indent:2em}h1{page-break-before:always}td{border:1px solid}</style>';

interface Cost {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
}

const folder = mkdtempSync(join(tmpdir(), 'mingbai-bench-'));
try {
  const named = process.argv.slice(2);
  for (const path of named.length > 0 ? named : madeFiles()) await measure(path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(path));
  const theirs: Cost[] = [];
  const started: Cost[] = [];
  const first: Cost[] = [];
  const next: Cost[] = [];
  let megabytes = 0;
  let pages = 0;
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(costOfPdftotext(path));
    const child = fork(builtModule('file-reader'), [], {
      execArgv: readerOptions(MEGABYTES),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const settings = { ocr: false, libreOffice: null, folder: mkdtempSync(join(folder, 'child-')) };
    child.send({ settings } satisfies FileRequest);
    started.push(
      await costOf(child, { format: 'csv', bytes: new TextEncoder().encode('乡镇,标准\n和安乡,260') }),
    );
    first.push(await costOf(child, { format: 'pdf', bytes }, (total) => (pages = total)));
    next.push(await costOf(child, { format: 'pdf', bytes }));
    megabytes = Math.max(megabytes, peakMegabytes(child));
    child.kill('SIGKILL');
  }
  const base = medianOf(theirs);
  const beside = (costs: readonly Cost[]) => {
    const { wall, cpu } = medianOf(costs);
    return { wall, cpu, wallRatio: part(wall, base.wall), cpuRatio: part(cpu, base.cpu) };
  };
  process.stdout.write(
    `${JSON.stringify({
      file: basename(path),
      pages,
      pdftotext: base,
      start: medianOf(started).wall,
      first: beside(first),
      next: beside(next),
      peakMegabytes: Math.round(megabytes),
    })}\n`,
  );
}

function medianOf(costs: readonly Cost[]): Cost {
  const median = (values: readonly number[]) => Math.round(at(values, 0.5));
  return { wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)) };
}

function part(one: number, other: number): number {
  return Number((one / other).toFixed(2));
}

/** @throws Error when it fails. */
function costOfPdftotext(path: string): Cost {
  const began = performance.now();
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="cpu %U %S"; time pdftotext -layout "$1" /dev/null', 'bash', path],
    { encoding: 'utf8' },
  );
  const [, user, system] = /^cpu (\S+) (\S+)$/mu.exec(stderr) ?? [];
  if (status !== 0 || user === undefined) throw new Error(`pdftotext ended with ${status}: ${stderr}`);
  return { wall: performance.now() - began, cpu: 1000 * (Number(user) + Number(system)) };
}

/** From the bytes to the lines, in a process that reads. @throws Error where it refuses the file. */
async function costOf(
  child: ChildProcess,
  request: FileRequest,
  onPages: (total: number) => void = () => undefined,
): Promise<Cost> {
  const [began, before] = [performance.now(), cpuOf(child)];
  await new Promise<void>((resolve, reject) => {
    child.on('message', function onReply(message) {
      const reply = message as FileReply;
      if ('page' in reply) return onPages(reply.pages);
      child.off('message', onReply);
      if ('lines' in reply) resolve();
      else reject(new Error(JSON.stringify(reply)));
    });
    child.once('exit', () => reject(new Error('the process that reads is gone')));
    child.send(request);
  });
  return { wall: performance.now() - began, cpu: cpuOf(child) - before };
}

function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

/** The most that a process held of the machine's memory. */
function peakMegabytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) / 1024;
}

function madeFiles(): string[] {
  const from = join(folder, 'pages');
  mkdirSync(from);
  writeFileSync(join(from, '汇编.html'), `<!doctype html><meta charset="utf-8">${STYLE}${papers().join('')}`);
  return TARGETS.filter(({ ending, needs }) => ending === 'pdf' && needs && hasProgram(needs)).map(
    ({ name, convert }) => {
      const to = join(folder, name);
      mkdirSync(to);
      convert(from, to);
      const path = join(to, `${name}.pdf`);
      renameSync(join(to, '汇编.pdf'), path);
      return path;
    },
  );
}

/** Notices with headings, paragraphs and tables, no two alike. */
function papers(): string[] {
  let seed = 7;
  const upTo = (limit: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 1 + (seed % limit);
  };
  const sentences = [
    () =>
      `各乡镇人民政府要落实属地责任，对辖区内的${upTo(900)}个项目逐项登记造册，每月${upTo(28)}日前报县农业农村局汇总，逾期不报的予以通报。`,
    () =>
      `从${2014 + upTo(10)}年${upTo(12)}月1日起，农村居民最低生活保障标准提高到每人每月${upTo(900)}元，所需资金由县财政统筹安排。`,
    () =>
      `对流转土地${upTo(900)}亩以上、合同期限不少于${upTo(20)}年的，一次性给予${upTo(9000)}元补助，同一项目不得重复享受。`,
    () => `县财政局应当在收到申请之日起${upTo(28)}个工作日内完成审核，公示无异议的，通过“一卡通”发放到户。`,
  ];
  const prose = () => Array.from({ length: upTo(4) }, () => sentences[upTo(4) - 1]?.()).join('');
  const paragraph = () => `<p>${prose()}</p>`;
  const row = () =>
    `<tr><td>和安乡</td><td>高标准农田</td><td>${upTo(5000)}</td><td>${upTo(900)}</td><td>${upTo(500)}.${upTo(9)}</td></tr>`;
  const table = () =>
    `<table><tr><td>乡镇</td><td>项目名称</td><td>面积（亩）</td><td>标准（元/亩）</td><td>金额（万元）</td></tr>${Array.from({ length: 5 + upTo(9) }, row).join('')}</table>`;
  return Array.from({ length: PAPERS }, (_, at) => {
    const parts = [...'一二三四五'].map(
      (number, part) =>
        `<h2>${number}、补助标准</h2>${Array.from({ length: 1 + upTo(3) }, paragraph).join('')}${part % 2 === 1 ? table() : ''}`,
    );
    return `<h1>云岭县人民政府关于第${at + 1}批惠农项目实施方案的通知</h1><p>各乡镇人民政府：</p>${parts.join('')}`;
  });
}
