import { describe, expect, test } from 'vitest';
import { judgePremise } from '../../../src/core/evidence/premise.ts';
import { factsOf } from '../../../src/core/facts/facts.ts';
import { findFigures } from '../../../src/core/language/figures.ts';
import { fold } from '../../../src/core/language/text.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

/** Judges as the product does: the share of the subject in each figure's own words is what it fits by. */
function judge(question: string, subject: readonly string[], quote: string) {
  const weighed = subject.map((term) => ({ term, spellings: [term], weight: 1, topicWeight: 1 }));
  const candidates = factsOf(fold(quote)).quantities.map((figure) => ({
    ...figure,
    fit: subject.filter((word) => figure.label.own.includes(word)).length / subject.length,
  }));
  const premises = findFigures(question).filter(({ unit }) => !'年月日'.includes(unit) || unit === '');
  return judgePremise(question, premises, weighed, candidates);
}

const LOW = '城镇低保标准由410元/人·月上调至455元/人·月。';
const OBJECTS = '截至年底，在册低保对象有3407户5962人，其中重残对象812户1130人。';

describe('a figure that the question brings', () => {
  test.each([
    ['低保标准是455元吧', ['低保', '标准'], LOW, 'agrees'],
    ['低保标准是每月455元吧', ['低保', '标准'], LOW, 'agrees'],
    ['低保标准是300元吧', ['低保', '标准'], LOW, 'differs'],
    ['低保对象有3407户吗', ['低保', '对象'], OBJECTS, 'agrees'],
    ['低保对象有8000户吗', ['低保', '对象'], OBJECTS, 'differs'],
    ['低保对象有5962人吗', ['低保', '对象'], OBJECTS, 'agrees'],
    ['2018年脱贫了52户吧', ['脱贫'], '2018年，全县脱贫52户。', 'agrees'],
  ])('%s: %j in %s', (question, subject, quote, verdict) =>
    expect(judge(question, subject, quote)).toBe(verdict),
  );
});

describe('nothing is said', () => {
  test.each([
    ['of what a change started from', '低保标准是410元吧', ['低保', '标准'], LOW],
    ['of another unit', '低保标准是300户吧', ['低保', '标准'], LOW],
    ['of another rate', '低保标准是每年455元吧', ['低保', '标准'], LOW],
    ['of another thing', '医保补助是300元吧', ['医保', '补助'], LOW],
    ['of another year', '2016年脱贫了60户吧', ['脱贫'], '2018年，全县脱贫52户。'],
    ['of a target', '脱贫了60户吧', ['脱贫'], '全县力争到年底脱贫52户。'],
    ['of a rounded figure', '脱贫了4.2万人吧', ['脱贫'], '全县脱贫41872人。'],
    ['of a round figure', '脱贫了4万人吧', ['脱贫'], '全县脱贫41872人。'],
    ['of an approximate figure', '脱贫了300户吧', ['脱贫'], '全县脱贫200余户。'],
    ['of one of several', '村里补助300元吧', ['补助'], '村里补助甲户200元，村里补助乙户400元。'],
    ['where the question denies it', '低保标准没有300元吧', ['低保', '标准'], LOW],
    ['where there is nothing to compare with', '低保标准是300元吧', ['低保', '标准'], '提高低保标准。'],
  ])('%s: %s', (_, question, subject, quote) => expect(judge(question, subject, quote)).toBe('unclear'));
});

test('a number without a unit is held against ages, which no other figure is asked in', async () => {
  const scene = await sceneOfFiles({
    '返聘.txt': `桂东县2024年保洁员聘用通知
各乡镇人民政府：
保洁员聘用年龄不超过67周岁，聘用期为1年。
保洁员每月发放补助900元。
桂东县农业农村局
2024年3月2日
`,
  });
  const { answer } = await scene.ask('桂东保洁员聘用年龄不超过60吗');
  expect(answer.text).toContain('不超过67周岁');
  expect(answer.text).not.toContain('900元');
});
