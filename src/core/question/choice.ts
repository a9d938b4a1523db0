import { readNumber } from '../language/numerals.ts';
import { fold } from '../language/text.ts';

/** What a short text takes of a list that was offered: by number (第: counted), by name, or all of it. */
export type Choice =
  | { readonly kind: 'numbered'; readonly numbers: readonly number[]; readonly isCounted: boolean }
  | { readonly kind: 'last' | 'all' }
  /** Names, in each way that the text may be cut into them. */
  | { readonly kind: 'named'; readonly readings: readonly (readonly string[])[] };

/** What was taken: places of the list, or a number that it does not have. */
export type Taken = { readonly places: readonly [string, ...string[]] } | { readonly beyond: number };

/** No choice is longer. In characters. */
const LONGEST = 40;
const FRAME_BEFORE =
  /^(?:(?:那么?|就|嗯|哦|我们?|咱们?|俺|想|要|看看?|选择?|挑|问|说|指|应该|的?是|回复?|序号|编号)(?:的是|的)?){0,5}/u;
const FRAME_BEHIND = /(?:(?:那个|这个)?(?:的|吧|呢|啊|呀|嘛|哈|哦|了|咯|噻)){0,3}$/u;
const NUMBER = /^第?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|号|项|条)?(?:县|区|市|旗|地方|选项)?$/u;
const LAST = /^最后(?:一?个|那个)?(?:县|区|市|地方)?$/u;
const ALL =
  /^(?:都要?|全都要?|全部都?要?|所有的?|每个|[两三四五六七八九十]个都要?)(?:看看?|说说?|讲讲?|问)?$/u;
const BETWEEN = /[、,，;；/\s]+|和|跟|与|以及|还有/u;

/** The choice that a text may be, whatever was offered; undefined where it says more than one. @param text in simplified characters. */
export function choiceIn(text: string): Choice | undefined {
  const said = fold(text)
    .trim()
    .replace(/[\s.。,，!！?？、~…]+$/u, '');
  if (said === '' || said.length > LONGEST) return undefined;
  const plain = said.replaceAll(/[()（）[\]【】“”"]/gu, '');
  const framed = plain.replace(FRAME_BEHIND, '');
  const core = framed.replace(FRAME_BEFORE, '');
  if (LAST.test(core)) return { kind: 'last' };
  if (ALL.test(core)) return { kind: 'all' };
  const parts = core.split(BETWEEN).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const numbers = parts.map((part) => numberIn(part.replace(/[.。:：]$/u, '')));
  if (numbers.every((number) => number !== undefined))
    return { kind: 'numbered', numbers, isCounted: /第|个/u.test(core) };
  return { kind: 'named', readings: [[framed], [core], parts] };
}

/** Whether a text is a number of a list and nothing else (2, （２）, 第二个): no line beside it belongs to it. */
export function isNumberAlone(text: string): boolean {
  return choiceIn(text)?.kind === 'numbered';
}

function numberIn(part: string): number | undefined {
  const [, written] = NUMBER.exec(part) ?? [];
  if (written === undefined) return undefined;
  const { value, upTo } = readNumber(written);
  return upTo === undefined ? value : undefined;
}

/**
 * What a choice takes of the places offered; undefined where it names another.
 * @param placesOf official names that a spelling stands for.
 */
export function takeFrom(
  choice: Choice,
  offered: readonly string[],
  placesOf: (name: string) => readonly string[],
): Taken | undefined {
  switch (choice.kind) {
    case 'all':
      return takenOf(offered);
    case 'last':
      return takenOf(offered.slice(-1));
    case 'numbered': {
      const beyond = choice.numbers.find((number) => offered[number - 1] === undefined);
      if (beyond !== undefined) return offered.length === 0 ? undefined : { beyond };
      return takenOf(choice.numbers.flatMap((number) => offered[number - 1] ?? []));
    }
    case 'named': {
      const meant = choice.readings.map((names) =>
        names.map((name) => placesOf(name).find((place) => offered.includes(place))),
      );
      const all = meant.find((places) => !places.includes(undefined));
      return all && takenOf(all.flatMap((place) => place ?? []));
    }
  }
}

function takenOf(places: readonly string[]): Taken | undefined {
  const [first, ...rest] = new Set(places);
  return first === undefined ? undefined : { places: [first, ...rest] };
}
