import type { Content, Instead } from '../../chat/surface.ts';
import type { Answer } from '../../core/types.ts';
import { richWords } from '../addressing/rich-words.ts';
import type { RichMessage } from '../methods.ts';
import type { Keyboard, TextForm } from '../outbox.ts';
import { renderAnswer, renderLines } from '../render.ts';
import { renderRich } from './rich.ts';

interface Buttons {
  readonly keyboard?: Keyboard;
}

type TextContent = TextForm & Buttons;

/** A message as Telegram gets it: what chat/ hands back is what was made here, by this version or an earlier one. */
export interface TelegramContent extends TextContent {
  /** The same in blocks, said in place of the text where the chat takes them. */
  readonly rich?: Buttons & { readonly message: RichMessage };
  /** What of the text is beyond one message. */
  readonly also?: readonly TextContent[];
}

/**
 * The messages that say an answer, the last with its buttons. Pure.
 * @param inBlocks whether blocks may be chosen, where they say more than a text.
 */
export function contentsOf(
  answer: Answer,
  inBlocks: boolean,
  buttons: (isRich: boolean) => Keyboard | undefined,
): TelegramContent[] {
  const under = (isRich: boolean, isLast: boolean): Buttons => {
    const keyboard = isLast ? buttons(isRich) : undefined;
    return keyboard === undefined ? {} : { keyboard };
  };
  const texts = (forms: readonly TextForm[], isLast: boolean): TextContent[] =>
    forms.map(({ html, plain }, at) => ({ html, plain, ...under(false, isLast && at === forms.length - 1) }));
  const whole = texts(renderAnswer(answer), true);
  const messages = (inBlocks ? renderRich(answer) : null) ?? [];
  const contents = messages.flatMap((message, at): TelegramContent[] => {
    const isLast = at === messages.length - 1;
    // Of several messages each may be refused with the others standing: its own words are said in its place.
    const [text, ...also] =
      messages.length === 1 ? whole : texts(renderLines(richWords(message).text.split('\n')), isLast);
    if (text === undefined) return [];
    return [{ ...text, rich: { message, ...under(true, isLast) }, ...(also.length === 0 ? {} : { also }) }];
  });
  return contents.length === 0 ? whole : contents;
}

/** The content as text alone. */
export function asText(content: TelegramContent): Instead {
  const { rich: _, also = [], ...text } = content;
  return { kind: 'instead', contents: [text, ...also] };
}

export function written(content: Content): TelegramContent {
  return content as TelegramContent;
}
