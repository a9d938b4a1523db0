import type { Decision } from '../../../chat/decision.ts';
import { wording } from '../../../wording.ts';
import { addressOf } from '../../ids.ts';
import { type Rendered, renderLines } from '../../render.ts';
import type { Command, CommandCall } from '../context.ts';
import { isTelegramLink, type MessagePlace, readMessageLink } from '../links.ts';
import { decisionLines } from './lines.ts';

/** What was decided on a message, and on what scores. A chat is told of its own messages; operators by link of any. */
export const why: Command = (call): Rendered[] => {
  const asked = askedMessage(call);
  if (typeof asked === 'string') return renderLines([asked]);
  const { app, store } = call;
  const [chat, messageId] = [addressOf(asked.chat), String(asked.messageId)];
  const answer = store.answers.find(chat, messageId) ?? store.answers.findByQuestion(chat, messageId);
  const kept = store.decisions.find(chat, answer?.questionId ?? messageId);
  if (kept === undefined) return renderLines([wording.telegram.commands.why.nothingKept]);
  const decision = JSON.parse(kept.body) as Decision;
  const serving = { version: app.status().corpusVersion, documents: app.documents() };
  return renderLines(decisionLines(decision, kept.at, serving));
};

/** The message that is asked about, or why that cannot be asked. */
function askedMessage({
  argument,
  repliedTo,
  chat,
  isOperator,
  isPrivate,
  log,
  member,
}: CommandCall): MessagePlace | string {
  const words = wording.telegram.commands.why;
  if (argument === '') return repliedTo === undefined ? words.usage : { chat, messageId: repliedTo };
  if (!isTelegramLink(argument)) return words.usage;
  if (!isOperator) {
    log('warn', 'why-by-link-denied', { member });
    return words.operatorsOnly;
  }
  if (!isPrivate) return words.privateOnly;
  return readMessageLink(argument) ?? words.privateLinksOnly;
}
