import { expect, test, vi } from 'vitest';
import { newestOnly } from '../../src/chat/asking-stream.ts';

test('what a slow reader has not taken is replaced by what is newer, and the last of it arrives', async () => {
  const written: number[] = [];
  let take: () => void = () => undefined;
  const { offer, settled } = newestOnly(async (value: number) => {
    written.push(value);
    await new Promise<void>((resolve) => {
      take = resolve;
    });
  });
  for (let value = 1; value <= 5; value++) offer(value);
  expect(written).toEqual([1]);
  take();
  await vi.waitFor(() => expect(written).toEqual([1, 5]));
  take();
  await settled();
  expect(written).toEqual([1, 5]);
});

test('a connection that fails ends what is handed on, and nothing is left unheard', async () => {
  const unheard = vi.fn();
  process.on('unhandledRejection', unheard);
  const written: number[] = [];
  const { offer, settled } = newestOnly(async (value: number) => {
    written.push(value);
    throw new Error('gone');
  });
  offer(1);
  await settled();
  offer(2);
  await settled();
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', unheard);
  expect(written).toEqual([1]);
  expect(unheard).not.toHaveBeenCalled();
});
