import type { Place, PlaceMention } from './places.ts';

/** Of each kind the words that follow it to make another word: 县城, 区域, 市场, 旗帜. */
const OTHERWISE: Readonly<Record<string, string>> = {
  县: '城',
  区: '域位',
  市: '场',
  旗: '帜',
  州: ' ',
  省: '略',
};

const SELF: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(OTHERWISE).map(([kind, others]) => [
    kind,
    new RegExp(
      `[该我本全]${kind}(?![${others}])|(?<=^|[^\\p{Script=Han}]|[在由经向对据按是和与为使])${kind}(?:委|政府|里)`,
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
