import { readUnder, type Sentence } from '../../facts/sentence.ts';
import type { Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';

interface Kind {
  readonly asked: RegExp;
  /** What the names of the kind hold. */
  readonly names: RegExp;
  /** A name in what rules a sentence is told by the sentence. */
  readonly mayRule: boolean;
}

const which = (kind: string) => new RegExp(`哪(?:一?个|家|所|些|几[个家所])?(?:${kind})`, 'u');

/** Kinds of which one is asked for by name: 哪家医院, 归哪个单位管. */
const KINDS: readonly Kind[] = [
  {
    asked: which('学校|[小中]学'),
    names: /学校|[小中大]学|[初高]中|职[校中高]|幼儿园|学院|教学点|校区/u,
    mayRule: true,
  },
  {
    asked: which('医院'),
    names: /医院|卫生[院室所]|门诊|诊所|服务中心|服务站|疾控|保健院|防治院|血站/u,
    mayRule: true,
  },
  {
    asked: which('银行'),
    names: /银行|信用社|农商行|农信|邮储|营业[厅所]|网点/u,
    mayRule: true,
  },
  {
    asked: which('(?:保险)?公司'),
    names: /公司|财险|产险|寿险|保险|集团|企业|厂/u,
    mayRule: true,
  },
  {
    asked: which('单位|部门|机构|局'),
    names:
      /局|委(?!托|派|培)|办公室|[县市区旗]办|[站所处](?![有在理于罚分])|中心|政府|[支大总]队|院|公司|协会|[残妇]联|供销社|窗口|学校|社区|小组|指挥部|基金会|红十字会/u,
    mayRule: false,
  },
];
/** Forms that ask for something else, in which the kind only stands. */
const OF_OTHER_FORMS: ReadonlySet<Wanted> = new Set(['figure', 'time', 'yes-no', 'phone', 'hours', 'reason']);

/** Tells of a sentence whether it names one of the kind that a question asks for by name; any does where it asks for none. */
export function tellsNameAsked({ written, wanted }: AskedQuestion): (sentence: Sentence) => boolean {
  const kind = OF_OTHER_FORMS.has(wanted) ? undefined : KINDS.find(({ asked }) => asked.test(written));
  if (kind === undefined) return () => true;
  return (sentence) => kind.names.test(kind.mayRule ? readUnder(sentence) : sentence.folded);
}
