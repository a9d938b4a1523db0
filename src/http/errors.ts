import { wording } from '../wording.ts';

/** What went wrong with a request, as programs read it. */
export type ErrorCode = keyof typeof wording.http.errors;

const STATUS: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-type': 415,
  misdirected: 421,
  quota: 429,
  failed: 500,
  busy: 503,
  late: 504,
};

/** Where errors have the shape of OpenAI's, as its clients expect. */
const OPENAI = /^\/v1(?:\/|$)/u;

/** A request that is refused, with why. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    {
      details = '',
      headers = {},
    }: { readonly details?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${wording.http.errors[code]}${details}`);
    this.code = code;
    this.headers = headers;
  }
}

/** An error as `{ error: { code, message } }`, in OpenAI's shape under `/v1`. The message is Chinese. @param path of the request. */
export function errorBody(path: string, { code, message }: Pick<Refusal, 'code' | 'message'>): object {
  const type = STATUS[code] < 500 ? 'invalid_request_error' : 'server_error';
  return { error: OPENAI.test(path) ? { message, type, param: null, code } : { code, message } };
}

/** `errorBody` with its status. */
export function errorResponse(path: string, refusal: Refusal): Response;
export function errorResponse(
  path: string,
  code: ErrorCode,
  more?: { readonly details?: string; readonly headers?: Readonly<Record<string, string>> },
): Response;
export function errorResponse(
  path: string,
  what: ErrorCode | Refusal,
  more?: { readonly details?: string; readonly headers?: Readonly<Record<string, string>> },
): Response {
  const refusal = what instanceof Refusal ? what : new Refusal(what, more);
  return Response.json(errorBody(path, refusal), { status: STATUS[refusal.code], headers: refusal.headers });
}

/** What nobody reads: whoever asked is gone, which is no fault. */
export function clientGone(): Response {
  return new Response(null, { status: 499 });
}
