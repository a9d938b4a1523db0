import { chineseDate, wording } from '../../wording.ts';
import { type Rendered, renderLines } from '../render.ts';
import type { Command } from './context.ts';

/** A list of a thousand reports must not fill a group. */
const MOST_MESSAGES = 5;

/** The loaded documents: place, title, date, number of passages. */
export const sources: Command = ({ app }) => {
  const { documents, passages, staleBecause } = app.status();
  if (documents.length === 0) return renderLines([wording.telegram.noSources]);
  const title = wording.telegram.sourcesTitle(documents.length, passages);
  const stale = staleBecause === undefined ? [] : [wording.telegram.oldReports];
  const lines = documents.map((document, at) => {
    const parts = [
      document.place,
      document.title,
      document.date && chineseDate(document.date),
      wording.telegram.passages(document.passages),
    ];
    return `${at + 1}. ${parts.filter((part) => part !== undefined && part !== '').join(' · ')}`;
  });
  return firstMessages([title, ...stale, ...lines]);
};

/** The messages of the lines, or of as many as fit, with the number of those left out. */
function firstMessages(lines: readonly string[]): Rendered[] {
  const all = renderLines(lines);
  if (all.length <= MOST_MESSAGES) return all;
  const shown = all.slice(0, MOST_MESSAGES);
  const count = shown.reduce((sum, { plain }) => sum + plain.split('\n').length, 0);
  return [...shown, ...renderLines([wording.telegram.sourcesMore(lines.length - count)])];
}
