/** Words that tell a year by how far it is from that of the report, with the distance in years; the report's own is 0. */
const WORDS: readonly (readonly [word: RegExp, offset: number])[] = [
  [/大前年/u, -3],
  [/(?<!大)前年/u, -2],
  [/去年|上一?年(?!度计划)/u, -1],
  [/今年|本年/u, 0],
  [/明年|次年|来年/u, 1],
];
const ANY = new RegExp(WORDS.map(([word]) => word.source).join('|'), 'gu');
/** 比去年 says what something is compared with, not of when it is. */
const BASELINE = /(?:比|较)(?:大?前年|去年|上一?年)|(?:跟|和|与|同)(?:大?前年|去年|上一?年)(?:同期)?相?比/gu;

/** The years that a text tells so, as years from the report's own, the earliest first, each once. */
export function relativeYearsIn(text: string): number[] {
  return WORDS.filter(([word]) => word.test(text)).map(([, offset]) => offset);
}

/**
 * 去年, 今年 … of a question as years before and after the document's own date: a question has no date, and what a
 * report calls 今年 is the year that it was published in.
 */
export function relativeYearsOf(written: string): number[] {
  return relativeYearsIn(written.replaceAll(BASELINE, ''));
}

/** Whether a sentence tells such a year itself. */
export function tellsRelativeYear(folded: string, offset: number): boolean {
  return relativeYearsIn(folded).includes(offset);
}

/** The words themselves, in order. */
export function relativeYearWords(folded: string): string[] {
  return folded.match(ANY) ?? [];
}

/** Whether a text tells a year that is not the report's own. */
export function tellsOtherYear(folded: string): boolean {
  return relativeYearsIn(folded).some((offset) => offset !== 0);
}
