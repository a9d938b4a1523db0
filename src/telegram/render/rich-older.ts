import type { RichBlock, RichMessage } from '../methods.ts';

/** A message of 10.3 in blocks of Bot API 10.2: a quote that folds is a quote within details, a table is as wide as it is. */
export function forOlder(message: RichMessage): RichMessage {
  return { ...message, ...(message.blocks === undefined ? {} : { blocks: message.blocks.map(older) }) };
}

function older(block: RichBlock): RichBlock {
  if (block.type === 'table') {
    const { is_compact: _, ...table } = block;
    return table;
  }
  if (block.type !== 'expandable_blockquote') return block;
  const { text, credit } = block;
  const quote: RichBlock = { type: 'blockquote', blocks: [{ type: 'paragraph', text }] };
  return credit === undefined ? quote : { type: 'details', summary: credit, blocks: [quote] };
}
