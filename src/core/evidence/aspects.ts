import { keptBy } from '../facts/once.ts';
import { readUnder, type Sentence } from '../facts/sentence.ts';
import { withoutMark } from '../language/text.ts';
import type { Wanted } from '../question/forms.ts';

interface Signs {
  /** Of a question, in written words. */
  readonly asked: RegExp;
  /** Of a heading or label, without its mark and what closes it. */
  readonly headed: RegExp;
  /** Of a sentence by itself, and of the head of a list. */
  readonly told: RegExp;
  /** Words of a question that name the part alone: a sentence of it need not say them. */
  readonly words?: RegExp;
}

/** How a sentence stands to what is asked for of what papers part their rules by. */
export type AspectFit = 'headed' | 'told' | 'other' | 'untold';

const SIGNS = {
  whom: {
    asked:
      /(?:哪些|哪类|哪种|什么样?的?)(?:人|群众|家庭|户|对象|老人|孩子|学生)(?!员名单)|谁(?:可以|能|符合)/u,
    headed:
      /(?:对象|范围|人员|人群)$|^(?:哪些|什么|哪类)(?:人|家庭|户|群众)|^(?:谁|扶持谁|补(?:给)?谁|给谁|帮谁)/u,
    told: /(?:对象|范围)(?:为|是|:)|可以(?:自愿)?(?:申请|享受|参加)/u,
    words: /^(?:对象|范围)$/u,
  },
  conditions: {
    asked:
      /(?:什么|哪些|哪几个)(?:条件|资格)|(?:哪些|哪类|什么样?的?)(?:人|群众|家庭|户|老人)(?:才)?(?:可以|能|符合)|谁(?:可以|能|符合)/u,
    headed: /(?:条件|资格)$/u,
    told: /条件(?:为|是|:)|符合下列|应当?(?:具备|符合)/u,
    words: /^(?:条件|资格)$/u,
  },
  excluded: {
    asked:
      /(?:哪些|什么|哪类|哪种|哪几[种样类])(?:样)?的?\p{Script=Han}{0,8}?不(?:给|要|收|能|准|让|许|予|算|补|赔|报|发|得|享受|可以|合格)|(?:哪些|什么|哪类|谁).{0,10}[补领拿进报享办批]不(?:了|上|到|成|下)|(?:哪些|什么)(?:情况|情形|条件).{0,6}(?:停|取消|退|辞|解聘|收回)/u,
    headed:
      /^(?:哪些|什么|下列|这些|有下列)?\p{Script=Han}{0,6}(?:不(?:予|得|能|给|补|赔|收|享受|纳入|列入|可以|救助)|停(?:卡|发)|除外)|禁止|严禁|禁用|负面清单|退出$/u,
    told: /(?:下列|以下|之一|情形|情况)[^。;]{0,16}(?:不[予得能给补发赔批]|不享受|不纳入|不列入|禁止|停发|取消|退出|不合格)|(?:不[予得能给补发赔批]|不享受|禁止|停发|取消)[^。;]{0,16}(?:情形|情况|行为)?:$/u,
    words: /^(?:情况|情形)$/u,
  },
  materials: {
    asked:
      /(?:哪些|什么|哪几样|几样)(?:东西|材料|证件|手续|资料|证明|单子|表)|(?:带|拿|交|提供|提交|准备|备)(?:上|齐|些|点)?(?:什么|哪些|哪几样)|材料(?:有|要|是)/u,
    headed:
      /(?:材料|资料|证件|证明|手续|要件)$|^(?:办[理卡证]?|申请)?(?:时)?(?:要|需|应)?(?:带|拿|交|提交|提供|携带|准备|备)(?:齐|上|好)?(?:什么|哪些|的东西)?(?:来|去)?$/u,
    told: /(?:提交|提供|携带|出示|附|报送|备齐|持|凭|带上?)[^。;]{0,40}(?:证|户口[簿本]|复印件|照片|单据|发票|票据|协议|合同|证明|银行卡|社保卡|申请[书表]|材料)/u,
    words: /^(?:材料|资料|证件|证明|手续|东西)$/u,
  },
  steps: {
    asked:
      /(?:怎么|如何)(?:去)?(?:办|申请|申报|申领|报|领|登记|交|缴|投保|参保|买|弄)|流程|程序|步骤|(?:怎么|如何)(?:才能)?(?:办理|领取)/u,
    headed:
      /(?:流程|程序|步骤|方式|方法|报案|理赔)$|^(?:怎么|如何)(?:样)?(?:办|申请|申报|领|报|投保|交)|^(?:申请|申报|申领|办理|登记|办卡|报名)$/u,
    told: /(?:方式|流程|程序|步骤):|(?:向|到|在|通过|由)[^,。;]{2,24}(?:申请|提出|申报|登记|办理|领取|报名|填报|预约|备案|代办)|(?:持|凭|携带)[^。;]{2,40}(?:到|向|在)[^。;]{2,24}(?:办理|登记|领取|申请|申报)/u,
    words: /^(?:流程|程序|步骤|手续|方式|申请|申领|办理)$/u,
  },
  deadline: {
    asked:
      /截止|过期|逾期|(?:报名|报(?![告表销道])|申请|申报|登记|缴费|[交缴]钱|投保|参保|办(?:理|证|卡|手续))\p{Script=Han}{0,6}(?:什么时候|哪一?天|几号|几月|最[晚迟])|(?:什么时候|哪一?天|几号|几月份?|最[晚迟])\p{Script=Han}{0,8}(?:报名|申请|申报|登记|缴费|[交缴]钱|投保|参保|办理|交上|[报交]$)/u,
    headed:
      /(?:申报|申请|报名|办理|受理|缴费|参保|投保|登记|领取|征缴|收缴|补缴|集中缴费|交费)(?:的)?(?:时间|期限|时限|日期|期)$|^(?:时间安排|截止(?:时间|日期)?)$/u,
    told: /逾期|过期|截止|(?:申报|申请|报名|受理|投保|缴费|登记)[^。;]{0,16}\d+月(?:\d+日|底)|\d+(?:日|月底?)(?:之?前|以前)[^。;]{0,16}(?:申请|申报|报名|提出|登记|提交|缴纳|[交报送](?![通流公道]))/u,
    words: /^(?:时间|期限|截止|日期|最晚|最迟|报名|申请|申报|登记)$/u,
  },
  payment: {
    asked:
      /(?:什么时候|哪一?天|几号|几月份?)(?:才|能|会|可以|就)*(?:给)?(?:发(?!现|生|布|文|展|证)|到账|到卡|打[款钱卡到]|拨|兑付|拿到钱|领到)|(?:发|到账|拨付|兑付|打[款卡])(?:到手)?(?:是|在)?(?:什么时候|哪一?天|几号|几月)/u,
    headed: /(?:发放|拨付|兑付|支付|兑现)(?:方式|时间|程序)?$/u,
    told: /发放|拨付|拨到|兑付|兑现|到账|打[入到卡]|支付|领取|发[给到\d]|[前底日月旬]发|[按每][月季年半].{0,4}发/u,
  },
  duration: {
    asked: /多久|几天|多长时间|几个工作日/u,
    headed: /时限$|(?:办理|办结|审批|受理|审核|答复|办证)(?:时间|期限)$|^多久/u,
    told: /\d+(?:个?工作日|日|天|小时|分钟|个月)(?:之?内|以内)/u,
    words: /^(?:时间|时限|期限)$/u,
  },
  where: {
    asked: /哪里|哪儿|去哪|(?:哪个|什么)(?:地方|窗口|部门)/u,
    headed: /(?:地点|地址|窗口|部门|机构)$|^(?:在|去|到|问|找)?(?:哪里|哪儿|哪)/u,
    told: /(?:地点|地址)(?:为|是|:)/u,
    words: /^(?:地点|地址|部门|窗口|单位)$/u,
  },
  complaint: {
    asked: /举报|投诉|揭发|告(?![诉示知别])|反映/u,
    headed: /举报|投诉|监督/u,
    told: /(?:举报|投诉|监督)[^。;]{0,16}\d{5,}/u,
    words: /^(?:举报|投诉|电话|监督)$/u,
  },
  repair: {
    asked: /坏了|报修|抢修|修不修|找谁修|来修|停[水电气]了/u,
    headed: /报修|抢修|维修/u,
    told: /(?:报修|抢修|维修)[^。;]{0,16}\d{5,}/u,
    words: /^(?:报修|维修|电话)$/u,
  },
  faults: {
    asked:
      /(?:什么|哪些|哪几[个种样类处])(?:样的?)?(?:大|主要|突出)?的?(?:毛病|问题|隐患|不足|短板|缺点)(?![^。?？]{0,6}(?:找|打|问|联系|咨询|反映|投诉))/u,
    headed: /(?:问题|隐患|不足|短板)$/u,
    told: /(?:问题|隐患|不足|短板)(?:主要)?(?:有|是|为|包括|如下)?[^。;]{0,8}:/u,
    words: /^(?:毛病|问题|隐患|不足|短板|缺点)$/u,
  },
} satisfies Readonly<Record<string, Signs>>;

/** What papers part their rules by, and questions ask for one of. */
export type Aspect = keyof typeof SIGNS;

const ASPECTS: Readonly<Record<Aspect, Signs>> = SIGNS;
const NAMES = Object.keys(ASPECTS) as Aspect[];

/** Parts of what is granted: what is left out of it, or not allowed, is none of them (哪些东西不许带). */
const OF_GRANTED: ReadonlySet<Aspect> = new Set(['whom', 'conditions', 'materials']);

/** What a question asks for of what papers part their rules by; none where it asks for more than two. @param written in written words. */
export function aspectsAsked(written: string): readonly Aspect[] {
  const asked = NAMES.filter((name) => ASPECTS[name].asked.test(written));
  const isDenied = asked.includes('excluded');
  return asked.length > 2 ? [] : asked.filter((name) => !isDenied || !OF_GRANTED.has(name));
}

/**
 * Tells how sentences stand to what is asked for: under a heading or label of it (救助对象 where it asks 哪些人), of it by their
 * own words or the head of their list, or under a heading of another part of the rules (申请材料). Each heading is read once.
 */
export function aspectFits(
  asked: readonly Aspect[],
): (sentence: Pick<Sentence, 'heading' | 'folded' | 'ruling'>) => AspectFit {
  if (asked.length === 0) return () => 'untold';
  const headedBy = keptBy((lines: readonly string[]) => lines.join('\n'), aspectsHeaded);
  return ({ heading, folded, ruling }) => {
    const headed = headedBy([heading, QUESTION.exec(ruling)?.[0] ?? '']);
    if (headed.some((name) => asked.includes(name))) return 'headed';
    if (asked.some((name) => ASPECTS[name].told.test(readUnder({ ruling, folded })))) return 'told';
    return headed.length > 0 ? 'other' : 'untold';
  };
}

/** What a heading, or the question that an answer below it answers, is of. */
function aspectsHeaded([heading = '', question = '']: readonly string[]): readonly Aspect[] {
  const closed = heading.replace(CLOSING, '');
  const bare = toWritten(BRACKET.test(closed) ? closed.slice(1) : withoutMark(closed));
  const written = toWritten(question);
  return NAMES.filter((name) => {
    const { headed, asked } = ASPECTS[name];
    return headed.test(bare) || asked.test(bare) || asked.test(written);
  });
}

/** Whether a question asks for a part of the rules that lists several things: what to bring, what is left out. @param written in written words. */
export function asksSeveral(written: string): boolean {
  return aspectsAsked(written).some((name) => name === 'materials' || name === 'excluded');
}

/** Whether a question asks for the day of one deed of many: what tells of no such deed tells no such day. @param written in written words. */
export function asksDayOfDeed(written: string): boolean {
  return aspectsAsked(written).some((name) => name === 'deadline' || name === 'payment');
}

/** Whether a sentence is of the part of the rules that is asked for. */
export function isOfAspect(fit: AspectFit): boolean {
  return fit === 'headed' || fit === 'told';
}

/** Whether a word of a question only names the part of the rules that is asked for. */
export function namesAspect(asked: readonly Aspect[], word: string): boolean {
  return asked.some((name) => ASPECTS[name].words?.test(word) === true);
}

/** A line that asks: what an answer below it answers. */
const QUESTION = /^.*[?？]$/mu;
/** Headings of leaflets are spoken. */
function toWritten(heading: string): string {
  return heading.replaceAll(/啥子?/gu, '什么').replaceAll(/咋个?/gu, '怎么').replaceAll('哪样', '哪些');
}

const CLOSING = /[:：。.】\]\s]+$/u;
const BRACKET = /^[【[]/u;

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
