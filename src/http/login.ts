import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { wording } from '../wording.ts';
import type { Access } from './access.ts';

export const LOGIN_PATH = '/login';
/** Holds what `Access.session` says. */
export const SESSION_COOKIE = 'mingbai_session';
/** Seconds. */
const SESSION_AGE = 30 * 24 * 3_600;

/** A form that takes the token and gives a cookie for it, so that the token never stands in a URL. */
export function createLogin(access: Access): Hono {
  const app = new Hono();
  app.get(LOGIN_PATH, (c) => loginForm(c, { to: wayBack(c.req.query('to')) }));
  app.post(LOGIN_PATH, async (c) => {
    const { token, to } = await c.req.parseBody();
    const back = wayBack(to);
    if (typeof token !== 'string' || access.session === undefined || !access.isToken(token.trim()))
      return loginForm(c, { to: back, isWrong: true });
    setCookie(c, SESSION_COOKIE, access.session, {
      path: '/',
      httpOnly: true,
      // Links from elsewhere to an answer must open for whoever was let in; `sameOrigin` keeps foreign forms out.
      sameSite: 'Lax',
      maxAge: SESSION_AGE,
      secure: c.req.header('x-forwarded-proto') === 'https',
    });
    return c.redirect(back, 303);
  });
  return app;
}

/** The form, with 401; `to`: the path that was asked for. */
export function loginForm(
  c: Context,
  { to, isWrong = false }: { readonly to: string; readonly isWrong?: boolean },
): Response | Promise<Response> {
  const words = wording.http.login;
  c.header('content-security-policy', "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
  return c.html(
    html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.title}</title></head>
<body><main><h1>${words.title}</h1><p>${words.lead}</p>${isWrong ? html`<p role="alert">${words.wrong}</p>` : ''}
<form method="post" action="${LOGIN_PATH}"><input type="hidden" name="to" value="${to}">
<p><label>${words.label} <input type="password" name="token" autocomplete="current-password" required autofocus></label></p>
<p><button>${words.enter}</button></p></form></main></body></html>`,
    401,
  );
}

/** A path of this server, whatever was asked for: another site's would be `//site` or `/\site`. */
function wayBack(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[^\p{Cc}]*$/u.test(to) ? to : '/';
}
