import { describe, expect, test } from 'vitest';
import { createLog, type LogOptions, mask } from '../src/log.ts';

const TOKEN = '123456789:AAEhBP0av28fTtest-token-of-35-chars';

function collect(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    secrets: [TOKEN, 'hunter22'],
    write: (line) => lines.push(line),
    now: () => new Date(0),
    ...options,
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') };
}

describe('a log', () => {
  test('writes one JSON object a line, with time, level, event and fields', () => {
    const { log, lines } = collect();
    log('info', 'started', { port: 80, text: 'a\nb\u2028' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/u);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'started',
      port: 80,
      text: 'a\nb\u2028',
    });
  });

  test.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('of level %s writes %d of the four levels', (level, count) => {
    const { log, lines } = collect({ level });
    for (const at of ['debug', 'info', 'warn', 'error'] as const) log(at, 'event');
    expect(lines).toHaveLength(count);
  });

  test('lets no field replace time, level or event', () => {
    const { log, last } = collect();
    log('warn', 'real', { time: 'never', level: 'debug', event: 'forged' });
    expect(last()).toEqual({ time: '1970-01-01T00:00:00.000Z', level: 'warn', event: 'real' });
  });

  test('masks secrets wherever they stand: keys, nested fields, arrays, URLs, the event', () => {
    const { log, lines } = collect();
    log('info', `token ${TOKEN}`, {
      [TOKEN]: 1,
      url: `https://api.telegram.org/bot${TOKEN}/getMe`,
      encoded: `?token=${encodeURIComponent(TOKEN)}`,
      nested: { deep: [{ key: 'hunter22' }] },
      link: new URL(`https://a.example/?q=${TOKEN}`),
    });
    expect(lines[0]).not.toMatch(/AAEhBP0av28f|hunter22/u);
    expect(lines[0]).toContain('‹secret›');
  });

  test('masks errors with their message, stack, code and every cause', () => {
    const { log, lines, last } = collect();
    const cause = Object.assign(new TypeError(`no route for bot${TOKEN}`), { code: 'ECONNREFUSED' });
    const error = new AggregateError([new Error('13812345678')], '身份证11010519491231002X', { cause });
    log('error', 'failed', { error });
    expect(lines[0]).not.toMatch(/AAEhBP0av28f|13812345678|11010519491231002X/u);
    expect(last().error).toMatchObject({
      name: 'AggregateError',
      message: '身份证‹id›',
      stack: expect.stringContaining('log.test'),
      cause: { name: 'TypeError', code: 'ECONNREFUSED', message: 'no route for bot‹secret›' },
      errors: [{ message: '‹phone›' }],
    });
  });

  test('writes a line for whatever the fields hold', () => {
    const { log, lines, last } = collect();
    const circular: Record<string, unknown> = { name: 'ring' };
    circular.self = circular;
    const endless = new Error('endless');
    endless.cause = endless;
    log('info', 'odd', { circular, endless, big: 10n, nothing: undefined, call: () => 1, date: new Date(0) });
    expect(last()).toMatchObject({
      circular: { name: 'ring', self: '‹…›' },
      endless: { message: 'endless', cause: '‹…›' },
      big: '10',
      date: '1970-01-01T00:00:00.000Z',
    });
    log('info', 'throws', {
      get bad(): string {
        throw new Error(`getter of ${TOKEN}`);
      },
    });
    expect(last()).toMatchObject({ event: 'throws', unwritten: 'getter of ‹secret›' });
    expect(lines).toHaveLength(2);
  });

  test('leaves numbers as numbers, and masks one that is a mobile number', () => {
    const { log, last } = collect();
    log('info', 'numbers', { ms: 12.5, chat: -1001234567890, phone: 13812345678 });
    expect(last()).toMatchObject({ ms: 12.5, chat: -1001234567890, phone: '‹phone›' });
  });
});

describe('mask', () => {
  test.each([
    ['电话13812345678。', '电话‹phone›。'],
    ['电话138-1234-5678', '电话‹phone›'],
    ['+86 138 1234 5678', '+‹phone›'],
    ['8613812345678', '‹phone›'],
    ['１３８１２３４５６７８', '‹phone›'],
    ['身份证11010519491231002X号', '身份证‹id›号'],
    ['身份证110105491231002', '身份证‹id›'],
    ['卡号6222021234567890123', '卡号‹card›'],
    ['卡号6222 0212 3456 7890 123', '卡号‹card›'],
    ['写信到zhang.san+1@mail.example.cn', '写信到‹mail›'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer ‹secret›'],
    ['key sk-abcdefghijklmnopqrst', 'key ‹secret›'],
    [`bot${TOKEN}`, 'bot‹secret›'],
  ])('hides what is personal or secret by its shape: %s', (text, masked) =>
    expect(mask(text, [])).toBe(masked),
  );

  test.each([
    '63101人',
    '2019-12-31',
    '1700000000000',
    '74.05万元',
    '12345',
    '3—4名',
    '2014 2015 2016',
    'a@b',
  ])('leaves %s', (text) => expect(mask(text, [])).toBe(text));

  test('takes the longest secret first, so that no end of it is left', () => {
    expect(mask('pass-word-long', ['pass', 'pass-word-long'])).toBe('‹secret›');
  });

  test('takes no secret of fewer than four characters: it would tear words', () => {
    expect(mask('an answer', ['an', ''])).toBe('an answer');
  });

  test('survives lone surrogates and long runs', () => {
    expect(mask('\ud800', ['\ud800abc'])).toBe('\ud800');
    expect(mask('a'.repeat(50_000), [])).toHaveLength(50_000);
    expect(mask('1'.repeat(50_000), [])).toBe('‹id›');
  });
});
