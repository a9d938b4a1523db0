import type { Place, PlaceMention } from './places.ts';

/** Of each kind the words that follow it to make another word: 县城, 区域, 市场, 旗帜. */
const OTHERWISE: Readonly<Record<string, string>> = {
  县縣: '城',
  区區: '域位',
  市: '场場',
  旗: '帜幟',
  州: ' ',
  省: '略',
};

const SELF: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(OTHERWISE).map(([kinds, others]) => [
    kinds.charAt(0),
    new RegExp(
      `[该該我本全][${kinds}](?![${others}])|(?<=^|[^\\p{Script=Han}]|[在由经經向对對据據按是和与與为為使])[${kinds}](?:委|政府|里|裡|裏)`,
      'gu',
    ),
  ]),
);

/**
 * The words by which a report speaks of its own place without naming it (该县, 我县, 全县, 县委, 县政府 …), each
 * resolved to `place`. 全市 in a county's report is another place and is not among them.
 */
export function resolveSelfReference(text: string, place: Place): PlaceMention[] {
  const words = SELF.get(place.name.at(-1) ?? '');
  if (words === undefined) return [];
  return [...text.matchAll(words)].map((match) => ({
    place,
    span: { start: match.index, end: match.index + match[0].length },
    form: 'self' as const,
  }));
}
