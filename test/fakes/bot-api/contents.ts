import type {
  Checklist,
  Contact,
  Dice,
  Location,
  Poll,
  RichBlock,
  Story,
  Venue,
  Voice,
} from '@grammyjs/types';

/** What people send that has no text, as Telegram tells of it: for `post`. */

const FILE = { file_id: 'file', file_unique_id: 'unique' };
const PLACE: Location = { longitude: 106.41, latitude: 31.03 };

/** A rich message as a member with Premium, or another bot, writes it. */
export const richMessage = (...blocks: readonly RichBlock[]) => ({ rich_message: { blocks: [...blocks] } });

/** A paragraph of a rich message; what mentions a bot does so by an object of its own, not by an entity. */
export const mentioning = (username: string, text: string): RichBlock => ({
  type: 'paragraph',
  text: [{ type: 'mention', text: `@${username}`, username }, ` ${text}`],
});

export const checklist = (title: string, ...tasks: readonly string[]) => ({
  checklist: { title, tasks: tasks.map((text, at) => ({ id: at + 1, text })) } satisfies Checklist,
});

export const story = (chat: Story['chat']) => ({ story: { id: 1, chat } satisfies Story });
export const dice = () => ({ dice: { emoji: '🎲', value: 3 } satisfies Dice });
export const location = () => ({ location: PLACE });
export const venue = (title: string) => ({
  location: PLACE,
  venue: { location: PLACE, title, address: '' } satisfies Venue,
});
export const contact = (first_name: string) => ({
  contact: { phone_number: '10086', first_name } satisfies Contact,
});
export const voice = (caption?: string) => ({
  voice: { ...FILE, duration: 3 } satisfies Voice,
  ...(caption === undefined ? {} : { caption }),
});
export const poll = (question: string, ...options: readonly string[]) => ({
  poll: {
    id: '1',
    question,
    options: options.map((text, at) => ({ persistent_id: String(at), text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: false,
    allows_revoting: true,
    members_only: false,
  } satisfies Poll,
});
