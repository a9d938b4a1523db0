/** How a number bounds what is meant. */
export type Bound = 'exact' | 'least' | 'most' | 'about';

const LEAST = '超过|超|逾|突破|不少于|不低于|至少|最少|最低|高于|上(?=[百千])';
const MOST =
  '将近|接近|近|不到|没到|没满|没种满|没养满|没干满|没交满|没住满|不足|不超过|不高于|至多|最多|最高|低于';
/** Signs before a number, as a part of a regular expression. */
export const LEAD = `${MOST}|${LEAST}|大约|约`;
/** The same of signs behind it. */
export const TAIL = '(?:及|\\(含\\))?(?:以上|以下|以内)|左右|上下';
const BOUND_OF = new Map<string, Bound>([
  ...LEAST.replace('(?=[百千])', '')
    .split('|')
    .concat('余', '多', '以上', '及以上', '(含)以上')
    .map((sign) => [sign, 'least'] as const),
  ...MOST.split('|')
    .concat('以下', '以内', '及以下', '(含)以下')
    .map((sign) => [sign, 'most'] as const),
]);

/** What the signs around a number say together; those that are undefined or empty say nothing. */
export function boundOf(signs: readonly (string | undefined)[]): Bound {
  let told: Bound = 'exact';
  for (const sign of signs) {
    if (sign === undefined || sign === '') continue;
    const bound = BOUND_OF.get(sign) ?? 'about';
    told = told === 'exact' || told === bound ? bound : 'about';
  }
  return told;
}
