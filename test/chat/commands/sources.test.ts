import { expect, test } from 'vitest';
import { wording } from '../../../src/wording.ts';
import { createCommandScene } from './scene.ts';

const words = wording.telegram;
const SERVING = {
  documents: [{ path: 'a.txt', title: '工作报告', place: '汝城县', date: '2018', passages: 4 }],
  passages: 4,
};

test('/sources says under the number of reports that they are the ones of before, where they are', async () => {
  const present = (await createCommandScene(SERVING).say('/sources'))?.split('\n');
  expect(present).toEqual([words.sourcesTitle(1, 4), '1. 汝城县 · 工作报告 · 2018年 · 4 段']);
  const older = createCommandScene({ ...SERVING, staleBecause: '索引写不进 /srv/index。（index-write）' });
  expect((await older.say('/sources'))?.split('\n')).toEqual([
    words.sourcesTitle(1, 4),
    words.oldReports,
    ...(present?.slice(1) ?? []),
  ]);
});
