import type { IngestProgress } from './core/ports.ts';
import { answer } from './wording/answer.ts';
import { buttons } from './wording/buttons.ts';
import { PHASES, readingFile, UNITS } from './wording/chat/chat.ts';
import { LISTS } from './wording/chat/commands.ts';
import { quoted } from './wording/courtesies.ts';
import { http } from './wording/http.ts';
import { telegram } from './wording/telegram.ts';

export { chineseDate } from './wording/answer.ts';

const COMMANDS = '/help 怎么问 · /sources 看资料 · /reload 重新载入 · /clear 换个话题 · /quit 退出';
/** Places that the welcome names. */
const PLACES_NAMED = 10;

function placesNamed(places: readonly string[]): string {
  if (places.length === 0) return '';
  const all = places.length > PLACES_NAMED ? `等 ${places.length} 处` : '';
  return `（${places.slice(0, PLACES_NAMED).join('、')}${all}）`;
}

function asExamples(questions: readonly string[]): string[] {
  return questions.length === 0 ? [] : [`比如可以问：${quoted(questions)}`];
}

/** Every sentence that a person reads, in one place, by surface. */
export const wording = {
  terminal: {
    building: (reason: string) => `正在建立索引（${reason}）`,
    readingFile,
    phase: (phase: IngestProgress['phase']) => PHASES[phase],
    notice: (reason: string) => `（注意：${reason.replace(/。$/u, '')}）`,
    unit: (phase: IngestProgress['phase']) => UNITS[phase],
    remaining: (seconds: number) =>
      seconds < 60 ? ` · 约剩 ${Math.ceil(seconds)} 秒` : ` · 约剩 ${Math.ceil(seconds / 60)} 分钟`,
    welcome: (documents: number, places: readonly string[], examples: readonly string[]) =>
      [
        `明白已载入 ${documents} 份资料${placesNamed(places)}。直接输入问题，按回车；写上县名，答得更准。`,
        ...asExamples(examples),
        COMMANDS,
      ].join('\n'),
    help: (examples: readonly string[]) =>
      [
        '直接输入问题，按回车。写上县名，答得更准；接着问可以说“那某县呢”。资料里没有的，会直说没有。',
        ...asExamples(examples),
        COMMANDS,
      ].join('\n'),
    staleAnswer: '（这个回答依据的可能不是最新的资料。）',
    prompt: '问> ',
    cleared: '好的，换个话题。',
    unknownCommand: `没有这个命令。可以用：${COMMANDS}`,
    failed: (reason: string) => `抱歉，这个问题处理时出了故障，请再问一次。原因：${reason}`,
    citation: (marker: number, about: string) => `[${marker}] ${about}`,
    /** One passage that was found, with what it was ranked by. */
    retrieved: (
      at: number,
      where: string,
      score: number,
      similarity: number | null,
      ranks: Readonly<Record<string, number | undefined>>,
    ) => {
      const near = similarity === null ? '' : `，相似度 ${similarity.toFixed(3)}`;
      const lists = Object.entries(ranks).map(([list, rank]) => `${LISTS[list] ?? list}第 ${rank}`);
      return `${at}. ${where}：得分 ${score.toFixed(4)}${near}，${lists.join('、')}`;
    },
    options: (labels: readonly string[]) => labels.map((label, at) => `  ${at + 1}. ${label}`).join('\n'),
    document: (at: number, title: string, about: string, passages: number) =>
      `${at}. ${title}（${about}，${passages} 段）`,
    unknownPlace: '地区不详',
    unknownDate: '日期不详',
    detected: (what: string, by: string | undefined) => (by === undefined ? what : `${what} ←${by}`),
    damage: (excerpt: string) => `   ⚠ 原文缺损：${excerpt}`,
    /** A line below a document. */
    fact: (fact: string) => `   ${fact}`,
    refused: (path: string, reason: string) => `✗ ${path}：${reason}`,
    ingested: (documents: number, passages: number, embedded: number, seconds: number, version: string) =>
      `完成：${documents} 份资料，${passages} 段，新算 ${embedded} 段，用时 ${seconds.toFixed(1)} 秒，版本 ${version}`,
    reloadFailed: '重新载入失败，原来的资料继续使用。原因：',
    telegramLate:
      '还没有连上 Telegram，正在不断重试。请检查网络；在连不到 api.telegram.org 的地方，可以用 TELEGRAM_API_ROOT 指定自己的 Bot API 服务器。',
    telegramOn: 'Telegram 已连接。',
    address: (url: string) => `网页和接口：${url}/`,
  },
  /** Why what serves is older than the reports, or may be. */
  stale: {
    notBuilt: (reason: string) => `没有建成新索引，回答依据的是原来的索引。原因：${reason}`,
    notReloaded: (reason: string) =>
      `上次重新载入失败，回答依据的是原来的资料，可能不是最新的。原因：${reason}`,
    damaged: (reason: string) => `索引有损坏，回答依据的是完好的前一份，可能不是最新的。原因：${reason}`,
  },
  answer,
  telegram,
  buttons,
  http,
} as const;
