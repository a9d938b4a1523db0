import { setTimeout as wait } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { newestOnly, streamed } from '../../chat/asking-stream.ts';
import { placesIn } from '../../core/shown/documents.ts';
import type { Answered } from '../../core/types.ts';
import { AppError, messageOf } from '../../errors.ts';
import { page as words } from '../../wording/page/page.ts';
import { beginConversation, conversationOf } from '../conversation.ts';
import type { PageDeps } from '../deps.ts';
import type { Layout } from '../layout.ts';
import { answerLink } from '../links.ts';
import { type Html, html } from '../markup.ts';
import { feedback, isVerdict } from './feedback.ts';
import { draft, failedAnswer, pendingTurn, turn } from './turn.ts';
import { chat } from './view.ts';
import { whyView } from './why.ts';

/** How long a view waits for examples that are still looked for. Milliseconds. */
const PATIENCE = 300;
/** Characters of a question in the title of a view. */
const MOST_OF_TITLE = 40;
const SCRIPTS = ['ask.js'];

/** Asking and what was answered: `/`, `/ask`, `/new`, `/a/ID`, `/a/ID/why`, `/a/ID/feedback`. */
export function askRoutes({ app, asking, log }: PageDeps, layout: Layout): Hono {
  const routes = new Hono();

  async function view(c: Context, title: string, turns: readonly Html[], place: string | null) {
    const { documents } = app.status();
    const examples = turns.length > 0 ? [] : await Promise.race([app.examples(), wait(PATIENCE, [])]);
    const body = chat({
      turns,
      places: placesIn({ documents }),
      place,
      examples,
      documents: documents.length,
    });
    return c.html(layout({ title, view: 'ask', body, scripts: SCRIPTS }));
  }

  function turnOf(
    c: Context,
    key: string,
  ): { html: Html; question: string; place: string | null } | undefined {
    const found = asking.find(key);
    if (found === undefined) return undefined;
    const member = conversationOf(c);
    const verdict = member === undefined ? undefined : asking.verdictOf(key, member);
    const { question, place } = found.sent;
    return { html: turn(found.sent, { app, verdict }), question, place };
  }

  routes.get('/', (c) => view(c, words.views.ask, [], null));

  routes.post('/ask', async (c) => {
    const form = await c.req.parseBody();
    const text = typeof form.question === 'string' ? form.question : '';
    const { documents } = app.status();
    const place = placesIn({ documents }).find((name) => name === form.place);
    const conversation = conversationOf(c) ?? beginConversation(c);
    if (c.req.header('accept')?.includes('text/event-stream') !== true) {
      const { key } = await asking.ask(conversation, { text, place }, { signal: c.req.raw.signal });
      return c.redirect(answerLink(key), 303);
    }
    return streamSSE(c, (sink) =>
      streamed(sink, c.req.raw.signal, async ({ send, signal }) => {
        const drafts = newestOnly((so: Answered) => send(`${draft(so)}`, 'draft'));
        try {
          await send(`${pendingTurn(text)}`, 'asked');
          const { key } = await asking.ask(conversation, { text, place }, { signal, onDraft: drafts.offer });
          await drafts.settled();
          const answered = turnOf(c, key);
          await send({ key, url: answerLink(key), html: `${answered?.html}` }, 'answer');
        } catch (fault) {
          await drafts.settled();
          if (signal.aborted) return;
          log('error', 'page-answer-failed', { reason: messageOf(fault) });
          await send(`${failedAnswer(reasonFor(fault))}`, 'fault');
        }
      }),
    );
  });

  routes.post('/new', (c) => {
    beginConversation(c);
    return c.redirect('/', 303);
  });

  routes.get('/a/:key', async (c) => {
    const found = turnOf(c, c.req.param('key'));
    if (found === undefined) return c.notFound();
    if (c.req.query('part') !== undefined) return c.html(found.html);
    return view(c, shortened(found.question), [found.html], found.place);
  });

  routes.get('/a/:key/why', (c) => {
    const key = c.req.param('key');
    const found = asking.find(key);
    if (found === undefined) return c.notFound();
    const isBeside = c.req.query('part') !== undefined;
    const body = whyView(found.sent.question, key, found.why, app, isBeside);
    return c.html(isBeside ? body : layout({ title: words.why, view: 'ask', body }));
  });

  routes.post('/a/:key/feedback', async (c) => {
    const key = c.req.param('key');
    const { verdict } = await c.req.parseBody();
    if (asking.find(key) === undefined) return c.notFound();
    if (!isVerdict(verdict)) return c.html(html`${words.fault.failedText}`, 400);
    const kept = asking.judge(key, conversationOf(c) ?? beginConversation(c), verdict);
    if (c.req.query('part') !== undefined) return c.html(feedback(key, kept));
    return c.redirect(answerLink(key), 303);
  });

  return routes;
}

/** What is told of a fault: why nothing was answered now, and nothing of what went wrong inside. */
function reasonFor(fault: unknown): string {
  return fault instanceof AppError && fault.code.startsWith('asking-') ? fault.message : words.failed;
}

function shortened(question: string): string {
  const line = question.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= MOST_OF_TITLE ? line : `${line.slice(0, MOST_OF_TITLE).toWellFormed()}…`;
}
