import { placesIn } from '../../core/status.ts';
import { wording } from '../../wording.ts';
import { addressOf } from '../ids.ts';
import { type Rendered, renderLines } from '../render.ts';
import type { Command, CommandCall } from './context.ts';

const CLEARING: ReadonlySet<string> = new Set(['全部', '清除', '取消', '无', 'all', 'off', 'clear']);
/** Counties that one line names. */
const MOST_NAMED = 20;
/** What is repeated of a name that is not known. UTF-16 units. */
const MOST_REPEATED = 20;

/** The county that a chat's questions are of when they name none. */
export const region: Command = async (call): Promise<Rendered[]> => {
  const { app, store, chat, argument } = call;
  const words = wording.telegram.commands.region;
  const settings = store.chats.settings(addressOf(chat));
  if (argument === '') return renderLines(shown(call, settings.place));
  if (!(await call.isAdmin())) return renderLines([wording.telegram.commands.adminsOnly]);

  if (CLEARING.has(argument.normalize('NFKC').toLowerCase())) {
    store.chats.set(addressOf(chat), { ...settings, place: null });
    return renderLines([words.cleared]);
  }
  const found = app.findPlace(argument);
  switch (found.kind) {
    case 'covered':
      store.chats.set(addressOf(chat), { ...settings, place: found.name });
      return renderLines([words.set(found.label)]);
    case 'several':
      return renderLines([
        words.several,
        ...found.names.slice(0, MOST_NAMED).map((name) => `· /region ${name}`),
      ]);
    case 'not-covered':
      return renderLines([words.notCovered(found.name), ...coverage(call)]);
    case 'unknown':
      return renderLines([words.unknown(repeated(argument)), ...coverage(call)]);
  }
};

function shown(call: CommandCall, place: string | null): string[] {
  const words = wording.telegram.commands.region;
  if (place === null) return [words.none, ...coverage(call)];
  const found = call.app.findPlace(place);
  return found.kind === 'covered' ? [words.shown(found.label)] : [words.gone(place), ...coverage(call)];
}

/** Which counties have reports, as people call them. */
function coverage({ app }: CommandCall): string[] {
  const places = placesIn(app.status());
  if (places.length === 0) return [];
  const labels = places.slice(0, MOST_NAMED).map((name) => {
    const found = app.findPlace(name);
    return found.kind === 'covered' ? found.label : name;
  });
  return [wording.telegram.commands.region.coverage(labels, places.length)];
}

function repeated(text: string): string {
  const start = [...text.replaceAll(/\s+/gu, ' ')].slice(0, MOST_REPEATED).join('');
  return start.length < text.length ? `${start}…` : start;
}
