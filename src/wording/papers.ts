import type { DocumentReport, SetAsideAs } from '../core/ports.ts';
import type { BlockKind } from '../core/types.ts';
import { chineseDate } from './answer.ts';

const BLOCKS: Readonly<Record<BlockKind, string>> = {
  title: '标题',
  heading: '小标题',
  paragraph: '段落',
  item: '条目',
  header: '表头',
  row: '表格行',
  field: '栏目',
  question: '提问',
  answer: '解答',
  signature: '落款',
};

const ASIDE: Readonly<Record<SetAsideAs, string>> = {
  header: '页首信息',
  byline: '署名',
  caption: '图注',
  boilerplate: '网页和编辑信息',
  page: '页码页眉',
  rule: '分隔线',
  instruction: '写给机器的指令',
};
/** Why nobody sees a text of a file. */
const UNSEEN = {
  hidden: '隐藏',
  pale: '与底色同色的字',
  white: '白字',
  outside: '页面以外',
  layer: '关闭的图层',
} as const;
/** Of papers abolished, or sections, so many are named. */
const NAMED = 8;

/** What an ingest tells of papers: their frame, their parts, and what a person should look at. */
export const papers = {
  /** The date stands in the line above: here only that it is not the day of issue. */
  frame: ({ number, issuer, issuedOn, date }: DocumentReport) =>
    [
      ...(number === undefined ? [] : [`文号 ${number}`]),
      ...(issuer === undefined ? [] : [`发布单位 ${issuer}`]),
      ...(issuedOn === undefined && date !== undefined ? ['没有写发布日期，上面是数字截至的日期'] : []),
    ].join('，'),
  validity: ({ effectiveFrom, validUntil }: Pick<DocumentReport, 'effectiveFrom' | 'validUntil'>) =>
    [
      ...(effectiveFrom === undefined ? [] : [`自${chineseDate(effectiveFrom)}起施行`]),
      ...(validUntil === undefined ? [] : [`有效期至${chineseDate(validUntil)}`]),
    ].join('，'),
  repeals: (repeals: DocumentReport['repeals']) =>
    `废止${listed(
      repeals.map(({ number, title }) =>
        title === undefined ? (number ?? '') : `《${title}》${number === undefined ? '' : `（${number}）`}`,
      ),
      '、',
    )}`,
  sections: (sections: DocumentReport['sections'], unknownPlace: string) => {
    const places = [...new Set(sections.map(({ place }) => place ?? unknownPlace))];
    return `内分 ${sections.length} 节：${listed(places, '、')}`;
  },
  section: (about: readonly string[]) => `· ${about.filter((part) => part !== '').join('，')}`,
  blocks: (blocks: DocumentReport['blocks']) =>
    Object.entries(blocks)
      .map(([kind, count]) => `${BLOCKS[kind as BlockKind]} ${count}`)
      .join('，'),
  setAside: (setAside: DocumentReport['setAside']) => {
    const counts = new Map<string, number>();
    for (const { as } of setAside) counts.set(ASIDE[as], (counts.get(ASIDE[as]) ?? 0) + 1);
    const kinds = [...counts].map(([kind, count]) => `${kind} ${count}`).join('、');
    return `不计入正文 ${setAside.length} 行：${kinds}`;
  },
  warning: (text: string) => `⚠ ${text}`,
  /** Of all documents, behind a reload. */
  warnings: (count: number) => `请核对 ${count} 处：`,
  elsewhere: (title: string, place: string, own: string) =>
    `标题“${title}”写的是${place}，这里按${own}处理，请核对地区`,
  endsBeforeStart: (title: string, from: string, until: string) =>
    `《${title}》自${chineseDate(from)}起施行，有效期却到${chineseDate(until)}，前后矛盾，请核对`,
  endsBeforeIssue: (title: string, from: string, until: string) =>
    `《${title}》${chineseDate(from)}发布，有效期却到${chineseDate(until)}，前后矛盾，请核对`,
  impossibleDay: (day: string) => `“${day}”不是日历上有的日子，没有当作日期，请核对`,
  noPlace: '看不出是哪个地方的资料，写了地名的问题查不到它，请在 sources.json 里写明地区（place）',
  unlistedPlace: (place: string) =>
    `地名“${place}”不在行政区划里，可能是扫描件认错了，请在 sources.json 里写明（place）`,
  noText: '只有标题、表头或落款，没有正文，查不到内容，请核对',
  instruction: (text: string) => `“${text}”是写给机器的指令，不是资料内容，没有收进来，请核对来源`,
  emptyHead: (head: string) => `“${head}”后面没有列出内容，这句不会单独引用，请核对`,
  /** @param where on which pages, and how many characters, as far as they are told. */
  unseen: (
    kinds: readonly (keyof typeof UNSEEN)[],
    { pages = '', characters }: { readonly pages?: string; readonly characters?: number },
  ) =>
    `${pages}有看不见的文字（${kinds.map((kind) => UNSEEN[kind]).join('、')}）${
      characters === undefined ? '' : `，共 ${characters} 个字`
    }，没有读`,
  struck: (characters: number) => `有划掉的文字，共 ${characters} 个字，没有读`,
  mutualRepeal: (title: string, other: string) =>
    `《${title}》和《${other}》互相废止，两份都没有按废止处理，请核对`,
} as const;

/** 3—5、9: numbers of pages, rows or columns, in order. @param name of one of them. */
export function stretches(numbers: Iterable<number>, name: (one: number) => string = String): string {
  const found: { from: number; to: number }[] = [];
  const ordered = [...new Set(numbers)].sort((a, b) => a - b);
  for (const one of ordered) {
    const last = found.at(-1);
    if (last !== undefined && last.to + 1 === one) last.to = one;
    else found.push({ from: one, to: one });
  }
  const named = found
    .slice(0, STRETCHES_NAMED)
    .map(({ from, to }) => (from === to ? name(from) : `${name(from)}—${name(to)}`))
    .join('、');
  return found.length > STRETCHES_NAMED ? `${named}等 ${ordered.length} ` : named;
}

/** More stretches are only counted. */
const STRETCHES_NAMED = 6;

function listed(names: readonly string[], separator: string): string {
  const shown = names.slice(0, NAMED).join(separator);
  return names.length > NAMED ? `${shown}等 ${names.length} 个` : shown;
}
