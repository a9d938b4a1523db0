import { expect, test } from 'vitest';
import { askedOfEach, askedOfTimes } from '../../../src/core/question/sides.ts';

/* What a question that holds places against each other asks of each of them. */

const NAMES = ['东岭县', '西河县', '东岭', '西河', '南川'];

function ofEach(written: string): string[] {
  const named = NAMES.flatMap((name) => {
    const start = written.indexOf(name);
    return start < 0 ? [] : [{ start, end: start + name.length }];
  });
  return askedOfEach(
    written,
    named.filter(({ start, end }) => !named.some((one) => one.start === start && one.end > end)),
  );
}

test.each([
  ['改一个水冲厕所，东岭和西河哪个补得多', '改一个水冲厕所，补多少'],
  ['东岭跟西河深松要松多深才给补', '深松要松多深才给补'],
  ['骨灰放一年东岭县和西河县哪个便宜', '骨灰放一年多少钱'],
  ['贷款东岭西河哪边放款快些', '贷款放款多久'],
  ['东岭和西河哪个脱贫的人多', '脱贫多少人'],
  ['家离学校12公里，东岭和西河的娃坐车一趟各要几块', '家离学校12公里，的娃坐车一趟要几块'],
  ['死羊东岭和西河都给补吗', '死羊给补吗'],
  ['东岭、西河、南川的低保标准分别是多少', '的低保标准是多少'],
  ['东岭低保标准比西河高多少', '低保标准多少'],
  ['酒席留样要留多久，东岭和西河哪个长', '酒席留样要留多久'],
  ['补助的钱什么时候到，东岭西河谁早', '补助的钱什么时候到'],
  ['建房的面积东岭和西河一样吗', '建房的面积'],
])('%s', (written, asked) => {
  expect(ofEach(written)).toEqual([asked]);
});

test.each([
  ['东岭的电工班和西河的焊工班，哪个学得久', ['电工班，学多久', '焊工班，学多久']],
  [
    '东岭剪纸少年组头名跟西河龙舟女子组头名，奖金各多少',
    ['剪纸少年组头名，奖金多少', '龙舟女子组头名，奖金多少'],
  ],
  ['去年东岭修路、西河修桥分别花了多少', ['去年修路花了多少', '去年修桥花了多少']],
  ['东岭水费、西河电费和南川气费哪个贵', ['水费多少钱', '电费多少钱', '气费多少钱']],
  ['东岭养老院床位跟西河的养老院床位相比，哪边便宜', ['养老院床位，多少钱']],
])('of each its own matter, once where it is the same, and what is asked of all: %s', (written, asked) => {
  expect(ofEach(written)).toEqual(asked);
});

test('words of comparing without end are read', () => {
  expect(ofEach(`东岭和西河${'比较'.repeat(60)}低保标准多少`).join()).toMatch(/低保标准多少$/u);
});

test.each([
  ['护林员补助一个月从多少钱涨到多少钱', '护林员补助一个月多少钱'],
  ['连续旷工几天清退，现在跟原来一样吗', '连续旷工几天清退'],
  ['审批时限新办法跟旧办法比快了几天', '审批时限几天'],
  ['保险一亩的保费25年比24年涨了多少', '保险一亩的保费多少'],
  ['申请材料今年跟去年有什么不同', '申请材料'],
  ['办证现在还收费不，以前呢', '办证现在还收费不'],
  ['贷款期限有没有变', '贷款期限'],
  ['护林员先进的奖金去年今年各是多少', '护林员先进的奖金多少'],
  ['代办一单的钱，去年一单多少、今年多少', '代办一单的钱，一单多少'],
  ['一斤鲜茧以前几块现在几块', '一斤鲜茧几块'],
  ['五保户白送的煤从几吨变几吨了', '五保户白送的煤几吨'],
  ['村级电工误工费今年比去年加了多少，从多少到多少', '村级电工误工费多少'],
  ['一家最多能贷多少，这两年变了没', '一家最多能贷多少'],
  ['倒污水的罚款今冬比去冬变没变，多少', '倒污水的罚款，多少'],
  ['看病报的比例提了没', '看病报的比例是多少'],
  ['报名从几号到几号', '报名从几号到几号'],
])('of every time: %s', (written, asked) => {
  expect(askedOfTimes(written)).toBe(asked);
});
