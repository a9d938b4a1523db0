import { once } from 'node:events';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { wording } from '../../src/wording.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import {
  expectFault,
  mingbai,
  mingbaiHere,
  REPORTS,
  scratchFolder,
  startMingbai,
  type Variables,
  WITHOUT_READER,
  writeFiles,
} from './command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = await scratchFolder();
const CORPUS_DIR = join(folder, 'reports');
const INDEX_DIR = join(folder, 'index');
const variables = {
  ...WITHOUT_READER,
  CORPUS_DIR,
  INDEX_DIR,
  DATA_DIR: join(folder, 'data'),
  LOG_LEVEL: 'warn',
};
const withReader = { ...variables, READER_MODEL: '' };
const TOKEN = '700777:AAF-strict_Test_Token_0123456789abc';

beforeAll(() => writeFiles(CORPUS_DIR, REPORTS));

/** Holds a port of this machine; one that is held already is fine too. */
async function holdPort(port: number): Promise<{ readonly port: number; free(): Promise<void> }> {
  const holder = createServer().listen(port, '127.0.0.1');
  const isHeld = await once(holder, 'listening').then(
    () => true,
    () => false,
  );
  const held = isHeld ? (holder.address() as AddressInfo).port : port;
  return {
    port: held,
    async free() {
      if (!isHeld) return;
      holder.close();
      await once(holder, 'close');
    },
  };
}

/** The text of the answer over HTTP, at the address that was printed. */
async function askedAt(printed: string, question: string): Promise<string> {
  const [, address = ''] = /^网页和接口：(.*)$/mu.exec(printed) ?? [];
  const response = await fetch(`${address}api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  });
  return ((await response.json()) as { answer: { text: string } }).answer.text;
}

describe('start without a token', () => {
  test('builds the index that is missing, answers every line of a pipe, and ends with its input', async () => {
    const { code, stdout, stderr } = await mingbai(['start'], {
      variables: withReader,
      input: [
        ...['泸溪低保标准是多少', '', '那广昌呢', '/sources', '／SOURCES', '/help', '/clear', '/wrong'],
        ...['今天天气怎么样', '泸溪危房改造了多少户', '广昌低保标准是多少'],
      ].join('\n'),
    });
    expect(code).toBe(0);
    expect(stderr).toBe('正在建立索引（还没有索引）\n');
    const [welcome, ...said] = stdout.split('问> ');
    expect(welcome).toContain('明白已载入 2 份资料（广昌县、泸溪县）');
    expect(welcome).toContain('写上县名');
    const [, examples = ''] = /比如可以问：(.*)/u.exec(welcome ?? '') ?? [];
    expect(examples.match(/“[^”]*(?:泸溪|广昌)[^”]*”/gu)).toHaveLength(2);
    expect(said.map((text) => text.split('\n')[0])).toEqual([
      ...['泸溪低保标准是多少', '那广昌呢', '/sources', '／SOURCES', '/help', '/clear', '/wrong'],
      ...['今天天气怎么样', '泸溪危房改造了多少户', '广昌低保标准是多少'],
    ]);
    const [first, followUp, sources, wideSources, help, clear, wrong, chatter, houses, last] = said;
    expect(first).toMatch(/430元[^\n]*\[1\]。\n\n\[1\] 泸溪县 · /u);
    expect(first?.match(/430元/gu)).toHaveLength(1);
    expect(followUp).toMatch(/广昌县[^\n]*515元\[1\]。/u);
    expect(followUp).not.toContain('430元');
    expect(sources).toContain('2. 泸溪县惠民政策落实情况（泸溪县，2022年3月1日，1 段）');
    expect(wideSources?.split('\n').slice(1)).toEqual(sources?.split('\n').slice(1));
    expect(help).toContain(examples);
    expect(clear).toContain('好的，换个话题。');
    expect(wrong).toContain('没有这个命令。可以用：/help ');
    expect(chatter).toContain('这不是资料里能查到的政策问题');
    expect(houses).toMatch(/512户.*\[1\]/u);
    expect(last).toContain('515元[1]');
  });

  test('answers over HTTP at the address that it prints', async () => {
    const running = startMingbai(['start'], variables);
    await vi.waitFor(() => expect(running.stdout()).toMatch(/^网页和接口：http.*$/mu), 60_000);
    expect(await askedAt(running.stdout(), '泸溪低保标准是多少')).toContain('430元');
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  test('builds again what changed, and nothing that did not; ends on SIGTERM', async () => {
    const same = startMingbai(['start'], variables);
    await same.says('比如可以问');
    same.child.kill('SIGTERM');
    expect(await same.ended).toMatchObject({ code: 0, stderr: '' });

    await appendFile(join(CORPUS_DIR, '泸溪县惠民政策.txt'), '\n\n全县新建凉亭33座。\n');
    const changed = await mingbai(['start'], { variables, input: '泸溪建了几座凉亭\n/quit\n' });
    expect(changed.stderr).toBe('正在建立索引（资料有改动）\n');
    expect(changed.stdout).toContain('33座[1]');
  });
});

describe('start over an index that cannot be written', () => {
  const held = () => mkdir(join(INDEX_DIR, 'LOCK'));
  const free = () => rm(join(INDEX_DIR, 'LOCK'), { recursive: true });

  test('serves what was there, and says so at first and with every answer', async () => {
    await appendFile(join(CORPUS_DIR, '泸溪县惠民政策.txt'), '\n\n全县新建水塔44座。\n');
    await held();
    const { code, stdout } = await mingbai(['start'], { variables, input: '泸溪低保标准是多少\n/sources\n' });
    await free();
    expect(code).toBe(0);
    const [welcome, answer, sources] = stdout.split('问> ');
    const because = /没有建成新索引，回答依据的是原来的索引。原因：索引写不进 .*（index-write）\n/u;
    expect(welcome).toMatch(because);
    expect(answer).toContain('430元');
    expect(answer).toContain(wording.terminal.staleAnswer);
    expect(sources).toMatch(because);
  });

  test('and is of another corpus ends with the fault and answers nothing; so does ask', async () => {
    const other = join(folder, 'others');
    await writeFiles(other, { '古丈.txt': '古丈县新建垃圾池210个，全部投入使用。' });
    await held();
    for (const args of [['start'], ['ask', '泸溪低保标准是多少']])
      expectFault(
        await mingbaiHere(args, { ...variables, CORPUS_DIR: other }),
        /索引写不进 .*（index-write）$/mu,
      );
    await free();
  });
});

describe('a chat in a pipe', () => {
  test('takes the commands of Telegram, and words behind a command', async () => {
    const { stdout } = await mingbai(['start'], {
      variables,
      input: '/ask 广昌低保标准是多少\n/sources 全部\n/帮助\n/quit 了\n不再回答',
    });
    const said = stdout.split('问> ').slice(1);
    expect(said[0]).toContain('515元[1]');
    expect(said[1]).toContain('广昌县民生工作报告');
    expect(said[2]).toContain('/sources 看资料');
    expect(said).toHaveLength(3);
  });

  test('whose reader has seen enough ends with 0 and without a word', async () => {
    const running = startMingbai(['start'], variables);
    await running.says('比如可以问');
    running.child.stdout.destroy();
    running.write('广昌低保标准是多少\n'.repeat(50));
    const { code, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('start with a token', () => {
  test('answers in the group from the real reports, says when it is connected, serves at another port where its own is taken, and stops on SIGTERM', async () => {
    const server = await createBotApiServer({ token: TOKEN });
    const group = server.group();
    const taken = await holdPort(8080);
    const running = startMingbai(['start', '--no-terminal'], {
      ...withReader,
      HTTP_PORT: '',
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.apiRoot,
    });
    const question = server.say(group, server.person(), `@${server.bot.username} 广昌低保标准是多少`);
    const [sent] = await server.waitForSent(group.id, 1, 60_000);
    expect(sent?.text).toMatch(/515元\[1\]。\n\n\[1\] 广昌县 · 广昌县民生工作报告 · 2021年12月20日\n/u);
    expect(sent?.reply_to_message?.message_id).toBe(question.message_id);
    expect(await askedAt(running.stderr(), '泸溪低保标准是多少')).toContain('430元');
    running.child.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    await server.close();
    await taken.free();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Telegram 已连接。');
    const [, address = ''] = /^网页和接口：(.*)$/mu.exec(stderr) ?? [];
    expect(new URL(address).port).not.toBe('8080');
    expect(stderr).not.toContain(TOKEN);
    expect(server.violations).toEqual([]);
  });

  test('and a webhook answers what Telegram calls it with, tells its health and what was measured, and stops on SIGTERM', async () => {
    const server = await createBotApiServer({ token: TOKEN });
    const group = server.group();
    const free = await holdPort(0);
    await free.free();
    const url = `http://127.0.0.1:${free.port}`;
    const HTTP_TOKEN = 'token-of-the-metrics';
    const running = startMingbai(['start', '--no-terminal'], {
      ...variables,
      DATA_DIR: join(folder, 'webhook'),
      LOG_LEVEL: 'debug',
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.apiRoot,
      WEBHOOK_URL: `${url}/hook/of-the-bot`,
      HTTP_PORT: String(free.port),
      HTTP_TOKEN,
    });
    const question = server.say(group, server.person(), `@${server.bot.username} 广昌低保标准是多少`);
    const [sent] = await server.waitForSent(group.id, 1, 60_000);
    expect(sent?.text).toMatch(/515元\[1\]。/u);
    expect(sent?.reply_to_message?.message_id).toBe(question.message_id);

    const health = await fetch(`${url}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      status: 'ok',
      telegram: { status: 'up' },
      corpus: { version: expect.stringMatching(/./u), passages: expect.any(Number) },
    });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const metrics = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${HTTP_TOKEN}` } });
    const lines = (await metrics.text()).split('\n');
    expect(lines).toContain('mingbai_questions_total{outcome="answered",by="mention"} 1');
    expect(lines).toContain('mingbai_webhook_requests_total{result="taken"} 1');
    expect((await fetch(`${url}/hook/of-the-bot`, { method: 'POST', body: '{}' })).status).toBe(403);

    running.child.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    const set = server.calls.find(({ method }) => method === 'setWebhook');
    await server.close();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(set?.parameters.url).toBe(`${url}/hook/of-the-bot`);
    for (const secret of [TOKEN, HTTP_TOKEN, String(set?.parameters.secret_token)]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(stderr).not.toContain(secret);
    }
    expect(server.violations).toEqual([]);
  });

  test('and a port of its own that is taken ends with one clear line and exit code 1', async () => {
    const taken = await holdPort(0);
    const { code, stderr } = await mingbaiHere(['start', '--no-terminal'], {
      ...variables,
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
      HTTP_PORT: String(taken.port),
    });
    await taken.free();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^HTTP 服务用不了地址 127\\.0\\.0\\.1、端口 ${taken.port}：.*（http-unusable）\n$`, 'u'),
    );
  });

  test('that Telegram refuses ends with one clear line and exit code 1', async () => {
    const server = await createBotApiServer();
    const { code, stderr } = await mingbaiHere(['start', '--no-terminal'], {
      ...variables,
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.apiRoot,
      LOG_LEVEL: 'silent',
    });
    await server.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^网页和接口：http.*\nTelegram 不认这个机器人 token（.*）。需要 @BotFather .*（telegram-token-refused）\n$/u,
    );
    expect(stderr).not.toContain(TOKEN);
  });

  test('and a state file that is no database ends with one clear line, and the file is left as it is', async () => {
    const DATA_DIR = join(folder, 'damaged');
    const nonsense = 'no database at all, but long enough to be read'.repeat(40);
    await writeFiles(DATA_DIR, { 'mingbai.sqlite': nonsense });
    const { code, stderr } = await mingbaiHere(['start', '--no-terminal'], {
      ...variables,
      DATA_DIR,
      TELEGRAM_BOT_TOKEN: TOKEN,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^状态文件 .*mingbai\.sqlite 已损坏：.*请把它移走/u);
    expect(await readFile(join(DATA_DIR, 'mingbai.sqlite'), 'utf8')).toBe(nonsense);
  });
});

test('the settings of these tests are the only ones that a process sees', async () => {
  const given: Variables = { OPENAI_API_KEY: '', OPENAI_MODEL: 'none' };
  const { stderr } = await mingbaiHere(['ask', '低保'], given);
  expect(stderr).toMatch(/^配置有错：\n {2}OPENAI_API_KEY：/u);
});
