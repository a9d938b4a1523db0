import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request whose body the test writes itself; `answered` rejects when the connection ends without an answer. */
export function openRequest(
  url: string,
  options: RequestOptions = {},
): { readonly sending: ClientRequest; readonly answered: Promise<Answered> } {
  const sending = request(url, { method: 'POST', agent: false, ...options });
  const answered = new Promise<Answered>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      const answer = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      // A refused upload may be cut behind its answer.
      response.on('end', answer).on('error', answer);
    });
  });
  answered.catch(() => undefined);
  return { sending, answered };
}

/** Bytes on a bare connection; resolves with all that came back when the server ends it. */
export function talk(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}
