import { normaliseInput } from '../language/text.ts';
import type { ChatMessage } from '../ports.ts';
import type { Turn } from '../types.ts';

/** A passage as the model sees it, with the number it is cited by. */
export interface NumberedPassage {
  readonly number: number;
  readonly place?: string;
  readonly title: string;
  readonly date?: string;
  readonly text: string;
}

/** What the model writes when the passages do not answer. */
export const NO_ANSWER = '资料没有写明';

/** Room for passages, in characters; about one token each, so that an 8k window is never filled. */
const MAX_PASSAGE_CHARACTERS = 4000;

/**
 * The messages for one question. `template` is `prompts/answer.md` with `{fence}` and `{noAnswer}`; everything that
 * comes from reports or people stands between lines with the fence, which no passage can hold: it is taken out.
 * @param fence unguessable, made for this request.
 */
export function messagesFor(
  question: string,
  history: readonly Turn[],
  passages: readonly NumberedPassage[],
  template: string,
  fence: string,
): ChatMessage[] {
  const clean = (text: string) => text.replaceAll(fence, '');
  const shown: string[] = [];
  let room = MAX_PASSAGE_CHARACTERS;
  for (const passage of passages) {
    if (passage.text.length > room && shown.length > 0) break;
    room -= passage.text.length;
    const about = [passage.place, passage.date, passage.title]
      .filter((part) => part !== undefined)
      .join(' · ');
    shown.push(`[${passage.number}] ${clean(about)}\n${clean(passage.text)}`);
  }
  const turns = history
    .slice(-4)
    .map(
      ({ role, content }) =>
        `${role === 'user' ? '问' : '答'}：${clean(normaliseInput(content)).slice(0, 300)}`,
    );
  return [
    {
      role: 'system',
      content: template.replaceAll('{fence}', fence).replaceAll('{noAnswer}', NO_ANSWER).trim(),
    },
    {
      role: 'user',
      content: [
        `${fence} 资料`,
        shown.join('\n\n'),
        ...(turns.length === 0 ? [] : [`${fence} 之前的对话`, turns.join('\n')]),
        `${fence} 问题`,
        clean(question),
        fence,
      ].join('\n'),
    },
  ];
}

/** A sentence of a model with the passages it claims. */
export interface ClaimedSentence {
  readonly text: string;
  readonly numbers: readonly number[];
}

const LIST_SIGN = /^\s*(?:[-*•·]|\d{1,2}[.、])\s*(?!\d)/u;

/** Cuts a model's text into sentences, markers taken off: `[1]`, `【1】`, `［1］`, `[1][2]`, `[1, 2]`, before or after the stop. */
export function claimedSentences(text: string): ClaimedSentence[] {
  const marker = /\s*[[【［]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】］]/gu;
  const plain = text.replaceAll(/[［【]/gu, '[').replaceAll(/[］】]/gu, ']');
  const parts = plain.match(/[^。！？!?；;\n]+[。！？!?；;]*(?:\s*\[[\d\s,，、]+\])*[。]?/gu) ?? [];
  return parts
    .map((part) => ({
      text: part.replaceAll(marker, '').replace(LIST_SIGN, '').trim(),
      numbers: [...part.matchAll(marker)].flatMap(([, numbers]) =>
        (numbers ?? '').split(/[,，、]/u).map((number) => Number(number.trim())),
      ),
    }))
    .filter(({ text: sentence }) => /[\p{L}\p{N}]/u.test(sentence));
}
