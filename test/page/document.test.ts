import { describe, expect, test } from 'vitest';
import type { Answered, Citation, SourceDocument } from '../../src/core/types.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { documentOf } from '../fakes/small-knowledge.ts';
import { createScene, spanOf } from './scene.ts';

const TEXT = [
  '第一条　为加强管理，制定本办法。',
  '第二条　有下列情形之一的，扣发当月补助：',
  '（一）无故缺勤5天以上的；',
  '（二）瞒报火情的。',
  '松坪县人民政府办公室',
].join('\n');
const HEAD = '有下列情形之一的，扣发当月补助：';
const QUOTE = '（二）瞒报火情的。';
const RULES = documentOf('松坪/护林 100%', { place: '松坪县', title: '松坪县护林办法', text: TEXT });

function citing(document: SourceDocument, quote: string, lead?: string): Answered {
  const citation: Citation = {
    ...{ marker: 1, documentId: document.id, document: document.path, title: document.title },
    ...{ span: spanOf(document.text, quote), quote },
    ...(lead === undefined ? {} : { lead: [{ span: spanOf(document.text, lead), quote: lead }] }),
  };
  return { ...answerOf(`${quote}[1]`, quote), citations: [citation] };
}

async function opened(
  document: SourceDocument,
  answer: Answered,
  served: readonly SourceDocument[] = [document],
) {
  const scene = createScene({ documents: served });
  scene.app.on('问', answer);
  const url = (await scene.post('/ask', { question: '问' })).headers.get('location') ?? '';
  const { one } = await scene.see(url);
  const link = one('.source a')?.getAttribute('href') ?? '';
  return { link, scene, view: await scene.see(link.split('#')[0] ?? ''), name: link.split('#')[1] ?? '' };
}

describe('a document that is opened at a citation', () => {
  test('has the quote marked under the name in the address, and otherwise what it must be read under', async () => {
    const { view, name } = await opened(RULES, citing(RULES, QUOTE, HEAD));
    expect(view.said('mark.quote[id]')).toEqual([`引用开始：${QUOTE}`]);
    expect(view.one('.paper mark.quote')?.getAttribute('id')).toBe(name);
    expect(view.said('.paper mark.lead')).toEqual([HEAD]);
    expect(view.said('.legend mark')).toEqual(['引用的话 [1]', '要连着读的上文']);
    expect(view.one('.pane-bar a')?.getAttribute('href')).toMatch(/^\/a\/([\w-]{12})#\1-1$/u);
  });

  test('is whole: what stands around the quote is there, in order', async () => {
    const { view } = await opened(RULES, citing(RULES, QUOTE));
    expect(
      view
        .said('.paper .block')
        .map((one) => one.replace('引用开始：', ''))
        .join(''),
    ).toBe(TEXT.replaceAll('\n', '').replaceAll('\u3000', ' '));
  });

  test('finds a quote that a newer corpus moved, under the same name', async () => {
    const moved = documentOf(RULES.id, { title: RULES.title, text: `新的一段。\n${TEXT}` });
    const { view, name } = await opened(RULES, citing(RULES, QUOTE, HEAD), [moved]);
    expect(view.one('.paper mark.quote')?.getAttribute('id')).toBe(name);
    expect(view.said('mark.quote[id]')).toEqual([`引用开始：${QUOTE}`]);
    expect(view.said('.paper mark.lead')).toEqual([HEAD]);
  });

  test('says that a quote is gone, and what it was', async () => {
    const other = documentOf(RULES.id, { title: RULES.title, text: '第一条　全都改了。' });
    const { view } = await opened(RULES, citing(RULES, QUOTE), [other]);
    expect(view.all('.paper mark')).toEqual([]);
    expect(view.said('.is-lost blockquote')).toEqual([QUOTE]);
  });

  test('says that the answer is gone that quoted it, and marks nothing in its name', async () => {
    const scene = createScene({ documents: [RULES] });
    const view = await scene.see(`/d/${encodeURIComponent(RULES.id)}?a=AAAAAAAAAAAA&n=1`);
    expect(view.all('.paper mark')).toEqual([]);
    expect(view.said('.is-lost')).toEqual(['引用这份文件的那个回答已经删除或撤回，不能再标出它引用的话。']);
  });

  test('names its row in a table, and has every cell of it marked', async () => {
    const text = ['乡镇\t户数\t资金（万元）', '黄坪镇\t35\t152.7', '茂林镇\t41\t205.2'].join('\n');
    const at = (part: string, from = 0) => {
      const start = text.indexOf(part, from);
      return { start, end: start + part.length };
    };
    const rows = text.split('\n').map((line) => at(line));
    const blocks = rows.map((span, index) => ({
      kind: index === 0 ? ('header' as const) : ('row' as const),
      span,
      cells: text
        .slice(span.start, span.end)
        .split('\t')
        .map((cell) => at(cell, span.start)),
    }));
    const origins = rows.map(({ start }, index) => ({
      start,
      page: 3,
      table: 1,
      row: index + 1,
      isScanned: true,
    }));
    const table: SourceDocument = { ...RULES, text, blocks, origins };
    const { view } = await opened(table, citing(table, '茂林镇\t41\t205.2', '乡镇\t户数\t资金（万元）'));
    expect(view.said('tbody tr').at(-1)).toBe('引用开始：茂林镇41205.2');
    expect(view.all('tbody tr:last-child mark.quote')).toHaveLength(3);
    expect(view.all('mark[id]')).toHaveLength(1);
    expect(view.said('thead mark.lead')).toEqual(['乡镇', '户数', '资金（万元）']);
    expect(view.said('.legend span')).toContain('引用的话在第3页 表1 第3行');
    expect(view.said('.legend .chip')).toEqual(['据扫描件识别，请核对原件']);
    expect(view.said('.leaf')).toEqual(['第3页 · 据扫描件识别']);
  });
});

describe('a document that is opened at a stretch', () => {
  test('has it marked; one that it does not have is not', async () => {
    const scene = createScene({ documents: [RULES] });
    const path = `/d/${encodeURIComponent(RULES.id)}`;
    const { start, end } = spanOf(TEXT, QUOTE);
    const view = await scene.see(`${path}?q=${start}-${end}`);
    expect(view.said('mark.quote[id]')).toEqual([`引用开始：${QUOTE}`]);
    for (const wrong of ['5-3', '0-99999', 'x', '1-2-3'])
      expect((await scene.see(`${path}?q=${wrong}`)).all('.paper mark')).toEqual([]);
    expect((await scene.get('/d/nothing')).status).toBe(404);
  });

  test('of many pages shows what is near, and leads to the rest', async () => {
    const lines = Array.from({ length: 4_000 }, (_, at) => `第${at}行：全县新建产业路${at}公里。`);
    const long: SourceDocument = documentOf('长', { title: '长文件', text: lines.join('\n') });
    const scene = createScene({ documents: [long] });
    const { start, end } = spanOf(long.text, lines[2_000] ?? '');
    const view = await scene.see(`/d/长?q=${start}-${end}`);
    expect(view.said('.paper mark.quote')).toEqual([`引用开始：${lines[2_000]}`]);
    expect(view.text.length).toBeLessThan(120_000);
    const [before, behind] = view.all('.further a').map((one) => one.getAttribute('href') ?? '');
    const shown = (
      await Promise.all(
        [before, '', behind].map(async (link) => (link === '' ? view : await scene.see(link ?? ''))),
      )
    ).flatMap(({ said }) => said('.paper .block'));
    const first = lines.indexOf(shown[0] ?? '');
    expect(shown.map((line) => line.replace('引用开始：', ''))).toEqual(
      lines.slice(first, first + shown.length),
    );
    expect((await scene.see('/d/长')).said('.further a')).toEqual(['看后面的内容']);
  });
});
