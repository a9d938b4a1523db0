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

const ASKS_GRANT =
  /能不能|可不可以|(?:能|可以|允许|准|让|给).{0,16}(?:吗|么|不|没)(?:$|[?？,，])|行不行|得不得|要得不/u;
const GRANTS =
  /不予|不得|不能|不可|不享受|不纳入|不列入|不发|不补|不再|不救助|禁止|严禁|停发|取消|除外|可以|方可|允许|不限/u;

/** Whether a question asks if something is granted or allowed. */
export function asksGrant(written: string): boolean {
  return ASKS_GRANT.test(written);
}

/** Whether a text says that something is granted, or is not. */
export function grants(folded: string): boolean {
  return GRANTS.test(folded);
}
