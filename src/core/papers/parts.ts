import { readNumber } from '../language/numerals.ts';
import { fold, slice } from '../language/text.ts';
import type { Block, SourceDocument, Span } from '../types.ts';
import { type PartName, partNamed } from './asked.ts';
import { lastBegun } from './blocks.ts';

const MARK = /^第\s*([一二三四五六七八九十百零\d]{1,5})\s*([条章])/u;

/** The number that a block is addressed by: that of its article or chapter. */
function nameOf(text: string, { kind, span, mark }: Block): PartName | undefined {
  if (mark === undefined && kind !== 'heading') return undefined;
  const match = MARK.exec(fold(slice(text, mark ?? span)));
  return match === null ? undefined : partNamed(match);
}

/** Whether a paper counts its articles or chapters. */
export function hasParts(document: SourceDocument, within: Span, unit: PartName['unit']): boolean {
  return blocksIn(document, within).some((block) => nameOf(document.text, block)?.unit === unit);
}

/** The blocks of the article or chapter with a number, its first line first; empty where there is none. */
export function partOf(document: SourceDocument, within: Span, { number, unit }: PartName): Block[] {
  const named = blocksIn(document, within).map((block) => ({ block, name: nameOf(document.text, block) }));
  const first = named.findIndex(({ name }) => name?.unit === unit && name.number === number);
  if (first < 0) return [];
  const end = named.findIndex(
    ({ block: { kind }, name }, at) =>
      at > first &&
      (kind === 'title' ||
        kind === 'signature' ||
        (kind === 'heading' && (unit === '条' || name?.unit === '章')) ||
        name?.unit === unit),
  );
  return named.slice(first, end < 0 ? undefined : end).map(({ block }) => block);
}

/** The number of the article that a stretch lies in; undefined where it is in none. */
export function articleAt({ blocks, text }: SourceDocument, { start }: Span): number | undefined {
  for (let at = lastBegun(blocks, start, ({ span }) => span.start); at >= 0; at--) {
    const block = blocks[at];
    if (block === undefined || block.kind === 'title' || block.kind === 'signature') return undefined;
    const name = nameOf(text, block);
    if (name?.unit === '条') return name.number;
    if (block.kind === 'heading') return undefined;
  }
  return undefined;
}

const DAY = /(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年[\d一二三四五六七八九十\s]{1,5}月/u;

/** The last line of a paper that says who issued it and when; undefined where none gives a day or month. */
export function dateLineOf(document: SourceDocument, within: Span): Span | undefined {
  return blocksIn(document, within).findLast(
    ({ kind, span }) => kind === 'signature' && DAY.test(fold(slice(document.text, span))),
  )?.span;
}

function blocksIn({ blocks }: SourceDocument, { start, end }: Span): Block[] {
  return blocks.filter(({ span }) => start <= span.start && span.end <= end);
}

const NUMBER = '[一二三四五六七八九十百\\d]{1,5}';
const JOINED = '(?:和|与|或者?|及|以及|、|至|到)?';
const ITEMS = `(?:${JOINED}第?\\(${NUMBER}\\)项?)*`;
/** 违反本办法第四条第(一)、(三)项和第六条的; not an article of another paper (《森林法》第七十四条). */
const CITES = new RegExp(
  `(?:本(?:办法|规定|细则|条例|规则|制度|规程)?|违反|违反前款|按照|依照)(?<all>第${NUMBER}条${ITEMS}(?:${JOINED}第${NUMBER}条${ITEMS})*)`,
  'gu',
);
const CITED_ARTICLE = new RegExp(`(?<join>[至到]?)第(?<number>${NUMBER})条(?<items>${ITEMS})`, 'gu');
const CITED_ITEM = new RegExp(`(?<join>[至到]?)第?\\((?<number>${NUMBER})\\)`, 'gu');
const ITEM = new RegExp(`^\\((${NUMBER})\\)`, 'u');
/** A citation stands for no more articles than this, nor for more blocks of one. */
const MOST = 6;

/** What matches name by number, each with its match; those between two that 至 joins too, with the latter's. */
function counted(matches: Iterable<RegExpExecArray>): { number: number; items: string }[] {
  const found: { number: number; items: string }[] = [];
  for (const { groups } of matches) {
    const [number, items] = [readNumber(groups?.number ?? '').value, groups?.items ?? ''];
    const last = found.at(-1)?.number ?? number;
    for (let one = last + 1; groups?.join !== '' && one < number && found.length < MOST; one++)
      found.push({ number: one, items });
    found.push({ number, items });
  }
  return found.slice(0, MOST);
}

/**
 * The stretches of its own paper that a stretch cites by the number of their article, and item: what is meant by 违反第四条.
 * Empty where it cites none that the paper has.
 * @param within the paper.
 */
export function citedIn(document: SourceDocument, within: Span, span: Span): readonly Span[] {
  const folded = fold(slice(document.text, span)).replaceAll(/\s+/gu, '');
  const articles = [...folded.matchAll(CITES)].flatMap(({ groups }) =>
    counted((groups?.all ?? '').matchAll(CITED_ARTICLE)),
  );
  return articles.flatMap(({ number, items }) => {
    const blocks = partOf(document, within, { number, unit: '条' });
    if (blocks.some((block) => block.span.start <= span.start && span.start < block.span.end)) return [];
    const named = counted(items.matchAll(CITED_ITEM)).map((item) => item.number);
    const isMeant = (block: Block) => {
      const mark = ITEM.exec(fold(slice(document.text, block.span)))?.[1];
      return mark !== undefined && named.includes(readNumber(mark).value);
    };
    return (named.length === 0 ? blocks : blocks.filter(isMeant)).slice(0, MOST).map((block) => block.span);
  });
}
