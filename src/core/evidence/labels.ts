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

/** What papers part their rules by, by the words of a question and by those that end a heading. */
const SECTIONS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /(?:哪些|哪类|哪种|什么样?的?)(?:人|群众|家庭|户|对象)(?!员名单)|谁(?:可以|能|符合)|(?:什么|哪些)(?:条件|资格)/u,
    /(?:对象|条件|范围|人员|人群|资格)$/u,
  ],
  [/(?:哪些|什么|哪几样)(?:东西|材料|证件|手续|资料)/u, /(?:材料|资料|证件|证明|手续)$/u],
  [/多久|几天|多长时间|几个工作日/u, /(?:时限|时间|期限)$/u],
  [/哪里|哪儿|去哪|(?:哪个|什么)(?:地方|窗口|部门)/u, /(?:地点|地址|窗口|部门|机构)$/u],
  [/(?:怎么|如何)(?:办|申请|申报)|流程|程序|步骤/u, /(?:流程|程序|步骤|方式)$/u],
];

/** Whether a heading is of what a question asks for (救助对象 where it asks 哪些人), or of another part of the rules (申请材料). */
export function sectionFits(written: string, heading: string): 'fits' | 'other' | 'untold' {
  const words = heading.replace(/[:：。.\s]+$/u, '');
  const [asked, ...others] = SECTIONS.filter(([ofQuestion]) => ofQuestion.test(written));
  if (asked === undefined || others.length > 0) return 'untold';
  if (asked[1].test(words)) return 'fits';
  return SECTIONS.some(([, ofHeading]) => ofHeading.test(words)) ? 'other' : 'untold';
}
