import {
  type Mark,
  piecesOf,
  type ShownPart,
  type ShownRow,
  type ShownTable,
  type ShownText,
} from '../../core/shown/parts.ts';
import type { SourceDocument, Span } from '../../core/types.ts';
import { page as words } from '../../wording/page/page.ts';
import { wording } from '../../wording.ts';
import { type Html, html } from '../markup.ts';
import type { Quoted } from './quoted.ts';

type Kind = 'quote' | 'lead' | 'lost' | 'topic';

/** Parts of a document as it was read, with what is quoted, what it must be read under, and what is lost marked. */
export function documentText(
  document: SourceDocument,
  parts: readonly ShownPart[],
  quoted: Quoted | undefined,
): Html {
  const marks: Mark<Kind>[] = [
    ...(quoted === undefined ? [] : [{ kind: 'quote' as const, span: quoted.quote }]),
    ...(quoted?.lead ?? []).map((span) => ({ kind: 'lead' as const, span })),
    ...document.damage.map((span) => ({ kind: 'lost' as const, span })),
  ];
  let name = quoted?.name;
  /** The first stretch that is quoted has the name of the quote; an element's name is its own. */
  const takeName = () => {
    const taken = name;
    name = undefined;
    return taken;
  };
  const written: Written = (span, more = []) => {
    const runs: { under?: 'quote' | 'lead'; readonly inner: Html[] }[] = [];
    for (const { text, kinds } of piecesOf(document, span, [...marks, ...more])) {
      const plain = kinds.includes('topic') ? html`<b>${text}</b>` : html`${text}`;
      const inner = kinds.includes('lost') ? html`<span class="lost">${plain}</span>` : plain;
      const under = (['quote', 'lead'] as const).find((kind) => kinds.includes(kind));
      const last = runs.at(-1);
      if (last !== undefined && last.under === under) last.inner.push(inner);
      else runs.push({ inner: [inner], ...(under !== undefined && { under }) });
    }
    return runs.map(({ under, inner }) => {
      if (under === undefined) return html`${inner}`;
      return under === 'quote' ? quote(inner, takeName()) : html`<mark class="lead">${inner}</mark>`;
    });
  };
  return html`<div class="paper">${parts.map((part) =>
    part.kind === 'table' ? table(part, written) : text(part, written),
  )}</div>`;
}

function quote(inner: readonly Html[], name: string | undefined): Html {
  return name === undefined
    ? html`<mark class="quote">${inner}</mark>`
    : html`<mark class="quote" id="${name}"><span class="unseen">${words.quoteBegins}</span>${inner}</mark>`;
}

type Written = (span: Span, more?: readonly Mark<Kind>[]) => readonly Html[];

function text(part: ShownText, written: Written): Html {
  const { kind, span, level = 1, topic } = part;
  const inner = written(span, topic === undefined ? [] : [{ kind: 'topic', span: topic }]);
  const depth = Math.min(level, 4);
  const shown =
    kind === 'title'
      ? html`<h2 class="block is-title">${inner}</h2>`
      : kind === 'heading'
        ? html`<h3 class="block is-heading depth-${depth}">${inner}</h3>`
        : html`<p class="block is-${kind}${kind === 'item' && html` depth-${depth}`}">${inner}</p>`;
  return html`${page(part)}${shown}`;
}

function table(part: ShownTable, written: Written): Html {
  const row = (cell: 'th' | 'td', { cells }: ShownRow) =>
    html`<tr>${cells.map(({ span, isOwn }) => {
      const inner = span.start < span.end ? written(span) : [];
      const above = !isOwn && html` class="soft"`;
      return cell === 'th' ? html`<th scope="col"${above}>${inner}</th>` : html`<td${above}>${inner}</td>`;
    })}</tr>`;
  const { headers, rows } = part;
  return html`${page(part)}<div class="table-frame" role="region" tabindex="0" aria-label="${words.table}"><table class="table">
${headers.length > 0 && html`<thead>${headers.map((one) => row('th', one))}</thead>`}
<tbody>${rows.map((one) => row('td', one))}</tbody>
</table></div>`;
}

/** Says where another page or sheet begins. */
function page({ origin }: ShownPart): Html | null {
  if (origin === undefined) return null;
  const { page: number, sheet } = origin;
  const where = wording.answer.origin({
    ...(number !== undefined && { page: number }),
    ...(sheet !== undefined && { sheet }),
  });
  const told = [where, origin.isScanned === true ? words.scanned : ''].filter((one) => one !== '');
  return told.length === 0 ? null : html`<p class="leaf">${told.join(' · ')}</p>`;
}
