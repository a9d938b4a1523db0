import { expect, test } from 'vitest';
import { eventsOf } from '../../src/page/browser/events.ts';

test('an event is read whole however it comes, with every character that a line of it may hold', async () => {
  const data = JSON.stringify({ html: '甲\u2028乙\u2029丙\u0085丁' });
  const bytes = new TextEncoder().encode(
    `: \n\nevent: answer\ndata: ${data}\n\nevent: draft\ndata: 一\ndata:\ndata:二\n\n`,
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 5) controller.enqueue(bytes.slice(at, at + 5));
      controller.close();
    },
  });
  const events: unknown[] = [];
  for await (const event of eventsOf(body)) events.push(event);
  expect(events).toEqual([
    { event: 'answer', data },
    { event: 'draft', data: '一\n\n二' },
  ]);
});
