import type { Decision } from '../../decision.ts';
import type { Content } from '../../surface.ts';
import type { Command, CommandCall, MessageOf } from '../command.ts';
import { decisionLines } from './lines.ts';

/** What was decided on a message, and on what scores. A chat is told of its own messages; operators by link of any. */
export const why: Command = (call): readonly Content[] => {
  const { app, store, surface } = call;
  const asked = askedMessage(call);
  if (typeof asked === 'string') return surface.lines([asked]);
  const { chat, messageId } = asked;
  const answer = store.answers.find(chat, messageId) ?? store.answers.findByQuestion(chat, messageId);
  const kept = store.decisions.find(chat, answer?.questionId ?? messageId);
  if (kept === undefined) return surface.lines([surface.words.commands.why.nothingKept]);
  const decision = JSON.parse(kept.body) as Decision;
  const serving = { version: app.status().corpusVersion, documents: app.documents() };
  return surface.lines(decisionLines(decision, kept.at, serving, surface.words.commands.why));
};

/** The message that is asked about, or why that cannot be asked. */
function askedMessage({
  argument,
  repliedTo,
  place,
  surface,
  ways,
  isOperator,
  isPrivate,
  log,
  member,
}: CommandCall): MessageOf | string {
  const words = surface.words.commands.why;
  if (argument === '') return repliedTo === undefined ? words.usage : { chat: place, messageId: repliedTo };
  if (!ways.isLink(argument)) return words.usage;
  if (!isOperator) {
    log('warn', 'why-by-link-denied', { member });
    return words.operatorsOnly;
  }
  if (!isPrivate) return words.privateOnly;
  return ways.readLink(argument) ?? words.privateLinksOnly;
}
