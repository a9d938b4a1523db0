import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A program that may use the API, with how much. */
export interface ApiKey {
  readonly name: string;
  readonly key: string;
  /** Questions a minute. */
  readonly aMinute: number;
}

/** Who sent a request: whoever is at this machine or knows the token, or a program by the name of its key. */
export type Caller = { readonly kind: 'owner' } | { readonly kind: 'key'; readonly key: ApiKey };

export type Admitted = Caller | { readonly kind: 'unauthorized' } | { readonly kind: 'misdirected' };

/** What a request brings to be let in by. */
export interface Credentials {
  /** The host that it names, with its port. */
  readonly host: string;
  /** Its `Authorization` header. */
  readonly authorization?: string | undefined;
  readonly session?: string | undefined;
}

/** Who is let in. */
export interface Access {
  /** @param isApi what is asked for is the API's, which keys open. */
  admit(credentials: Credentials, isApi: boolean): Admitted;
  /** Whether it is the token. */
  isToken(given: string): boolean;
  /** What the cookie of a browser holds that knew the token; says nothing of it, and ends with it. */
  readonly session: string | undefined;
}

/**
 * With neither token nor keys, whoever names this machine is the owner: a page that leads a browser here by another name
 * (DNS rebinding) does not. With a token, everything asks for it; with keys, the API asks for one of them, or for the token.
 */
export function createAccess({
  token,
  apiKeys = [],
}: {
  readonly token?: string | undefined;
  readonly apiKeys?: readonly ApiKey[] | undefined;
}): Access {
  const session = token && createHmac('sha256', token).update('browser session 1').digest('base64url');
  const isToken = (given: string) => token !== undefined && isSame(given, token);

  return {
    session,
    isToken,
    admit({ host, authorization, session: brought }, isApi) {
      const bearer = /^Bearer +(\S+) *$/iu.exec(authorization ?? '')?.[1];
      if (bearer !== undefined && isToken(bearer)) return { kind: 'owner' };
      if (brought !== undefined && session !== undefined && isSame(brought, session))
        return { kind: 'owner' };
      // Every key is compared, so that the time does not tell which of them begins alike.
      const [key] = isApi && bearer !== undefined ? apiKeys.filter((one) => isSame(bearer, one.key)) : [];
      if (key !== undefined) return { kind: 'key', key };
      if (token !== undefined || (isApi && apiKeys.length > 0)) return { kind: 'unauthorized' };
      return isThisMachine(host) ? { kind: 'owner' } : { kind: 'misdirected' };
    },
  };
}

/** Whether a Host header names the machine itself, by a name that no other name server can give to it. */
function isThisMachine(host: string): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d+)?$/u.exec(host)?.[1]?.toLowerCase() ?? '';
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(name);
}

/** In a time that tells neither length nor content. */
function isSame(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
