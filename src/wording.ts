import type { IngestProgress } from './core/ports.ts';
import { answer } from './wording/answer.ts';
import { buttons } from './wording/buttons.ts';
import { PHASES, telegram } from './wording/telegram.ts';

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
  telegram,
  buttons,
} as const;
