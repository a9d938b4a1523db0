import type { Draft } from './drafts.ts';
import { UNNUMBERED } from './headings.ts';
import { announcesPaper } from './lead.ts';
import { bodyAt, fieldsOf, isUsualLabel, labelLength } from './topics.ts';

/** An item without a sign, and a line of a counted run without a head, is no longer than this (characters). */
const MAX_BARE = 60;
const MAX_COUNTED = 100;
/** So many lines without a sign may stand between two counted items: further paragraphs of the first. */
const REACH = 3;
/** Opens the parts of a paper, which are no items: 制定实施方案如下：. */
const OPENS_PARTS =
  /(?:公示|通报|方案|意见|规定|办法|细则|说明|函复|决定|解读|安排|总结)(?:公[告布示])?如下[:：]$/u;
const SPEECH = /(?:[说道问答想喊称]|表示|指出|强调|介绍|告诉|坦言|感慨|认为|写道)[:：]$/u;
const LISTING =
  /(?:如下|下列|以下|包括|材料|条件|情形|之一|之一的|资料|要求|对象|流程|程序|范围|标准|主要有|分别[是为]|的)[:：]$/u;

/** Whether a line can announce a list. */
function isHead({ text, kind, form }: Draft): boolean {
  if (!/[:：]$/u.test(text) || (kind !== undefined && kind !== 'item')) return false;
  if (form !== undefined) return false;
  const end = text.slice(-24);
  return !announcesPaper(end) && !OPENS_PARTS.test(end) && !SPEECH.test(end);
}

/** Makes items of the lines that a head with a colon announces, and of counted runs of short lines. */
export function tellItems(drafts: readonly Draft[]): void {
  for (let at = 0; at < drafts.length; at++) {
    const head = drafts[at];
    if (head !== undefined && isHead(head)) at = Math.max(at, takeList(drafts, at) - 1);
  }
}

/** @returns the index of the first draft behind the list; `head + 1` where there is none. */
function takeList(drafts: readonly Draft[], head: number): number {
  const first = drafts[head + 1];
  if (first === undefined || isTold(first)) return head + 1;
  if (first.mark === undefined) return takeBare(drafts, head, UNNUMBERED);
  const over = drafts[head]?.mark;
  const { level, ordinal } = first.mark;
  if (ordinal !== undefined && ordinal !== 1) return head + 1;
  if (over !== undefined && over.style !== '条' && over.level >= level) return head + 1;
  if (level < 12 || isHeadingOver(drafts, head + 1)) return head + 1;
  return takeCounted(drafts, head + 1);
}

function isTold({ kind, form }: Draft): boolean {
  return kind !== undefined || form !== undefined;
}

/** Whether a line heads the paragraph below it rather than being an item of its own. */
function isHeadingOver(drafts: readonly Draft[], at: number): boolean {
  const line = drafts[at];
  const below = drafts[at + 1];
  if (line?.headed !== true || below === undefined || isTold(below)) return false;
  return below.mark === undefined ? /[。！!]$/u.test(below.text) : below.mark.level > (line.mark?.level ?? 0);
}

interface Open {
  readonly style: string;
  readonly level: number;
  ordinal: number | undefined;
}

function takeCounted(drafts: readonly Draft[], from: number): number {
  const open: Open[] = [];
  let at = from;
  while (at < drafts.length) {
    const draft = drafts[at];
    if (draft === undefined || isTold(draft)) break;
    const previous = at > from ? drafts[at - 1] : undefined;
    let behind = at;
    if (draft.mark !== undefined) {
      if (!isNext(draft, open)) break;
      tell(draft, draft.mark.level);
      behind = at + 1;
    } else {
      const level = (open.at(-1)?.level ?? UNNUMBERED) + 1;
      if (previous !== undefined && isHead({ ...previous, kind: 'item' }))
        behind = takeBare(drafts, at - 1, level);
      if (behind === at && goesOn(drafts, at, open)) {
        tell(draft, level);
        behind = at + 1;
      }
    }
    if (behind === at) break;
    at = behind;
  }
  return at;
}

function tell(draft: Draft, level: number): void {
  draft.kind = 'item';
  draft.level = level;
}

/** Whether a counted line goes on with one of the open runs, or opens one within them; sets the runs accordingly. */
function isNext({ mark }: Draft, open: Open[]): boolean {
  if (mark === undefined) return false;
  const known = open.findLastIndex(({ style }) => style === mark.style);
  const run = open[known];
  if (run !== undefined) {
    if (run.ordinal !== undefined && mark.ordinal !== run.ordinal + 1) return false;
    run.ordinal = mark.ordinal;
    open.length = known + 1;
    return true;
  }
  if (mark.ordinal !== undefined && mark.ordinal !== 1) return false;
  if (open.length > 0 && mark.level <= (open.at(-1)?.level ?? 0)) return false;
  open.push({ style: mark.style, level: mark.level, ordinal: mark.ordinal });
  return true;
}

/** Whether a line without a sign is a further paragraph of an item: the run goes on behind it. */
function goesOn(drafts: readonly Draft[], at: number, open: readonly Open[]): boolean {
  for (let next = at; next <= at + REACH; next++) {
    const draft = drafts[next];
    if (draft === undefined || isTold(draft) || (draft.headed && draft.mark === undefined)) return false;
    if (draft.mark === undefined) continue;
    const { style, ordinal } = draft.mark;
    return open.some(
      (run) => run.style === style && run.ordinal !== undefined && ordinal === run.ordinal + 1,
    );
  }
  return false;
}

/** Short parallel lines without a sign below a head, or what stands below a label that is alone on its line. */
function takeBare(drafts: readonly Draft[], head: number, level: number): number {
  const announced = drafts[head];
  if (announced === undefined) return head + 1;
  const words = announced.text.slice(bodyAt(announced.text, announced.mark));
  const labelled = words.length <= 16 && labelLength(words) === words.length;
  if (labelled && opensLabel(drafts[head + 1])) return takeFields(drafts, head + 1, level);
  let to = head + 1;
  for (; to < drafts.length; to++) {
    const draft = drafts[to];
    if (draft === undefined || isTold(draft) || draft.mark !== undefined) break;
    const isFirst = to === head + 1;
    if (/[:：]$/u.test(draft.text) || /^[“"]/u.test(draft.text)) break;
    if (isFirst && labelled) {
      if (draft.text.length > MAX_COUNTED * 2) break;
    } else {
      if (draft.afterBlank || draft.text.length > MAX_BARE || /[。！？!?](?=.)/u.test(draft.text)) break;
      if (!isFirst && opensAnother(drafts, to)) break;
    }
    if (/[。！？!?]$/u.test(draft.text)) {
      // Behind lines without any sign at their end, a sentence is no line of their kind.
      if (isFirst || /[；;、，,]$/u.test(drafts[to - 1]?.text ?? '')) to++;
      break;
    }
  }
  const taken = to - head - 1;
  const first = drafts[head + 1]?.text ?? '';
  const parallel =
    taken >= 2 &&
    (/[；;、，,]$/u.test(first) || (LISTING.test(announced.text.slice(-12)) && !/。$/u.test(first)));
  if (taken === 0 || !(parallel || labelled)) return head + 1;
  for (let at = head + 1; at < to; at++) {
    const draft = drafts[at];
    if (draft !== undefined) tell(draft, level);
  }
  return to;
}

function opensLabel(draft: Draft | undefined): boolean {
  return draft !== undefined && !isTold(draft) && fieldsOf(draft.text, draft.mark).length > 0;
}

/** Labels with values below a label that is alone on its line (城关镇：), as long as they are of its kind. */
function takeFields(drafts: readonly Draft[], from: number, level: number): number {
  const usual = isUsualOpening(drafts[from]);
  let at = from;
  for (; at < drafts.length; at++) {
    const draft = drafts[at];
    if (draft === undefined || draft.mark !== undefined || !opensLabel(draft)) break;
    if (at > from && (draft.afterBlank || isUsualOpening(draft) !== usual)) break;
    tell(draft, level);
  }
  return at;
}

function isUsualOpening(draft: Draft | undefined): boolean {
  return draft !== undefined && isUsualLabel(draft.text.slice(0, labelLength(draft.text)));
}

/** Whether a line among items heads what follows: a label with a value, or a short line over a sentence. */
function opensAnother(drafts: readonly Draft[], at: number): boolean {
  const { text = '', headed } = drafts[at] ?? {};
  const label = labelLength(text);
  if (label > 0 && isUsualLabel(text.slice(0, label)) && fieldsOf(text, undefined).length > 0) return true;
  const before = drafts[at - 1]?.text ?? '';
  if (/[；;、，,]$/u.test(before)) return false;
  const below = drafts[at + 1];
  return (
    headed === true && below !== undefined && (/[。！]$/u.test(below.text) || below.text.length > MAX_BARE)
  );
}

/** Makes items of a counted run of short lines that no head announces, and of every line behind a bullet. */
export function tellRuns(drafts: readonly Draft[]): void {
  for (let from = 0; from < drafts.length; from++) {
    const first = drafts[from];
    if (first?.mark === undefined || first.kind !== undefined || first.answers !== undefined) continue;
    // An article is a rule of its own, however short.
    if (first.mark.style === '条') continue;
    const { style, ordinal, level } = first.mark;
    let to = from;
    for (let at = from; at < drafts.length; at++) {
      const draft = drafts[at];
      if (draft?.mark?.style !== style || draft.kind !== undefined || draft.answers !== undefined) break;
      if (ordinal !== undefined && draft.mark.ordinal !== ordinal + at - from) break;
      if (ordinal !== undefined && draft.text.length > MAX_COUNTED) break;
      if (ordinal !== undefined && /[。！!？?](?=.)/u.test(draft.text)) break;
      to = at + 1;
      if (ordinal !== undefined && /[。！!？?]$/u.test(draft.text)) break;
    }
    if ((ordinal !== undefined || style === '—') && to - from < 2) continue;
    for (let at = from; at < to; at++) {
      const draft = drafts[at];
      if (draft !== undefined) tell(draft, level);
    }
    from = to - 1;
  }
}
