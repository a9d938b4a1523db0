import type { Message } from '@grammyjs/types';
import { expect, expectTypeOf, test } from 'vitest';
import { isSent, KINDS, type Kind, kindOf } from '../../../src/telegram/addressing/kinds.ts';
import { message } from '../messages.ts';

/** The fields of a message that some interface of its content alone has. */
type Held = Exclude<keyof Message, keyof Message.MediaMessage>;

test('every field that says what a message holds has its kind, and no other field has one', () => {
  expectTypeOf<keyof typeof KINDS>().toEqualTypeOf<Held>();
  expectTypeOf(KINDS).toExtend<Record<Held, Kind>>();
});

test('a message is of the kind of what it holds', () => {
  for (const [field, kind] of Object.entries(KINDS)) {
    expect(kindOf(message({ [field]: {} })), field).toBe(kind);
    expect(isSent(message({ [field]: {} })), field).toBe(kind !== 'service');
  }
});

test.each<[string, object, Kind | undefined]>([
  ['a live photo, which comes with a photo', { live_photo: {}, photo: [] }, 'media'],
  ['an animation, which comes as a document as well', { animation: {}, document: {} }, 'gesture'],
  ['a text of a suggested post', { text: '一', suggested_post_info: {} }, 'words'],
  ['a caption below what is not known', { hologram: {}, caption: '一' }, 'media'],
  ['something of a later Bot API', { hologram: {} }, undefined],
  ['nothing', {}, undefined],
])('%s', (_, fields, kind) => {
  expect(kindOf(message(fields))).toBe(kind);
  expect(isSent(message(fields))).toBe(kind !== undefined);
});
