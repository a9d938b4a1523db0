import { describe, expect, test } from 'vitest';
import { slice } from '../../../src/core/language/text.ts';
import { clean } from '../../../src/corpus/clean.ts';
import { isWord } from '../fixture.ts';

const lost = (raw: string) => {
  const { text, damage } = clean(raw, { isWord });
  return damage.map((span) => slice(text, span));
};
const BODY = '全县共有敬老院十二所，床位六百张。';

describe('text is told as lost', () => {
  test.each([
    [
      'a title is never closed',
      `${BODY}县里印发了《养老服务\n\n二、医疗救助\n\n${BODY}`,
      '县里印发了《养老服务',
    ],
    [
      'more must follow the last word',
      `${BODY}养老机构应当按照\n\n二、医疗救助\n\n${BODY}`,
      '养老机构应当按照',
    ],
    ['a list stops at its comma', `${BODY}新增洗浴、理发、\n\n二、医疗救助\n\n${BODY}`, '新增洗浴、理发、'],
    [
      'a sentence begins with what hangs on a word before it',
      `${BODY}\n\n- 4 -\n\n的老人，每月补助五百元。${BODY}`,
      '的老人，',
    ],
    [
      'a sentence begins with the second half of 老人们',
      `二、补助标准\n\n们按月领取，每人八十元。${BODY}`,
      '们按月领取，',
    ],
    ['a clause stops at its comma', `${BODY}建立探访制度，\n\n二、医疗救助\n\n${BODY}`, '建立探访制度，'],
  ])('where %s', (_, raw, excerpt) => {
    expect(lost(raw)).toEqual([excerpt]);
  });
});

describe('whole text is never told as lost', () => {
  test.each([
    [
      'a paragraph without a full stop',
      `${BODY}各乡镇要加强领导，确保老年人安全过冬\n\n二、医疗救助\n\n${BODY}`,
    ],
    ['a label without a value', '申请人姓名：\n身份证号码：\n家庭住址：'],
    [
      'blanks to be filled in',
      '　　兹有____村村民____，因____，申请临时救助，请予\n（盖章）\n　　年　　月　　日',
    ],
    [
      'the head of a list',
      `${BODY}下列人员不予救助，但主动改正的除外\n（一）隐瞒收入的；\n（二）拒绝核对的。`,
    ],
    ['attachments', `${BODY}\n\n附件：1.申请表\n　　　2.承诺书（样式，供参考）`],
    ['a day that begins with a unit', `关于元旦期间值班的通知\n\n元旦期间，各单位要安排值班。`],
    ['a county that begins with a unit', `${BODY}\n\n元宝镇敬老院有床位三十张。`],
    ['the unit of a table', `敬老院情况\n单位：万元、张\n名称\t投资\t床位\n东山\t\t20\n西河\t310.5\t`],
    [
      'a cell that ends with a comma or opens a bracket',
      `名称\t说明\t床位\n东山\t含护理型，\t20\n西河\t（在建\t30`,
    ],
    ['a row that begins with a unit', `项目\t数\n万元，投资\t20\n个，床位\t30`],
    [
      'words that begin as a particle does',
      `${BODY}\n\n的确困难的，可以先行救助。\n\n了解政策可以到镇政府。\n\n的士司机不在此列。`,
    ],
    ['several paragraphs of one quotation', `“${BODY}\n“请大家互相转告。”`],
    [
      'a signature below a long last line',
      `${BODY}以上通知请各乡镇民政办公室和有关单位认真贯彻执行\n青禾县民政局\n2024年1月5日`,
    ],
  ])('%s', (_, raw) => {
    expect(lost(raw)).toEqual([]);
  });
});
