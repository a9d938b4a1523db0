import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure, Reply } from './chats.ts';

export function tooMany(retryAfter: number): Failure {
  return {
    status: 429,
    description: `Too Many Requests: retry after ${retryAfter}`,
    parameters: { retry_after: retryAfter },
  };
}

export function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const status = 'status' in reply ? reply.status : 200;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(
      'status' in reply
        ? { ok: false, error_code: status, description: reply.description, parameters: reply.parameters }
        : { ok: true, result: reply.result },
    ),
  );
}

export async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
