import type { PlaceMention } from './places.ts';

/** What says of a name behind it that somebody is from there: 老家安徽的, 户口在成都. */
const FROM_BEFORE = /(?:老家|娘家|婆家|户口|户籍|籍贯|祖籍|原籍|来自|出生)(?:还|都)?(?:是|在|于)?$/u;
/** The same of a name before it: 安徽人, 成都户口, 从成都嫁过来. */
const FROM_BEHIND = /^(?:人(?![口均民大])|籍|的?户[口籍]|那边来|[嫁迁搬](?:过来|来))/u;

/**
 * The mentions without those that only tell where somebody is from, of places that the corpus does not speak of: by what
 * stands before the name, or by what stands behind it beside a place of the corpus.
 * @param corpusPlaces official names.
 */
export function withoutOrigins(
  mentions: readonly PlaceMention[],
  text: string,
  corpusPlaces: ReadonlySet<string>,
): readonly PlaceMention[] {
  const isOfCorpus = ({ place }: PlaceMention) => corpusPlaces.has(place.name);
  const hasOwn = mentions.some(isOfCorpus);
  return mentions.filter(
    (mention) =>
      isOfCorpus(mention) ||
      !(
        FROM_BEFORE.test(text.slice(0, mention.span.start)) ||
        (hasOwn && FROM_BEHIND.test(text.slice(mention.span.end)))
      ),
  );
}
