import type { Answer } from '../../core/types.ts';
import type { Place, Sign } from '../surface.ts';

/** What is said of an answer's kind to all, where its words are for whoever asked; an answer itself is for all. */
const SIGNS: Readonly<Record<Answer['kind'], Sign | undefined>> = {
  answered: undefined,
  refused: 'nothing-found',
  clarify: 'which-place',
};

/**
 * The place, for the eyes of one member of a group; as it is in private, for whoever has no account, and where it is
 * for one member already.
 */
export function aside<P extends Place>(place: P, member: string | null, isPrivate: boolean, sign?: Sign): P {
  if (place.aside !== undefined || member === null || isPrivate) return place;
  return { ...place, aside: { member, otherwise: 'all', ...(sign === undefined ? {} : { sign }) } };
}

/** The sign of an answer that whoever asked is told alone; undefined of one that all are told. */
export function signFor({ kind }: Pick<Answer, 'kind'>): Sign | undefined {
  return SIGNS[kind];
}

/** Where the messages of a reply go that come after its first: only that one points at the question, in a chat of several. */
export function following(place: Place): Place {
  if (place.aside?.otherwise === 'nobody') return place;
  const { replyTo: _, ...rest } = place;
  return rest;
}
