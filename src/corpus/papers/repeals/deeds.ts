const DEED = /废止|停止执行|不再执行|停止施行|失效|作废/gu;
/** What is asked for, thought of or denied is not done; 经研究废止 is. */
const NOT_DONE =
  /(?:未|没有|不予|不再|不|是否|如|若|建议|申请|提请|报请|拟|(?<!经)研究|讨论|考虑|(?:征求|征集)[^,。;:]{0,12})(?:对|将|予以|宣布|关于)?$/u;
/** What was abolished elsewhere is only spoken of. */
const SPOKEN_OF = /(?:被|已|已经|早已)$/u;
const SPOKEN_OF_BEHIND = /^(?:后|前|的|时|或者?|程序|情形|建议|意见)/u;
/** A head that says what shall not be abolished, or what else happens to the papers below. */
const OTHER_FATE = /继续有效|保留|修改|修订|拟|情形|条件|程序|范围/u;
/** Only what contradicts is no longer carried out. */
const IN_PART = /(?:不一致|不相?符|抵触|冲突)的?(?:\p{Script=Han}{0,6})$/u;
/** 征求关于废止…的意见, 就废止…征求意见. */
const ASKS_OPINION = /(?:征求|征集|听取)[^,。;]*(?:意见|建议)/u;

/** Where a sentence says that something is abolished. Offsets are of the sentence. */
export interface Deed {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** The words that abolish in a sentence, those left out that only speak of it. @param folded the sentence, folded. */
export function deedsIn(folded: string): Deed[] {
  return [...folded.matchAll(DEED)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const before = folded.slice(0, start);
    const isOfTitle = /《[^》]*$/u.test(before);
    if (isOfTitle || NOT_DONE.test(before) || SPOKEN_OF.test(before) || IN_PART.test(before)) return [];
    if (ASKS_OPINION.test(folded)) return [];
    if (SPOKEN_OF_BEHIND.test(folded.slice(end))) return [];
    return [{ start, end, word: match[0] }];
  });
}

/** Whether a head (废止下列文件：, 失效的文件) says that what stands below is abolished. @param folded the head, folded. */
export function announcesRepeal(folded: string): boolean {
  const deed = [...folded.matchAll(DEED)].at(-1);
  if (deed === undefined) return false;
  const before = folded.slice(0, deed.index);
  const clause = /[^,。;]*$/u.exec(before)?.[0] ?? '';
  const behind = folded.slice(deed.index + deed[0].length);
  return (
    !/《[^》]*$/u.test(before) &&
    !NOT_DONE.test(before) &&
    !OTHER_FATE.test(`${clause} ${behind}`) &&
    !ASKS_OPINION.test(folded)
  );
}
