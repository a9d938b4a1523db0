import { chineseDate } from '../../wording.ts';
import type { Content, Surface } from '../surface.ts';
import type { Command } from './command.ts';

/** A list of a thousand reports must not fill a group. */
const MOST_MESSAGES = 5;

/** The loaded documents: place, title, date, number of passages. */
export const sources: Command = ({ app, surface }) => {
  const { documents, passages, staleBecause } = app.status();
  if (documents.length === 0) return surface.lines([surface.words.noSources]);
  const title = surface.words.sourcesTitle(documents.length, passages);
  const stale = staleBecause === undefined ? [] : [surface.words.oldReports];
  const lines = documents.map((document, at) => {
    const parts = [
      document.place,
      document.title,
      document.date && chineseDate(document.date),
      surface.words.passages(document.passages),
    ];
    return `${at + 1}. ${parts.filter((part) => part !== undefined && part !== '').join(' · ')}`;
  });
  return firstMessages(surface, [title, ...stale, ...lines]);
};

/** The messages of the lines, or of as many as fit, with the number of those left out. */
function firstMessages(surface: Surface, lines: readonly string[]): readonly Content[] {
  const all = surface.lines(lines);
  if (all.length <= MOST_MESSAGES) return all;
  const shown = all.slice(0, MOST_MESSAGES);
  const count = shown.reduce((sum, { plain }) => sum + plain.split('\n').length, 0);
  return [...shown, ...surface.lines([surface.words.sourcesMore(lines.length - count)])];
}
