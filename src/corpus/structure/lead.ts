import { sentences, slice } from '../../core/language/text.ts';
import type { Block, Lead, LeadKind, Span } from '../../core/types.ts';
import { BRACKETED, UNNUMBERED } from './headings.ts';
import { markOf } from './marks.ts';

/**
 * The chain above each block, outermost first, in the order of the blocks. Nothing of one paper rules another.
 * @param paperOf tells papers apart: the same value for the blocks of one.
 */
export function leadOfBlocks(
  text: string,
  blocks: readonly Block[],
  paperOf: (block: Block) => unknown = () => undefined,
): Lead[][] {
  let chain = createChain(text);
  let paper: unknown;
  const records = recordsOf(text, blocks);
  return blocks.map((block, at) => {
    const own = paperOf(block);
    if (at > 0 && own !== paper) chain = createChain(text);
    paper = own;
    const next = blocks[at + 1];
    return chain.take(
      block,
      next !== undefined && paperOf(next) === own ? next : undefined,
      records.get(block),
    );
  });
}

/** Announces what a whole paper says, and rules none of it: 现将有关事项通知如下：. */
const ANNOUNCES_PAPER =
  /(?:通知|公告|通告|公示|公布|纪要|答复|报告|汇报|批复|印发)[^,，。;；]{0,6}(?:如下|于后)[:：。]$|[发颁公]布如下\p{Script=Han}{0,4}[令告定][:：。]$/u;

/** Whether a sentence ends in the colon that announces what follows it. */
export function isHead(sentence: string): boolean {
  return /[:：]$/u.test(sentence);
}

/** Whether a sentence only says that a paper follows: 现将有关事项通知如下。 */
export function announcesPaper(sentence: string): boolean {
  return ANNOUNCES_PAPER.test(sentence);
}

/**
 * The field that names whatever the fields behind it are of, for each of these: where fields stand in a run, the label of the
 * first returns, and some other does with it (事项：…, 材料：…, 事项：…, 材料：…).
 */
function recordsOf(text: string, blocks: readonly Block[]): ReadonlyMap<Block, Span> {
  const records = new Map<Block, Span>();
  const labelOf = ({ span, topic }: Block) =>
    topic === undefined ? undefined : text.slice(span.start, topic.end).replaceAll(/\s/gu, '');
  for (let from = 0; from < blocks.length; from++) {
    let to = from;
    while (blocks[to]?.kind === 'field') to++;
    const run = blocks.slice(from, to);
    from = Math.max(from, to);
    const labels = run.map(labelOf);
    const [opening] = labels;
    const others = labels.filter((label) => label !== opening);
    const isAlone = others.length === labels.length - 1;
    if (opening === undefined || isAlone || new Set(others).size === others.length) continue;
    let named: Span | undefined;
    for (const block of run) {
      if (labelOf(block) === opening) named = block.span;
      else if (named !== undefined) records.set(block, named);
    }
  }
  return records;
}

interface OpenHead {
  readonly span: Span;
  /** What its list is made of; undefined before the first item. */
  followers?: Block['kind'];
  /** The level of its items. */
  level?: number | undefined;
}

/** The heads that nothing follows which they could announce: the end, a signature, a point no further in than their own. */
export function emptyHeads(text: string, blocks: readonly Block[]): Span[] {
  return blocks.flatMap((block, at) => {
    const last = CAN_HEAD.has(block.kind) ? sentences(text, block.span).at(-1) : undefined;
    if (last === undefined || !isHead(slice(text, last)) || announcesPaper(slice(text, last))) return [];
    const next = blocks[at + 1];
    const isCounted = block.mark !== undefined && next?.mark !== undefined;
    const ends = next === undefined || next.kind === 'title' || next.kind === 'signature';
    return ends || (isCounted && (next.level ?? 0) <= (block.level ?? 0)) ? [last] : [];
  });
}

const CAN_HEAD: ReadonlySet<Block['kind']> = new Set(['paragraph', 'item', 'answer']);

function createChain(text: string) {
  let title: Span | undefined;
  let headings: { readonly level: number; readonly span: Span }[] = [];
  let article: Span | undefined;
  let heads: OpenHead[] = [];
  let question: Span | undefined;
  /** Rows of names of columns, the one right above the rows first: it has the cells of the others that hold for them. */
  let headers: Span[] = [];
  let headingBefore = false;
  let isBelowHeader = false;

  function isBracketed({ start }: Span): boolean {
    return text.charAt(start) === '【';
  }

  function closeLists(): void {
    heads = [];
    headers = [];
  }

  function above(block: Block, record?: Span): Lead[] {
    const cells = (block.cells ?? []).filter(
      ({ start, end }) => start < end && !(block.span.start <= start && end <= block.span.end),
    );
    return [
      ...as('title', title === undefined ? [] : [title]),
      ...as(
        'heading',
        headings.map(({ span }) => span),
      ),
      ...as('article', article === undefined || block.mark?.start === article.start ? [] : [article]),
      ...as('question', question === undefined ? [] : [question]),
      ...as('head', [...heads.map(({ span }) => span), ...(record === undefined ? [] : [record])]),
      ...as('header', block.kind === 'row' ? headers : []),
      ...as('cell', cells),
    ];
  }

  /** A head rules the items that follow it, the fields, the rows, or the one paragraph that lists what it announces. */
  function follow({ kind, level }: Block): void {
    for (;;) {
      const head = heads.at(-1);
      if (head === undefined) return;
      if (head.followers === undefined) {
        head.followers = kind;
        head.level = level;
        return;
      }
      const sameKind = head.followers === kind || (kind === 'row' && head.followers === 'header');
      const inner = kind === 'item' && (level ?? 0) < (head.level ?? 0);
      if (sameKind && kind !== 'paragraph' && !inner) return;
      heads.pop();
    }
  }

  function open(block: Block, next: Block | undefined): void {
    if (block.kind === 'signature') return;
    if (next?.kind === 'header' && UNIT_LINE.test(slice(text, block.span))) {
      heads.push({ span: block.span });
      return;
    }
    const last = sentences(text, block.span).at(-1);
    if (last === undefined || !isHead(slice(text, last)) || announcesPaper(slice(text, last))) return;
    if (next === undefined || !FOLLOWS_HEAD.has(next.kind)) return;
    const isOther = next.kind === 'paragraph' && (next.mark !== undefined || next.topic !== undefined);
    const calls =
      next.topic !== undefined && CALL.test(slice(text, next.topic)) && !CALLS.test(slice(text, last));
    if (!isOther && !calls) heads.push({ span: last });
  }

  /** 四、 ends what 三、 headed, whatever it is itself; articles stand under the headings of their chapters. */
  function endCounted({ kind, span }: Block): void {
    if (!MAY_COUNT.has(kind)) return;
    const mark = markOf(text.slice(span.start, Math.min(span.end, span.start + 14)));
    if (mark === undefined || mark.style === '条' || mark.level >= BRACKETED) return;
    const at = headings.findIndex(({ level }) => level >= mark.level && level < BRACKETED);
    if (at >= 0) headings = headings.slice(0, at);
  }

  function take(block: Block, next: Block | undefined, record?: Span): Lead[] {
    const { kind, span, level = UNNUMBERED } = block;
    if (kind === 'title' || kind === 'heading') {
      closeLists();
      question = undefined;
      article = undefined;
      if (kind === 'title') {
        title = span;
        headings = [];
      } else {
        const runs = headingBefore && level === UNNUMBERED;
        const depth = runs ? Math.max(UNNUMBERED, headings.at(-1)?.level ?? 0) + 1 : level;
        headings = headings.filter((heading) => heading.level < depth);
        const lead = above(block);
        headings.push({ level: depth, span });
        headingBefore = true;
        return lead;
      }
      headingBefore = true;
      return [];
    }
    headingBefore = false;
    if (kind === 'question') {
      closeLists();
      question = undefined;
      const lead = above(block);
      question = span;
      return lead;
    }
    endCounted(block);
    if (kind === 'signature') closeLists();
    if (kind === 'header') headers = [span, ...(isBelowHeader ? headers : [])];
    else if (kind !== 'row') headers = [];
    isBelowHeader = kind === 'header';
    if (kind === 'paragraph') {
      const isArticle = block.mark !== undefined && ARTICLE.test(slice(text, block.mark));
      if (isArticle) {
        article = block.mark;
        closeLists();
        // One article is no heading of another, whatever it lacks.
        headings = headings.filter((heading) => !ARTICLE.test(slice(text, heading.span)));
      }
      if (question !== undefined && !isArticle) question = undefined;
      const depth = block.topic && (block.level ?? (isBracketed(block.topic) ? BRACKETED : undefined));
      if (depth !== undefined) headings = headings.filter((heading) => heading.level < depth);
    }
    follow(block);
    const lead = above(block, record);
    if (kind === 'paragraph' && block.topic !== undefined && block.level !== undefined)
      headings.push({ level: block.level, span: block.topic });
    open(block, next);
    return lead;
  }

  return { take };
}

/** What the figures of the table below it are counted in: 单位：万元. */
const UNIT_LINE = /^[（(]?(?:计量|金额|货币)?单\s{0,4}位\s?[:：]\s?[^，。；;：:]{1,14}[)）]?$/u;
const ARTICLE = /^第[^，。；条]{1,8}条/u;
const MAY_COUNT: ReadonlySet<Block['kind']> = new Set(['paragraph', 'item', 'field']);
/** Whom to call is no item of what a head announces, unless it announces that. */
const CALL = /(?:电话|热线|手机|联系人|网址|邮箱)\s?[:：]$/u;
const CALLS = /电话|联系|咨询|举报|投诉|监督|方式|渠道|如下/u;
const FOLLOWS_HEAD: ReadonlySet<Block['kind']> = new Set(['item', 'header', 'row', 'field', 'paragraph']);

function as(kind: LeadKind, spans: readonly Span[]): Lead[] {
  return spans.map(({ start, end }) => ({ kind, start, end }));
}
