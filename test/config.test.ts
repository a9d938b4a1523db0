import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PROJECT_DIR, readConfig, settingsIn } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import { VARIABLES } from './source/variables.ts';

const TOKEN = '123456789:AAEhBP0av28fTtest-token-of-35-chars';

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'config-invalid') return fault.message;
    throw fault;
  }
  throw new Error('the configuration was taken');
}

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toEqual({
      corpusPath: join(PROJECT_DIR, 'seeds'),
      indexDir: join(PROJECT_DIR, 'index'),
      dataDir: join(PROJECT_DIR, 'data'),
      modelsDir: join(PROJECT_DIR, 'models'),
      embeddingModel: 'multilingual-e5-small-zh',
      readerModel: 'reader-zh',
      chatModel: null,
      telegram: null,
      http: { host: '127.0.0.1', port: 8080, isPortChosen: false, apiKeys: [] },
      reading: { seconds: 300, megabytes: 2048, ocr: true, libreOffice: null },
      logLevel: 'info',
      isLogLevelChosen: false,
    });
  });

  test('reads how files of office programs are read', () => {
    expect(
      readConfig({ READ_SECONDS: '60', READ_MEMORY_MB: '512', OCR: 'off', LIBREOFFICE: '/opt/lo/soffice' })
        .reading,
    ).toEqual({ seconds: 60, megabytes: 512, ocr: false, libreOffice: '/opt/lo/soffice' });
    expect(() => readConfig({ READ_SECONDS: '0', READ_MEMORY_MB: '1 GB', OCR: 'yes' })).toThrow(
      /READ_SECONDS：应是 1 到.*READ_MEMORY_MB：应是整数.*OCR：应是 on 或 off/su,
    );
  });

  test('takes the LibreOffice of PATH, unless another or none is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-path-'));
    try {
      writeFileSync(join(folder, 'soffice'), '');
      const { reading } = readConfig({ PATH: `/nowhere${delimiter}${folder}` });
      expect(reading.libreOffice).toBe(join(folder, 'soffice'));
      expect(readConfig({ PATH: folder, LIBREOFFICE: 'none' }).reading.libreOffice).toBeNull();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('takes an empty or blank value for none, as a copied .env.example has them', () => {
    expect(readConfig(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toEqual(readConfig({}));
    expect(readConfig(Object.fromEntries(VARIABLES.map((name) => [name, '  '])))).toEqual(readConfig({}));
  });

  test('reads that no reader is wished for', () => {
    expect(readConfig({ READER_MODEL: 'none' }).readerModel).toBeNull();
    expect(readConfig({ READER_MODEL: 'my-reader' }).readerModel).toBe('my-reader');
  });

  test('makes every path absolute', () => {
    const config = readConfig({
      CORPUS_DIR: 'reports',
      INDEX_DIR: '/var/index',
      DATA_DIR: './data',
      MODELS_DIR: ' m ',
    });
    expect(config).toMatchObject({
      corpusPath: resolve('reports'),
      indexDir: '/var/index',
      modelsDir: resolve('m'),
    });
    for (const path of [config.corpusPath, config.indexDir, config.dataDir])
      expect(isAbsolute(path)).toBe(true);
  });

  test('reads Telegram with lists of ids, however they are separated', () => {
    const { telegram } = readConfig({
      TELEGRAM_BOT_TOKEN: ` ${TOKEN} `,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      OPERATOR_IDS: '1, 2，3 4',
      GROUP_IDS: '-1001234567890',
    });
    expect(telegram).toEqual({
      token: TOKEN,
      apiRoot: 'http://127.0.0.1:8081',
      rich: 'auto',
      operatorIds: [1, 2, 3, 4],
      groupIds: [-1001234567890],
    });
  });

  test('reads whether answers may be rich messages', () => {
    const richOf = (env: Record<string, string>) =>
      readConfig({ TELEGRAM_BOT_TOKEN: TOKEN, ...env }).telegram?.rich;
    expect([richOf({}), richOf({ TELEGRAM_RICH: 'auto' }), richOf({ TELEGRAM_RICH: ' off ' })]).toEqual([
      ...['auto', 'auto', 'off'],
    ]);
  });

  test('reads a chat model with and without a base URL', () => {
    const own = { OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm' };
    expect(readConfig(own).chatModel).toEqual({ apiKey: 'k', model: 'm' });
    expect(readConfig({ ...own, OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }).chatModel).toEqual({
      apiKey: 'k',
      model: 'm',
      baseUrl: 'http://127.0.0.1:11434/v1',
    });
  });

  test('reads a webhook, with a secret of its own that is always the same for a token and tells nothing of it', () => {
    const webhookOf = (env: Record<string, string>) =>
      readConfig({ TELEGRAM_BOT_TOKEN: TOKEN, WEBHOOK_URL: 'https://bot.example.org/hook', ...env }).telegram
        ?.webhook;
    const { url, secret = '' } = webhookOf({}) ?? {};
    expect(url).toBe('https://bot.example.org/hook');
    expect(secret).toMatch(/^[\w-]{43}$/u);
    expect(TOKEN).not.toContain(secret);
    expect(webhookOf({})?.secret).toBe(secret);
    expect(webhookOf({ TELEGRAM_BOT_TOKEN: `${TOKEN}x` })?.secret).not.toBe(secret);
    expect(webhookOf({ WEBHOOK_SECRET: ' my_own-secret ' })?.secret).toBe('my_own-secret');
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN, WEBHOOK_SECRET: 'kept' }).telegram).not.toHaveProperty(
      'webhook',
    );
  });

  test.each([
    ['https://bot.example.org/hook', ''],
    ['https://bot.example.org:443/hook', ''],
    ['https://bot.example.org:88', ''],
    ['https://203.0.113.7:8443/a/b:c', ''],
    ['https://bot.example.org:9000/hook', 'https://api.example.org'],
    ['http://127.0.0.1:8080/hook', 'http://127.0.0.1:8081'],
    ['http://[::1]/hook', 'http://127.0.0.1:8081'],
    ['http://localhost:80/hook', 'http://127.0.0.1:8081'],
  ])('takes the webhook %s of the Bot API server "%s"', (url, apiRoot) => {
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, WEBHOOK_URL: url, TELEGRAM_API_ROOT: apiRoot };
    expect(readConfig(env).telegram?.webhook?.url).toBe(url);
  });

  test('reads where to serve health and metrics', () => {
    expect(readConfig({ HTTP_PORT: '0' }).http).toEqual({
      host: '127.0.0.1',
      port: 0,
      isPortChosen: true,
      apiKeys: [],
    });
    const token = 'sixteen-letters.';
    for (const host of ['0.0.0.0', '::', 'bot.internal'])
      expect(readConfig({ HTTP_HOST: host, HTTP_TOKEN: token }).http).toEqual({
        host,
        port: 8080,
        isPortChosen: false,
        token,
        apiKeys: [],
      });
    for (const host of ['localhost', '127.0.0.2', '::1'])
      expect(readConfig({ HTTP_HOST: host }).http.host).toBe(host);
  });

  test('reads who may use the API, and how often', () => {
    const [key, other] = ['k'.repeat(16), 'sk-mingbai_0123456789=='];
    expect(readConfig({ API_KEYS: `school:${key}, office:${other}:120` }).http.apiKeys).toEqual([
      { name: 'school', key, aMinute: 30 },
      { name: 'office', key: other, aMinute: 120 },
    ]);
  });

  test('ignores what is not its own', () => {
    expect(readConfig({ LANG: 'C', HOME: '/', OPENAI_OTHER: 'x' })).toEqual(readConfig({}));
  });
});

describe('a wrong configuration', () => {
  test('tells every fault at once, with the name of each setting and what was expected', () => {
    const message = faultsOf({
      TELEGRAM_BOT_TOKEN: 'not-a-token',
      TELEGRAM_API_ROOT: 'ftp://example',
      OPERATOR_IDS: '1,alice',
      GROUP_IDS: 'x',
      OPENAI_BASE_URL: 'nowhere',
      WEBHOOK_URL: 'nowhere',
      WEBHOOK_SECRET: '密',
      HTTP_HOST: '0.0.0.0:80/',
      HTTP_PORT: '65536',
      LOG_LEVEL: 'loud',
      TELEGRAM_RICH: 'on',
    });
    const lines = message.split('\n').filter((line) => line.startsWith('  '));
    expect(lines.map((line) => line.trim().split('：')[0]).sort()).toEqual([
      ...[
        'GROUP_IDS',
        'HTTP_HOST',
        'HTTP_PORT',
        'HTTP_TOKEN',
        'LOG_LEVEL',
        'OPENAI_API_KEY',
        'OPENAI_BASE_URL',
        'OPENAI_MODEL',
        'OPERATOR_IDS',
      ],
      ...['TELEGRAM_API_ROOT', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_RICH', 'WEBHOOK_SECRET', 'WEBHOOK_URL'],
    ]);
    for (const line of lines) expect(line).toMatch(/：.*(?:应|要|期望)/u);
    expect(message).toMatch(/再启动一次。（config-invalid）$/u);
  });

  test('shows no value of a setting, for it may be a secret', () => {
    const message = faultsOf({
      TELEGRAM_BOT_TOKEN: 'secret-token-value',
      OPENAI_API_KEY: 'sk-secret-key-value',
      OPENAI_BASE_URL: 'user:secret-password@host',
      OPERATOR_IDS: 'secret-id',
      WEBHOOK_URL: 'https://user:secret-password@host/secret-path',
      WEBHOOK_SECRET: 'secret- of the webhook',
      HTTP_TOKEN: 'secret-short',
      HTTP_PORT: 'secret-port',
      LOG_LEVEL: 'secret-level',
    });
    expect(message).not.toContain('secret-');
  });

  test.each<[Record<string, string>, string]>([
    [{ OPENAI_API_KEY: 'k' }, 'OPENAI_MODEL'],
    [{ OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1/v1', OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ TELEGRAM_BOT_TOKEN: '123:short' }, 'TELEGRAM_BOT_TOKEN'],
    [{ OPERATOR_IDS: '1.5' }, 'OPERATOR_IDS'],
    [{ OPERATOR_IDS: '-5' }, 'OPERATOR_IDS'],
    [{ GROUP_IDS: '1e9' }, 'GROUP_IDS'],
    [{ GROUP_IDS: '1001234567890' }, 'GROUP_IDS'],
    [{ GROUP_IDS: '9999999999999999' }, 'GROUP_IDS'],
    [{ EMBEDDING_MODEL: '../elsewhere' }, 'EMBEDDING_MODEL'],
    [{ READER_MODEL: 'a/b' }, 'READER_MODEL'],
    [{ WEBHOOK_URL: 'https://bot.example.org/hook' }, 'TELEGRAM_BOT_TOKEN'],
    ...[
      'bot.example.org/hook',
      'http://bot.example.org/hook',
      'http://127.0.0.1/hook',
      'https://bot.example.org:8080/hook',
      'https://name@bot.example.org/hook',
      'https://bot.example.org/hook?x=1',
      'https://bot.example.org/hook#x',
      'https://bot.example.org/healthz',
      'https://bot.example.org/metrics',
    ].map(
      (url) =>
        [{ TELEGRAM_BOT_TOKEN: TOKEN, WEBHOOK_URL: url }, 'WEBHOOK_URL'] as [Record<string, string>, string],
    ),
    [
      {
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: 'http://10.0.0.1',
        WEBHOOK_URL: 'http://10.0.0.2/hook',
      },
      'WEBHOOK_URL',
    ],
    [{ WEBHOOK_SECRET: 'x'.repeat(257) }, 'WEBHOOK_SECRET'],
    [{ WEBHOOK_SECRET: 'with.dot' }, 'WEBHOOK_SECRET'],
    [{ HTTP_HOST: '0.0.0.0' }, 'HTTP_TOKEN'],
    [{ HTTP_HOST: '::' }, 'HTTP_TOKEN'],
    [{ HTTP_HOST: '127.0.0.1.example.org' }, 'HTTP_TOKEN'],
    [{ HTTP_HOST: 'http://127.0.0.1' }, 'HTTP_HOST'],
    [{ HTTP_PORT: '-1' }, 'HTTP_PORT'],
    [{ HTTP_PORT: '80a' }, 'HTTP_PORT'],
    [{ HTTP_TOKEN: 'fifteen-letters' }, 'HTTP_TOKEN'],
    [{ API_KEYS: 'school' }, 'API_KEYS'],
    [{ API_KEYS: 'school:short' }, 'API_KEYS'],
    [{ API_KEYS: `a school:${'k'.repeat(16)}` }, 'API_KEYS'],
    [{ API_KEYS: `school:${'k'.repeat(16)}:0` }, 'API_KEYS'],
    [{ API_KEYS: `school:${'k'.repeat(16)}:many` }, 'API_KEYS'],
    [{ API_KEYS: `school:${'k'.repeat(16)},school:${'j'.repeat(16)}` }, 'API_KEYS'],
    [{ API_KEYS: `school:${'k'.repeat(16)},office:${'k'.repeat(16)}` }, 'API_KEYS'],
    [{ HTTP_TOKEN: 'with spaces, but long enough' }, 'HTTP_TOKEN'],
  ])('of %j names %s', (env, name) => expect(faultsOf(env)).toContain(`  ${name}：`));
});

describe('a file of settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-settings-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, '.env');
  const holding = (content: string | Uint8Array) => {
    writeFileSync(path, content);
    return settingsIn(path);
  };

  test('is read with the marks and line ends that Windows writes', () => {
    expect(holding('\ufeffCORPUS_DIR=资料\r\nLOG_LEVEL=warn\r\n')).toEqual({
      CORPUS_DIR: '资料',
      LOG_LEVEL: 'warn',
    });
  });

  test.each([
    ['UTF-16', Buffer.from('\ufeffLOG_LEVEL=warn', 'utf16le')],
    ['UTF-16 without its mark', Buffer.from('LOG_LEVEL=warn', 'utf16le')],
    ['GB18030', Buffer.from([0xd7, 0xca, 0xc1, 0xcf, 0x3d, 0x31])],
  ])('in %s is refused by its path', (_, bytes) => {
    expect(() => holding(bytes)).toThrow(
      expect.objectContaining({
        code: 'config-invalid',
        message: expect.stringMatching(/\.env：应存成 UTF-8/u),
      }),
    );
  });

  test('that is none says nothing, and one that cannot be read is refused', () => {
    expect(settingsIn(join(folder, 'none'))).toEqual({});
    mkdirSync(join(folder, 'folder.env'));
    expect(() => settingsIn(join(folder, 'folder.env'))).toThrow(
      expect.objectContaining({ code: 'config-invalid', message: expect.stringContaining('EISDIR') }),
    );
  });
});
