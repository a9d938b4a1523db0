import type { Verdict } from '../../core/ports.ts';
import { type Command, denied } from './command.ts';

const MOST_COMPLAINTS = 10;
/** UTF-16 units of a question. */
const MOST_SHOWN = 80;

/** What members said of answers. For operators, and in private alone: it holds questions of every chat. */
export const feedback: Command = ({ store, surface, ways, isOperator, isPrivate, log, member }) => {
  const words = surface.words.commands.feedback;
  if (!isOperator) {
    log('warn', 'feedback-denied', { member });
    return denied({ surface }, surface.words.commands.operatorsOnly);
  }
  if (!isPrivate) return surface.lines([words.privateOnly]);
  const counts = store.feedback.counts();
  const said = (Object.keys(words.verdicts) as Verdict[]).flatMap((verdict) => {
    const count = counts[verdict] ?? 0;
    return count === 0 ? [] : [words.count(words.verdicts[verdict], count)];
  });
  if (said.length === 0) return surface.lines([words.none]);
  const complaints = store.feedback.complaints(MOST_COMPLAINTS).flatMap(({ verdict, at, answer }, index) => {
    return [
      words.complaint(index + 1, at, words.verdicts[verdict], answer.recalledAt !== null),
      words.question(cut(answer.meant ?? answer.question)),
      ways.whereabouts(answer),
    ];
  });
  return surface.lines([
    words.counts(said),
    ...(complaints.length === 0 ? [] : ['', words.newest, ...complaints]),
  ]);
};

function cut(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN).toWellFormed()}…`;
}
