import type { ChatAddress, QuestionLine, SentAnswer, Store } from '../../core/ports.ts';
import { type Decision, NO_SCORES } from '../decision.ts';
import { aside, signFor } from '../delivery/aside.ts';
import type { Replies, Reply } from '../delivery/replies.ts';
import { isOfChat, type Limit, type Quota, type Requester } from '../quota.ts';
import type { Place, Surface } from '../surface.ts';
import type { Answering } from './answering.ts';
import type { Asked } from './asked.ts';
import { LEAST_ROOM, type QueueNotices } from './queue-notices.ts';

/** One burst of messages that asks something: who and where, and the updates that a reply settles. */
export interface Request {
  readonly id: string;
  readonly others: readonly string[];
  /** When it came, by the clock. */
  readonly at: number;
  /** `replyTo`: the first message, which the answer points at. */
  readonly place: Place & { readonly replyTo: string };
  readonly from: Asker;
  readonly isPrivate: boolean;
  /** The messages, oldest first. */
  readonly lines: readonly QuestionLine[];
  /** Messages of the bot that they reply to. */
  readonly repliesTo: readonly string[];
}

/** Who asks. */
export interface Asker {
  /** Whose turns are followed, and whose answers they are; null for an anonymous member. */
  readonly member: string | null;
  /** Whose limits count; several who cannot be told apart share them. */
  readonly limited: string;
  /** False for a channel, which may be a machine that answers the bot. */
  readonly isPerson: boolean;
}

export interface Question extends Request {
  readonly text: string;
  readonly by: Asked['by'];
}

/** Takes questions from the decision to answer them to the reply that was sent. All reject when the surface cannot be reached. */
export interface Questions {
  asked(question: Question): Promise<void>;
  /** A line of a group where the bot listens: answered where the evidence is strong, silence else. */
  overheard(question: Question): Promise<void>;
  /** A question that was edited: its answer is edited. */
  edited(question: Question, prior: SentAnswer, lines?: readonly QuestionLine[]): Promise<void>;
  /** The county was chosen by its button: the question back becomes the answer. @param id of the press. */
  chosen(id: string, sent: SentAnswer, county: string, isPrivate: boolean): Promise<void>;
  /** The answer is said anew, in the form that its chat takes now. @param id of the press. */
  restated(id: string, sent: SentAnswer): Promise<void>;
  /** Counts a request of the sender; false, and one polite line a minute, where a limit is reached. */
  isWithinLimits(request: Request, by: Asked['by'] | 'command'): Promise<boolean>;
  /** The question finds no place in the queue of its chat: it is done with, and one line a minute tells the chat so. */
  turnAway(request: Omit<Request, 'others' | 'at' | 'lines' | 'repliesTo'>): void;
  /** Keeps what was decided on a message, for /why. */
  decide(message: MessageAddress, decision: Decision): void;
}

/** A message of a chat, which `replyTo` would point at. */
export interface MessageAddress extends ChatAddress {
  readonly replyTo: string;
}

/** Answers in a row to a sender that is no person: a channel that answers the bot is answered once. */
const MOST_HOPS = 1;
/** Chats whose question waits for a free place; more, and who asks is told to try later. */
const MOST_WAITING = 2_000;

export function createQuestions(options: {
  readonly store: Store;
  readonly surface: Pick<
    Surface,
    'name' | 'words' | 'lines' | 'answer' | 'send' | 'canAside' | 'room' | 'unsign'
  >;
  readonly answering: Answering;
  readonly replies: Replies;
  readonly notices: QueueNotices;
  readonly quota: Quota;
  readonly onDecision: (decision: Decision) => void;
}): Questions {
  const { store, surface, answering, replies, notices, quota } = options;

  function record(chat: ChatAddress, messageId: string, decision: Decision): void {
    store.decisions.record(chat, messageId, JSON.stringify(decision), Date.now());
    options.onDecision(decision);
  }
  const decide: Questions['decide'] = (message, decision) => record(message, message.replyTo, decision);

  /** The answer of the bot that one of the messages replies to. */
  function answerRepliedTo({ place, repliesTo }: Request): SentAnswer | undefined {
    for (const messageId of repliesTo) {
      const sent = store.answers.find(place, messageId);
      if (sent !== undefined && sent.recalledAt === null) return sent;
    }
    return undefined;
  }

  function askedBy(question: Question): Asked {
    const { id, place, from, isPrivate, lines, text, by } = question;
    const continues = answerRepliedTo(question);
    return {
      ...{ id, place, text, by, isPrivate, continues },
      member: from.member,
      hops: from.isPerson ? 0 : (continues?.hops ?? 0) + 1,
      ...(lines.length > 1 ? { lines } : {}),
    };
  }

  /** The sign by which a question was known that was answered before; a part of it alone may show none. */
  function signOf(prior: SentAnswer): Asked['by'] {
    const kept = prior.questionId === null ? undefined : store.decisions.find(prior, prior.questionId);
    return kept === undefined ? 'overheard' : (JSON.parse(kept.body) as Decision).by;
  }

  async function refuse(
    { id, others, place, ...request }: Request,
    limit: Exclude<Limit, 'full'>,
    by?: Asked['by'],
  ): Promise<void> {
    decide(place, silent(limit, 'limited', by));
    const to = placeToTell({ place, ...request }, limit);
    if (to === undefined) return;
    const messages = surface.lines([surface.words.limited[limit]]);
    await replies.reply(id, others, { place: to, messages });
  }

  /**
   * Where to say that a limit is reached; undefined where it was said within the minute. Of a limit of the whole chat
   * each member is told, while the chat has room for lines that the others do not see; else one line tells all.
   */
  function placeToTell(
    { place, from, isPrivate }: Pick<Request, 'place' | 'from' | 'isPrivate'>,
    limit: Limit,
  ): Place | undefined {
    const own = aside(place, from.member, isPrivate);
    const isOwn =
      !isOfChat(limit) ||
      place.aside !== undefined ||
      (surface.canAside(own) && surface.room(place) >= LEAST_ROOM);
    if (!quota.tells(requesterOf({ place, from, isPrivate }), limit, isOwn ? 'member' : 'chat'))
      return undefined;
    return isOwn ? own : place;
  }

  /** What was said to whoever asked alone has become an answer for all: the sign of it goes. */
  function unsign({ questionId, messageIds, answer, ...prior }: SentAnswer, { answer: now }: Reply): void {
    const wasSigned = questionId !== null && messageIds.length === 0 && signFor(answer) !== undefined;
    if (wasSigned && now !== undefined && signFor(now.answer) === undefined)
      surface.unsign(prior, questionId);
  }

  return {
    decide,

    async asked(question) {
      const { id, others, place } = question;
      const asked = askedBy(question);
      if (asked.hops > MOST_HOPS) return decide(place, silent('hop-limit', 'silent', question.by));
      if (answering.waiting >= MOST_WAITING) return refuse(question, 'queue', question.by);
      let told: Promise<(string | undefined)[]> | undefined;
      const { reply, decision, remember } = await answering.answer({
        ...asked,
        onBegun: () => {
          told = Promise.all([id, ...others].map((one) => notices.begun(one)));
        },
      });
      const instead = (await told)?.filter((one) => one !== undefined) ?? [];
      await replies.reply(id, others, { ...reply, instead }, () => {
        decide(place, decision);
        remember();
      });
    },

    async overheard(question) {
      const { id, others, place, from } = question;
      if (!store.chats.settings(place).isListening || !from.isPerson)
        return decide(place, silent('not-listening', 'silent', 'overheard'));
      const { reply, decision, remember } = await answering.overhear(askedBy(question));
      if (reply === null) return decide(place, decision);
      const limit = quota.take(requesterOf(question), 'unasked', question.at);
      if (limit !== 'ok') return decide(place, { ...decision, outcome: 'limited', reason: limit });
      await replies.reply(id, others, reply, () => {
        decide(place, decision);
        remember();
      });
    },

    async edited(question, prior, lines) {
      const { reply, decision, remember } = await answering.answer({
        ...askedBy(question),
        by: question.by === 'overheard' ? signOf(prior) : question.by,
        lines,
        hops: prior.hops,
        replaces: prior,
      });
      await replies.reply(question.id, question.others, reply, () => {
        if (prior.questionId !== null) record(prior, prior.questionId, decision);
        remember();
      });
      unsign(prior, reply);
    },

    async chosen(id, sent, county, isPrivate) {
      const { questionId, lines, question, meant = question, member, hops } = sent;
      const { reply, decision, remember } = await answering.answer({
        id,
        place: placeOfAnswer(sent),
        text: meant,
        lines,
        by: 'choice',
        member,
        isPrivate,
        hops,
        replaces: sent,
        chosen: county,
      });
      // The question was edited meanwhile: what it says now has its answer.
      if (store.answers.findByKey(sent.key)?.sentAt !== sent.sentAt) return;
      await replies.reply(id, [], reply, () => {
        if (questionId !== null) record(sent, questionId, decision);
        remember();
      });
      unsign(sent, reply);
    },

    async restated(id, { key, ...pressed }) {
      // Read anew: the question may have been edited since.
      const sent = store.answers.findByKey(key) ?? { ...pressed, key };
      const messages = surface.answer(sent.answer, sent);
      await replies.reply(id, [], { place: placeOfAnswer(sent), messages, answer: sent, isRestated: true });
    },

    async isWithinLimits(request, by) {
      const what = by === 'command' ? by : 'question';
      const limit = quota.take(requesterOf(request), what, request.at);
      if (limit !== 'ok') await refuse(request, limit, by === 'command' ? 'none' : by);
      return limit === 'ok';
    },

    turnAway({ id, place, ...request }) {
      decide(place, silent('full', 'limited'));
      store.inbox(surface.name).done(id, Date.now());
      const to = placeToTell({ place, ...request }, 'full');
      if (to === undefined) return;
      const [line] = surface.lines([surface.words.limited.full]);
      // Not waited for, and not tried again: it is of this minute.
      if (line !== undefined) surface.send(to, line).catch(() => undefined);
    },
  };
}

/** Nothing is said, or one line instead of an answer. */
export function silent(
  reason: NonNullable<Decision['reason']>,
  outcome: 'silent' | 'limited' | 'stale' = 'silent',
  by: Decision['by'] = 'none',
): Decision {
  return { outcome, by, reason, ...NO_SCORES };
}

function placeOfAnswer({ surface, chat, thread, questionId }: SentAnswer): Place {
  return { surface, chat, thread, ...(questionId === null ? {} : { replyTo: questionId }) };
}

function requesterOf({
  place: { surface, chat },
  from,
  isPrivate,
}: Pick<Request, 'place' | 'from' | 'isPrivate'>): Requester {
  return { surface, chat, member: from.limited, isGroup: !isPrivate };
}
