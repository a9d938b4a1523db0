import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Response as PageResponse,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import type { App } from '../../src/core/ports/app.ts';
import type { Answered, Citation } from '../../src/core/types.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createPage } from '../../src/page/page.ts';
import { createStore } from '../../src/state/store.ts';
import { answerOf, createScriptedApp } from '../fakes/scripted-app.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';

const CHROMIUM = '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Bytes. */
const MOST_WEIGHT = 150_000;

const RUNS = '<img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload="window.ran=1">';

const REPORTS = {
  低保: {
    place: '云和县',
    title: `云和县农村低保工作通知${RUNS}`,
    date: '2024-03-05',
    text: [
      '一、总体情况。全县共有行政村82个，乡镇12个。',
      ...Array.from({ length: 60 }, (_, at) => `第${at + 1}项工作按计划推进，各乡镇按时上报进展情况。`),
      '二、保障标准。云和县农村低保标准为每人每月560元。',
      `三、其他。${RUNS}有下列情形之一的，停发低保金：`,
      '（一）家庭收入超过标准的；',
      '（二）死亡的。',
    ].join('\n'),
  },
  低保乙: {
    place: '青田县',
    title: '青田县农村低保工作通知',
    date: '2024-04-01',
    text: '青田县农村低保标准为每人每月610元。全县共有行政村363个。',
  },
} as const;

if (!existsSync(CHROMIUM))
  process.stderr.write(`There is no ${CHROMIUM}: the page is not tried in a browser.\n`);

describe.skipIf(!existsSync(CHROMIUM))('the page in a browser', () => {
  let browser: Browser;
  let small: SmallApp;
  let server: HttpServer;
  const opened: { close(): Promise<void> }[] = [];
  /** What went wrong in the page, or left the machine. */
  let faults: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    small = await startSmallApp(REPORTS);
    await small.app.examples();
    server = await serve(small.app);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    expect(faults).toEqual([]);
    faults = [];
  });
  afterAll(async () => {
    await server?.close();
    await small?.close();
    await browser?.close();
  });

  const serve = (app: App) =>
    createHttpServer({
      host: '127.0.0.1',
      port: 0,
      health: () => ({ corpus: { version: 'v1', passages: 1 } }),
      metrics: createMetrics(),
      routes: {},
      mounted: [
        {
          path: '/',
          app: createPage({
            app,
            asking: createAsking({ app, store: createStore(':memory:') })('page'),
            log: () => undefined,
          }),
        },
      ],
      log: () => undefined,
    });

  async function browse(options: BrowserContextOptions = {}, at: HttpServer = server): Promise<Page> {
    const context = await browser.newContext({
      baseURL: at.url,
      viewport: DESKTOP,
      reducedMotion: 'reduce',
      locale: 'zh-CN',
      ...options,
    });
    opened.push(context);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    page.on('dialog', (dialog) => faults.push(`dialog ${dialog.message()}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== at.url) faults.push(`request to ${request.url()}`);
    });
    await page.goto('/');
    return page;
  }

  async function ask(page: Page, question: string): Promise<void> {
    const before = await page.locator('.turn').count();
    await page.fill('#question', question);
    await page.press('#question', 'Enter');
    await page.locator('.turn:not(.is-pending)').nth(before).waitFor();
  }

  const isInSight = (page: Page, selector: string) =>
    page.evaluate(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      const over = document.elementFromPoint(box.left + 4, box.top + 8);
      return box.top >= 0 && box.bottom <= innerHeight && over !== null && over.closest('mark') !== null;
    })()`);

  const QUOTE = 'article.document .paper mark.quote[id]';

  test('from the first view it is two clicks to the marked quote, beside the chat where there is room', async () => {
    const page = await browse();
    await page.locator('.examples button').first().click();
    await page.locator('.marker a').first().click();
    await page.locator(`#beside ${QUOTE}`).waitFor();
    expect(await isInSight(page, QUOTE)).toBe(true);
    expect(await page.locator('.turn').count()).toBe(1);
    expect(await page.evaluate('document.activeElement.closest("#beside") !== null')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#beside').isHidden()).toBe(true);
    expect(await page.evaluate('document.activeElement.matches(".marker a")')).toBe(true);
  });

  test('and on a phone to a view of its own, with the way back above it', async () => {
    const page = await browse({ viewport: PHONE, hasTouch: true, isMobile: true });
    await ask(page, '云和县低保标准是多少');
    await page.locator('.marker a').first().tap();
    await page.locator(QUOTE).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/d\//u);
    expect(await isInSight(page, QUOTE)).toBe(true);
    await page.locator('.pane-bar a').tap();
    expect(await page.locator('.turn .said').textContent()).toContain('560元');
  });

  test('answers and quotes are there again after a reload, with what was said before', async () => {
    const page = await browse();
    await ask(page, '云和县低保标准是多少');
    await ask(page, '那青田县呢');
    expect(new URL(page.url()).pathname).toMatch(/^\/a\//u);
    const said = await page.locator('.said').allTextContents();
    expect(said).toHaveLength(2);
    await page.reload();
    await page.locator('.turn').nth(1).waitFor();
    expect(await page.locator('.said').allTextContents()).toEqual(said);
    const link = await page.locator('.turn').first().locator('.source a').first().getAttribute('href');
    await page.goto(link ?? '');
    for (const again of [() => page.reload(), () => page.goto(bare(page.url()))]) {
      await again();
      await page.locator(QUOTE).waitFor();
      expect(await page.locator(QUOTE).textContent()).toContain('每人每月560元');
      expect(await isInSight(page, QUOTE)).toBe(true);
    }
  });

  test('a quote that the document does not have any more, and one of an answer that is gone, stay unmarked', async () => {
    const page = await browse();
    const gone: Citation = {
      ...{ marker: 1, documentId: '低保', document: '低保.txt', title: '低保' },
      ...{ span: { start: 2, end: 12 }, quote: '资料里没有的一句话。' },
    };
    const other = Object.assign(createScriptedApp(), { corpus: small.app.corpus });
    other.on('旧', { ...answerOf('旧话[1]。', gone.quote), citations: [gone] });
    const at = await serve(other);
    opened.push(at);
    const old = await browse({}, at);
    await ask(old, '旧');
    await old.goto((await old.locator('.source a').first().getAttribute('href')) ?? '');
    await old.waitForLoadState('networkidle');
    expect(await old.locator('.is-lost blockquote').allTextContents()).toEqual([gone.quote]);
    await page.goto(`/d/${encodeURIComponent('低保')}?a=AAAAAAAAAAAA&n=1#2-12`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.is-lost').count()).toBe(1);
    for (const view of [old, page]) expect(await view.locator('.paper mark').count()).toBe(0);
  });

  test('a question that nobody took is told of in sight, and stays to be asked again', async () => {
    const page = await browse();
    await page.route('**/ask', (route) => route.abort());
    await page.fill('#question', '云和县低保标准是多少');
    await page.press('#question', 'Enter');
    await page.locator('.turn .is-failed', { hasText: '没有连上' }).waitFor();
    expect(await page.locator('.turn .asked').textContent()).toBe('问：云和县低保标准是多少');
    expect(await page.inputValue('#question')).toBe('云和县低保标准是多少');
    await page.unroute('**/ask');
    await ask(page, '云和县低保标准是多少');
    await page.route('**/feedback?part', (route) => route.abort());
    await page.locator('button[value=good]').click();
    await page.locator('.verdict', { hasText: '没有记上' }).waitFor();
    expect(faults.splice(0).filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
  });

  test('who was let out is asked for the token again', async () => {
    const page = await browse();
    await page.route('**/ask', (route) => route.fulfill({ status: 401 }));
    await page.fill('#question', '低保');
    const loaded = page.waitForEvent('load');
    await page.press('#question', 'Enter');
    await loaded;
    expect(faults.splice(0).filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  test('of two quotes that are opened one after the other the last stays, whichever comes first', async () => {
    const page = await browse();
    await ask(page, '云和县低保标准是多少');
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    await page.route('**/d/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.locator('.marker a').first().click();
    await page.locator('.links a').first().click();
    await page.locator('#beside .why').waitFor();
    const late = page.waitForResponse('**/d/**');
    free();
    await (await late).finished();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
    expect(await page.locator('#beside .why').count()).toBe(1);
  });

  test('another topic follows nothing of what was said before', async () => {
    const page = await browse();
    await ask(page, '云和县低保标准是多少');
    await page.locator('.new-topic button').click();
    await page.locator('.welcome').waitFor();
    await page.reload();
    expect(await page.locator('.turn').count()).toBe(0);
  });

  test('a county that is offered is a button that answers', async () => {
    const other = createScriptedApp();
    const options = [
      { place: '云和县', label: '云和县' },
      { place: '青田县', label: '青田县' },
    ] as const;
    other.on('低保', { kind: 'clarify', text: '请问是哪个县？', options, corpusVersion: 'v1' });
    other.on('青田县', answerOf('610元[1]。', '610元'));
    const at = await serve(other);
    opened.push(at);
    const page = await browse({}, at);
    await ask(page, '低保');
    await page.locator('.choices button', { hasText: '青田县' }).click();
    await page.locator('.turn').nth(1).locator('.marker').waitFor();
    expect(await page.locator('.turn').nth(1).locator('.asked').textContent()).toContain('青田县');
  });

  test('checked sentences come one by one, and stay', async () => {
    const other = createScriptedApp();
    const at = await serve(other);
    opened.push(at);
    let say = (_: Answered): void => undefined;
    let finish = (_: Answered): void => undefined;
    other.on('慢', (_, onDraft) => {
      say = onDraft;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    const page = await browse({}, at);
    await page.fill('#question', '慢');
    await page.press('#question', 'Enter');
    const said = page.locator('.turn .said');
    await page.locator('.turn.is-pending').waitFor();
    say(answerOf('甲[1]。', '甲'));
    await said.filter({ hasText: '甲' }).waitFor();
    say(answerOf('甲[1]。\n乙[1]。', '甲'));
    await said.filter({ hasText: /甲.*乙/su }).waitFor();
    finish(answerOf('甲[1]。\n乙[1]。\n丙[1]。', '甲'));
    await page.locator('.turn:not(.is-pending) .said', { hasText: /甲.*乙.*丙/su }).waitFor();
    expect(await page.locator('#told').textContent()).toContain('丙');
  });

  test('an answer is stopped by the button that asked for it, and the question stays to be asked again', async () => {
    const other = createScriptedApp();
    const at = await serve(other);
    opened.push(at);
    other.on('慢', () => new Promise(() => undefined));
    const page = await browse({}, at);
    await page.fill('#question', '慢');
    await page.press('#question', 'Enter');
    await page.locator('.turn.is-pending').waitFor();
    await page.locator('#send', { hasText: '停止' }).click();
    await page.locator('.turn:not(.is-pending)', { hasText: '已停止' }).waitFor();
    // A double press asks once.
    await page.locator('#send').dblclick();
    await page.locator('.turn.is-pending').waitFor();
    await page.locator('#send', { hasText: '停止' }).click();
    await page.locator('.turn:not(.is-pending)', { hasText: '已停止' }).nth(1).waitFor();
    expect(await page.inputValue('#question')).toBe('慢');
  });

  test('Enter asks, but for the one that ends what an input method writes; Shift+Enter begins a line', async () => {
    const page = await browse();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.focus('#question');
    await page.keyboard.type('云和县');
    await page.keyboard.press('Shift+Enter');
    expect(await page.inputValue('#question')).toBe('云和县\n');
    await page.evaluate(
      'document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))',
    );
    expect(await page.locator('.turn').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('.turn').waitFor();
  });

  test('what is said of an answer is kept, with its reason', async () => {
    const page = await browse();
    await ask(page, '云和县低保标准是多少');
    await page.locator('button[value=bad]').click();
    await page.locator('button[value=outdated]').click();
    await page.locator('button[value=outdated][aria-pressed=true]').waitFor();
    await page.reload();
    expect(await page.locator('.verdict [aria-pressed=true]').allTextContents()).toEqual(['有问题', '过期']);
  });

  test('it goes without script: a form, an answer, a document at its quote', async () => {
    const page = await browse({ javaScriptEnabled: false });
    await page.fill('#question', '云和县低保标准是多少');
    await page.locator('#send').click();
    await page.locator('.marker a').first().click();
    expect(await page.locator(QUOTE).textContent()).toContain('每人每月560元');
    const box = await page.locator(QUOTE).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(DESKTOP.height);
  });

  test('nothing that documents and questions hold runs', async () => {
    const page = await browse();
    await ask(page, `云和县低保标准是多少${RUNS}`);
    await ask(page, '云和县低保标准是多少');
    await page.locator('.marker a').first().click();
    await page.locator(QUOTE).waitFor();
    expect(await page.locator('#beside .paper').textContent()).toContain('<script>');
    await page.goto((await page.locator('.source a').first().getAttribute('href')) ?? '');
    expect(await page.evaluate('window.ran')).toBeUndefined();
  });

  describe.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
  ] as const)('in %s colours at %o', (colorScheme, viewport) => {
    test('no view has a fault that keeps people from using it', async () => {
      const page = await browse({ colorScheme, viewport });
      const found: string[] = await faultsOf(page, 'empty');
      await ask(page, '云和县低保标准是多少');
      await page.locator('button[value=bad]').click();
      await page.locator('fieldset').waitFor();
      found.push(...(await faultsOf(page, 'answer')));
      await ask(page, '明天天气怎么样');
      const link = (await page.locator('.source a').first().getAttribute('href')) ?? '';
      const why = (await page.locator('.links a').first().getAttribute('href')) ?? '';
      if (viewport === DESKTOP)
        for (const [view, name] of [
          ['.marker a', 'beside'],
          ['.links a', 'why beside'],
        ] as const) {
          await page.locator(view).first().click();
          await page.locator(`#beside ${name === 'beside' ? QUOTE : '.why'}`).waitFor();
          found.push(...(await faultsOf(page, name)));
        }
      for (const path of [link, why, '/nothing']) {
        await page.goto(path);
        found.push(...(await faultsOf(page, path)));
      }
      expect(found).toEqual([]);
    });
  });

  test('no view is wider than a narrow phone', async () => {
    const page = await browse({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await ask(page, '云和县低保标准是多少');
    const paths = ['/', new URL(page.url()).pathname];
    for (const link of await page.locator('.source a, .links a').all())
      paths.push((await link.getAttribute('href')) ?? '');
    const wide: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      if ((await page.evaluate('document.documentElement.scrollWidth > 360')) === true) wide.push(path);
    }
    expect(wide).toEqual([]);
  });

  test('a first view weighs little, and so does a document', async () => {
    for (const path of ['/', `/d/${encodeURIComponent('低保')}`]) {
      const context = await browser.newContext({ baseURL: server.url });
      opened.push(context);
      const page = await context.newPage();
      const responses: PageResponse[] = [];
      page.on('response', (response) => responses.push(response));
      await page.goto(path, { waitUntil: 'networkidle' });
      const bodies = await Promise.all(responses.map((response) => response.body()));
      const weight = bodies.reduce((sum, { length }) => sum + length, 0);
      expect(bodies.length).toBeGreaterThan(2);
      expect(weight).toBeLessThan(MOST_WEIGHT);
    }
  });
});

/** The address of a document with nothing but what is marked. */
function bare(url: string): string {
  const { origin, pathname, hash } = new URL(url);
  return `${origin}${pathname}${hash}`;
}

/** What axe finds in a view that is serious or worse. */
async function faultsOf(page: Page, view: string): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${view}: ${id} ${html.slice(0, 200)}`));
}
