import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { AppError, ERROR_CODES, reasonOf } from '../src/errors.ts';
import { faultsOf, jsonFault, z } from '../src/forms.ts';
import { commandLine } from '../src/wording/command-line.ts';
import { evalWording } from '../src/wording/eval.ts';
import { stretches } from '../src/wording/papers.ts';
import { wording } from '../src/wording.ts';
import { englishIn } from './source/english.ts';
import { modulesUnder } from './source/modules.ts';
import { VARIABLES } from './source/variables.ts';

const HAN = /\p{Script=Han}/u;

test('English is seen among Chinese, and what is typed or named is not', () => {
  expect(englishIn('正在建立索引（No index at /x）')).toEqual(['No index at']);
  expect(englishIn('it is no JSON')).toHaveLength(1);
  expect(englishIn('请运行 npm run -s ask -- "问题"，finish_reason 是 stop。（index-missing）')).toEqual([]);
});

/** Files whose texts are no words for people in Chinese: SQL, styles, elements and classes of web pages, what Prometheus tells of a metric, what a log masks, what OpenAPI tells of the API. */
const OTHERWISE =
  /^src\/(?:state\/|eval\/report\/style\.ts|core\/ports\/meter\.ts|log\.ts|corpus\/read\/html\/|http\/api\/(?:schemas|openapi)\.ts|http\/openai\/schemas\.ts)/u;

/** Shown to nobody but who reads a log: what Telegram did, and what a key is derived from. */
const KEPT: readonly string[] = [
  'src/engines/scanner/picture/picture.ts: the picture cannot be read',
  'src/telegram/buttons/data.ts: mingbai callback data',
  'src/telegram/deadline.ts: no end within',
  'src/telegram/delivery/webhook.ts: the body did not arrive whole',
];

test('pages are told in stretches, and many of them by their number', () => {
  expect(stretches([5, 1, 2, 2, 3])).toBe('1—3、5');
  expect(stretches([1, 2, 4], (column) => 'ABCD'.charAt(column - 1))).toBe('A—B、D');
  expect(stretches([1, 3, 5, 7, 9, 11, 13, 14])).toBe('1、3、5、7、9、11等 8 ');
});

describe('what a user meets is Chinese', () => {
  test('no text of the source is an English sentence', () => {
    const english = modulesUnder('src')
      .filter(({ path }) => !OTHERWISE.test(path))
      .flatMap(({ path, texts }) => texts.flatMap(englishIn).map((run) => `${path}: ${run}`));
    expect(english).toEqual(KEPT);
  });

  test.each(ERROR_CODES)('the fault %s says so, and ends with its code', (code) => {
    const { message } = new AppError(code, { details: '原因' });
    expect(message).toMatch(HAN);
    expect(message.endsWith(`（${code}）`)).toBe(true);
    expect(englishIn(message)).toEqual([]);
  });

  test('every fault of a setting', () => {
    const wrong = Object.fromEntries(VARIABLES.map((name) => [name, '/ wrong /']));
    for (const env of [
      wrong,
      { OPENAI_BASE_URL: 'x' },
      { WEBHOOK_URL: 'https://a/metrics', HTTP_HOST: '::' },
    ]) {
      const lines = faultsIn(env).split('\n').slice(1, -1);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toMatch(/^ {2}[A-Z_]+：.*\p{Script=Han}/u);
        expect(englishIn(line)).toEqual([]);
      }
    }
  });

  test('what does not fit a form', () => {
    const form = z.strictObject({ id: z.string().min(1), kind: z.enum(['a', 'b']), at: z.array(z.number()) });
    for (const json of [null, {}, { id: '', kind: 'c', at: ['x'], more: 1 }]) {
      const { error } = form.safeParse(json);
      expect(error && faultsOf(error)).toMatch(HAN);
      expect(englishIn(error ? faultsOf(error) : '')).toEqual([]);
    }
  });

  test('what is no JSON, with where it goes wrong', () => {
    const faultOf = (text: string) => {
      try {
        return JSON.parse(text);
      } catch (error) {
        return jsonFault(text, error);
      }
    };
    expect(faultOf('{"a": 1,\n "b" 2}')).toBe('不是 JSON，第 2 行第 6 个字符处不对');
    expect(faultOf('{"a"')).toMatch(/^不是 JSON，/u);
    expect(faultOf('古丈县')).toBe('不是 JSON');
    expect(jsonFault('', 'anything')).toBe('不是 JSON');
  });

  test('every phrase of every surface', () => {
    const english = [wording, commandLine, evalWording].flatMap(phrasesOf).flatMap(englishIn);
    expect(english).toEqual([]);
  });

  test('what the system refuses, with its code and path', () => {
    const fault = Object.assign(new Error("EACCES: permission denied, open '/x'"), {
      code: 'EACCES',
      path: '/x',
    });
    expect(reasonOf(fault)).toBe('没有权限（EACCES，/x）');
    expect(reasonOf(Object.assign(new Error('listen'), { code: 'EADDRINUSE' }))).toBe(
      '端口已经被占用（EADDRINUSE）',
    );
    expect(reasonOf(Object.assign(new Error('in its own words'), { code: 'SQLITE_FULL' }))).toBe(
      'in its own words',
    );
    expect(reasonOf('text')).toBe('text');
  });
});

function faultsIn(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
  } catch (fault) {
    if (fault instanceof AppError) return fault.message;
    throw fault;
  }
  throw new Error('the configuration was taken');
}

/** Every text of a table of words; a phrase that is a function is held by the source itself. */
function phrasesOf(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? phrasesOf(value) : [],
  );
}
