import type { Update } from 'telegraf/types';
import type { Log } from '../../log.ts';
import { richWords } from '../addressing/rich-words.ts';
import { TAKEN } from './updates.ts';

const KINDS: ReadonlySet<string> = new Set(TAKEN);

/**
 * The updates that are taken, as they may be kept: of kinds that were asked for, and their rich messages as plain words. A
 * webhook that was set by somebody else, or before an update of this program, brings others. And a number that is written
 * over several strings of a rich message is one number only in its words, where it can be masked.
 */
export function sift(updates: readonly Update[], log: Log): Update[] {
  return updates.flatMap((update) => {
    const kinds = Object.keys(update).filter((key) => key !== 'update_id');
    if (kinds.some((kind) => KINDS.has(kind))) return [withWords(update) as Update];
    log('debug', 'telegram-update-left', { update: update.update_id, kinds });
    return [];
  });
}

/** A copy in which every rich message, wherever it stands, is a text, and has no blocks; that it is one is kept. */
function withWords(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withWords);
  const { rich_message: rich, ...fields } = value as Readonly<Record<string, unknown>>;
  const others = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, withWords(field)]));
  if (typeof rich !== 'object' || rich === null) return others;
  const { text, entities } = richWords(rich);
  const bare = { ...others, rich_message: { blocks: [] } };
  return text === '' ? bare : { ...bare, text, entities };
}
