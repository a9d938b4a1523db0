import { describe, expect, test } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import type { LastReload } from '../../src/core/shown/documents.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { createPage } from '../../src/page/page.ts';
import { createStore } from '../../src/state/store.ts';
import { readPapers } from '../core/shown/papers.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';
import { documentOf } from '../fakes/small-knowledge.ts';
import { corpusViewOf } from './corpus.ts';

const HERE = 'http://127.0.0.1:8787';

async function pageOver(documents: readonly SourceDocument[], more: Parameters<typeof corpusViewOf>[1] = {}) {
  const app = { ...createScriptedApp(), corpus: await corpusViewOf(documents, more) };
  const page = createPage({
    app,
    asking: createAsking({ app, store: createStore(':memory:') })('page'),
    log: () => undefined,
  });
  return async (path: string) => {
    const response = await page.request(`${HERE}${path}`);
    return { status: response.status, text: await response.text() };
  };
}

/** What a person reads: the text without marks, one blank between words. */
const read = (text: string) =>
  text
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
const linksTo = (text: string, start: string) =>
  [...text.matchAll(/href="([^"]*)"/gu)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => link.startsWith(start));

const papers = [...(await readPapers()).values()];
const get = await pageOver(papers);
const HOSTILE = `<img src=x onerror="alert(1)">'"&<script>alert(2)</script>`;

describe('the list of documents', () => {
  test('tells each with its number, office, day, standing, place and sentences, and links to it', async () => {
    const { text, status } = await get('/documents');
    expect(status).toBe(200);
    const told = read(text);
    for (const words of [
      '松政办发〔2022〕9号',
      '松坪县人民政府办公室',
      '2022年3月8日',
      '现行有效',
      '松坪县',
      '列项 2',
    ])
      expect(told).toContain(words);
    expect(linksTo(text, '/d/')).toContain(`/d/${encodeURIComponent('松坪县护林办法')}`);
    expect(told).toContain(`已载入 ${papers.length} 份资料，涉及 3 个地方`);
  });

  test('is found by words of title and number, by place, and by standing', async () => {
    const titles = async (query: string) =>
      linksTo((await get(`/documents?${query}`)).text, '/d/').map((link) =>
        decodeURIComponent(link.slice(3)),
      );
    expect(await titles(`q=${encodeURIComponent('护林员 管理')}`)).toEqual(['松坪县护林办法']);
    expect(await titles(`q=${encodeURIComponent('松政办发〔2022〕9')}`)).toEqual(['松坪县护林办法']);
    expect(await titles(`place=${encodeURIComponent('江畔县')}`)).toEqual(['江畔县', '江畔县补贴']);
    expect(await titles('standing=over')).toEqual([]);
    expect(read((await get('/documents?q=xyz')).text)).toContain('没有符合条件的资料');
  });

  test('is ordered by the column that a link asks for, and says so', async () => {
    const issued = async (sort: string) => {
      const { text } = await get(`/documents?sort=${sort}`);
      expect(text).toMatch(new RegExp(`aria-sort="${sort.startsWith('-') ? 'de' : 'a'}scending"`, 'u'));
      return linksTo(text, '/d/').map((link) => decodeURIComponent(link.slice(3)));
    };
    const newest = await issued('-issued');
    expect(newest[0]).toBe('云岭县低保问答');
    // What has no date comes last, either way.
    expect(newest.at(-1)).toBe('江畔县补贴');
    expect((await issued('issued')).at(-1)).toBe('江畔县补贴');
  });

  test('has a hundred on a page, and links to the pages beside', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) =>
      documentOf(`文${at}`, { place: '云岭县', title: `第${at}号文`, text: '全县修路3公里。' }),
    );
    const list = await pageOver(many);
    const { text } = await list('/documents?page=3&sort=title');
    expect(linksTo(text, '/d/')).toHaveLength(100);
    expect(read(text)).toContain('第 3 / 10 页，共 1000 条');
    expect(linksTo(text, '/documents?').filter((link) => /page=[24]/u.test(link))).toEqual([
      '/documents?page=2&sort=title',
      '/documents?page=4&sort=title',
    ]);
    expect(read((await list('/documents?page=999999')).text)).toContain('第 10 / 10 页');
    expect(read((await list('/documents?page=-1')).text)).toContain('第 1 / 10 页');
    expect(text.length).toBeLessThan(150_000);
  });

  test('tells what was noticed in reading, folded away', async () => {
    const [first] = papers;
    const list = await pageOver(papers, {
      notes: { [first!.id]: { warnings: ['2月30日不是日子'], setAside: ['- 1 -'] } },
    });
    const { text } = await list('/documents');
    expect(text).toMatch(/<details[^>]*><summary>读取时的提醒 1 条<\/summary>/u);
    expect(read(text)).toContain('2月30日不是日子');
  });

  test('says what to do where there is none', async () => {
    expect(read((await (await pageOver([]))('/documents')).text)).toContain('请把文件');
  });
});

describe('what a reload changed', () => {
  const reload: LastReload = {
    at: '2026-03-01T08:15:00.000Z',
    isFirst: false,
    changes: {
      added: [{ id: '来', path: '来.txt', title: '新来的通知' }],
      changed: [{ id: '改', path: '改.txt', title: '改了的办法', what: ['text', 'dates'] }],
      removed: [{ id: '去', path: '去.txt', title: '去掉的通知' }],
      renamed: [{ id: '新名', path: '新名.txt', title: '改名的通知', from: '旧名.txt' }],
    },
    refused: [{ path: '坏.pdf', reason: '打不开' }],
  };

  test('is told by what came, changed, went, was renamed and was refused', async () => {
    const { text } = await (await pageOver(papers, { reload }))('/documents/changes');
    const told = read(text);
    for (const words of [
      ...['2026-03-01 16:15', '新增 1 份 新来的通知', '修改 1 份 改了的办法', '改了：正文、日期或有效期'],
      ...['去掉 1 份 去掉的通知', '原名 旧名.txt', '没有收 1 个文件 坏.pdf 打不开'],
    ])
      expect(told).toContain(words);
    expect(linksTo(text, '/d/').map(decodeURIComponent)).toEqual(['/d/来', '/d/改', '/d/新名']);
  });

  test('is not known where nothing was kept', async () => {
    expect(read((await get('/documents/changes')).text)).toContain('没有记录');
  });
});

describe('figures', () => {
  test('are listed by what they count, what most counties tell first', async () => {
    const { text } = await get('/figures');
    const [first] = linksTo(text, '/figures/one?');
    expect(new URLSearchParams(first?.split('?')[1]).get('key')).toMatch(/^(?:脱贫|贫困发生率)\|/u);
    expect(read(text)).toContain('贫困发生率 % 2 处');
  });

  test('of one county are listed with year and standing, each opening its quote', async () => {
    const { text } = await get(`/figures?place=${encodeURIComponent('云岭县')}&sort=-year`);
    expect(read(text)).toMatch(/脱贫 95户 2020年 计划/u);
    const document = papers.find(({ path }) => path === '云岭县.txt')!;
    for (const link of linksTo(text, `/d/${encodeURIComponent('云岭县')}?`)) {
      const [, start, end] = /\?q=(\d+)-(\d+)#\1-\2$/u.exec(link) ?? [];
      expect(document.text.slice(Number(start), Number(end))).toMatch(/\d/u);
    }
  });

  test('are ordered by value within a unit, never across units', async () => {
    const { text } = await get(`/figures?place=${encodeURIComponent('江畔县')}&sort=-value`);
    const values = [...text.matchAll(/title="看原文">([^<]*)</gu)].map(([, said = '']) => said);
    const households = values.filter((said) => said.endsWith('户'));
    expect(households).toEqual(['1200户', '655户', '130户']);
    const at = values.indexOf('1200户');
    expect(values.slice(at, at + 3)).toEqual(households);
  });

  test('stand in the part of a long sentence that is shown', async () => {
    const long = `${'各乡镇认真落实责任，'.repeat(20)}2019年全县改造危房1200户，${'各乡镇继续抓好后续工作，'.repeat(20)}群众满意。`;
    const list = await pageOver([documentOf('长', { place: '云岭县', title: '工作情况', text: long })]);
    const told = read((await list(`/figures?place=${encodeURIComponent('云岭县')}`)).text);
    expect(told).toMatch(/改造危房 1200户 2019年 ……[^…]*改造危房1200户[^…]*……/u);
    expect(told.length).toBeLessThan(600);
  });

  test('of one indicator stand county by county, plans and years apart, and what is not told is said not to be', async () => {
    const key = '脱贫||户|';
    const { text } = await get(`/figures/one?key=${encodeURIComponent(key)}`);
    const told = read(text);
    expect(told).toContain('2019年 · 没有写明是计划 2 处有数字，共 3 处');
    expect(told).toMatch(/江畔县 655户 .*云岭县 412户 .*松坪县 原文未载/u);
    expect(told).not.toContain('95户');
    const plans = linksTo(text, '/figures/one?').find((link) => link.includes('2020-plan'));
    expect(read((await get(plans!)).text)).toMatch(/2020年 · 计划 2 处有数字.*130户.*95户/u);
  });

  test('of an indicator that nobody tells are no page', async () => {
    expect((await get('/figures/one?key=x')).status).toBe(404);
    expect((await get('/figures/one')).status).toBe(404);
  });

  test('say what to do where there are none', async () => {
    expect(read((await (await pageOver([]))('/figures')).text)).toContain('还没有读出数字');
  });
});

describe('what documents and addresses hold', () => {
  test('is text: nothing of it is read as markup', async () => {
    const hostile = documentOf(`a/../${HOSTILE}`, {
      place: '云岭县',
      title: HOSTILE,
      text: `2019年${HOSTILE}户数达到35户。`,
    });
    const list = await pageOver([{ ...hostile, number: HOSTILE, issuer: HOSTILE }], {
      notes: { [hostile.id]: { warnings: [HOSTILE], setAside: [HOSTILE] } },
      reload: {
        at: '2026-03-01T08:15:00.000Z',
        isFirst: true,
        changes: {
          added: [{ id: HOSTILE, path: HOSTILE, title: HOSTILE }],
          ...{ changed: [], removed: [], renamed: [] },
        },
        refused: [{ path: HOSTILE, reason: HOSTILE }],
      },
    });
    const asked = encodeURIComponent(HOSTILE);
    const paths = [
      '/documents',
      `/documents?q=${asked}&sort=${asked}&place=${asked}`,
      '/documents/changes',
      '/figures',
    ];
    const figures = await list('/figures');
    for (const path of [
      ...paths,
      `/figures?q=${asked}`,
      `/figures?place=${asked}`,
      ...linksTo(figures.text, '/figures/one'),
    ]) {
      const { text } = await list(path);
      expect(text).not.toMatch(/<img src=x|<script>|\son\w+="/u);
      expect(text).not.toMatch(/style="/u);
    }
  });
});

test('a page of a hundred documents keeps every address within this host', async () => {
  for (const path of ['/documents', '/documents/changes', '/figures', '/evals']) {
    const { text } = await get(path);
    expect(text).not.toMatch(/(?:href|src|action)="(?!\/|#)/u);
  }
});
