import type { Draft } from './drafts.ts';
import { UNNUMBERED } from './headings.ts';
import {
  isAddressee,
  isDateLine,
  isFilingLine,
  isFullTitle,
  isHeadOfPaper,
  isOfficeLine,
  isPaperTitle,
  opensAttachments,
} from './signatures.ts';
import { labelLength } from './topics.ts';

/** The title stands within so many lines, on at most so many of them. */
const OPENING = 12;
const TITLE_LINES = 4;
/** Whom a paper is sent to stands within so many lines below its title. */
const ADDRESS_REACH = 6;
const MAX_ATTACHMENT = 80;

/** Tells the titles of the document and of further papers in it, and what they are signed, dated, numbered and filed with. */
export function tellPapers(drafts: readonly Draft[], title: string): void {
  tellTitle(drafts, title);
  tellFiling(drafts);
  tellSubtitle(drafts);
  drafts.forEach((draft, at) => {
    const before = drafts[at - 1];
    const below = drafts[at + 1];
    if (isCountedTitle(draft, below)) {
      draft.kind = 'title';
      draft.level = 0;
    }
    if (draft.kind !== undefined || draft.mark !== undefined || !isPaperTitle(draft.text)) return;
    const apart =
      before === undefined ||
      draft.afterBlank ||
      before.kind === 'signature' ||
      opensPaper(drafts, at - 1) ||
      before.kind === 'row' ||
      before.kind === 'title' ||
      (isFullTitle(draft.text) && /[。）)]$/u.test(before.text));
    // Behind a head it is an item, unless it stands apart as the titles of papers do.
    if (!apart || (/[:：、]$/u.test(before?.text ?? '') && !(draft.afterBlank && isFullTitle(draft.text))))
      return;
    if (below === undefined || (isPaperTitle(below.text) && below.mark === undefined)) return;
    draft.kind = 'title';
    draft.level = 0;
  });
  tellOffices(drafts);
  tellAddressees(drafts);
}

/** 二、某县民政局关于…的通知 with a number of its own below: one of the papers that a file counts. */
function isCountedTitle({ kind, mark, text }: Draft, below: Draft | undefined): boolean {
  if (kind !== undefined || mark === undefined || below === undefined) return false;
  return isHeadOfPaper(below.text) && isFullTitle(text.slice(mark.length).trim());
}

/** Whether a line is an office that a further paper opens with: below a blank line, or what another was signed or counted with. */
function opensPaper(drafts: readonly Draft[], at: number): boolean {
  const draft = drafts[at];
  if (draft === undefined || !isOfficeLine(draft.text)) return false;
  return draft.afterBlank || drafts[at - 1]?.kind === 'signature';
}

/** The lines at the head of the text that together make the document's title. */
function tellTitle(drafts: readonly Draft[], title: string): void {
  const wanted = title.replaceAll(/\s/gu, '');
  if (wanted === '') return;
  for (let from = 0; from < Math.min(OPENING, drafts.length); from++) {
    let joined = '';
    for (let to = from; to < Math.min(from + TITLE_LINES, drafts.length); to++) {
      const draft = drafts[to];
      if (
        draft === undefined ||
        (draft.kind !== undefined && draft.kind !== 'title' && draft.kind !== 'heading')
      )
        break;
      joined += draft.text.replace(/^#{1,6}\s+/u, '').replaceAll(/\s/gu, '');
      if (!wanted.startsWith(joined)) break;
      if (joined !== wanted) continue;
      for (const line of drafts.slice(from, to + 1)) {
        line.kind = 'title';
        line.level = 0;
      }
      return;
    }
  }
}

/** ——在某会上的讲话: goes on from the title above it. */
function tellSubtitle(drafts: readonly Draft[]): void {
  const at = drafts.findIndex(({ kind }) => kind === 'title');
  const below = drafts[at + 1];
  if (
    at < 0 ||
    below === undefined ||
    below.kind !== undefined ||
    below.mark?.style !== '—' ||
    /[。；;]$/u.test(below.text)
  )
    return;
  below.kind = 'title';
  below.level = 0;
}

/** So many days over sentences are the headings of a chronicle. */
const CHRONICLE = 3;

/** Whether a line holds a day, or a month, and what happened then stands below it. */
function datesBelow(drafts: readonly Draft[], at: number): boolean {
  const below = drafts[at + 1];
  const before = drafts[at - 1];
  if (!isDateLine(drafts[at]?.text ?? '') || before === undefined || before.kind === 'title') return false;
  if (isOfficeLine(before.text) || isFilingLine(before.text)) return false;
  return below !== undefined && below.kind === undefined && /。$/u.test(below.text);
}

function tellFiling(drafts: readonly Draft[]): void {
  const dates = drafts.flatMap((_, at) => (datesBelow(drafts, at) ? [at] : []));
  if (dates.length >= CHRONICLE) {
    for (const at of dates) {
      const draft = drafts[at];
      if (draft === undefined) continue;
      draft.kind = 'heading';
      draft.level = UNNUMBERED;
    }
  }
  let attached = 0;
  drafts.forEach((draft, at) => {
    const before = drafts[at - 1];
    if (draft.kind !== undefined) {
      attached = 0;
      return;
    }
    const goesOn =
      attached > 0 &&
      draft.text.length <= MAX_ATTACHMENT &&
      draft.mark?.ordinal === attached + 1 &&
      !/[。；;]./u.test(draft.text);
    const dated = isDateLine(draft.text) && !/[:：]$/u.test(before?.text ?? '');
    if (goesOn) attached++;
    else if (opensAttachments(draft.text)) attached = /[:：]$/u.test(draft.text) ? 0.5 : 1;
    else attached = attached === 0.5 && draft.mark?.ordinal === 1 ? 1 : 0;
    if (goesOn || attached > 0 || dated || isFilingLine(draft.text)) draft.kind = 'signature';
  });
}

/** An office signs where a date, a filing line, another paper or the end follows it. */
function tellOffices(drafts: readonly Draft[]): void {
  for (let at = drafts.length - 1; at >= 0; at--) {
    const draft = drafts[at];
    if (draft === undefined || draft.kind !== undefined || !isOfficeLine(draft.text)) continue;
    const before = drafts[at - 1];
    const below = drafts[at + 1];
    // With the day below it an office signs, behind a head without items, too; behind a label it is the label's value.
    const isDated = below !== undefined && isDateLine(below.text) && labelLength(before?.text ?? '') === 0;
    const announced = (isDated ? /[；;、，,]$/u : /[:：；;、，,]$/u).test(before?.text ?? '');
    const signs = below === undefined || below.kind === 'signature' || (below.kind === 'title' && at > 0);
    const belowTitle = before?.kind === 'title';
    if (
      !announced &&
      (belowTitle ||
        (signs &&
          (before === undefined ||
            below !== undefined ||
            /[。！）)]$/u.test(before.text) ||
            before.kind === 'signature')))
    )
      draft.kind = 'signature';
    // Two lines make a title: the office, then what it makes known.
    if (draft.kind === 'signature' && below?.kind === 'title' && /^关于/u.test(below.text)) {
      draft.kind = 'title';
      draft.level = 0;
    }
  }
}

function tellAddressees(drafts: readonly Draft[]): void {
  let left = ADDRESS_REACH;
  for (const [at, draft] of drafts.entries()) {
    const below = drafts[at + 1];
    if (draft.kind === 'title') left = ADDRESS_REACH;
    else if (draft.kind !== 'signature' && /[。；;]$/u.test(draft.text)) left = 0;
    if (
      left > 0 &&
      draft.kind === undefined &&
      draft.mark === undefined &&
      isAddressee(draft.text) &&
      labelLength(below?.text ?? '') === 0
    ) {
      draft.kind = 'signature';
      left = 0;
    }
    if (draft.kind !== 'title') left--;
  }
}
