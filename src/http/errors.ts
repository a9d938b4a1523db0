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
  failed: 500,
};

/** Where errors have the shape of OpenAI's, as its clients expect. */
const OPENAI = /^\/v1(?:\/|$)/u;

/**
 * An error as `{ error: { code, message } }`, in OpenAI's shape under `/v1`. The message is Chinese.
 * @param path of the request. @param details follows the message, where something more is known.
 */
export function errorResponse(
  path: string,
  code: ErrorCode,
  {
    details = '',
    headers = {},
  }: { readonly details?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const status = STATUS[code];
  const message = `${wording.http.errors[code]}${details}`;
  const error = OPENAI.test(path)
    ? { message, type: status < 500 ? 'invalid_request_error' : 'server_error', param: null, code }
    : { code, message };
  return Response.json({ error }, { status, headers });
}
