import { placesIn } from '../../core/shown/documents.ts';
import { type Command, type CommandCall, denied } from './command.ts';

const CLEARING: ReadonlySet<string> = new Set(['全部', '清除', '取消', '无', 'all', 'off', 'clear']);
/** Counties that one line names. */
const MOST_NAMED = 20;
/** What is repeated of a name that is not known. UTF-16 units. */
const MOST_REPEATED = 20;

/** The county that a chat's questions are of when they name none. */
export const region: Command = async (call) => {
  const { app, store, surface, place, argument } = call;
  const words = surface.words.commands.region;
  const settings = store.chats.settings(place);
  if (argument === '') return surface.lines(shown(call, settings.place));
  if (!(await call.isAdmin())) return denied(call, surface.words.commands.adminsOnly);

  if (CLEARING.has(argument.normalize('NFKC').toLowerCase())) {
    store.chats.set(place, { ...settings, place: null });
    return surface.lines([words.cleared]);
  }
  const found = app.findPlace(argument);
  switch (found.kind) {
    case 'covered':
      store.chats.set(place, { ...settings, place: found.name });
      return surface.lines([words.set(found.label)]);
    case 'several':
      return surface.lines([
        words.several,
        ...found.names.slice(0, MOST_NAMED).map((name) => `· /region ${name}`),
      ]);
    case 'not-covered':
      return surface.lines([words.notCovered(found.name), ...coverage(call)]);
    case 'unknown':
      return surface.lines([words.unknown(repeated(argument)), ...coverage(call)]);
  }
};

function shown(call: CommandCall, place: string | null): string[] {
  const words = call.surface.words.commands.region;
  if (place === null) return [words.none, ...coverage(call)];
  const found = call.app.findPlace(place);
  return found.kind === 'covered' ? [words.shown(found.label)] : [words.gone(place), ...coverage(call)];
}

/** Which counties have reports, as people call them. */
function coverage({ app, surface }: CommandCall): string[] {
  const places = placesIn(app.status());
  if (places.length === 0) return [];
  const labels = places.slice(0, MOST_NAMED).map((name) => {
    const found = app.findPlace(name);
    return found.kind === 'covered' ? found.label : name;
  });
  return [surface.words.commands.region.coverage(labels, places.length)];
}

function repeated(text: string): string {
  const start = [...text.replaceAll(/\s+/gu, ' ')].slice(0, MOST_REPEATED).join('');
  return start.length < text.length ? `${start}…` : start;
}
