import { readNumber } from '../language/numerals.ts';
import { fold, slice } from '../language/text.ts';
import type { SourceDocument, Span } from '../types.ts';
import { partOf } from './parts.ts';

/** 违反本办法第四条第(一)项的; not an article of another paper (《森林法》第七十四条). */
const CITES =
  /(?:本(?:办法|规定|细则|条例|规则|制度|规程)?|违反|违反前款|按照|依照)第([一二三四五六七八九十百\d]{1,5})条(?:第?\(([一二三四五六七八九十\d]{1,3})\)项)?/gu;
const ITEM = /^\(([一二三四五六七八九十\d]{1,3})\)/u;
/** A citation of the whole of an article stands for no more of its blocks. */
const MOST = 6;

/**
 * The stretches of its own paper that a stretch cites by the number of their article, and item: what is meant by 违反第四条.
 * Empty where it cites none that the paper has.
 * @param within the paper.
 */
export function citedIn(document: SourceDocument, within: Span, span: Span): readonly Span[] {
  const folded = fold(slice(document.text, span)).replaceAll(/\s+/gu, '');
  return [...folded.matchAll(CITES)].flatMap(([, article = '', item]) => {
    const blocks = partOf(document, within, { number: readNumber(article).value, unit: '条' });
    if (blocks.some((block) => block.span.start <= span.start && span.start < block.span.end)) return [];
    const meant =
      item === undefined
        ? blocks
        : blocks.filter((block) => ITEM.exec(fold(slice(document.text, block.span)))?.[1] === item);
    return meant.slice(0, MOST).map((block) => block.span);
  });
}
