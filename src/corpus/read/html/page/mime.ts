import { latin } from './charset.ts';

/** A part of a page that a browser saved as one file (MHTML, RFC 2557). */
export interface MimePart {
  /** `text/html`, lower case. */
  readonly type: string;
  readonly charset?: string;
  readonly bytes: Uint8Array;
}

interface Head {
  readonly fields: ReadonlyMap<string, string>;
  /** Where the body begins. */
  readonly to: number;
}

/** Nobody has parts within parts so deep. */
const DEEPEST = 8;
const LONGEST_HEAD = 65_536;

/** Whether a file begins with the head of a message, and not with a page. */
export function looksLikeMime(head: Uint8Array): boolean {
  const text = latin(head);
  return (
    /^(?:\xef\xbb\xbf)?\s{0,20}[A-Za-z][\w-]{0,40}:[ \t]/u.test(text) &&
    /^content-type:\s*(?:multipart\/|text\/html)/imu.test(text)
  );
}

/** The parts of a message that hold text, in order; parts within parts too. Linear in the bytes. */
export function readMime(bytes: Uint8Array): MimePart[] {
  return partsOf(latin(bytes).replace(/^(?:\xef\xbb\xbf)?\s+/u, ''), 0);
}

function partsOf(source: string, depth: number): MimePart[] {
  const head = headOf(source);
  const [type, options] = typeOf(head.fields.get('content-type') ?? 'text/plain');
  const boundary = options.get('boundary');
  if (type.startsWith('multipart/')) {
    if (boundary === undefined || depth >= DEEPEST) return [];
    return bodiesOf(source, head.to, boundary).flatMap((part) => partsOf(part, depth + 1));
  }
  if (!type.startsWith('text/') && type !== 'application/xhtml+xml') return [];
  const charset = options.get('charset');
  const bytes = bytesOf(source.slice(head.to), head.fields.get('content-transfer-encoding') ?? '');
  return [{ type, ...(charset === undefined ? {} : { charset }), bytes }];
}

function headOf(source: string): Head {
  const end = /\r?\n\r?\n/u.exec(source.slice(0, LONGEST_HEAD));
  const to = end === null ? 0 : end.index + end[0].length;
  const lines = source
    .slice(0, end?.index ?? 0)
    .replaceAll(/\r?\n[ \t]+/gu, ' ')
    .split(/\r?\n/u);
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { fields, to };
}

/** `multipart/related; boundary="…"` as the type and its options. */
function typeOf(field: string): [string, ReadonlyMap<string, string>] {
  const [type = '', ...rest] = field.split(';');
  const options = rest.map((option): [string, string] => {
    const [name = '', ...value] = option.split('=');
    return [name.trim().toLowerCase(), value.join('=').trim().replaceAll(/^"|"$/gu, '')];
  });
  return [type.trim().toLowerCase(), new Map(options)];
}

function bodiesOf(source: string, from: number, boundary: string): string[] {
  const parts = `\n${source.slice(from)}`.split(`\n--${boundary}`).slice(1);
  const last = parts.findIndex((part) => part.startsWith('--'));
  return (last < 0 ? parts : parts.slice(0, last)).map((part) => part.replace(/^[ \t]*\r?\n/u, ''));
}

function bytesOf(body: string, encoding: string): Uint8Array {
  if (/^base64$/iu.test(encoding)) return Buffer.from(body, 'base64');
  if (!/^quoted-printable$/iu.test(encoding)) return Buffer.from(body, 'latin1');
  const plain = body
    .replaceAll(/=[ \t]{0,80}\r?\n/gu, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, 'latin1');
}
