import type { Wanted } from '../question/forms.ts';

/** Forms of answer that papers give under labels. */
export const LABELLED: ReadonlySet<Wanted> = new Set(['phone', 'hours', 'where']);

const LABELS: Partial<Record<Wanted, RegExp>> = {
  phone: /^[^:]{0,10}(?:电话|热线|手机|联系方式)[^:]{0,4}:/u,
  hours: /^[^:]{0,10}(?:时间|时候)[^:]{0,4}:/u,
  where: /^[^:]{0,10}(?:地点|地址|地方|哪里|哪儿|窗口|单位|部门)[^:]{0,4}:/u,
};

/** Whether a folded sentence opens with the label of a form of answer. */
export function bearsLabel(wanted: Wanted, folded: string): boolean {
  return LABELS[wanted]?.test(folded) === true;
}
