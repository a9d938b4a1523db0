import { type Mark, markOf } from './marks.ts';
import { bodyAt, NOUN } from './topics.ts';

/** One label with its value on a line. Offsets in the line. */
export interface Field {
  readonly start: number;
  /** Behind the label's colon. */
  readonly topic: number;
  readonly end: number;
}

const LABEL =
  /^((?:\p{Script=Han}|[A-Za-z、/·]|[(（]\p{Script=Han}{1,8}[)）]| (?=\p{Script=Han}{1,2}[:： ])){2,14})\s?[:：](?!\/\/)/u;
/** What opens speech, an example or a list, and labels nothing. */
const NO_LABEL =
  /(?:[说道讲问答喊曰想]|(?<![名职简全统俗对])称|[很悉]|显示|证明|发现|看到|了解|表示|指出|强调|认为|介绍|告诉|透露|坦言|感慨|回忆|写道|算账|算了一笔账|提出|要求如下|[是即如为按使]|例如|比如|譬如|其中|包括|如下|下列|以下|分别|同时|此外|另外|也就是|及其|[了着过的得])$|^(?:第|其|该|这|那|我|你|他|她|它|即|如|按|对|在|从|由|将|把|被|凡|经|但|而|并|且|若|因|以|于)|问题是|关键是|[了着将已也都又把被让使]|就(?![业医诊学读])|还(?![款贷本])/u;
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

/** The labels of a line with their values; empty where it opens with none. `mark` counts the first. */
export function fieldsOf(line: string, mark: Mark | undefined): Field[] {
  const fields: Field[] = [];
  let start = 0;
  let topic = labelEnd(line, 0, mark);
  if (topic === undefined) return [];
  for (const { index, 0: gap } of line.matchAll(/[；;。，,]\s{0,4}(?=\S)|[ \t\u3000]{1,8}(?=\S)/gu)) {
    const next = index + gap.length;
    if (next <= topic) continue;
    const end = labelEnd(line, next, markOf(line.slice(next, next + 13)));
    if (end === undefined || (/^[ ，,]/u.test(gap) && !isUsualLabel(line.slice(next, end)))) continue;
    fields.push({ start, topic, end: next });
    start = next;
    topic = end;
  }
  fields.push({ start, topic, end: line.length });
  return fields.every((field) => isValue(line.slice(field.topic, field.end))) ? fields : [];
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
