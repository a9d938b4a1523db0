import type { IngestProgress, ReloadReport } from './core/ports.ts';
import { answer } from './wording/answer.ts';

export { chineseDate } from './wording/answer.ts';

/** Every sentence that a person reads, in one place, by surface. */
export const wording = {
  terminal: {
    building: (reason: string) => `正在建立索引（${reason}）`,
    phase: (phase: IngestProgress['phase']) => PHASES[phase],
    welcome: (documents: number, places: readonly string[]) =>
      [
        `明白已载入 ${documents} 份资料（${places.join('、')}）。直接输入问题，回车提问。`,
        '/sources 看资料 · /reload 重新载入 · /clear 换个话题 · /quit 退出',
      ].join('\n'),
    prompt: '问> ',
    cleared: '好的，换个话题。',
    unknownCommand: '没有这个命令。可以用：/sources /reload /clear /quit',
    citation: (marker: number, about: string) => `[${marker}] ${about}`,
    options: (labels: readonly string[]) => labels.map((label, at) => `  ${at + 1}. ${label}`).join('\n'),
    document: (at: number, title: string, about: string, passages: number) =>
      `${at}. ${title}（${about}，${passages} 段）`,
    unknownPlace: '地区不详',
    unknownDate: '日期不详',
    detected: (what: string, by: string | undefined) => (by === undefined ? what : `${what} ←${by}`),
    damage: (excerpt: string) => `   ⚠ 原文缺损：${excerpt}`,
    setAside: (count: number) => `   图注、版记等 ${count} 行不计入正文`,
    refused: (path: string, reason: string) => `✗ ${path}：${reason}`,
    ingested: (documents: number, passages: number, embedded: number, seconds: number, version: string) =>
      `完成：${documents} 份资料，${passages} 段，新算 ${embedded} 段，用时 ${seconds.toFixed(1)} 秒，版本 ${version}`,
    reloadFailed: '重新载入失败，原来的资料继续使用。原因：',
    telegramOn: 'Telegram 已连接。',
  },
  answer,
  telegram: {
    start: '您好，我根据已载入的资料回答政策问题，每句话都注明出处。直接把问题发给我就行。',
    startGroup: (username: string) =>
      `大家好，我根据已载入的资料回答政策问题，每句话都注明出处。@${username} 加上问题，或者 /ask 加上问题，我就会回答。`,
    help: (username: string) =>
      [
        '怎么问我：',
        `· 群里：@${username} 加上问题；或 /ask 加上问题；或直接回复我的消息`,
        `· 回复别人的消息并 @${username}，我就回答那条消息`,
        '· 私聊：直接发问题',
        '',
        '问题里写上县名更准。资料里没有的，我会直说没有，不会编。',
        '/sources 看我读过哪些资料',
      ].join('\n'),
    helpOperator: '/reload 重新读取资料（仅管理员）',
    nothingAsked: (username: string) =>
      `请把问题写在 @${username} 后面，或者回复要问的那条消息再 @${username}。`,
    noText: '我只看得懂文字，请把问题打字发给我。',
    unknownCommand: '没有这个命令，发 /help 看怎么用。',
    failed: '抱歉，这个问题处理时出了故障，请稍后再问一次。',
    stale: '刚才服务中断了一阵，之前的问题没有来得及回答。还需要的话，请再问一次。',
    continued: '（续）',
    noSources: '现在没有载入任何资料。',
    sourcesTitle: (documents: number, passages: number) => `已载入资料 ${documents} 份，共 ${passages} 段：`,
    sourcesMore: (left: number) => `…… 另有 ${left} 份没有列出。`,
    passages: (count: number) => `${count} 段`,
    notOperator: '只有管理员可以重新载入资料。',
    reloadProgress: ({ phase, done, total }: IngestProgress) =>
      `正在重新载入资料（${PHASES[phase]} ${done}/${total}），期间照常回答，完成后在这里报告。`,
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
      ].join('\n'),
    reloadFailed: '重新载入失败，原来的资料继续使用。原因已记入日志。',
    commands: {
      ask: '提问：/ask 加上问题',
      sources: '看我读过哪些资料',
      help: '怎么用',
      reload: '重新载入资料',
    },
  },
} as const;

const PHASES: Readonly<Record<IngestProgress['phase'], string>> = {
  reading: '读取',
  embedding: '计算向量',
  indexing: '建索引',
  checking: '检查',
};

/** Names written out in a report before it says how many are left. */
const LISTED = 10;

function changed(what: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const rest = paths.length > LISTED ? ` 等` : '';
  return [`${what} ${paths.length} 份：${paths.slice(0, LISTED).join('、')}${rest}`];
}

function more(count: number): string[] {
  return count > LISTED ? [`…… 另有 ${count - LISTED} 份，见日志。`] : [];
}
