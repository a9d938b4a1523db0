import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a button does, each with the letter that stands for it in callback data. */
const CODES = { good: 'g', bad: 'b', reason: 'r', back: 'k', original: 'o', text: 't', place: 'p' } as const;

export type Action = keyof typeof CODES;

/** What a button says when it is pressed. */
export interface ButtonData {
  readonly action: Action;
  /** `SentAnswer.key` */
  readonly key: string;
  /** The number of an option, from 0; empty where the action has none. */
  readonly argument: string;
}

/** Callback data that only this bot can have made, and only for this chat. */
export interface ButtonSigner {
  /** At most 64 bytes, as Telegram allows. @throws RangeError for a key or argument that is no part of such data. */
  sign(chat: number, action: Action, key: string, argument?: string): string;
  /** What was signed for this chat; null for anything else. */
  read(chat: number, data: string): ButtonData | null;
}

/** Bytes of the code: a forger's chance is 1 in 2^96 a press. Twelve are 16 characters without padding. */
const CODE_BYTES = 12;
const CODE_LENGTH = 16;
/** With the longest key and argument, data has 57 bytes. */
const BODY = /^([a-z])\.([\w-]{1,32})\.(\d{0,6})$/;
const SECRET_LABEL = 'mingbai callback data 1';

/**
 * @param token the bot's token: a new one makes every old button void.
 */
export function createButtonSigner(token: string): ButtonSigner {
  const secret = createHmac('sha256', token).update(SECRET_LABEL).digest();
  const codeOf = (chat: number, body: string) =>
    createHmac('sha256', secret)
      .update(`${chat}\n${body}`)
      .digest()
      .subarray(0, CODE_BYTES)
      .toString('base64url');

  return {
    sign(chat, action, key, argument = '') {
      const body = `${CODES[action]}.${key}.${argument}`;
      if (!BODY.test(body))
        throw new RangeError(
          `No button for answer key ${JSON.stringify(key)} and argument ${JSON.stringify(argument)}: expected a key of newAnswerKey and a whole number.`,
        );
      return body + codeOf(chat, body);
    },
    read(chat, data) {
      const body = data.slice(0, -CODE_LENGTH);
      const [, letter, key, argument] = BODY.exec(body) ?? [];
      const action = ACTIONS.find((name) => CODES[name] === letter);
      if (action === undefined || key === undefined || argument === undefined) return null;
      // Compared as text: base64 may be written in several ways.
      const given = Buffer.from(data.slice(-CODE_LENGTH), 'utf8');
      const right = Buffer.from(codeOf(chat, body), 'utf8');
      return given.length === right.length && timingSafeEqual(given, right)
        ? { action, key, argument }
        : null;
    },
  };
}

export const ACTIONS = Object.keys(CODES) as readonly Action[];
