import type { RichBlock } from '../methods.ts';

/** Signs that count items, each of another kind; two lines behind each other that begin with one kind are a list. */
const MARKS = [
  '[（(][一二三四五六七八九十]{1,3}[)）]',
  '[（(]\\d{1,2}[)）]',
  '[一二三四五六七八九十]{1,3}、',
  '[一二三四五六七八九十]是',
  '\\d{1,2}[.．、](?!\\d)',
  '\\d{1,2}[)）]',
  '[①-⑳]',
].map((mark) => ({
  opens: new RegExp(`^${mark}`, 'u'),
  behindHead: new RegExp(`[：:]\\s*(?=${mark})`, 'u'),
}));

type Mark = (typeof MARKS)[number];

/** The text of an answer, a line a paragraph; items that stand behind each other as a list, the first without the head before it. */
export function saidBlocks(text: string): RichBlock[] {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const blocks: RichBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const own = markOf(line);
    const next = markOf(lines[at + 1] ?? '');
    const mark = own ?? next;
    const [head, first] = own === undefined && next !== undefined ? behindHead(line, next) : ['', line];
    let end = at + 1;
    while (mark !== undefined && markOf(lines[end] ?? '') === mark) end++;
    if (mark === undefined || first === undefined || end - at < 2) {
      blocks.push({ type: 'paragraph', text: line });
      at++;
      continue;
    }
    if (head !== '') blocks.push({ type: 'paragraph', text: head });
    blocks.push({
      type: 'list',
      items: [first, ...lines.slice(at + 1, end)].map((item) => ({
        blocks: [{ type: 'paragraph', text: item }],
      })),
    });
    at = end;
  }
  return blocks;
}

function markOf(line: string): Mark | undefined {
  return MARKS.find(({ opens }) => opens.test(line));
}

/** A line that ends with the first item of a list: what stands before it, and the item; no item where none stands there. */
function behindHead(line: string, { behindHead: sign }: Mark): readonly [string, string?] {
  const found = sign.exec(line);
  if (found === null) return [line];
  const start = found.index + found[0].length;
  return [line.slice(0, start).trim(), line.slice(start)];
}
