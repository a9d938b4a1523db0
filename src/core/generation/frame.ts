import { clauses, slice } from '../language/text.ts';
import { NO_ANSWER } from './prompt.ts';

/** 资料里提到, 还有一处: says where something was read, and nothing of it. */
const READ_THERE =
  /^(?:(?:现有|这些)?(?:资料|原文|文件|文中)(?:里|中|上)?(?:还|也|只|都|仅)*(?:有一处|提到|写到|写明|写的是|显示|说(?!明))(?:的是|了|有)?|(?:只|仅|还)提到了?|(?:还|另)有一处)[,，:：]?/u;
/** 资料没有单独写…, 没有列出…: says that something was not read. 未列明的项目 says of which. */
const NOT_READ =
  /^(?!.*的(?:项目|部分|内容|事项|情形|人员|对象|$))(?:但|不过|而|其余)?(?:(?:(?:现有|这些)?(?:资料|原文|文中)(?:里|中|上)?(?:也|都|还|并|却)*(?:没有?|未)(?:单独|具体|再|另外|详细|明确|直接)?[写说列提讲载给])|(?:也|都|还|并|却)*没有?(?:单独|具体|再|另外|详细|明确|直接)?(?:写明|写到|列出|列明|说明|说到|提到|提及))/u;
/** 只提到“…”的名称: says that a thing is named, and not what it is. */
const ONLY_NAMED = /(?:只|仅)(?:是|有)?提(?:到|及)了?.{0,24}(?:名称|名字|说法)$/u;
/** 这是目标: says how what stands before is meant. */
const MEANT = /^(?:这|那)(?:都|只|还)?(?:是|属于)(?:目标|计划|任务|安排|要求|打算)(?:，?不是结果)?$/u;
/** A clause that answers yes or no. 有的, 需要的 and 允许的 say of whom. */
const VERDICT =
  /^(?:(?:是|对|可以|行)(?:的|啊|呀|了)?|(?:有|没有|能|要|会|需要|允许)(?:啊|呀|了)?|没错|不(?:是|对|能|可以|行|要|会|用)(?:的|了|啊)?|不(?:需要|允许|准)(?:了|啊)?|(?:还|尚|暂)(?:没有?|未)(?:完成|达到|实现)?)$/u;
/** Answers yes or no, with what was asked behind it: 不能报名. Not 不能报名的, which says of whom. */
const VERDICT_ON =
  /^(?:不?可以|不?能|不用|不给|不会|要不得|要得)(?<asked>\p{Script=Han}{0,5})(?<![的时者后前])$/u;
/** 不是9个: denies the asker's figure. */
const DENIES_ASKED = /^(?:不是|没有|不止|不到|并非)(?<asked>[^,，。]*\d[^,，。]*)$/u;
const STOP = /[\s,，。！!；;:：?？]+$/u;
const GOES_ON = /^(?:而是|是)(?!否|不是)(?=\S)/u;

/** Whether a sentence of a model says that the passages do not state something: it says 资料没有写明, or has such a clause. */
export function saysUnstated(sentence: string): boolean {
  return (
    sentence.includes(NO_ANSWER) || clauses(sentence).some((span) => NOT_READ.test(slice(sentence, span)))
  );
}

/**
 * A model's sentence without what only frames it: where it was read or not read, what it is meant as, a yes or no. What is
 * left is what passages must prove; the empty string where nothing is. A yes or no is left out because the quote says it:
 * what the product itself finds of the asker's figure it says itself.
 * @param asked the question, whose figure may be denied.
 */
export function withoutFrame(sentence: string, asked: string): string {
  const parts = clauses(sentence).map((span) => slice(sentence, span));
  let body = parts.filter((part, at) => !isFrame(part.replace(STOP, ''), at, asked)).join('');
  if (body === sentence) return sentence.replace(READ_THERE, '');
  if (body !== '' && !sentence.startsWith(body)) body = body.replace(GOES_ON, '');
  return body.replace(READ_THERE, '').replace(/[,，；;]\s*$/u, '。');
}

function isFrame(part: string, at: number, asked: string): boolean {
  if (NOT_READ.test(part) || ONLY_NAMED.test(part) || MEANT.test(part)) return true;
  if (at > 0) return false;
  const denied = DENIES_ASKED.exec(part)?.groups?.asked;
  return VERDICT.test(part) || (denied !== undefined && asked.includes(denied));
}

/**
 * A sentence without a first clause that says yes or no of what was asked; the empty string where it says no more.
 * @param asked the question, whose words such a clause takes up: 不能自理人员 is no answer to it.
 */
export function withoutVerdict(sentence: string, asked: string): string {
  const [first, ...rest] = clauses(sentence).map((span) => slice(sentence, span));
  const of = VERDICT_ON.exec((first ?? '').replace(STOP, ''))?.groups?.asked;
  return of !== undefined && asked.includes(of) ? rest.join('') : sentence;
}
