import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fold, slice } from '../../src/core/language/text.ts';
import { clean } from '../../src/corpus/clean.ts';
import { isHeadingLine } from '../../src/corpus/structure/headings.ts';
import { isWord, WRAPPED } from './fixture.ts';

const BODY = '全县共有低保对象六千户，全部按月发放到户。';
const lost = (raw: string) => {
  const { text, damage } = clean(raw);
  return damage.map((span) => slice(text, span));
};

describe('a sentence broken by the layout', () => {
  test.each([
    ['a figure from its unit', '其中村集体收入74.05\n\n万元，采取差异化分配。', '收入74.05万元，采取'],
    ['inside a word', `${BODY}投入9.07亿元，完\n\n成公路496个。`, '完成公路'],
    ['a short last character', `${BODY}取得重大进\n\n展。`, '重大进展。'],
    ['by a form feed', `${BODY}新建卫生\f室190个。`, '新建卫生室190个'],
    ['by a page number and a running head', `${BODY}新建卫生\n\n- 12 -\n\n室190个。`, '新建卫生室190个'],
    ['inside a figure', `${BODY}投入1,\n\n200万元。`, '投入1,200万元'],
    ['inside a title in brackets', `${BODY}出台了《医疗\n\n救助办法》，落实到户。`, '《医疗救助办法》，'],
    ['between Latin words', `${BODY}引进 Smart\n\nFarm 项目。`, 'Smart Farm'],
  ])('is joined: %s', (_, raw, expected) => {
    const { text, damage } = clean(raw);
    expect(text).toContain(expected);
    expect(damage).toEqual([]);
  });

  test('goes on behind the captions between its halves', () => {
    const raw = `${BODY}投入1200\n\n\n\n工作人员进村宣讲。\n\n群众领到补助。\n\n\n\n万元，建成三处。`;
    const { text, setAside } = clean(raw);
    expect(text).toBe(`${BODY}投入1200万元，建成三处。`);
    expect(setAside).toEqual(['工作人员进村宣讲。', '群众领到补助。']);
  });

  test('goes on behind a caption that no space shows when a word runs over it', () => {
    const raw = `${BODY}新修一批公\n\n群众领到补助金。\n\n路，全部通车。`;
    expect(clean(raw, { isWord })).toMatchObject({ text: `${BODY}新修一批公路，全部通车。` });
  });

  test('goes on behind a heading that got between', () => {
    const raw = `${BODY}投入74.05\n\n三、产业扶贫\n\n万元，建成三处。\n\n${BODY}`;
    expect(clean(raw).text).toBe(`${BODY}投入74.05万元，建成三处。\n三、产业扶贫\n${BODY}`);
  });
});

describe('lost text', () => {
  test('is marked where a sentence has no other half', () => {
    expect(
      lost(`${BODY}为克服影响，出台了《某县统筹做好\n\n\n\n群众领到补助。\n\n推进文化建设\n\n${BODY}`),
    ).toEqual(['出台了《某县统筹做好']);
    expect(lost(`${BODY}为克服影响，出台了一批\n\n二、推进文化建设\n\n${BODY}`)).toEqual(['出台了一批']);
  });

  test('is marked where a unit has no figure before it', () => {
    expect(lost(`${BODY}建成光伏发电\n\n万元，带动三个村。`)).toEqual(['建成光伏发电', '万元，']);
  });

  test('is marked where a title is never closed', () => {
    expect(lost(`${BODY}出台了《某县统筹做好防控，全面落实。${BODY}`)).toEqual([
      '出台了《某县统筹做好防控，全面落实。',
    ]);
  });

  test('is not joined to a paragraph that begins anew', () => {
    const raw = `　　${BODY}出台了一批\n　　${BODY}\n　　${BODY}`;
    expect(clean(raw).text).toBe(`${BODY}出台了一批\n${BODY}\n${BODY}`);
    expect(lost(raw)).toEqual(['出台了一批']);
  });
});

describe('what is not broken stays apart', () => {
  test.each([
    ['headings', `“政策措施到人头”\n\n聚焦保障全面筑牢硬底\n\n${BODY}`],
    ['list items', `办理材料：\n1.身份证\n2.户口本\n3.收入证明`],
    ['verse', '白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼'],
    ['paragraphs', `${BODY}\n${BODY}`],
    ['a paragraph before 一是', `${BODY}主要有以下做法和经验并且逐年得到完善\n一是发放到户。`],
  ])('%s', (_, raw) => {
    expect(clean(raw)).toMatchObject({ text: raw.replaceAll('\n\n', '\n'), damage: [], setAside: [] });
  });
});

test('a counted heading stays apart from the text below it, whatever word the two make', () => {
  const raw = `一、2023年工作回顾\n过去一年，全县共有低保对象六千户，全部按月发放到户。\n二、2024年重点工作\n今年要抓好低保核查，${BODY}`;
  expect(clean(raw, { isWord }).text).toBe(raw);
});

describe('captions and boilerplate', () => {
  test.each([
    '[打印]',
    '[责任编辑: 谢天]',
    '（责任编辑：李明）',
    '(本版图片由某县委宣传部提供)',
    '□文/摄 张明 王小红',
    '本报记者 李明',
    '时间:2017-09-14 来源:某某网',
    '来源：某县人民政府网',
    '图为群众领取补助',
    '第3页 共10页',
    '— 12 —',
    '陈光明 王小红 李国',
    '县委书记王小红调研低保工作',
    '工作人员入户走访 李明 摄',
  ])('are set aside: %s', (line) => {
    const { text, setAside } = clean(`某县做好低保工作\n\n${line}\n\n${BODY}`);
    expect(text).toBe(`某县做好低保工作\n${BODY}`);
    expect(setAside).toEqual([line]);
  });

  test.each([
    '记者了解到，全县低保提高到420元。',
    '办理时间：工作日上午9时至12时',
    '作者所在的某县提高了标准。',
    '主动作为 精准发力',
    '编辑出版政策明白册三万本。',
  ])('are not seen in the report’s own lines: %s', (line) =>
    expect(clean(`某县做好低保工作\n\n${line}\n\n${BODY}`).text).toContain(line),
  );

  test('at the end of a paragraph are cut off', () => {
    expect(clean(`${BODY}（责任编辑：李明）`)).toMatchObject({
      text: BODY,
      damage: [],
      setAside: ['（责任编辑：李明）'],
    });
  });

  test('a short sentence with a figure is never taken for a caption', () => {
    const raw = `${BODY}\n\n\n\n低保标准提高到420元。\n\n${BODY}`;
    expect(clean(raw).text).toContain('低保标准提高到420元。');
  });
});

describe('a running head', () => {
  test('is set aside on every page but where it is the title', () => {
    const page = `某县低保工作总结\n${BODY}新建卫生\n`;
    const { text, setAside } = clean(`${page}某县低保工作总结\n室190个。\n某县低保工作总结\n${BODY}`);
    expect(text).toBe(`某县低保工作总结\n${BODY}新建卫生室190个。\n${BODY}`);
    expect(setAside).toEqual(['某县低保工作总结', '某县低保工作总结']);
  });
});

describe('characters', () => {
  test('stay as in the file, but format and control characters go', () => {
    expect(clean('低\u200b保\u202e标准，４２０元∕月\u0007。\t完成').text).toBe(
      '低保标准，４２０元∕月。 完成',
    );
  });
});

describe('whole reports', () => {
  test('a report broken at a fixed width, over two pages, reads as paragraphs', () => {
    const { text, damage, setAside } = clean(WRAPPED);
    expect(text.split('\n')).toHaveLength(7);
    expect(text).toContain('把兜底保障作为民生大事来抓');
    expect(text).toContain('６１０３户１２４５８人，');
    expect(text).toContain('低保金４８６５．２万元，惠及');
    expect(text).toContain('群众少跑腿、好办事。');
    expect(damage).toEqual([]);
    expect(setAside).toHaveLength(4);
  });

  const seeds = readdirSync('seeds').filter((name) => name.endsWith('.txt'));
  test.each(seeds)('%s keeps every character in its order, set aside or in whole sentences', (name) => {
    const raw = readFileSync(`seeds/${name}`, 'utf8');
    const { text, setAside, damage } = clean(raw);
    const bare = (part: string) => part.replaceAll(/\s/gu, '');
    let rest = bare(raw);
    for (const line of setAside) {
      expect(rest).toContain(bare(line));
      rest = rest.replace(bare(line), '');
    }
    expect(rest).toBe(bare(text));
    for (const line of text.split('\n').slice(1)) {
      const isWhole = isHeadingLine(line) || /[。！？!]”?$/u.test(fold(line));
      const end = text.indexOf(line) + line.length;
      expect(isWhole || damage.some((span) => span.end === end), line.slice(-20)).toBe(true);
    }
  });

  test('of the seeds the figures and words that pages broke are whole, and the one loss is marked', () => {
    const texts = seeds.map((name) => clean(readFileSync(`seeds/${name}`, 'utf8')));
    const all = texts.map(({ text }) => text).join('\n');
    for (const whole of [
      '收入74.05万元,采取',
      '9.07亿元,完成农村公路',
      '扶贫变化。此外',
      '所在地实现了三级',
      '跑线上。该县全面',
      '意见》,针对水学',
      '建档立卡农户按',
      '94个村卫生所已与',
      '”补短板、强产业',
      '杂粮杂豆、大鹅、黄肉牛',
    ]) {
      expect(all).toContain(whole);
    }
    expect(texts.flatMap(({ text, damage }) => damage.map((span) => slice(text, span)))).toEqual([
      '出台了《依安县统筹做好新冠肺',
    ]);
  });
});
