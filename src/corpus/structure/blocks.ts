import type { Block, BlockKind, Span } from '../../core/types.ts';
import { type Draft, draftsOf, type TextLine } from './drafts.ts';
import { tellQuestions } from './faq.ts';
import { BRACKETED, headingLevels, levelOf, plainHeading } from './headings.ts';
import { tellItems, tellRuns } from './lists.ts';
import { tellPapers } from './papers.ts';
import { bareTopicEnd, fieldsOf, isUsualLabel, labelEnd, topicEnd } from './topics.ts';

export type { LineForm, TextLine } from './drafts.ts';

/** The lines of a text that have words, without the blanks around them. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const from = start + raw.indexOf(line);
    start += raw.length + 1;
    if (line !== '') lines.push({ span: { start: from, end: from + line.length } });
  }
  return lines;
}

/**
 * What each stretch of a cleaned text is: blocks in order that never overlap and hold every word of the lines.
 * The head of a list is the paragraph (or item, or answer) that ends in a colon and is followed by its items.
 * @param title of the document: its own line is no heading of what follows.
 * @param damage where text was lost, in order: such a line is no heading.
 */
export function blocksOf(
  text: string,
  { title, damage = [] }: { readonly title: string; readonly damage?: readonly Span[] },
  lines: readonly TextLine[] = linesOf(text),
): Block[] {
  const drafts = draftsOf(text, lines, damage);
  tellPapers(drafts, title);
  tellQuestions(drafts);
  tellBulletHeadings(drafts);
  tellItems(drafts);
  tellLabels(drafts);
  tellHeadings(drafts, title);
  tellRuns(drafts);
  tellTopics(drafts);
  return drafts.flatMap(blocksOfDraft);
}

/** A label of any words has its value where the two are no longer than this (characters). */
const SHORT_FIELD = 60;

/** The kinds that may bear a sign, and those that have a level. */
const COUNTED: ReadonlySet<BlockKind> = new Set(['paragraph', 'item', 'heading', 'question']);
const LEVELLED: ReadonlySet<BlockKind> = new Set([...COUNTED, 'title']);

/** Whether a line is the document's title, or one of the two lines that the title was put together from. */
function isTitle(title: string, line: string): boolean {
  if (line.length > title.length + 12) return false;
  const text = plainHeading(line);
  return text === title || (text.length >= 6 && (title.startsWith(`${text} `) || title.endsWith(` ${text}`)));
}

/** A line that could be a heading is a label with its value only where its words or its neighbours say so. */
function tellLabels(drafts: readonly Draft[]): void {
  const labels = drafts.map((draft): Label | undefined => {
    if (draft.kind !== undefined || draft.answers === 'first' || draft.mark?.style === '条') return undefined;
    const end = labelEnd(draft.text, 0, draft.mark);
    if (end === undefined) return undefined;
    return {
      end,
      usual: isUsualLabel(draft.text.slice(0, end)),
      fields: fieldsOf(draft.text, draft.mark).length,
    };
  });
  drafts.forEach((draft, at) => {
    const label = labels[at];
    if (label === undefined) return;
    const { end, usual, fields } = label;
    const beside = labels[at - 1] !== undefined || labels[at + 1] !== undefined;
    const short = !draft.headed && draft.text.length <= SHORT_FIELD;
    if (fields > 0 && (usual || beside || short)) draft.kind = 'field';
    else if (usual && !draft.headed && draft.answers === undefined && end < draft.text.length)
      draft.topic = end;
  });
}

interface Label {
  readonly end: number;
  readonly usual: boolean;
  /** How many labels with values the line holds. */
  readonly fields: number;
}

/** ●报名时间: a bullet before a name, and nothing else on its line. */
const BULLET_HEADING = /^[●○■◆▪★☆➢►]\s?[\p{Script=Han}、]{2,12}$/u;

/** Bulleted names head what follows where lines without a bullet follow each of them, and there are several. */
function tellBulletHeadings(drafts: readonly Draft[]): void {
  const isNamed = ({ kind, text }: Draft) => kind === undefined && BULLET_HEADING.test(text);
  const named = drafts.filter(isNamed);
  const heads = drafts.filter((draft, at) => {
    const below = drafts[at + 1];
    return isNamed(draft) && below !== undefined && below.mark?.style !== draft.mark?.style;
  });
  if (heads.length < 2 || heads.length < named.length) return;
  for (const draft of heads) {
    draft.kind = 'heading';
    draft.level = BRACKETED;
  }
}

/** 【申领条件】 alone on its line heads what follows, among whatever lines it stands. */
const IN_BRACKETS = /^【[^【】]{1,20}】$/u;

function tellHeadings(drafts: readonly Draft[], title: string): void {
  for (const draft of drafts) {
    if (draft.kind !== undefined || !IN_BRACKETS.test(draft.text)) continue;
    draft.kind = 'heading';
    draft.level = BRACKETED;
  }
  const levels = headingLevels(
    drafts.map(({ text, kind, level, headed, answers }) => ({
      text,
      signed: kind === 'signature',
      titled: kind === 'title' || ((kind === undefined || kind === 'heading') && isTitle(title, text)),
      level:
        kind === 'title' || kind === 'heading'
          ? (level ?? levelOf(text))
          : kind === undefined && headed && answers === undefined
            ? levelOf(text)
            : undefined,
    })),
  );
  drafts.forEach((draft, at) => {
    const level = levels[at];
    if (draft.kind !== undefined || level === undefined) return;
    draft.kind = isTitle(title, draft.text) ? 'title' : 'heading';
    draft.level = level;
  });
}

function tellTopics(drafts: readonly Draft[]): void {
  const bare = drafts.map(({ kind, mark, text, answers }) =>
    kind === undefined && mark === undefined && answers === undefined ? bareTopicEnd(text) : undefined,
  );
  drafts.forEach((draft, at) => {
    if (draft.topic !== undefined || draft.answers !== undefined) return;
    if (draft.kind !== undefined && draft.kind !== 'item') return;
    const isLabelled = draft.kind === 'item' && fieldsOf(draft.text, draft.mark).length <= 1;
    const label = isLabelled ? labelEnd(draft.text, 0, draft.mark) : undefined;
    const topic = label !== undefined && label < draft.text.length ? label : topicEnd(draft.text, draft.mark);
    const opening = bare[at];
    if (topic !== undefined) draft.topic = topic;
    else if (
      opening?.sure === true ||
      (opening !== undefined && (bare[at - 1] ?? bare[at + 1]) !== undefined)
    )
      draft.topic = opening.end;
  });
}

function blocksOfDraft(draft: Draft): Block[] {
  const { span, text, form, topic } = draft;
  const kind = draft.kind ?? (draft.answers === undefined ? 'paragraph' : 'answer');
  const at = (start: number, end: number): Span => ({ start: span.start + start, end: span.start + end });
  const isBare = form === undefined && (kind === 'field' || (kind === 'item' && draft.mark === undefined));
  const fields = isBare ? fieldsOf(text, draft.mark) : [];
  if (fields.length > (kind === 'field' ? 0 : 1)) {
    return fields.map(({ start, topic, end }): Block => {
      const words = text.slice(start, end).trimEnd();
      const level = kind === 'item' && draft.level !== undefined ? { level: draft.level } : {};
      const label = topic === undefined ? {} : { topic: at(start, topic) };
      return { kind, span: at(start, start + words.length), ...level, ...label };
    });
  }
  const mark = form?.mark ?? (draft.mark === undefined ? undefined : at(0, draft.mark.length));
  const level = draft.level ?? draft.mark?.level;
  return [
    {
      kind,
      span,
      ...(level === undefined || !LEVELLED.has(kind) ? {} : { level }),
      ...(mark === undefined || !COUNTED.has(kind) ? {} : { mark }),
      ...(topic === undefined ? {} : { topic: at(0, topic) }),
      ...(form?.cells === undefined ? {} : { cells: form.cells }),
    },
  ];
}
