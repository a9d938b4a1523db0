import type { Message, Update } from 'telegraf/types';
import type { Answering } from '../chat/answering/answering.ts';
import { type Question, type Questions, type Request, silent } from '../chat/answering/questions.ts';
import type { QueueNotices } from '../chat/answering/queue-notices.ts';
import type { Clock } from '../chat/clock.ts';
import { isCommandName } from '../chat/commands/index.ts';
import type { Ignored } from '../chat/decision.ts';
import { aside } from '../chat/delivery/aside.ts';
import { BURST_GAP } from '../chat/delivery/bursts.ts';
import type { Burst } from '../chat/delivery/inbox.ts';
import type { Replies } from '../chat/delivery/replies.ts';
import { createOncePer } from '../chat/once.ts';
import type { Content, Place } from '../chat/surface.ts';
import { hasWords } from '../core/language/text.ts';
import type { Store } from '../core/ports.ts';
import type { Log } from '../log.ts';
import { wording } from '../wording.ts';
import { kindOf } from './addressing/kinds.ts';
import { addressed, type BotIdentity, joined, looksLikeQuestion, ownWords, senderOf } from './addressing.ts';
import type { Press } from './buttons/press.ts';
import type { createCommands } from './commands/index.ts';
import type { Menus } from './commands/menu.ts';
import { stoppedIn } from './delivery/updates.ts';
import { addressOf, isEphemeral, messageIdOf, SURFACE } from './ids.ts';
import { isRuling, type Standing } from './outbox/standing.ts';
import type { Outbox } from './outbox.ts';
import { renderLines } from './render.ts';
import { askerOf, placeOf, requestOf } from './request.ts';
import { draftIdOf } from './surface.ts';

/** Decides on updates and sees their replies through to Telegram. */
export interface Handler {
  /** Told of an update as soon as it is kept: who waits long is told so. */
  arrived(update: Update, from: 'now' | 'before'): void;
  /** How long to wait for more of the same member before the update is taken up. Milliseconds. */
  patience(update: Update): number;
  /** Rejects when Telegram cannot be reached; the burst is then taken up again. */
  handle(burst: Burst<Update>): Promise<void>;
  /** Told of updates that are done with, in whatever way: none of them waits any more. */
  settled(ids: readonly string[]): void;
}

/** A question older than this gets a line instead of an answer nobody waits for. Milliseconds. */
const STALE = 10 * 60_000;
/** What nobody can be told of: it is no member's, or says nothing. */
const UNSPOKEN: ReadonlySet<string> = new Set<Ignored>(['bot', 'service', 'channel-post']);
/** What each question that stood before it may have taken. Milliseconds. */
const A_QUESTION = 60_000;

export function createHandler(options: {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly answering: Pick<Answering, 'stop'>;
  readonly questions: Questions;
  readonly replies: Replies;
  readonly notices: QueueNotices;
  /** What is said to a command; null where no such command is known. */
  readonly command: ReturnType<typeof createCommands>;
  readonly menus: Pick<Menus, 'metInPrivate'>;
  readonly press: Press;
  readonly standing: Pick<Standing, 'told'>;
  /** `readsGroups`: privacy mode is off. */
  readonly bot: BotIdentity & { readonly readsGroups: boolean };
  /** Groups that are answered; every group when empty. */
  readonly groupIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
}): Handler {
  const { store, outbox, answering, questions, replies, notices, command, menus, press, standing } = options;
  const { bot, clock, log } = options;
  const groups = new Set(options.groupIds);
  /** Groups of which it saw lines that were not addressed to it: where it is an administrator, for one. */
  const seesAll = new Set<number>();
  const isStaleLineDue = createOncePer(STALE, clock);

  const isAllowed = (chat: Message['chat']) =>
    chat.type === 'private' || groups.size === 0 || groups.has(chat.id);
  /** Whether lines that are not addressed to the bot reach it there: else nothing more of a question can come. */
  const seesMore = (chat: Message['chat']) =>
    chat.type === 'private' || bot.readsGroups || seesAll.has(chat.id);

  async function written(burst: Burst<Update>, messages: readonly Message[]): Promise<void> {
    const { others, at, isCut } = burst;
    const { id } = burst.kept;
    const [message] = messages;
    if (message === undefined) return;
    const { chat } = message;
    // Both groups are told, and either may be worked off first.
    if ('migrate_to_chat_id' in message) return moved(chat.id, message.migrate_to_chat_id);
    if ('migrate_from_chat_id' in message) return moved(message.migrate_from_chat_id, chat.id);
    if (!isAllowed(chat)) {
      log('info', 'telegram-group-not-allowed', { chat: chat.id });
      return;
    }
    if (isEphemeral(message)) return writtenAside(burst, message);
    const wish = addressed(messages, bot);
    log('debug', 'telegram-message', {
      ...{ chat: chat.id, update: id, wish: wish.kind },
      ...(kindOf(message) === undefined ? { fields: Object.keys(message) } : {}),
    });
    if (wish.kind === 'ignored') {
      if (wish.why !== 'service') questions.decide(placeOf(message), silent(wish.why));
      return;
    }
    const request = requestOf({ id, others, at }, [message, ...messages.slice(1)], bot);
    const { place } = request;
    // The words that belong to it found no place in the queue, and the chat was told so.
    if (isCut && (wish.kind === 'nothing-asked' || wish.kind === 'no-text'))
      return questions.decide(place, silent('full', 'limited'));
    const say = (lines: readonly Content[]) => replies.reply(id, others, { place, messages: lines });
    /** For whoever wrote, where others need not see it. */
    const sayOwn = (lines: readonly Content[]) =>
      replies.reply(id, others, { place: asideFor(place, request), messages: lines });
    if (isStale(message, Math.max(...[id, ...others].map((one) => notices.before(one))))) {
      questions.decide(place, silent('too-old', 'stale'));
      if (wish.kind !== 'overheard' && isStaleLineDue(String(chat.id)))
        await say(renderLines([wording.telegram.stale]));
      return;
    }
    // An edit may be worked off before the message that it edits.
    if (store.answers.findByQuestion(addressOf(chat.id), messageIdOf(message)) !== undefined) return;
    if (wish.kind === 'overheard')
      return questions.overheard({ ...request, text: wish.text, by: 'overheard' });
    // Another bot's, as groups write them.
    if (wish.kind === 'command' && chat.type !== 'private' && !isCommandName(wish.name))
      return questions.decide(place, silent('other-bot'));
    const by = wish.kind === 'question' ? wish.by : wish.kind === 'command' ? 'command' : 'none';
    if (!(await questions.isWithinLimits(request, by))) return;
    switch (wish.kind) {
      case 'question':
        return questions.asked({ ...request, text: wish.text, by: wish.by });
      case 'nothing-asked':
        return sayOwn(
          renderLines([
            chat.type === 'private'
              ? wording.telegram.nothingAskedPrivately
              : wording.telegram.nothingAsked(bot.username),
          ]),
        );
      case 'no-text':
        return sayOwn(renderLines([wording.telegram.noText]));
      case 'command': {
        const { name, argument } = wish;
        const told = await command({ name, argument, message, sender: senderOf(message) });
        if (told === null) await say(renderLines([wording.telegram.unknownCommand]));
        else await (told.isOwn ? sayOwn : say)(told.messages);
      }
    }
  }

  /**
   * What one member alone sees: a command, or a reply to such a message of the bot. Everything that is said to it is for
   * that member; what is asked is not answered where nobody else can check it.
   */
  async function writtenAside({ kept: { id }, others, at }: Burst<Update>, message: Message): Promise<void> {
    const wish = addressed(message, bot);
    const request = requestOf({ id, others, at }, [message], bot);
    const { place } = request;
    if (wish.kind === 'ignored' && UNSPOKEN.has(wish.why)) return questions.decide(place, silent(wish.why));
    if (isStale(message, 0)) return questions.decide(place, silent('too-old', 'stale'));
    if (!(await questions.isWithinLimits(request, 'command'))) return;
    const told =
      wish.kind === 'command'
        ? ((await command({ ...wish, message, sender: senderOf(message) }))?.messages ??
          renderLines([wording.telegram.unknownCommand]))
        : renderLines([wording.telegram.askOpenly(bot.username)]);
    await replies.reply(id, others, { place, messages: told });
  }

  /** An edited question has its answer edited; one that only now is addressed to the bot is answered. */
  async function edited({ kept, others, at }: Burst<Update>, message: Message): Promise<void> {
    const { id } = kept;
    if (!isAllowed(message.chat) || isEphemeral(message)) return;
    const wish = addressed(message, bot);
    const by: Question['by'] = wish.kind === 'question' ? wish.by : 'overheard';
    const prior = store.answers.findByQuestion(addressOf(message.chat.id), messageIdOf(message));
    if (prior === undefined) {
      if (wish.kind !== 'question' || isStale(message, 0)) return;
      const request = { ...requestOf({ id, others, at }, [message], bot), text: wish.text, by };
      if (await questions.isWithinLimits(request, by)) await questions.asked(request);
      return;
    }
    const lines = prior.lines?.map((line) =>
      line.messageId === messageIdOf(message) ? { ...line, text: ownWords(message, bot) } : line,
    );
    const text = lines ? joined(lines) : 'text' in wish ? wish.text : '';
    if (prior.recalledAt !== null || prior.question === text || !hasWords(text)) return;
    const request = { ...requestOf({ id, others, at }, [message], bot), text, by };
    if (await questions.isWithinLimits(request, by)) await questions.edited(request, prior, lines);
  }

  function moved(from: number, to: number): void {
    store.moveChat(SURFACE, String(from), String(to));
    outbox.moved(from, to);
    if (!groups.has(from) || groups.has(to)) return;
    groups.add(to);
    log('warn', 'telegram-group-id-changed', { from, to });
  }

  return {
    arrived(update, from) {
      if ('my_chat_member' in update) {
        const { chat, new_chat_member: member } = update.my_chat_member;
        standing.told(chat.id, isRuling(member.status));
      }
      if (!('message' in update) || !isAllowed(update.message.chat)) return;
      const { message } = update;
      if (isEphemeral(message)) return;
      if (message.chat.type === 'private') void menus.metInPrivate(message.chat.id);
      if (addressed(message, bot).kind !== 'question') return;
      const id = String(update.update_id);
      const asker = askerOf(message);
      const isPrivate = message.chat.type === 'private';
      const place = asideFor(placeOf(message), { from: asker, isPrivate });
      if (from === 'before') return notices.resumed(id, place, asker.limited);
      if (isStale(message, 0) || notices.arrived(id, place, asker.limited) !== 'full') return;
      questions.turnAway({ id, place: placeOf(message), from: asker, isPrivate });
    },

    patience(update) {
      if (!('message' in update)) return 0;
      const { message } = update;
      if (isEphemeral(message)) return 0;
      const isPrivate = message.chat.type === 'private';
      const wish = addressed(message, bot);
      // The others of an album are on their way: one of them may have the words, and they get one reply.
      if (wish.kind !== 'ignored' && 'media_group_id' in message) return BURST_GAP;
      const isUnaddressed =
        wish.kind === 'overheard' || (wish.kind === 'ignored' && wish.why === 'not-a-question');
      if (isUnaddressed) seesAll.add(message.chat.id);
      switch (wish.kind) {
        case 'question':
          return looksLikeQuestion(wish.text) || !seesMore(message.chat) ? 0 : BURST_GAP;
        case 'no-text':
          return seesMore(message.chat) && !isPrivate ? BURST_GAP : 0;
        case 'nothing-asked':
          return seesMore(message.chat) ? BURST_GAP : 0;
        case 'overheard':
        case 'ignored':
          // It may be a part of what the member says to the bot in the next line.
          return seesMore(message.chat) && !isPrivate ? BURST_GAP : 0;
        default:
          return 0;
      }
    },

    async handle(burst) {
      const { updates, kept } = burst;
      const [update] = updates;
      const stopped = update && stoppedIn(update);
      if (kept.reply !== null) {
        await replies.resume(kept);
      } else if (update === undefined) {
        return;
      } else if (stopped !== undefined) {
        answering.stop(addressOf(stopped.chat.id), (id) => draftIdOf(id) === stopped.draft_id);
      } else if ('my_chat_member' in update) {
        const { chat, new_chat_member: member } = update.my_chat_member;
        log('info', 'telegram-membership', { chat: chat.id, status: member.status });
      } else if ('callback_query' in update) {
        const { message } = update.callback_query;
        if (message !== undefined && !isAllowed(message.chat)) return;
        await press(
          update.callback_query,
          kept.receivedAt,
          (sent, place) => questions.chosen(kept.id, sent, place, message?.chat.type === 'private'),
          (sent) => questions.restated(kept.id, sent),
        );
      } else if ('edited_message' in update) {
        await edited(burst, update.edited_message);
      } else {
        const messages = updates.flatMap((one) => ('message' in one ? [one.message] : []));
        await written(burst, messages);
      }
    },

    settled(ids) {
      for (const id of ids) notices.finished(id);
    },
  };
}

/** The place of a message, for whoever wrote it. */
function asideFor<P extends Place>(place: P, { from, isPrivate }: Pick<Request, 'from' | 'isPrivate'>): P {
  return aside(place, from.member, isPrivate);
}

/** @param before questions that it waited for: their time is no outage. */
function isStale(message: Message, before: number): boolean {
  return Date.now() - message.date * 1_000 > STALE + before * A_QUESTION;
}
