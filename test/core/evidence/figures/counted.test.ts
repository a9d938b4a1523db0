import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../../fakes/grounded.ts';
import { sceneOf } from '../../../fakes/small-knowledge.ts';

const scene = await sceneOf({
  rucheng: {
    place: '汝城县',
    date: '2019',
    text: [
      '2017年，全县完成18个贫困村、3465户13267人脱贫。',
      '深度贫困村19个，分布在南部山区。',
      '全县112个行政村中，有42个核定的“十三五”贫困村。',
      '2014年，全县精准识别出贫困户15758户54908人，贫困面广。',
      '累计救助贫困病人57.67万人次，贫困人口签约率达100%。',
      '选聘216名建档立卡贫困人口担任护林员。',
      '全县15个乡镇卫生院实现了远程会诊。',
      '发展农村党员415名，回引人才365名。',
      '累计表彰脱贫攻坚先进集体108名。',
      '累计实现63101人脱贫。',
      '在县城摘帽后，2018年8月召开了动员大会。',
      '养殖大鹅88.12万只。',
    ].join('\n'),
  },
  guidong: {
    place: '桂东县',
    date: '2019',
    text: [
      '带动贫困户10943户增收，为贫困户学生发放资助5104人次。',
      '去年完成21个贫困村脱贫。',
      '深度贫困村9个，分布在北部山区。',
      '新建供水工程238处，受益人口304073人。',
      '举办招聘会16场，贫困户参保率达到100%。',
      '选派干部结对帮扶15960户低保户，实现结对帮扶全覆盖。',
      '壮大集体经济，收入5万元以上的村101个。',
      '今年剩余贫困人口1200人。',
    ].join('\n'),
  },
});

async function ask(text: string) {
  const { answer } = await scene.ask(text);
  expectGrounded(answer, scene.knowledge);
  return answer;
}

describe('how many there are of whom it is asked', () => {
  test.each([
    ['汝城有多少个贫困村', '42个'],
    ['汝城贫困村有多少个', '42个'],
    ['汝城有多少贫困户', '15758户'],
    ['汝城有多少贫困人口', '54908人'],
    ['2014年汝城有多少贫困人口', '54908人'],
    ['桂东有多少低保户', '15960户'],
    ['桂东还剩多少贫困人口', '1200人'],
  ])('is the count of all of them, and no other figure stands beside it: %s', async (text, figure) => {
    const answer = await ask(text);
    expect(answer.kind, answer.text).toBe('answered');
    expect(answer.text).toContain(figure);
    expect(answer.text.split('\n')).toHaveLength(1);
  });

  test.each([
    ['a kind of them, or those of one year', '桂东有多少贫困村'],
    ['those whom a deed reached', '桂东有多少贫困户'],
    ['those who gain by it', '桂东总人口多少'],
    ['new ones', '汝城有多少党员'],
    ['a thing named after them', '汝城多少个乡镇'],
    ['those who are there and not those who are left', '汝城还剩多少贫困人口'],
    ['a rate, or times', '汝城多少人口'],
    ['a limit that tells which ones are meant', '桂东集体经济收入多少'],
  ])('is not told by the figure of %s', async (_, text) => {
    expect((await ask(text)).kind).toBe('refused');
  });

  test('is asked for without a deed: of a deed its own figure is quoted', async () => {
    expect((await ask('桂东带动了多少贫困户')).text).toContain('10943户');
  });
});

test('a sum is of what was done, not of another that was summed up', async () => {
  const answer = await ask('汝城累计脱贫多少人');
  expect(answer.text).toContain('63101人');
  expect(answer.text).not.toContain('108名');
});

test('the time of what came after an event is not its own', async () => {
  expect((await ask('汝城哪年摘帽')).kind).toBe('refused');
  expect((await ask('汝城什么时候召开动员大会')).text).toContain('2018年8月');
});

test.each(['汝城养鹅多少只', '汝城养鹅多少', '汝城大鹅养了多少只', '汝城养了多少鹅'])(
  'an animal is counted however its keeping is worded: %s',
  async (text) => expect((await ask(text)).text).toContain('88.12万只'),
);
