import type { Wanted } from '../question/forms.ts';

/** Forms of answer that papers give under labels. */
export const LABELLED: ReadonlySet<Wanted> = new Set(['phone', 'hours', 'where']);

const LABELS: Partial<Record<Wanted, RegExp>> = {
  phone: /^[^:]{0,10}(?:电话|热线|手机|联系方式)[^:]{0,4}:/u,
  hours: /^[^:]{0,10}(?:时间|时候)[^:]{0,4}:/u,
  where: /^[^:]{0,10}(?:地点|地址|地方|哪里|哪儿|窗口|单位|部门)[^:]{0,4}:/u,
};

/** Words of questions with the nouns by which heads of lists name the kind that is asked for. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /哪里|哪儿|(?:哪些|什么|哪个)(?:地方|地点|场所|路段|区域)/u,
    /地点|场所|区域|地方|路段|范围|地段|水域|部位|区段/u,
  ],
  [/什么时候|何时|(?:哪些|什么)(?:时间|时候|时段|日子)/u, /时间|时段|期间|日期/u],
  [/(?:哪些|什么)人|谁|哪些(?:群众|家庭|户)/u, /人员|对象|[人户]|家庭|居民|群众/u],
  [/(?:哪些|什么|哪几样)(?:东西|物品|材料|证件|手续)/u, /物品|东西|材料|证件|商品|资料/u],
  [/(?:哪些|什么)(?:情况|情形)/u, /情形|情况|之一|行为/u],
  [/(?:哪些|什么)(?:行为|事)/u, /行为|事项|的事/u],
];

/** Whether what rules a sentence names the kind of thing that a question asks for: 哪里 of 下列场所. */
export function namesKind(written: string, ruling: string): boolean {
  return KINDS.some(([asked, named]) => asked.test(written) && named.test(ruling));
}

/** Whether a folded sentence opens with the label of a form of answer. */
export function bearsLabel(wanted: Wanted, folded: string): boolean {
  return LABELS[wanted]?.test(folded) === true;
}
