import { sentences } from '../../core/language/text.ts';
import { type Mark, markOf } from './marks.ts';

/** A run-in heading is no longer than this, its mark and closing sign left out (characters). */
const MAX_TOPIC = 16;

/** Words that make a short sentence a statement about something, not the name of it. */
const STATEMENT =
  /是(?!否)|不得|不予|予以|应当|必须|可以|需要|给予|享受|提[高升]到|提[高升]至|达到|降[至到]|施行|已(?!故)|负责(?!人|制)|无需|均(?!等|衡|价)|(?<![行作认因])为(?![主民农本先辅])|[了吗呢吧]$|的$|由.{1,8}(?:承担|办理|审[核批]|发放|解释)/u;
/** Nouns that rules and plans name their parts by: what ends in one is a name, whatever stands before it. */
export const NOUN =
  /(?:名称|岗位|名单|种类|类型|等级|数量|用途|条件|标准|对象|范围|依据|流程|程序|方式|方法|办法|措施|要求|原则|目标|任务|时间|时限|期限|年限|日期|材料|资料|地点|地址|电话|部门|单位|机构|职责|责任|责任制|制度|机制|情形|内容|项目|事项|资金|来源|经费|保障|管理|监督|罚则|附则|总则|背景|意义|政策|待遇|渠道|热线|网址|邮箱|类别|比例|金额|额度|人员|人数|信息|义务|权利|说明|范畴|步骤|安排|进度|提示|(?<=[系责办接请护托理承片任证])人|费|条款|流向|性质|形式|频次|结果|处理)(?:[(（].{1,8}[)）])?$/u;
/** Verbs that open the run-in headings of plans and reports: 加强组织领导。 */
const IMPERATIVE =
  /^(?:全面|切实|着力|扎实|进一步|坚决|大力|积极|持续|不断|深入|严格|精准)?(?:加强|加大|加快|强化|深化|优化|细化|完善|健全|规范|严格|严肃|压实|落实|推进|推动|提升|提高|突出|注重|明确|建立|创新|开展|实施|做好|抓好|抓实|夯实|拓宽|筑牢|聚焦|坚持|促进|保障|统筹|严明|严防|及时)/u;
const FIGURE = /[\d０-９%％]|[一二三四五六七八九十百千万两](?:年|元|个|倍|周岁|日|天)(?!性)/u;

/**
 * Where the run-in heading of a line ends, its closing sign included, as an offset in the line; undefined without one.
 * Knows 三、补贴标准。…, （二）严格资金监管。…, 【申请条件】…, 补贴标准——…, 第四条 【适用范围】….
 */
export function topicEnd(line: string, mark: Mark | undefined): number | undefined {
  const at = bodyAt(line, mark);
  const opening = line.slice(at, at + MAX_TOPIC + 4);
  const bracket = /^【[^【】。]{2,16}】|^(?:\[[^[\]。]{2,16}\])/u.exec(opening);
  if (bracket !== null) return within(line, at + bracket[0].length);
  if (mark?.style === '条') {
    const named = /^[(（][^()（）。，,；;]{2,14}[)）]/u.exec(opening);
    return named === null ? undefined : within(line, at + named[0].length);
  }
  const dash = /^(\p{Script=Han}{2,12})(?:——|——|--|──)(?=\S)/u.exec(opening);
  if (dash !== null && NOUN.test(dash[1] ?? '')) return within(line, at + dash[0].length);
  if (mark === undefined) return undefined;
  const blank = /^(\p{Script=Han}{2,10})(?:\s{2,}|\u3000+)(?=\S)/u.exec(opening);
  if (blank !== null && NOUN.test(blank[1] ?? '')) return at + (blank[1]?.length ?? 0);
  const words = openingSentence(line, at);
  if (words === undefined || !isName(words)) return undefined;
  return at + words.length + 1;
}

/**
 * The end of the short sentence that opens a line without a sign, where it may be a run-in heading; whether it is one, its
 * neighbours tell. `sure` where its own words tell.
 */
export function bareTopicEnd(line: string): { readonly end: number; readonly sure: boolean } | undefined {
  const words = openingSentence(line, 0);
  if (words === undefined || !isName(words) || !/^[\p{Script=Han}“”"、（）()A-Za-z·]+$/u.test(words))
    return undefined;
  return { end: words.length + 1, sure: IMPERATIVE.test(words) || NOUN.test(words) };
}

/** Where a line's words begin behind its sign. */
export function bodyAt(line: string, mark: Mark | undefined): number {
  if (mark === undefined) return 0;
  let at = mark.length;
  while (at < line.length && /\s/u.test(line.charAt(at))) at++;
  return at;
}

function openingSentence(line: string, at: number): string | undefined {
  const words = /^[^。！？!?；;，,：:]{2,16}(?=。)/u.exec(line.slice(at, at + MAX_TOPIC + 2))?.[0];
  if (words === undefined || line.length <= at + words.length + 2) return undefined;
  return words;
}

/** Whether a short sentence names something, or bids it be done, rather than states it. */
function isName(words: string): boolean {
  if (FIGURE.test(words)) return false;
  return NOUN.test(words)
    ? !/是(?!否)|提[高升][到至]|(?<![行作认因])为(?![主民农本先辅])/u.test(words)
    : !STATEMENT.test(words);
}

function within(line: string, end: number): number | undefined {
  return line.length > end && line.slice(end, end + 40).trim() !== '' ? end : undefined;
}

/** One label with its value on a line, or a piece beside such that has no label. Offsets in the line. */
export interface Field {
  readonly start: number;
  /** Behind the label's colon; undefined without a label. */
  readonly topic?: number;
  readonly end: number;
}

type Labelled = Required<Field>;

const LABEL =
  /^((?:\p{Script=Han}|[A-Za-z、/·]|[(（][\p{Script=Han}\d]{1,8}[)）]| (?=\p{Script=Han}{1,2}[:： ])){2,14})\s?[:：](?!\/\/)/u;
/** What opens speech, an example or a list, and labels nothing. */
const NO_LABEL =
  /(?:[说道讲问答喊曰想]|(?<![名职简全统俗对])称|[很悉]|显示|证明|发现|看到|了解|表示|指出|强调|认为|介绍|告诉|透露|坦言|感慨|回忆|写道|算账|算了一笔账|提出|要求如下|[是即如为按使]|例如|比如|譬如|其中|包括|如下|下列|以下|分别|同时|此外|另外|也就是|及其|[了着过的得])$|^(?:第|其(?![他它余])|该|这|那|我|你|他|她|它|即(?!办)|如|按|对(?![象口接])|在(?![线岗职编读校])|从(?!业)|由|将|把|被|凡|经(?![费办营济])|但|而|并|且|若|因|以|于)|下列|之一|问题是|关键是|[了着将已也都又把被让使]|就(?![业医诊学读近餐])|还(?![款贷本])/u;
/** A field is no longer than this behind its label (characters), and no more than three sentences. */
const MAX_VALUE = 160;

/** The length of the label that opens a text, its colon included; 0 without one. */
export function labelLength(text: string): number {
  const found = LABEL.exec(text.slice(0, 24));
  const words = found?.[1]?.replaceAll(' ', '') ?? '';
  if (found === null || NO_LABEL.test(words) || !/\p{Script=Han}/u.test(words)) return 0;
  return found[0].length;
}

/** Whether the words before the colon are such as forms and guides label with: 办理地点, 咨询电话. */
export function isUsualLabel(label: string): boolean {
  return NOUN.test(label.replace(/\s?[:：]$/u, '').replaceAll(' ', ''));
}

/** A person with the number to call is one value: 联系人：某某，电话：…. */
const PERSON = /(?:联系|经办|负责|对接|包片)人\s?[:：]$/u;
const PHONE = /^(?:联系|咨询|办公)?(?:电话|手机)号?码?\s?[:：]$/u;

/**
 * The labels of a line with their values, and what stands among them without a label; empty where it opens with none.
 * `mark` counts the first.
 */
export function fieldsOf(line: string, mark: Mark | undefined): Field[] {
  const fields = underHead(line, labelledPieces(line, mark));
  const [first, ...others] = fields;
  return first === undefined || others.length === 0
    ? fields
    : fields.flatMap((field) =>
        isUsualLabel(line.slice(field.start, field.topic)) ? field : apart(line, field),
      );
}

function labelledPieces(line: string, mark: Mark | undefined): Labelled[] {
  const fields: Labelled[] = [];
  let start = 0;
  let topic = labelEnd(line, 0, mark);
  if (topic === undefined) return [];
  for (const { index, 0: gap } of line.matchAll(/[；;。，,]\s{0,4}(?=\S)|[ \t\u3000]{1,8}(?=\S)/gu)) {
    const next = index + gap.length;
    if (next <= topic) continue;
    const end = labelEnd(line, next, markOf(line.slice(next, next + 13)));
    if (end === undefined || (/^[ ，,]/u.test(gap) && !isUsualLabel(line.slice(next, end)))) continue;
    const isOfPerson = PERSON.test(line.slice(start, topic)) && PHONE.test(line.slice(next, end));
    if (/^[，,]/u.test(gap) && isOfPerson) continue;
    fields.push({ start, topic, end: next });
    start = next;
    topic = end;
  }
  fields.push({ start, topic, end: line.length });
  return fields.every((field) => isValue(line.slice(field.topic, field.end))) ? fields : [];
}

/** A label before the label of a first piece is the head of all pieces of its kind: 停车费：小车：5元；大车：10元. */
function underHead(line: string, fields: readonly Labelled[]): Labelled[] {
  const [head, ...pieces] = fields;
  if (head === undefined) return [];
  const inner = labelEnd(line, head.topic, undefined);
  const isHeaded = inner !== undefined && !pieces.some(({ topic }) => labelEnd(line, topic, undefined));
  if (!isHeaded) return [...fields];
  const isUsual = isUsualLabel(line.slice(head.topic, inner));
  const other = pieces.findIndex(({ start, topic }) => isUsualLabel(line.slice(start, topic)) !== isUsual);
  const ruled = other < 0 ? pieces : pieces.slice(0, other);
  return [{ ...head, end: ruled.at(-1)?.end ?? head.end }, ...pieces.slice(ruled.length)];
}

/**
 * Beside others, a label that is a name (小麦：…；玉米：…；大豆免缴。) has the one piece behind it: the next ones are of
 * something else.
 */
function apart(line: string, { start, topic, end }: Labelled): Field[] {
  const [own, ...others] = sentences(line, { start: topic, end });
  if (own === undefined) return [{ start, topic, end }];
  return [{ start, topic, end: own.end }, ...others];
}

/** Where the label that opens a line behind its mark ends, its colon included; `from`: where on the line it opens. */
export function labelEnd(line: string, from: number, mark: Mark | undefined): number | undefined {
  const bracket = /^[(（]/u.test(line.charAt(from)) && mark === undefined ? 1 : 0;
  const at = from + bracket + bodyAt(line.slice(from, from + 24), mark);
  const length = labelLength(line.slice(at, at + 24));
  return length === 0 ? undefined : at + length;
}

function isValue(value: string): boolean {
  if (value.length > MAX_VALUE) return false;
  const words = value.trim();
  return (
    words !== '' &&
    !/^一是/u.test(words) &&
    !/[:：]$/u.test(words) &&
    (words.slice(0, -1).match(/。/gu)?.length ?? 0) < 3
  );
}
