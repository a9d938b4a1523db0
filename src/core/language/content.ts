import { isCondition, isName } from './figures/dates.ts';
import type { Figure } from './figures.ts';

/** Words that join, point and measure at large, and claim nothing. */
const FILLER = new RegExp(
  [
    '其中|目前|此外|另外|同时|一共|总共|共计|合计|累计|金额|资金|总额|人数|户数|根据|据|资料|报告|报道|显示|表示|截至|分别|已经|以及',
    '并且|而且|该县|全县|群众|每个?[人月户年亩名生天]|[人户月年亩]均',
    '就(?![业医学诊读餐近])|(?<!公)共(?![享同产建])|从(?![事业])|个(?![人体])|都(?!市)|(?<![行作])为|和(?!谐)|等(?!级)',
    '[的了把被是在有与及由到至也还达则即]',
  ].join('|'),
  'gu',
);

/** Stretches of Han characters, letters and digits of two or more, fillers out. */
export function contentRuns(folded: string): string[] {
  return folded.replaceAll(FILLER, ' ').match(/[\p{Script=Han}a-z0-9]{2,}/gu) ?? [];
}

/** The pairs of neighbouring characters of one stretch, in order. */
export function pairsOf(run: string): string[] {
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}

/**
 * A folded text, offsets kept, with spaces for its figures; names that hold one (第一年, 二级) stay.
 * @param condition one character that stands for a figure that says which ones are meant: 30亩以上的.
 */
export function withoutFigures(folded: string, figures: readonly Figure[], condition = ' '): string {
  let at = 0;
  let blanked = '';
  for (const figure of figures) {
    if (isName(figure)) continue;
    const { start, end } = figure.span;
    const sign = isCondition(figure, folded) ? condition : ' ';
    blanked += folded.slice(at, start) + sign.repeat(end - start);
    at = end;
  }
  return blanked + folded.slice(at);
}
