import { readNumber } from '../language/numerals.ts';
import { clauses, fold, slice } from '../language/text.ts';
import type { Span } from '../types.ts';

/** Things told one after the other with 、 between: 甲、乙和丙等4个项目. */
export interface Enumeration {
  /** The clause that holds it, in the text that was searched. */
  readonly span: Span;
  /**
   * The text itself says that there are more: it ends with 等 and no number, or with a number (等9个) above the things
   * that it tells.
   */
  readonly isOpen: boolean;
  /** The things, folded, the first with what stands before it in the clause; none where no 等 ends them. */
  readonly things: readonly string[];
}

/** 和, 及 and 与 may part two things or stand within one (计划生育及人口统计). */
const PARTING = /、|以及|[及和与]/u;
const AND_SO_ON = /(?<![平中高初对均同相优])等(?![级待候于同次])[”’」』》)]?/u;
const COUNT = /^(?<number>\d{1,3}|[一二三四五六七八九十两]{1,3})(?![\d一二三四五六七八九十分余多几])/u;

/** The clauses of a text that enumerate, in order. */
export function enumerationsIn(text: string): Enumeration[] {
  const folded = fold(text);
  return clauses(folded).flatMap((span) => {
    const clause = slice(folded, span);
    const last = clause.lastIndexOf('、');
    if (last < 0) return [];
    const end = AND_SO_ON.exec(clause.slice(last));
    if (end === null) return [{ span, isOpen: false, things: [] }];
    const things = clause.slice(0, last + end.index);
    const told = things.split(PARTING);
    const written = COUNT.exec(clause.slice(last + end.index + end[0].length))?.groups?.number;
    return [{ span, isOpen: written === undefined || readNumber(written).value > told.length, things: told }];
  });
}
