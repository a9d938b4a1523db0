import { describe, expect, test } from 'vitest';
import { type Matter, matterOf } from '../../../src/core/evidence/matter.ts';
import { weighSubject } from '../../../src/core/evidence/subject.ts';
import { askedOf, knowledgeOf, segmenter } from '../../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  here: {
    place: '汝城县',
    text: '汝城县农村低保标准为每人每月310元。\n光伏发电工程全部并网。\n培训护林员120名，组织培训会议12次。\n合作社收购辣椒200吨。',
  },
  there: { place: '桂东县', text: '桂东县楠竹加工厂12家。\n村卫生室全部达标。' },
  beyond: { place: '蓝山县', text: '蓝山县硬化通组公路45公里。\n自来水普及率达到96%。' },
});

/** Of a line that the best sentence speaks of by more than half, unless told otherwise. */
function matter(text: string, covered = 0.6): Matter {
  const asked = askedOf(text, knowledge);
  return matterOf(asked, weighSubject(asked, knowledge, segmenter), { covered, similar: false }, segmenter);
}

describe('a line is plainly one for the corpus', () => {
  test.each([
    ['asks of policy', '农村低保怎么申请？'],
    ['asks of policy for the asker’s own family', '我家农村低保为什么没有批'],
    ['asks of policy this year', '今年农村低保标准涨到多少'],
    ['asks of a county', '汝城机场哪年建的'],
    ['names a matter of a county', '汝城丧葬补贴'],
    ['names a matter of policy', '独生子女补助'],
    ['names what is applied for', '农村低保申请'],
  ])('where it %s', (_, text) => expect(matter(text)).toBe('plain'));

  test.each([
    ['asks', '光伏发电工程由谁管？'],
    ['asks by yes or no', '合作社的辣椒涨不涨价'],
  ])('where it %s of what a sentence speaks of for the most part, and not for half', (_, text) => {
    expect(matter(text, 0.8)).toBe('plain');
    expect(matter(text, 0.6)).toBe('near');
  });
});

describe('a line has nothing quoted below its refusal', () => {
  test.each([
    ['tells of policy', '低保要按政策来，不能搞平均主义'],
    ['passes on a notice', '请各村上报低保对象情况'],
    ['tells figures of the day', '低保户今天走访了12户'],
    ['asks about somebody', '他家的低保为什么取消了？'],
    ['asks who is there', '你们村低保户有几户？'],
    ['points at something', '低保那个表发我一下？'],
    ['asks of today', '培训会议今天几点开？'],
    ['asks what has been done', '合作社的辣椒收完没有？'],
    ['is a remark', '光伏发电工程的合影好看'],
    ['tells of a county', '汝城的辣椒确实好吃'],
  ])('where it %s', (_, text) => expect(matter(text)).not.toBe('plain'));
});

describe('a line is chatter', () => {
  test.each([
    ['a remark', '光伏发电工程的合影好看', 0.6],
    ['an arrangement', '培训会议今天几点开？', 0.6],
    ['a question that the corpus has no words for', '晚上吃什么？', 0.2],
  ])('where it is %s', (_, text, covered) => expect(matter(text, covered)).toBe('none'));
});

test('a line of policy is never called chatter', () => {
  for (const text of ['低保要按政策来', '他家的低保为什么取消了？', '你们村低保户有几户？'])
    expect(matter(text, 0)).toBe('near');
});
