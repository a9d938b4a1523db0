import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/corpus/clean.ts';
import { papersOf } from '../../../src/corpus/detect.ts';
import { normaliseCharacters } from '../../../src/corpus/lines.ts';
import { gazetteer, isWord } from '../fixture.ts';

function amendsOf(raw: string) {
  const { text, setAside } = clean(raw, { isWord });
  const rawLines = normaliseCharacters(raw).split('\n');
  const { paper } = papersOf({ path: 'a.txt', text, setAside, rawLines }, gazetteer);
  return (paper.amends ?? []).map(({ title, number, article, isDropped }) => [
    title ?? number,
    article,
    isDropped ? '删' : '改',
  ]);
}

const X = '常山县胡柚收购办法';
const decision = (body: string) =>
  `常山县人民政府关于修改《${X}》的决定\n常政发〔2022〕3号\n${body}\n本决定自2022年5月1日起施行。\n常山县人民政府\n2022年4月2日`;

describe('an amending decision changes', () => {
  test.each([
    ['一、删去第五条。', [[X, 5, '删']]],
    [
      '删除第六条、第八条。',
      [
        [X, 6, '删'],
        [X, 8, '删'],
      ],
    ],
    ['二、第七条修改为：“收购站应当公示价格。”', [[X, 7, '改']]],
    ['将第三条第二款修改为：收购价每公斤不低于三元。', [[X, 3, '改']]],
    ['将第三条中的“每公斤两元”修改为“每公斤三元”。', [[X, 3, '改']]],
    ['第九条改为第八条，修改为：“违者罚款五百元。”', [[X, 9, '改']]],
    ['删去第四条第二款。', [[X, 4, '改']]],
    ['将第三条“收购价每公斤不低于两元五角”修改为“收购价每公斤不低于三元”。', [[X, 3, '改']]],
    ['第十条增加一款，作为第二款：“收购站免费称重。”', [[X, 10, '改']]],
    [
      '删去第十一条至第十三条。',
      [
        [X, 11, '删'],
        [X, 12, '删'],
        [X, 13, '删'],
      ],
    ],
    [
      '将第二条“胡柚”修改为“胡柚鲜果”。删去第四条。',
      [
        [X, 2, '改'],
        [X, 4, '删'],
      ],
    ],
  ])('%s', (body, expected) => expect(amendsOf(decision(body))).toEqual(expected));

  test.each([
    ['增加一条，作为第六条：“收购站应当开具凭证。”'],
    ['第五条 收购站应当增加检斤设备。'],
    ['修改的内容是：“依照第九条修改为准的价格收购，删去第十条。”'],
    ['根据本决定，《常山县胡柚收购办法》重新公布。'],
  ])('nothing else: %s', (body) => expect(amendsOf(decision(body))).toEqual([]));

  test('of each paper that it names', () => {
    const raw =
      '常山县人民政府关于修改部分行政规范性文件的决定\n常政发〔2022〕3号\n一、对《常山县渔船管理规定》（常政发〔2016〕2号）作如下修改：\n删去第三条。\n二、对《常山县渡口办法》作如下修改：\n第四条修改为：“渡口夜间不开放。”\n常山县人民政府\n2022年4月2日';
    expect(amendsOf(raw)).toEqual([
      ['常山县渔船管理规定', 3, '删'],
      ['常山县渡口办法', 4, '改'],
    ]);
  });

  test('an article that another rule ends', () => {
    const raw =
      '常山县渡口安全规定\n2022年4月2日\n\n第一条 渡船应当检验。\n第二条 《常山县渡口办法》第四条同时废止。';
    expect(amendsOf(raw)).toEqual([['常山县渡口办法', 4, '删']]);
  });
});

test('a rule that cites articles changes none', () => {
  const raw =
    '常山县渡口办法\n2022年4月2日\n\n第一条 依照《浙江省渡口条例》第四条制定本办法。\n第二条 违反第五条的，调整为停航。\n第三条 第二条规定的标准可以修改。';
  expect(amendsOf(raw)).toEqual([]);
});
