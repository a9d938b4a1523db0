import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_DIR, readConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';

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
      chatModel: null,
      telegram: null,
      logLevel: 'info',
    });
  });

  test('takes an empty or blank value for none, as a copied .env.example has them', () => {
    const names = [
      ...['CORPUS_DIR', 'INDEX_DIR', 'DATA_DIR', 'MODELS_DIR', 'EMBEDDING_MODEL', 'TELEGRAM_BOT_TOKEN'],
      ...[
        'TELEGRAM_API_ROOT',
        'OPERATOR_IDS',
        'GROUP_IDS',
        'OPENAI_API_KEY',
        'OPENAI_BASE_URL',
        'OPENAI_MODEL',
      ],
      'LOG_LEVEL',
    ];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
    expect(readConfig(Object.fromEntries(names.map((name) => [name, '  '])))).toEqual(readConfig({}));
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
      operatorIds: [1, 2, 3, 4],
      groupIds: [-1001234567890],
    });
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

  test('ignores what is not its own', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/', OPENAI_OTHER: 'x' })).toEqual(readConfig({}));
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
      LOG_LEVEL: 'loud',
    });
    const lines = message.split('\n').filter((line) => line.startsWith('  '));
    expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      ...['GROUP_IDS', 'LOG_LEVEL', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'OPERATOR_IDS'],
      ...['TELEGRAM_API_ROOT', 'TELEGRAM_BOT_TOKEN'],
    ]);
    for (const line of lines) expect(line).toMatch(/expected/u);
    expect(message).toMatch(/start again/u);
  });

  test('shows no value of a setting, for it may be a secret', () => {
    const message = faultsOf({
      TELEGRAM_BOT_TOKEN: 'secret-token-value',
      OPENAI_API_KEY: 'sk-secret-key-value',
      OPENAI_BASE_URL: 'user:secret-password@host',
      OPERATOR_IDS: 'secret-id',
      LOG_LEVEL: 'secret-level',
    });
    expect(message).not.toContain('secret-');
  });

  test.each([
    [{ OPENAI_API_KEY: 'k' }, 'OPENAI_MODEL'],
    [{ OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1/v1', OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ TELEGRAM_BOT_TOKEN: '123:short' }, 'TELEGRAM_BOT_TOKEN'],
    [{ OPERATOR_IDS: '1.5' }, 'OPERATOR_IDS'],
    [{ OPERATOR_IDS: '-5' }, 'OPERATOR_IDS'],
    [{ GROUP_IDS: '1e9' }, 'GROUP_IDS'],
    [{ GROUP_IDS: '9999999999999999' }, 'GROUP_IDS'],
    [{ EMBEDDING_MODEL: '../elsewhere' }, 'EMBEDDING_MODEL'],
  ])('of %j names %s', (env, name) =>
    expect(faultsOf(env as Record<string, string>)).toContain(`  ${name}: `),
  );
});
