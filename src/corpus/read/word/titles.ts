import { endsTitle, isOpenTitle, startsAnew } from '../../clean/forms.ts';
import type { Line } from '../../lines.ts';
import { join } from '../../unwrap.ts';

/** A title takes so many lines more at most. */
const MORE_LINES = 2;
/** 通　知: the last word of a title, spread over its line. */
const SPREAD = /^\p{Script=Han}(?:\s{1,8}\p{Script=Han}){1,3}$/u;

/** Joins a title that was broken by hand: 某县民政局关于… / …的通知, each a paragraph in the middle of the page. */
export function joinTitles(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    const whole = wholeTitle(line, lines.slice(at + 1, at + 1 + MORE_LINES));
    joined.push(whole?.line ?? line);
    at += whole?.more ?? 0;
  }
  return joined;
}

function wholeTitle(
  first: Line,
  others: readonly Line[],
): { readonly line: Line; readonly more: number } | undefined {
  let title = first.text;
  if (first.form !== undefined || !isOpenTitle(title)) return undefined;
  for (const [at, { text, form, gap }] of others.entries()) {
    if (form !== undefined || gap > 0 || startsAnew(text)) return undefined;
    title = join(title, SPREAD.test(text) ? text.replaceAll(/\s/gu, '') : text);
    if (endsTitle(title)) return { line: { ...first, text: title }, more: at + 1 };
    if (!isOpenTitle(title)) return undefined;
  }
  return undefined;
}
