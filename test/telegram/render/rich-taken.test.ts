import { expect, test } from 'vitest';
import type { AnswerTable } from '../../../src/core/shown/table.ts';
import type { Answered, Citation } from '../../../src/core/types.ts';
import { forOlder, renderRich } from '../../../src/telegram/render/rich.ts';
import { readRich } from '../../fakes/bot-api/rich.ts';

const citation = (marker: number, quote: string, more: Partial<Citation> = {}): Citation => ({
  marker,
  documentId: 'a',
  document: 'a.txt',
  title: '某县低保通知',
  place: '某县',
  date: '2024-03-05',
  span: { start: 0, end: quote.length },
  quote,
  ...more,
});

const TABLE: AnswerTable = {
  caption: '2024年',
  columns: ['地方', '低保标准（每人每月）', '特困标准（每人每月）'],
  rows: [
    { name: '甲县', cells: [{ text: '560元', marker: 1 }, { text: '未找到' }] },
    { name: '乙县', cells: [{ text: '未找到' }, { text: '728元', marker: 2 }] },
  ],
};
const answer: Answered = {
  kind: 'answered',
  method: 'extracted',
  text: '甲县为560元[1]。\n下列情形停发：（一）死亡的[1]。\n（二）搬走的[2]。\n以上[1]。',
  citations: [
    citation(1, '低保标准为每人每月560元。'),
    citation(2, '特困标准为728元。\n（一）死亡的；', { ended: 'repealed' }),
  ],
  table: TABLE,
  corpusVersion: 'v1',
};

test.each([
  ['10.3', (message: object) => message],
  ['10.2', forOlder as (message: object) => object],
] as const)('a server of %s takes what is rendered, and finds nothing to object to', (version, form) => {
  const messages = renderRich(answer) ?? [];
  const types = messages.flatMap(({ blocks = [] }) => blocks.map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(['paragraph', 'table', 'list', 'expandable_blockquote']));
  for (const message of messages) {
    const read = readRich(form(message) as Record<string, unknown>, { version });
    expect(read).toMatchObject({ faults: [], ignored: [] });
    expect(read).not.toHaveProperty('refused');
  }
});
