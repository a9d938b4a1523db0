import { fold } from '../../core/language/text.ts';
import { firstDate, fullDate } from '../dates.ts';

/** What lines of label and value say of a paper. */
export interface Labels {
  readonly title?: string;
  readonly issuer?: string;
  readonly number?: string;
  /** The day that it was written or signed. */
  readonly written?: string;
  /** The day that it was made public. */
  readonly published?: string;
  readonly effectiveFrom?: string;
  readonly validUntil?: string;
}

const KINDS: readonly (readonly [keyof Labels, RegExp])[] = [
  ['title', /^(?:标题|题目|文件名称|名称)$/u],
  ['number', /^(?:文号|发文字号|文件编号|发文文号)$/u],
  ['written', /^(?:成文日期|成文时间|发文日期|发文时间|印发日期|印发时间)$/u],
  ['published', /^(?:时间|日期|发布时间|发布日期|公布日期|公开日期|生成日期)$/u],
  ['effectiveFrom', /^(?:生效日期|实施日期|施行日期|生效时间|实施时间)$/u],
  ['validUntil', /^(?:失效日期|废止日期|失效时间|有效期至)$/u],
  ['issuer', /^(?:来源|信息来源|文章来源|稿源|发布单位|发布机构|发文机关|发文单位|制发机关|发布机关)$/u],
];
const LABEL = /^(\p{Script=Han}{2,6})\s*:\s*/u;
const MAX_LINE = 160;
/** A day by which, or a stretch in which, something must be done is not the paper's. */
const NO_DAY = /^\s*(?:至|到|前|之前|起|止|-\s*\d{1,2}月|~)/u;

/** 标　题：, its characters set apart. */
const SPACED = /(^|\s)(\p{Script=Han})\s+(\p{Script=Han})(?=\s*[:：])/gu;

/** The labels that lines carry, several to a line; of each the first. */
export function labelsOf(lines: readonly string[]): Labels {
  const labels: { -readonly [K in keyof Labels]: string } = {};
  for (const line of lines) {
    if (line.length > MAX_LINE) continue;
    for (const part of line
      .trim()
      .replaceAll(SPACED, '$1$2$3')
      .split(/\s+(?=\p{Script=Han}{2,6}\s*[:：])/u)) {
      const label = LABEL.exec(fold(part));
      const kind = label && KINDS.find(([, pattern]) => pattern.test(label[1] ?? ''))?.[0];
      const value = label ? part.slice(label[0].length).trim() : '';
      if (!kind || value === '' || labels[kind] !== undefined) continue;
      if (!/title|number|issuer/u.test(kind) && dateOfLabel(value) === undefined) continue;
      labels[kind] = value;
    }
  }
  return labels;
}

/** The date of a label's value; none where it is the begin or end of a stretch of time. */
export function dateOfLabel(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const folded = fold(value);
  const day = fullDate(folded);
  if (day !== undefined) return NO_DAY.test(folded.slice(day.end)) ? undefined : day.date;
  return folded.length <= 20 ? firstDate(value) : undefined;
}
