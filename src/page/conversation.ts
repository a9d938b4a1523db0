import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const COOKIE = 'mingbai-talk';
/** Seconds that a browser keeps it: as long as verdicts are kept. */
const KEPT = 30 * 24 * 3_600;

/** Names the conversation of a browser: unguessable, and in its cookie alone. Undefined where it has none yet. */
export function conversationOf(c: Context): string | undefined {
  const id = getCookie(c, COOKIE);
  return id !== undefined && /^[\w-]{22}$/u.test(id) ? id : undefined;
}

/** Begins another conversation: what was said before is followed no more. */
export function beginConversation(c: Context): string {
  const id = randomBytes(16).toString('base64url');
  setCookie(c, COOKIE, id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: KEPT,
    secure: c.req.header('x-forwarded-proto') === 'https',
  });
  return id;
}
