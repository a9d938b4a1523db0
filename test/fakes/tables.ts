import type { AnswerTable } from '../../src/core/shown/table.ts';

/** Of two places, one without a figure. */
export const TABLE: AnswerTable = {
  caption: '2024年',
  columns: ['地方', '低保标准（每人每月）'],
  rows: [
    { name: '甲县', cells: [{ text: '560元', marker: 1 }] },
    { name: '乙县', cells: [{ text: '未找到' }] },
  ],
};
