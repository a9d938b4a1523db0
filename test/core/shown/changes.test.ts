import { expect, test } from 'vitest';
import { changesBetween } from '../../../src/core/shown/documents.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { documentOf } from '../../fakes/small-knowledge.ts';

const isSame = (one: SourceDocument, other: SourceDocument) => JSON.stringify(one) === JSON.stringify(other);
const document = (id: string, text: string, more: Partial<SourceDocument> = {}): SourceDocument => ({
  ...documentOf(id, { place: '云岭县', title: `${id}情况`, text }),
  ...more,
});

test('documents that came, changed and went are told by name, each once', () => {
  const kept = document('留', '留下的事。');
  const changes = changesBetween(
    [kept, document('改', '原来的事。'), document('去', '去掉的事。')],
    [kept, document('改', '现在的事。'), document('来', '新来的事。')],
    isSame,
  );
  expect(changes).toEqual({
    added: [{ id: '来', path: '来.txt', title: '来情况' }],
    changed: [{ id: '改', path: '改.txt', title: '改情况', what: ['text'] }],
    removed: [{ id: '去', path: '去.txt', title: '去情况' }],
    renamed: [],
  });
});

test('the same file under another name is renamed, neither added nor removed', () => {
  const before = document('旧名', '同样的事。');
  const after = { ...before, id: '新名', path: '新名.txt' };
  expect(changesBetween([before], [after], isSame)).toEqual({
    added: [],
    changed: [],
    removed: [],
    renamed: [{ id: '新名', path: '新名.txt', title: '旧名情况', from: '旧名.txt' }],
  });
});

test('of two copies of a file that went, only one was renamed', () => {
  const before = document('旧名', '同样的事。');
  const copies = ['甲', '乙'].map((id) => ({ ...before, id, path: `${id}.txt` }));
  const { added, renamed } = changesBetween([before], copies, isSame);
  expect([renamed.map(({ id }) => id), added.map(({ id }) => id)]).toEqual([['甲'], ['乙']]);
});

test('what of a document is other is told: its facts, or only how it is read', () => {
  const before = document('文', '一件事。', { issuedOn: '2020-01-01', number: '云政发〔2020〕1号' });
  const what = (after: SourceDocument) => changesBetween([before], [after], isSame).changed[0]?.what;
  expect(what({ ...before, issuedOn: '2020-01-02', validUntil: '2025-01-01' })).toEqual(['dates']);
  expect(what({ ...before, place: '江畔县', title: '另一个题目' })).toEqual(['title', 'place']);
  expect(what({ ...before, repeals: [{ title: '旧办法', span: { start: 0, end: 2 } }] })).toEqual([
    'repeals',
  ]);
  expect(what({ ...before, blocks: [] })).toEqual(['structure']);
  expect(what({ ...before })).toBeUndefined();
});
