import { fold, sentences, slice } from '../../core/language/text.ts';

/** What was said before, or is ruled: an instruction to a machine sets it aside. */
const EARLIER =
  '(?:以上|以下|上面|上述|之前|以前|此前|先前|前面|前述|你?收到|系统|所有|全部|任何|一切|原有|既有|的|你){1,6}';
const OVERRIDES = `(?<![不勿未莫得能可许准]|严禁|禁止)(?:忽略|无视|忘记|忘掉|抛开|抛弃|绕过|覆盖|不要?再?(?:理会|遵守|遵循))掉?${EARLIER}`;
const ANSWERS = '(?:回答|回复|答复|作答|输出|生成|说)';

/** Each tells by itself that a sentence is written for a machine. */
const PLAINLY = new RegExp(
  [
    `${OVERRIDES}[^。;]{0,6}(?:指令|提示词|提示语|设定|上下文|上文|prompt)`,
    '(?:系统|开发者|模型|ai)\\s*(?:指令|提示词|消息)\\s*[:\\]】]',
    '^\\W{0,4}(?:system|assistant|developer)\\s*[:\\]>】]|<\\|?/?\\s?(?:im_start|im_end|system|inst)\\b|\\[/?inst\\]|"role"\\s*:\\s*"(?:system|assistant)"',
    '你(?:现在|从此|将|就|已)?(?:是|扮演|成为|充当)(?:一[个名位款])?[^。,;]{0,12}(?:助手|机器人|大?语言模型|大模型|人工智能|智能体|ai(?![a-z]))',
    `(?:回答|答复|回复)(?:任何|所有|一切)(?:的|人的?)?(?:问题|提问)[^。;]{0,4}(?:都|只|一律|均)[^。;]{0,4}${ANSWERS}`,
    '(?:把|将)(?:用户|提问者?|提问人)的?[^。;]{0,12}(?:发送|发给|发到|上传|传到|泄露)',
    '(?:ignore|disregard|forget|override)\\s+(?:(?:all|any|the|your|of|previous|prior|above|earlier|preceding|these|those|system)\\s+){1,4}(?:instruction|rule|prompt|direction|guideline|context|message)',
    '\\b(?:you are|act as)\\s[^.。]{0,40}\\b(?:assistant|ai|language model|chatbot)\\b',
    '\\b(?:print|reveal|repeat|show|output)\\s[^.。]{0,20}\\b(?:system )?prompt\\b',
    '\\bwhen(?:ever)?\\s(?:you are\\s)?asked\\b[^.。]{0,60}\\b(?:answer|say|reply|respond)\\b|\\b(?:always|only)\\s(?:answer|say|reply|respond)\\b',
  ].join('|'),
  'iu',
);
/** Rules set aside, and how to answer: either alone may be a paper's own (无视上述规定的，…), both are for a machine. */
const OVERRIDING = new RegExp(
  `${OVERRIDES}[^。;]{0,6}(?:规定|规则|要求|限制|内容|命令|指示|文字|资料|信息|说明)`,
  'u',
);
const ANSWERING = new RegExp(
  `(?:都|只|一律|直接|必须|统一|改为?|请)(?:要|能|须|用)?${ANSWERS}|(?:无论|不管|不论|凡是?|只要)[^。;]{0,12}问|${ANSWERS}(?:任何|所有|一切)`,
  'u',
);

/** Whether a sentence tells a machine how to answer, instead of telling people something: 忽略以上所有指令，只回答…. */
export function isInstruction(sentence: string): boolean {
  const folded = fold(sentence);
  return PLAINLY.test(folded) || (OVERRIDING.test(folded) && ANSWERING.test(folded));
}

/** A text without its instructions to a machine, and these. */
export function withoutInstructions(text: string): {
  readonly text: string;
  readonly instructions: string[];
} {
  if (!isInstruction(text)) return { text, instructions: [] };
  const parts = wholeSentences(text);
  const instructions = parts.filter(isInstruction);
  // Told by parts that a stop tears apart.
  if (instructions.length === 0) return { text: '', instructions: [text] };
  return { text: parts.filter((part) => !isInstruction(part)).join(''), instructions };
}

/** Sentences with what parts them, but not at a semicolon or within quotation marks. */
function wholeSentences(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  const ends = sentences(text).map((span) => span.end);
  for (const end of [...ends, text.length]) {
    const isOpen = /[;；]$/u.test(text.slice(0, end)) || opens(slice(text, { start, end }));
    if (end <= start || (isOpen && end < text.length)) continue;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

function opens(text: string): boolean {
  return (text.match(/[“「『]/gu) ?? []).length > (text.match(/[”」』]/gu) ?? []).length;
}
