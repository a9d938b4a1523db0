import { clauses, fold, slice } from '../../core/language/text.ts';

/** A clause that sets a day by which, from which or until which something is to be, or ends a paper: no day that figures stand for. */
const SETS_DAY =
  /(?:[年月日号底末]|\d)\s*(?:前|之前|以前|起|止|(?:至|到|-|~)\s*(?:\d|次年))|截止|有效期|期限|报名|申报|受理|登记|提交|上报|施行|实施|执行|时间(?:为|是|:)|不迟于|最迟|之日|逾期|废止/u;
const DONE = /已|累计|完成了|实现了|截至|共[有发实完]|以来|发放了/u;

/** The text with such clauses blanked, as long as before. */
export function withoutTerms(text: string): string {
  let left = '';
  let at = 0;
  for (const clause of clauses(text)) {
    const folded = fold(slice(text, clause));
    if (!SETS_DAY.test(folded) || DONE.test(folded)) continue;
    left += text.slice(at, clause.start) + ' '.repeat(clause.end - clause.start);
    at = clause.end;
  }
  return left + text.slice(at);
}
