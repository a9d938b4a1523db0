import { describe, expect, test } from 'vitest';
import { AppError, messageOf } from '../src/errors.ts';

describe('an AppError', () => {
  test('has its code, its fields and a message that they fill', () => {
    const error = new AppError('index-locked', { pid: 42, path: '/index' });
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'index-locked',
      fields: { pid: 42, path: '/index' },
    });
    expect(error.message).toContain('进程号 42');
    expect(error.message).toContain('/index');
    expect(error).toBeInstanceOf(Error);
  });

  test('leaves no placeholder in its message, even of a field that is missing', () => {
    expect(new AppError('index-mismatch', { path: 'p' }).message).not.toMatch(/[{}]|undefined/u);
  });

  test('takes a field as it is, whatever it holds', () => {
    expect(new AppError('usage', { details: '$& $1 {path}' }).message).toBe('$& $1 {path}（usage）');
  });

  test('keeps the cause, and has none when none is given', () => {
    const cause = new Error('disk full');
    expect(new AppError('index-write', {}, cause).cause).toBe(cause);
    expect('cause' in new AppError('index-write')).toBe(false);
  });

  test('says what to do next', () => {
    for (const code of [
      ...(['corpus-missing', 'model-missing', 'index-missing', 'state-newer', 'stopped'] as const),
      ...([
        'chat-model-failed',
        'chat-model-timeout',
        'chat-model-incomplete',
        'chat-model-declined',
      ] as const),
      'embedder-failed' as const,
    ])
      expect(new AppError(code).message).toMatch(/请(?:用|设置|运行|恢复|检查|放宽|再)|需要时请/u);
  });
});

describe('messageOf', () => {
  test('is the message of an error on one line', () => {
    expect(messageOf(new Error('first\n  second\r\nthird\u2028fourth'))).toBe('first second third fourth');
  });

  test.each([
    ['text', 'text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [7, '7'],
    [Symbol('s'), 'Symbol(s)'],
    [new RangeError(''), 'RangeError'],
    ['', '原因不明'],
    [Object.create(null), '原因不明'],
  ])('reads whatever was thrown: %o', (thrown, message) => expect(messageOf(thrown)).toBe(message));
});
