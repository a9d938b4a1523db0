export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words of a rich text. */
export function plain(text: unknown): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(plain).join('');
  if (!isObject(text)) return '';
  return plain(text.text ?? text.button ?? text.alternative_text ?? text.expression);
}

/** The words of a rich message, as a member reads them: a line for each block and row, cells parted by tabs. */
export function textOfRich({ blocks }: { readonly blocks: readonly object[] }): string {
  return blocks.map(linesOf).filter(Boolean).join('\n');
}

function linesOf(block: object): string {
  const { text, summary, blocks, items, cells, caption, credit, expression, buttons } = block as Json;
  const rows = (cells as readonly (readonly Json[])[] | undefined)?.map((row) => row.map(plain).join('\t'));
  const entries = (items as readonly { label: string; blocks: readonly object[] }[] | undefined)?.map(
    (item) => `${item.label} ${textOfRich(item)}`,
  );
  return [
    plain(summary),
    plain(text ?? expression),
    blocks === undefined ? '' : textOfRich({ blocks: blocks as readonly object[] }),
    ...(rows ?? []),
    ...(entries ?? []),
    ...((buttons as readonly unknown[] | undefined)?.map(plain) ?? []),
    plain(caption),
    plain(credit),
  ]
    .filter(Boolean)
    .join('\n');
}
