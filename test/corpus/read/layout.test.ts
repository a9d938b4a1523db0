import { describe, expect, test } from 'vitest';
import { layoutLines } from '../../../src/corpus/read/layout/lines.ts';
import {
  type Page,
  type PageRun,
  type Rule,
  rulesOfBox,
  runsOfGlyphs,
} from '../../../src/corpus/read/layout/page.ts';

const SIZE = 10;
const WIDTH = 400;

/** A line of Han characters of 10 points, or of others half as wide. */
function run(text: string, x: number, y: number, more: Partial<PageRun> = {}): PageRun {
  const size = more.size ?? SIZE;
  const units = Array.from(text).reduce((sum, unit) => sum + (/[\x20-\x7e]/u.test(unit) ? 0.5 : 1), 0);
  return { text, x, y, width: units * size, size, ...more };
}

function page(runs: readonly PageRun[], more: Partial<Page> = {}): Page {
  return { number: 1, width: WIDTH, height: 600, runs, ...more };
}

/** Paragraphs as a program sets them: two characters in, 30 characters a line. */
function set(paragraphs: readonly string[], y = 50): PageRun[] {
  let line = y;
  return paragraphs.flatMap((text) => {
    const lines = [text.slice(0, 28), ...(text.slice(28).match(/.{1,30}/gu) ?? [])];
    return lines.map((words, at) => {
      line += 16;
      return run(words, at === 0 ? 70 : 50, line);
    });
  });
}

const read = (...pages: readonly Page[]) => layoutLines(pages);
const texts = (...pages: readonly Page[]) => read(...pages).lines.map(({ text }) => text);

const LONG =
  '各乡镇人民政府要做好最低生活保障工作，公示时间不少于七日，由县民政局会同县财政局组织实施并且按季度通报。';

describe('paragraphs', () => {
  test('are whole, and each begins where a line is set in', () => {
    expect(texts(page(set([LONG, '一、提高标准', LONG])))).toEqual([LONG, '一、提高标准', LONG]);
  });

  test('go on over a page, whose number is set aside', () => {
    const runs = set([LONG, LONG]);
    const foot = (number: number) => run(`— ${number} —`, 180, 570);
    const { lines, setAside } = read(
      page([...runs.slice(0, 3), foot(1)]),
      page([...runs.slice(3).map((one) => ({ ...one, y: one.y - 48 })), foot(2)], { number: 2 }),
    );
    expect(lines.map(({ text }) => text)).toEqual([LONG, LONG]);
    expect(lines[1]?.origins).toEqual([
      { at: 0, page: 1 },
      { at: 28, page: 2 },
    ]);
    expect(setAside).toEqual(['— 1 —', '— 2 —']);
  });

  test('take no mark of a list for a new one where a line only wrapped there', () => {
    const text = `养护资金由县交通运输局按照本细则第八条第一款以及第九条的（一）项、（三）项规定，会同县财政局下达。`;
    expect(texts(page(set([text, LONG, LONG])))).toEqual([text, LONG, LONG]);
  });

  test('know a mark that hangs over the edge from the edge', () => {
    const lines = [
      '各乡镇人民政府要做好最低生活保障工作和其他救助，',
      '公示时间不少于七日由县民政局会同县财政局组织和',
      '实施按季度通报。',
    ];
    expect(texts(page(lines.map((text, at) => run(text, 80, 60 + at * 16))))).toEqual([lines.join('')]);
  });

  test('never make one figure of two that a line parted', () => {
    const lines = ['低保家庭和特困人员每月分别补助的标准为每人每月不低于110', '260元。'];
    const wrapped = lines.map((words, at) =>
      run(words, at === 0 ? 70 : 50, 60 + 16 * at, at === 0 ? { width: 280 } : {}),
    );
    expect(texts(page([...wrapped, ...set([LONG, LONG], 90)]))[0]).toBe(lines.join(' '));
  });

  test('end before a name on the right and a date', () => {
    const runs = [...set([LONG]), run('白石县民政局', 280, 150), run('2023年3月1日', 275, 166)];
    expect(texts(page(runs))).toEqual([LONG, '白石县民政局', '2023年3月1日']);
  });

  test('with space between them have an empty line before', () => {
    const runs = [...set([LONG]), ...set([LONG], 50 + 2 * 16 + 16 * 2)];
    expect(read(page(runs)).lines.map(({ gap, indent }) => [gap, indent])).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });
});

describe('titles', () => {
  test('of several lines in the middle are one, whatever kind of paper they are of', () => {
    const runs = [
      run('白石县人民政府', 130, 60, { size: 20 }),
      run('关于印发《农村公路养护细则》的通知', 30, 90, { size: 20 }),
      run('（试行）', 160, 120, { size: 20 }),
      ...set([LONG, LONG], 140),
    ];
    expect(texts(page(runs))).toEqual([
      '白石县人民政府关于印发《农村公路养护细则》的通知（试行）',
      LONG,
      LONG,
    ]);
  });

  test('end where they say what kind of paper they are of', () => {
    const runs = [
      run('云岭县民政局通知', 120, 60, { size: 20 }),
      run('低保标准表', 150, 90, { size: 20 }),
      ...set([LONG, LONG], 140),
    ];
    expect(texts(page(runs))).toEqual(['云岭县民政局通知', '低保标准表', LONG, LONG]);
  });

  test('go on where 关于 still waits for the kind of paper, though a line ends like one', () => {
    const runs = [
      run('丰县教育局关于下达营养改善计划', 50, 60, { size: 20 }),
      run('补助资金的通知', 130, 90, { size: 20 }),
      ...set([LONG, LONG], 110),
    ];
    expect(texts(page(runs))).toEqual(['丰县教育局关于下达营养改善计划补助资金的通知', LONG, LONG]);
  });

  test('that are spread are words', () => {
    const spread = Array.from('2017年惠民政策', (unit, at) => run(unit, 100 + at * 22, 60, { width: 10 }));
    expect(texts(page([...spread, ...set([LONG, LONG], 80)]))[0]).toBe('2017年惠民政策');
    expect(texts(page([run('通', 120, 60), run('知', 150, 60), ...set([LONG, LONG], 80)]))[0]).toBe('通知');
  });
});

describe('blanks', () => {
  const line = (...runs: readonly PageRun[]) => texts(page([...runs, ...set([LONG], 100)]))[0];

  test('that a program leaves between Han characters and figures are none', () => {
    expect(line(run('由', 50, 60), run('110', 62, 60), run('元提高到', 80, 60))).toBe('由110元提高到');
  });

  test('between figures stay, however many stand in a row', () => {
    const figures = Array.from('12345', (unit, at) => run(unit, 50 + at * 9, 60));
    expect(line(...figures)).toBe('1 2 3 4 5');
  });

  test('are seen between words where there is space', () => {
    expect(line(run('咨询处', 50, 60), run('办理', 86, 60))).toBe('咨询处 办理');
  });
});

describe('small figures that are raised', () => {
  const raised = (before: string, mark: string) =>
    texts(
      page([
        run(before, 50, 60),
        run(mark, run(before, 50, 60).width + 50, 56, { size: 6 }),
        run('以上的', run(before, 50, 60).width + 54, 60),
        ...set([LONG], 100),
      ]),
    )[0];

  test('are powers behind ten and letters', () => {
    expect(raised('面积10', '4')).toBe('面积10^4以上的');
    expect(raised('面积20m', '2')).toBe('面积20m²以上的');
  });

  test('are no part of another figure', () => {
    expect(raised('每月260', '1')).toBe('每月260[注1]以上的');
  });
});

describe('columns', () => {
  /** The same page twice, side by side. */
  const twice = (down: number) => {
    const one = set([LONG, LONG, LONG]);
    return page([...one, ...one.map((line) => ({ ...line, x: line.x + 330, y: line.y + down }))], {
      width: 740,
    });
  };

  test.each([0, 3, 8])('are read one after the other, the right one lower by %i points', (down) => {
    expect(texts(twice(down))).toEqual(Array.from({ length: 6 }, () => LONG));
  });

  test.each([
    [6, LONG],
    [12, LONG],
    [17, LONG + LONG],
  ])('of lines on other heights are read so, the right one higher by %i points', (up, text) => {
    const half = (x: number, y: number) =>
      (text.match(/.{1,20}/gu) ?? []).map((words, at) => run(words, x, y + at * 20));
    const top = 106 + 20 * Math.floor((text.length - 1) / 20);
    const table = [
      run('作物', 60, top + 14),
      run('亩产', 300, top + 14),
      run('早稻', 60, top + 34),
      run('420', 300, top + 34),
    ];
    const rules = [
      ...[0, 20, 40].map((y) => ({ x1: 50, x2: 480, y1: top + y, y2: top + y })),
      ...[50, 250, 480].map((x) => ({ x1: x, x2: x, y1: top, y2: top + 40 })),
    ];
    const runs = [run('农业技术简报', 220, 60), ...half(50, 100), ...half(280, 100 - up), ...table];
    expect(texts(page(runs, { width: 530, rules }))).toEqual([
      '农业技术简报',
      text,
      text,
      '作物\t亩产',
      '早稻\t420',
    ]);
  });

  test('of figures are never put together: figures below each other are figures each', () => {
    const figures = ['95142.5', '95237.5', '95332.5', '95427.5'];
    expect(texts(page(figures.map((text, at) => run(text, 50, 60 + at * 16))))).toEqual(figures);
  });
});

describe('tables without lines', () => {
  const row = (cells: readonly string[], y: number) => cells.map((text, at) => run(text, 50 + at * 120, y));

  test('have cells that stand under each other', () => {
    const { lines } = read(
      page([
        ...row(['乡镇', '标准', '备注'], 60),
        ...row(['和安乡', '260', '按月'], 76),
        ...row(['和康镇', '265', '按季'], 92),
      ]),
    );
    expect(lines.map(({ form, text }) => [form?.kind, text])).toEqual([
      ['header', '乡镇\t标准\t备注'],
      ['row', '和安乡\t260\t按月'],
      ['row', '和康镇\t265\t按季'],
    ]);
    expect(lines[1]?.origins).toEqual([{ at: 0, page: 1, table: 1, row: 2 }]);
  });

  test('have the names of their columns in the middle, beside what is below them', () => {
    const heads = [run('医院级别', 100, 60), run('起付线（元）', 240, 60), run('报销比例', 420, 60)];
    const below = (cells: readonly string[], y: number) =>
      cells.map((text, at) => run(text, [50, 180, 370][at] ?? 0, y));
    const { lines } = read(
      page(
        [
          ...heads,
          ...below(['乡镇卫生院', '100', '90%'], 83),
          ...below(['县级医院', '400', '80%'], 106),
          ...below(['市级医院', '600', '65%'], 129),
        ],
        { width: 540 },
      ),
    );
    expect(lines.map(({ form, text }) => [form?.kind, text])).toEqual([
      ['header', '医院级别\t起付线（元）\t报销比例'],
      ['row', '乡镇卫生院\t100\t90%'],
      ['row', '县级医院\t400\t80%'],
      ['row', '市级医院\t600\t65%'],
    ]);
  });

  test('are no forms to be filled in, and no two rows', () => {
    const form = [
      ...row(['姓名：', '____', '电话：'], 60),
      ...row(['住址：', '____', '账号：'], 76),
      ...row(['金额：', '____', '日期：'], 92),
    ];
    const two = [...row(['甲方', '乙方'], 60), ...row(['盖章', '盖章'], 76)];
    for (const runs of [form, two])
      expect(read(page(runs)).lines.every((line) => line.form === undefined)).toBe(true);
  });
});

describe('tables of lines', () => {
  /** Borders of rows and columns at these places. */
  const grid = (xs: readonly number[], ys: readonly number[]): Rule[] => [
    ...ys.map((y) => ({ x1: xs[0] ?? 0, x2: xs.at(-1) ?? 0, y1: y, y2: y })),
    ...xs.map((x) => ({ x1: x, x2: x, y1: ys[0] ?? 0, y2: ys.at(-1) ?? 0 })),
  ];

  test('have wrapped cells joined, and what does not fill its line kept apart', () => {
    const runs = [
      run('乡镇', 55, 65),
      run('资金', 120, 65),
      run('和安乡含经', 52, 85),
      run('开区', 52, 97),
      run('省级30元', 120, 85),
      run('县级10元', 120, 97),
    ];
    expect(texts(page(runs, { rules: grid([50, 105, 200], [50, 70, 110]) }))).toEqual([
      '乡镇\t资金',
      '和安乡含经开区\t省级30元 县级10元',
    ]);
  });

  test('make one figure of two lines only where it has no room on one', () => {
    const cell = (lines: readonly string[]) => {
      const runs = [run('名称', 55, 65), ...lines.map((text, at) => run(text, 107, 65 + 12 * at))];
      return texts(page(runs, { rules: grid([50, 105, 165], [50, 95]) }))[0];
    };
    expect(cell(['1100', '2600'])).toBe('名称\t1100 2600');
    expect(cell(['6228211990', '01011234'])).toBe('名称\t622821199001011234');
  });

  test('may be open on their sides, and need no borders between columns that space parts', () => {
    const rules = [50, 70, 100, 130].map((y) => ({ x1: 50, x2: 300, y1: y, y2: y }));
    const runs = [
      run('项目', 55, 64),
      run('内容', 150, 64),
      run('申报', 55, 84),
      run('条件', 55, 96),
      run('年满十八周岁且身体健康的', 150, 84),
      run('脱贫人口', 150, 96),
      run('时间', 55, 114),
      run('每年三月', 150, 114),
    ];
    expect(texts(page(runs, { rules }))).toEqual([
      '项目\t内容',
      '申报 条件\t年满十八周岁且身体健康的 脱贫人口',
      '时间\t每年三月',
    ]);
  });

  test('go on over a page: the header once, a row that the page parted whole', () => {
    const rules = grid([50, 105, 210], [50, 70, 90]);
    const top = [
      run('乡镇', 55, 65),
      run('说明', 120, 65),
      run('和安乡', 55, 85),
      run('低保标准和特困', 107, 85, { width: 100 }),
    ];
    const bottom = [run('乡镇', 55, 65), run('说明', 120, 65), run('标准提高', 107, 85)];
    const { lines } = read(page(top, { rules }), page(bottom, { rules, number: 2 }));
    expect(lines.map(({ text }) => text)).toEqual(['乡镇\t说明', '和安乡\t低保标准和特困标准提高']);
  });

  describe('at the top of a page, without a header that is repeated,', () => {
    const rules = grid([50, 105, 210], [50, 70, 90, 110]);
    const rowsAt = (rows: readonly (readonly string[])[]) =>
      rows.flatMap((cells, row) =>
        cells.map((text, at) => run(text, at === 0 ? 55 : 120, 65 + 20 * row, { width: 30 })),
      );
    const kinds = (top: readonly string[][], bottom: readonly string[][]) =>
      read(page(rowsAt(top), { rules }), page(rowsAt(bottom), { rules, number: 2 })).lines.map(
        ({ text, form, origins }) => [form?.kind, text, origins?.[0]?.table],
      );
    const TOP = [
      ['乡镇', '标准'],
      ['和安乡', '260'],
      ['和康镇', '无'],
    ];

    test('are tables of their own where their first row names other columns', () => {
      const other = [
        ['学校', '学生'],
        ['县一中', '1200'],
        ['县二中', '900'],
      ];
      expect(kinds(TOP, other).slice(2)).toEqual([
        ['row', '和康镇\t无', 1],
        ['header', '学校\t学生', 2],
        ['row', '县一中\t1200', 2],
        ['row', '县二中\t900', 2],
      ]);
    });

    test.each([
      ['values', ['和平乡', '270']],
      ['no value, as rows above have', ['和平乡', '无']],
    ])('go on with a row of %s', (_, first) => {
      const rest = [first, ['和顺乡', '280'], ['和美乡', '290']];
      expect(kinds(TOP, rest).slice(3)).toEqual(rest.map((cells) => ['row', cells.join('\t'), 1]));
    });
  });

  test('hold what was not read for sure at its place in the row', () => {
    const runs = [
      run('和安乡', 55, 65),
      run('260', 120, 65, { isScanned: true, doubts: [{ start: 1, end: 2 }] }),
    ];
    const [line] = read(page(runs, { rules: grid([50, 105, 200], [50, 70]) })).lines;
    expect(line?.text).toBe('和安乡\t260');
    expect(line?.doubts).toEqual([{ start: 5, end: 6 }]);
    expect(line?.origins).toEqual([{ at: 0, page: 1, table: 1, row: 1, isScanned: true }]);
  });

  test('of one column are frames around paragraphs', () => {
    const rules = grid([40, 380], [40, 120]);
    expect(texts(page(set([LONG, LONG]), { rules }))).toEqual([LONG, LONG]);
  });
});

describe('heads and feet', () => {
  const body = (number: number, head: string, more: readonly PageRun[] = []) =>
    page([run(head, 50, 20), ...set([LONG, LONG], 60), ...more], { number });

  test('that return at one height are set aside, with a number that counts the pages', () => {
    const { lines, setAside } = read(body(1, '公报第3期 1'), body(2, '公报第3期 2'), body(3, '公报第3期 3'));
    expect(setAside).toEqual(['公报第3期 1', '公报第3期 2', '公报第3期 3']);
    expect(lines).toHaveLength(6);
  });

  test('are no lines with other figures', () => {
    expect(read(body(1, '和安乡260元'), body(2, '和康镇265元')).setAside).toEqual([]);
    expect(read(body(1, '标准为260元'), body(2, '标准为265元')).setAside).toEqual([]);
  });

  test('are no names of attachments, though they count like pages', () => {
    expect(read(body(1, '附件1'), body(2, '附件2'), body(3, '附件3')).setAside).toEqual([]);
  });

  test('leave the first of a title that is repeated above a table', () => {
    const table = [60, 76, 92].flatMap((y) => [
      run('和安乡', 50, y),
      run('260', 170, y),
      run('按月', 290, y),
    ]);
    const sheet = (number: number) => page([run('低保标准汇总', 150, 44), ...table], { number });
    const { lines, setAside } = read(sheet(1), sheet(2));
    expect(lines[0]?.text).toBe('低保标准汇总');
    expect(setAside).toEqual(['低保标准汇总']);
  });

  test('and entries of a table of contents are set aside', () => {
    const { lines, setAside } = read(page([run('第一章 总则………………3', 50, 200), ...set([LONG], 240)]));
    expect(lines.map(({ text }) => text)).toEqual([LONG]);
    expect(setAside).toEqual(['第一章 总则………………3']);
  });
});

describe('what a line strikes out', () => {
  const sum = '每户补助50000元。';
  const [text, width] = [`三、${sum}质量安全由县局负责。`, run(sum, 0, 0).width];
  const struck = (x1: number, x2: number, y: number) =>
    read(page([run(text, 50, 100), ...set([LONG], 120)], { rules: [{ x1, x2, y1: y, y2: y }] }));

  test('is set aside, and no more than that', () => {
    const { lines, setAside } = struck(70, 70 + width, 96.5);
    expect(lines.map((line) => line.text)).toEqual(['三、质量安全由县局负责。', LONG]);
    expect(setAside).toEqual([sum]);
  });

  test('may be runs of their own, and all of a line', () => {
    const runs = [run('三、', 50, 100), run('每户', 70, 100), run('5元。', 90, 100, { font: 'F' })];
    const rules = [
      { x1: 70, x2: 115, y1: 96.5, y2: 96.5 },
      { x1: 50, x2: 100, y1: 116.5, y2: 116.5 },
    ];
    const rest = run('质量由县局负责。', 115, 100);
    const { lines, setAside } = read(
      page([...runs, rest, run('四、暂停。', 50, 120), ...set([LONG], 140)], { rules }),
    );
    expect(lines.map((line) => line.text)).toEqual(['三、质量由县局负责。', LONG]);
    expect(setAside).toEqual(['每户5元。', '四、暂停。']);
  });

  test.each([
    ['under it', 70, 70 + width, 101.5],
    ['over it', 70, 70 + width, 91],
    ['that is longer than it', 20, 380, 96.5],
  ])('is not what has a line %s', (_, x1, x2, y) => {
    const { lines, setAside } = struck(x1, x2, y);
    expect(lines[0]?.text).toBe(text);
    expect(setAside).toEqual([]);
  });
});

test('notes at the foot of a page stand behind the text, and part no paragraph', () => {
  const runs = set([LONG, LONG]);
  const note = run('1 依据县政府规定。', 50, 560, { size: 7 });
  const rules = [{ x1: 50, x2: 120, y1: 548, y2: 548 }];
  const { lines } = read(page([...runs.slice(0, 3), note], { rules }), page(runs.slice(3), { number: 2 }));
  expect(lines.map(({ text }) => text)).toEqual([LONG, LONG, '1 依据县政府规定。']);
  expect(lines[2]?.origins).toEqual([{ at: 0, page: 1 }]);
});

test('doubts of runs stand at their places in the paragraph', () => {
  const [first, second] = set([LONG]);
  const doubted = [
    { ...(first as PageRun), doubts: [{ start: 0, end: 2 }], isScanned: true },
    { ...(second as PageRun), doubts: [{ start: 1, end: 3 }], isScanned: true },
  ];
  const [line] = read(page(doubted)).lines;
  expect(line?.doubts).toEqual([
    { start: 0, end: 2 },
    { start: 29, end: 31 },
  ]);
  expect(line?.origins).toEqual([{ at: 0, page: 1, isScanned: true }]);
});

describe('the contract of pages', () => {
  test('joins glyphs that touch, and parts those with space between, of other sizes or lines', () => {
    const glyphs = [
      run('标', 50, 60),
      run('准', 60, 60),
      run('260', 75, 60),
      run('元', 90, 60, { size: 6 }),
      run('第', 50, 80),
    ];
    expect(runsOfGlyphs(glyphs).map(({ text, x, width }) => [text, x, width])).toEqual([
      ['标准', 50, 20],
      ['260', 75, 15],
      ['元', 90, 6],
      ['第', 50, 10],
    ]);
  });

  test('takes thin rectangles for lines, the sides of drawn ones, and none of those that are only filled', () => {
    const box = { x: 10, y: 20, width: 100, height: 40 };
    expect(rulesOfBox({ ...box, height: 1 }, false)).toEqual([{ x1: 10, x2: 110, y1: 20.5, y2: 20.5 }]);
    expect(rulesOfBox({ ...box, width: 1 }, false)).toEqual([{ x1: 10.5, x2: 10.5, y1: 20, y2: 60 }]);
    expect(rulesOfBox(box, true)).toHaveLength(4);
    expect(rulesOfBox(box, false)).toEqual([]);
  });
});

describe('pages that no office makes', () => {
  const grid = (count: number): Rule[] =>
    Array.from({ length: count }, (_, at) => [
      { x1: 0, x2: count * 10, y1: at * 10, y2: at * 10 },
      { x1: at * 10, x2: at * 10, y1: 0, y2: count * 10 },
    ]).flat();

  test.each<[string, () => Page]>([
    [
      'very many words in a line',
      () => page(Array.from({ length: 50_000 }, (_, at) => run('字', at * 20, 60))),
    ],
    [
      'very many lines',
      () => page(Array.from({ length: 50_000 }, (_, at) => run('字字字字', (at % 2) * 200, at * 6))),
    ],
    ['very many cells', () => page([run('字', 1, 9)], { rules: grid(5000) })],
    [
      'places that are no numbers',
      () => page([run('字', Number.NaN, Number.NaN), run('字', Number.POSITIVE_INFINITY, 1e300)]),
    ],
  ])('are read in time: %s', (_, make) => {
    expect(() => layoutLines([make()])).not.toThrow();
  });
});
