import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../../fakes/grounded.ts';
import { sceneOf } from '../../../fakes/small-knowledge.ts';

const scene = await sceneOf({
  rucheng: {
    place: '汝城县',
    date: '2019',
    text: [
      '2018年，21个贫困村顺利出列，2914户10406人越过贫困线。',
      '边远贫困村13个，散落在罗霄山南麓。',
      '218个村居当中，56个为省定的“十二五”贫困村。',
      '2015年，全县认定贫困户6218户23047人，约占农业人口的一成。',
      '全年为困难群众义诊3.2万人次，贫困人口参合率超过98%。',
      '聘请143名贫困人口看护河道。',
      '21个乡镇敬老院装上了电梯。',
      '吸收农村党员268名，培养后备干部91名。',
      '累计评选脱贫攻坚示范标兵74名。',
      '几年来累计有41872人脱贫。',
      '在县城摘帽后，2018年8月召开了动员大会。',
      '饲养麻鸭36.5万只。',
    ].join('\n'),
  },
  guidong: {
    place: '桂东县',
    date: '2019',
    text: [
      '茶叶合作社带动贫困户2216户，减免贫困户子女学费1890人次。',
      '去年又有17个贫困村退出。',
      '省级重点贫困村9个，多在八面山一带。',
      '铺设自来水管网61处，受益人口88240人。',
      '开展送岗下乡27场，贫困户入股率为93%。',
      '党员分头联系3318户低保户，走访全覆盖。',
      '兴办集体经济，分红收入10万元以上的村64个。',
      '眼下还有贫困人口1200人。',
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
    ['汝城有多少个贫困村', '56个'],
    ['汝城贫困村有多少个', '56个'],
    ['汝城有多少贫困户', '6218户'],
    ['汝城有多少贫困人口', '23047人'],
    ['2015年汝城有多少贫困人口', '23047人'],
    ['桂东有多少低保户', '3318户'],
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
    expect((await ask('桂东带动了多少贫困户')).text).toContain('2216户');
  });
});

test('a sum is of what was done, not of another that was summed up', async () => {
  const answer = await ask('汝城累计脱贫多少人');
  expect(answer.text).toContain('41872人');
  expect(answer.text).not.toContain('74名');
});

test('the time of what came after an event is not its own', async () => {
  expect((await ask('汝城哪年摘帽')).kind).toBe('refused');
  expect((await ask('汝城什么时候召开动员大会')).text).toContain('2018年8月');
});

test.each(['汝城养鸭多少只', '汝城养鸭多少', '汝城麻鸭养了多少只', '汝城养了多少鸭'])(
  'an animal is counted however its keeping is worded: %s',
  async (text) => expect((await ask(text)).text).toContain('36.5万只'),
);
