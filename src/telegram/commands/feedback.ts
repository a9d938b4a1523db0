import type { Verdict } from '../../core/ports.ts';
import { wording } from '../../wording.ts';
import { type Rendered, renderLines } from '../render.ts';
import type { Command } from './context.ts';
import { messageLink } from './links.ts';

const MOST_COMPLAINTS = 10;
/** UTF-16 units of a question. */
const MOST_SHOWN = 80;

/** What members said of answers. For operators, and in private alone: it holds questions of every chat. */
export const feedback: Command = ({ store, isOperator, isPrivate, log, member }): Rendered[] => {
  const words = wording.telegram.commands.feedback;
  if (!isOperator) {
    log('warn', 'feedback-denied', { member });
    return renderLines([wording.telegram.commands.operatorsOnly]);
  }
  if (!isPrivate) return renderLines([words.privateOnly]);
  const counts = store.feedback.counts();
  const said = (Object.keys(words.verdicts) as Verdict[]).flatMap((verdict) => {
    const count = counts[verdict] ?? 0;
    return count === 0 ? [] : [words.count(words.verdicts[verdict], count)];
  });
  if (said.length === 0) return renderLines([words.none]);
  const complaints = store.feedback.complaints(MOST_COMPLAINTS).flatMap(({ verdict, at, answer }, index) => {
    const { messageIds, thread, recalledAt } = answer;
    const chat = Number(answer.chat);
    const [messageId] = messageIds;
    const link =
      messageId === undefined
        ? undefined
        : messageLink({ chat, messageId: Number(messageId) }, Number(thread));
    return [
      words.complaint(index + 1, at, words.verdicts[verdict], recalledAt !== null),
      words.question(cut(answer.meant ?? answer.question)),
      link ?? (chat > 0 ? words.inPrivate : words.noLink),
    ];
  });
  return renderLines([
    words.counts(said),
    ...(complaints.length === 0 ? [] : ['', words.newest, ...complaints]),
  ]);
};

function cut(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN).toWellFormed()}…`;
}
