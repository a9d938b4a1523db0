import type { Answered } from '../../src/core/types.ts';
import { answerOf } from '../fakes/scripted-app.ts';

/** What the bot of the kill rounds answers: the question itself; in two messages where its number ends in 7. */
export function answerTo(text: string): Answered {
  const [, number = ''] = /(\d+)/u.exec(text) ?? [];
  const said = `${text.replace(/[?？]$/u, '')}[1]。`;
  return answerOf(number.endsWith('7') ? said.repeat(Math.ceil(4_500 / said.length)) : said, '原文');
}
