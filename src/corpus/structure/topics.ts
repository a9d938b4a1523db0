import type { Mark } from './marks.ts';

/** A run-in heading is no longer than this, its mark and closing sign left out (characters). */
const MAX_TOPIC = 16;

/** Words that make a short sentence a statement about something, not the name of it. */
const STATEMENT =
  /是(?!否)|不得|不予|予以|应当|必须|可以|需要|给予|享受|提[高升]到|提[高升]至|达到|降[至到]|施行|已(?!故)|负责(?!人|制)|无需|均(?!等|衡|价)|(?<![行作认因])为(?![主民农本先辅])|[了吗呢吧]$|的$|由.{1,8}(?:承担|办理|审[核批]|发放|解释)/u;
/** Nouns that rules and plans name their parts by: what ends in one is a name, whatever stands before it. */
export const NOUN =
  /(?:名称|条件|标准|对象|范围|依据|流程|程序|方式|方法|办法|措施|要求|原则|目标|任务|时间|时限|期限|年限|日期|材料|资料|地点|地址|电话|部门|单位|机构|职责|责任|责任制|制度|机制|情形|内容|项目|事项|资金|来源|经费|保障|管理|监督|罚则|附则|总则|背景|意义|政策|待遇|渠道|热线|网址|邮箱|类别|比例|金额|额度|人员|人数|信息|义务|权利|说明|范畴|步骤|安排|进度|提示|人|费|条款|流向|性质|形式|频次|结果|处理)(?:[(（].{1,8}[)）])?$/u;
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
