import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import { createEvalRuns } from '../../src/page/evals/runs.ts';
import { createPage } from '../../src/page/page.ts';
import { createStore } from '../../src/state/store.ts';
import { readPapers } from '../core/shown/papers.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';
import { corpusViewOf } from '../page/corpus.ts';
import { rightCase, runOf, wrongCase } from '../page/runs.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const CHROMIUM = '/usr/bin/chromium';
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

const VIEWS = [
  '/documents',
  '/documents?standing=over',
  '/documents/changes',
  '/figures',
  `/figures?place=${encodeURIComponent('云岭县')}`,
  `/figures/one?key=${encodeURIComponent('脱贫||户|')}`,
  '/evals',
  '/evals/run/a',
  '/evals/run/a/2',
  '/evals/compare?before=b&after=a',
];

describe.skipIf(!existsSync(CHROMIUM))(
  `lists and figures in a real browser (${CHROMIUM}; skipped without it)`,
  () => {
    let folder: string;
    let server: ServerType;
    let browser: Browser;
    let base: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'mingbai-runs-'));
      const runs = {
        a: runOf('2026-02-01T00:00:00.000Z', [{ ...rightCase, right: false }, wrongCase]),
        b: runOf('2026-01-01T00:00:00.000Z', [rightCase, { ...wrongCase, right: true }]),
      };
      for (const [name, run] of Object.entries(runs))
        await writeFile(join(folder, `${name}.json`), JSON.stringify(run));
      await writeFile(join(folder, 'broken.json'), '{');
      const papers = [...(await readPapers()).values()];
      const reload = {
        ...{ at: '2026-03-01T08:15:00.000Z', isFirst: true, refused: [{ path: '坏.pdf', reason: '打不开' }] },
        changes: {
          added: papers.map(({ id, path, title }) => ({ id, path, title })),
          changed: [],
          removed: [],
          renamed: [],
        },
      };
      const notes = { [papers[0]!.id]: { warnings: ['一条提醒'], setAside: ['- 1 -'] } };
      const app = { ...createScriptedApp(), corpus: await corpusViewOf(papers, { notes, reload }) };
      const page = createPage({
        app,
        asking: createAsking({ app, store: createStore(':memory:') })('page'),
        log: () => undefined,
        evals: createEvalRuns(folder),
      });
      server = serve({ fetch: page.fetch, port: 0, hostname: '127.0.0.1' });
      base = await new Promise((resolve) => {
        server.once('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
      });
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** What a browser reports while a page is open: requests to others, and faults that it tells of. */
    function watch(page: Page): string[] {
      const told: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(base)) told.push(`request ${request.url()}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error') told.push(message.text());
      });
      page.on('pageerror', (error) => told.push(error.message));
      return told;
    }

    test.each([
      ['a phone, light', PHONE, 'light'],
      ['a phone, dark', PHONE, 'dark'],
      ['a desktop, light', DESKTOP, 'light'],
      ['a desktop, dark', DESKTOP, 'dark'],
    ] as const)(
      'on %s nothing is a serious barrier, wider than the screen, or loaded from elsewhere',
      async (_, viewport, colorScheme) => {
        const page = await browser.newPage({ viewport, colorScheme, locale: 'zh-CN' });
        const told = watch(page);
        const barriers: string[] = [];
        for (const view of VIEWS) {
          const response = await page.goto(`${base}${view}`);
          expect(response?.status(), view).toBe(200);
          await page.evaluate(axe.source);
          const { violations, passes } = (await page.evaluate('axe.run()')) as axe.AxeResults;
          expect(passes.length, view).toBeGreaterThan(10);
          barriers.push(
            ...violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, nodes }) => `${view} ${id}: ${nodes.map(({ target }) => target).join(' ')}`),
          );
          const tooWide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
          if (Number(tooWide) > 0) barriers.push(`${view} is ${tooWide} pixels too wide`);
        }
        expect(barriers).toEqual([]);
        expect(told).toEqual([]);
        await page.close();
      },
    );

    test('without script and with the keyboard alone a list is ordered, found in, and a figure opens its quote', async () => {
      const context = await browser.newContext({
        viewport: PHONE,
        javaScriptEnabled: false,
        locale: 'zh-CN',
      });
      const page = await context.newPage();
      await page.goto(`${base}/documents`);
      await page.getByRole('searchbox').fill('护林员');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=/u);
      expect(await page.locator('tbody tr').count()).toBe(1);
      await page.goto(`${base}/documents`);
      await page.locator('thead a', { hasText: '日期' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/sort=-issued/u);
      expect(await page.locator('tbody tr').first().textContent()).toContain('低保政策问答');
      await page.goto(`${base}/figures`);
      await page.locator('tbody a').first().click();
      await page.waitForURL(/figures\/one/u);
      expect(await page.locator('tbody a').first().getAttribute('href')).toMatch(
        /^\/d\/[^?]+\?q=\d+-\d+#\d+-\d+$/u,
      );
      await context.close();
    });
  },
);
