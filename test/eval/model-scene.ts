import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { type ChatReply, type ChatRequest, type ChatServer, startChatServer } from '../fakes/chat-server.ts';
import type { ShownPassage } from './violations.ts';

export interface ModelScene {
  readonly app: App;
  readonly server: ChatServer;
  close(): Promise<void>;
}

/** The whole product over the reports in seeds/, its model a scripted server on loopback. */
export async function startModelScene(): Promise<ModelScene> {
  const index = await mkdtemp(join(tmpdir(), 'mingbai-model-'));
  const server = await startChatServer();
  const config = readConfig({
    ...{ INDEX_DIR: index, DATA_DIR: index },
    ...{ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'scripted' },
  });
  const app = await createApp(config, { log: () => undefined, build: 'stale' });
  return {
    app,
    server,
    async close() {
      await app.close();
      await server.close();
      await rm(index, { recursive: true, force: true });
    },
  };
}

/** The passages that a request shows, in order. */
export function passagesShown({ body }: ChatRequest): ShownPassage[] {
  const content = body.messages.at(-1)?.content ?? '';
  const fence = content.slice(0, content.indexOf(' '));
  const [, material = ''] = content.split(`${fence} `);
  return material.split(/^(?=\[\d+\] )/mu).flatMap((part) => {
    const [, number, about = '', text = ''] = /^\[(\d+)\] (.*)\n([\s\S]*?)\s*$/u.exec(part) ?? [];
    return number === undefined ? [] : [{ number: Number(number), about, text }];
  });
}

/** A reply with `{词}` turned into the marker of the first passage shown that holds the words. */
export function saying(text: string): (request: ChatRequest) => ChatReply {
  return (request) => ({
    text: text.replaceAll(/\{([^}]+)\}/gu, (_, words: string) => {
      const passage = passagesShown(request).find((shown) => shown.text.includes(words));
      return passage === undefined ? '' : `[${passage.number}]`;
    }),
  });
}
