import type { Block, Span } from '../../core/types.ts';
import { type Draft, draftsOf, type TextLine } from './drafts.ts';
import { headingLevels, levelOf, plainHeading } from './headings.ts';
import { fieldsOf, isUsualLabel, labelLength } from './labels.ts';
import { tellItems, tellRuns } from './lists.ts';
import { tellPapers } from './papers.ts';
import { tellQuestions } from './questions-answers.ts';
import { bareTopicEnd, bodyAt, topicEnd } from './topics.ts';

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
  tellItems(drafts);
  tellLabels(drafts);
  tellHeadings(drafts, title);
  tellRuns(drafts);
  tellTopics(drafts);
  return drafts.flatMap(blocksOfDraft);
}

/** Whether a line is the document's title, or one of the two lines that the title was put together from. */
function isTitle(title: string, line: string): boolean {
  if (line.length > title.length + 12) return false;
  const text = plainHeading(line);
  return text === title || (text.length >= 6 && (title.startsWith(`${text} `) || title.endsWith(` ${text}`)));
}

/** A line that could be a heading is a label with its value only where its words or its neighbours say so. */
function tellLabels(drafts: readonly Draft[]): void {
  const labelled = drafts.map((draft) => {
    if (draft.kind !== undefined) return draft.kind === 'field';
    const start = bodyAt(draft.text, draft.mark);
    const length = labelLength(draft.text.slice(start, start + 24));
    return length > 0 && fieldsOf(draft.text, draft.mark).length > 0;
  });
  drafts.forEach((draft, at) => {
    if (draft.kind !== undefined || labelled[at] !== true || draft.answers === 'first') return;
    const start = bodyAt(draft.text, draft.mark);
    const label = draft.text.slice(start, start + labelLength(draft.text.slice(start, start + 24)));
    const beside = labelled[at - 1] === true || labelled[at + 1] === true;
    if (isUsualLabel(label) || beside || (!draft.headed && draft.text.length <= 60)) draft.kind = 'field';
    else if (!draft.headed) draft.topic = start + label.length;
  });
}

function tellHeadings(drafts: readonly Draft[], title: string): void {
  const levels = headingLevels(
    drafts.map(({ text, kind, level, headed, answers }) => ({
      text,
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
    const topic = topicEnd(draft.text, draft.mark);
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
  const { span, text, form, mark, topic, level = mark?.level } = draft;
  const at = (start: number, end: number): Span => ({ start: span.start + start, end: span.start + end });
  const kind = draft.kind ?? (draft.answers !== undefined ? 'answer' : 'paragraph');
  if (kind === 'field' && form === undefined) {
    return fieldsOf(text, mark).map(({ start, topic, end }): Block => {
      const words = text.slice(start, end).trimEnd();
      return { kind, span: at(start, start + words.length), topic: at(start, topic) };
    });
  }
  const counts = kind === 'paragraph' || kind === 'item' || kind === 'heading' || kind === 'question';
  return [
    {
      kind,
      span,
      ...(level === undefined || !(counts || kind === 'title') ? {} : { level }),
      ...(form?.mark !== undefined
        ? { mark: form.mark }
        : mark === undefined || !counts
          ? {}
          : { mark: at(0, mark.length) }),
      ...(topic === undefined ? {} : { topic: at(0, topic) }),
      ...(form?.cells === undefined ? {} : { cells: form.cells }),
    },
  ];
}
