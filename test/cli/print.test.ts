import { describe, expect, test } from 'vitest';
import { answerLines } from '../../src/cli/print.ts';
import { answerOf } from '../fakes/scripted-app.ts';

const QUOTE = '全县农村低保标准提高到\n每人每月260元。';
const linesOf = (text: string) => answerLines(answerOf(text, QUOTE));

describe('an answer on the terminal', () => {
  test('leaves out a quote that its text says, whatever markers and line breaks stand in either', () => {
    expect(linesOf('某县：全县农村低保标准提高到每人每月260元[1]。').join('\n')).not.toContain(
      '\n    全县农村',
    );
  });

  test('shows the quote behind a wording of its own', () => {
    const lines = linesOf('低保每月260元[1]。');
    expect(lines.at(-1)).toBe('    全县农村低保标准提高到\n    每人每月260元。');
  });

  test('begins with what a misspelt question was read as', () => {
    const answer = answerOf('低保每月260元[1]。', QUOTE);
    const lines = answerLines({ ...answer, readAs: [{ written: '底保', read: '低保' }] });
    expect(lines).toEqual(['（按“低保”查）', ...answerLines(answer)]);
  });

  test('shows the quote of which the text says a part', () => {
    expect(linesOf('每人每月260元[1]。').at(-1)).toContain('    全县农村低保标准提高到');
  });
});
