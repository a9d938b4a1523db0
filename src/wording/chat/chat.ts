import type { IngestProgress, ReloadReport } from '../../core/ports.ts';
import { chineseDate } from '../answer.ts';
import { papers } from '../papers.ts';
import { commands } from './commands.ts';

/** What is said in every chat, whatever its surface; commands.ts: by commands. */
export const chat = {
  unknownCommand: '没有这个命令，发 /help 看怎么用。',
  failed: '抱歉，这个问题处理时出了故障，请稍后再问一次。',
  /** To whoever had an answer stopped: below what was written until then, and where nothing was. */
  stopped: {
    midway: '已按您的要求停在这里，没有写完。想看完整的请再问一次。',
    unsaid: '已按您的要求停下，还没有写出内容。想看的请再问一次。',
  },
  stale: '刚才服务中断了一阵，之前的问题没有来得及回答。还需要的话，请再问一次。',
  queued: (position: number) => `前面还有人在问，您排队第 ${position} 位，答好了就写在这里。`,
  /** To all of a chat, where many wait. */
  crowded: (waiting: number) =>
    `这会儿问的人多，本群有 ${waiting} 个问题在排队，我会按先后一个个回答，请不用重发。`,
  limited: {
    member: '您问得有点密，先歇一分钟再问，好吗？',
    group: '本群这会儿问得太密，我忙不过来，请一分钟后再问。',
    full: '本群排队的问题已经满了，新的问题这会儿接不下，请过几分钟再问。',
    queue: '现在问的人太多，请过几分钟再问。',
  },
  noSources: '现在没有载入任何资料。',
  sourcesTitle: (documents: number, passages: number) => `已载入资料 ${documents} 份，共 ${passages} 段：`,
  sourcesMore: (left: number) => `…… 另有 ${left} 份没有列出。`,
  /** Under the number of reports, where the next index could not be built or a reload failed. */
  oldReports: '回答依据的可能不是最新的资料。请管理员用 /reload 重新载入。',
  passages: (count: number) => `${count} 段`,
  notOperator: '只有机器人的管理员可以重新载入资料。',
  reloadProgress: ({ phase, done, total, file, page }: IngestProgress) =>
    `正在重新载入资料（${PHASES[phase]} ${done}/${total} ${UNITS[phase]}${file === undefined ? '' : `，${readingFile(file, page)}`}），期间照常回答，完成后在这里报告。`,
  reloadDone: ({ documents, passages, embedded, seconds, changes, refusedFiles }: ReloadReport) =>
    [
      `资料已更新：${documents.length} 份，共 ${passages} 段，其中新算 ${embedded} 段，用时 ${Math.round(seconds)} 秒。`,
      ...changed('新增', changes.added),
      ...changed('有改动', changes.changed),
      ...changed('已移除', changes.removed),
      ...(changes.added.length + changes.changed.length + changes.removed.length === 0
        ? ['与上一版相比没有变化。']
        : []),
      ...(refusedFiles.length === 0 ? [] : [`未能读取 ${refusedFiles.length} 份：`]),
      ...refusedFiles.slice(0, LISTED).map(({ path, reason }) => `· ${path}：${reason}`),
      ...more(refusedFiles.length),
      ...papersOf(documents, changes),
    ].join('\n'),
  /** @param reason null where it is for nobody but who reads the log. */
  reloadFailed: (reason: string | null) => [
    '重新载入失败，原来的资料继续使用。',
    reason === null ? '原因已记入日志。' : `原因：${reason}`,
  ],
  commands,
};

export const PHASES: Readonly<Record<IngestProgress['phase'], string>> = {
  reading: '读取',
  embedding: '计算向量',
  indexing: '建索引',
  checking: '检查',
};

/** Which file is being read, and how far. */
export function readingFile(file: string, page: IngestProgress['page']): string {
  return page === undefined ? file : `${file} 第${page.done}/${page.total}页`;
}

/** What a phase counts. */
export const UNITS: Readonly<Record<IngestProgress['phase'], string>> = {
  reading: '份',
  embedding: '段',
  indexing: '步',
  checking: '步',
};

/** Names written out in a report before it says how many are left. */
const LISTED = 10;

function changed(what: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const rest = paths.length > LISTED ? ` 等` : '';
  return [`${what} ${paths.length} 份：${paths.slice(0, LISTED).join('、')}${rest}`];
}

/** What is new in papers, a line each, and what a person should look at. */
function papersOf(
  documents: ReloadReport['documents'],
  { added, changed }: ReloadReport['changes'],
): string[] {
  const fresh = new Set([...added, ...changed]);
  const told = documents.filter(({ path }) => fresh.has(path)).map(paperLine);
  const warnings = documents.flatMap((document) =>
    document.warnings.map((warning) => `${papers.warning(warning)}（${document.path}）`),
  );
  return [
    ...told.slice(0, LISTED),
    ...more(told.length),
    ...(warnings.length === 0 ? [] : [papers.warnings(warnings.length), ...warnings.slice(0, LISTED)]),
    ...more(warnings.length),
  ];
}

function paperLine(document: ReloadReport['documents'][number]): string {
  const { title, place, date, number, repeals, sections } = document;
  return papers.section([
    title,
    place ?? '地区不详',
    date === undefined ? '日期不详' : chineseDate(date),
    number ?? '',
    papers.validity(document),
    repeals.length === 0 ? '' : papers.repeals(repeals),
    sections.length === 0 ? '' : papers.sections(sections, '地区不详'),
  ]);
}

function more(count: number): string[] {
  return count > LISTED ? [`…… 另有 ${count - LISTED} 份，见日志。`] : [];
}
