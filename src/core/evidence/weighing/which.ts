import { readUnder, type Sentence } from '../../facts/sentence.ts';
import type { AskedQuestion } from '../../question/question.ts';

/** Kinds of which one is asked for (哪家医院, 归哪个单位管), and what the names of their kind hold. */
const KINDS: readonly (readonly [asked: string, names: RegExp])[] = [
  ['学校|[小中]学', /学校|[小中大]学|[初高]中|职[校中高]|幼儿园|学院|教学点|校区/u],
  ['医院', /医院|卫生[院室所]|门诊|诊所|服务中心|服务站|疾控|保健院|防治院|血站/u],
  ['银行', /银行|信用社|农商行|农信|邮储|营业[厅所]|网点/u],
  ['(?:保险)?公司', /公司|财险|产险|寿险|保险|集团|企业|厂/u],
  [
    '单位|部门|机构|局',
    /局|委(?:员会)?(?!托|派|培)|办公室|[县市区旗]办|[站所处](?![有在理于罚分])|中心|政府|[支大总]队|院|公司|协会|[残妇]联|供销社|窗口|学校|社区|小组|指挥部|村民?(?:小组|委)|基金会|红十字会|管委会/u,
  ],
];
const ASKED = KINDS.map(
  ([kind, names]) => [new RegExp(`哪(?:一?个|家|所|些|几[个家所])?(?:${kind})`, 'u'), names] as const,
);
/** Forms that ask for something else, in which the kind only stands. */
const OF_OTHER_FORMS: ReadonlySet<string> = new Set(['figure', 'time', 'yes-no', 'phone', 'hours', 'reason']);

/** Whether one of a kind is asked for by name, and a sentence under what rules it names none of the kind. */
export function lacksNameAsked({ written, wanted }: AskedQuestion, sentence: Sentence): boolean {
  if (OF_OTHER_FORMS.has(wanted)) return false;
  const named = ASKED.find(([asked]) => asked.test(written))?.[1];
  return named !== undefined && !named.test(readUnder(sentence));
}
