import { withoutMark } from './text.ts';

/** What a text says of something: that it is granted or allowed, or that it is not. */
export type Grant = 'granted' | 'denied';

/** They ask, and say neither: 能不能, 是否可以. */
export const OPEN_GRANT =
  /能不能|可不可以|准不准|让不让|给不给|行不行|得不得|要得不|能否|可否|是否(?:可以|允许|准予|享受|能)?/gu;
const DENIED =
  /不予|不得|不能|不可(?![避分移抗缺逆再或])|不[许准让给]|不允许|不享受|不[纳列计归]入|不再|不[发补罚赔报收领]|不[退奖减](?=$|[,;。])|不免(?=$|[,;。征])|不(?:受理|办理|支持|处罚|适用|属于|符合|参保|救助|算|用|需要?)|无[需须]|不(?:要求|必|强制)|免[予交缴收征提罚]|禁止|严禁|谢绝|不在(?![^,;。]{0,16}(?:家|场|岗|身边|本地|村里|户籍地))|一律不|停发|停止(?:发放|享受|执行)|取消|除外/gu;
export const GRANTED =
  /可以|(?<![不许认])可(?![能靠行持控见比燃再循回支])|允许|准予|准许|有权|(?<![可功智技才产节性职动势万全只就未本机不])能(?![力源量耗效见手家])/u;

/** What a folded text says; undefined where it says nothing of it, or both. */
export function grantIn(folded: string): Grant | undefined {
  const told = folded.replaceAll(OPEN_GRANT, ' ');
  const rest = told.replaceAll(DENIED, ' ');
  const isGranted = GRANTED.test(rest);
  if (rest === told) return isGranted ? 'granted' : undefined;
  return isGranted ? undefined : 'denied';
}

/** What a heading says of all that stands below it; undefined of one that is of both: 发放和停发. */
export function grantOfHeading(folded: string): Grant | undefined {
  const [first = '', ...others] = withoutMark(folded).split(/[和与及、]/u);
  const turns = grantIn(first) === undefined && others.some((part) => part.search(DENIED) === 0);
  return turns ? undefined : grantIn(folded);
}

/** That nothing is charged: a favour, and nothing that is denied. */
export const FREE =
  /免[予交缴收征]|免费|不收(?:取|费|钱|任何)|不要钱|不用(?:[交缴掏出花](?:一分)?钱|[交缴]\p{Script=Han}{0,4}费)/gu;

/** Whether all that a text denies is a charge. */
export function isOnlyFree(folded: string): boolean {
  return folded.search(FREE) >= 0 && grantIn(folded.replaceAll(FREE, ' ')) !== 'denied';
}

/** Granted where somebody agrees: 须经房主书面同意. */
const AGREED = /[须需应当](?:先)?(?:经|由|报|征得|取得)[^,。;]{1,20}(?:同意|批准|许可|审批)/u;

/** Whether a text says that something is granted, or is not, or who must agree to it. */
export function speaksOfGrant(folded: string): boolean {
  const told = folded.replaceAll(OPEN_GRANT, ' ');
  return told.search(DENIED) >= 0 || GRANTED.test(told) || AGREED.test(told);
}

/** A clause that says what a rule leaves out, with what stands on either side of the words that say so. */
export interface LeftOut {
  readonly before: string;
  readonly behind: string;
}

const SIGN =
  /不(?:在|(?:得|予|再)?(?:列入|计入|纳入|归入)|属于|包括|包含|含(?!有))|不得(?:用于|同时|重复)|除外/u;

const CLAUSE = /[^,;。!?\n]+/gu;

/** The clauses of a folded text that say so. */
export function leftOutIn(folded: string): LeftOut[] {
  if (!SIGN.test(folded)) return [];
  return (folded.match(CLAUSE) ?? []).flatMap((clause) => {
    const sign = SIGN.exec(clause);
    if (sign === null) return [];
    return [{ before: clause.slice(0, sign.index), behind: clause.slice(sign.index + sign[0].length) }];
  });
}

/** A folded text without these clauses. */
export function withoutLeftOut(folded: string): string {
  if (!SIGN.test(folded)) return folded;
  return folded.replaceAll(CLAUSE, (clause) => (SIGN.test(clause) ? ' ' : clause));
}
