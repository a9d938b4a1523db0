import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { Paper, Passage, SourceDocument, Span } from '../../core/types.ts';
import type { Origins } from '../clean/assemble.ts';

/** The first 128 bits of the SHA-256 of each text that was embedded, hex. */
export interface PassageKeys {
  readonly key: string;
  readonly sentenceKeys: readonly string[];
}

/** The same documents give the same lines, whatever order their fields came in; each with its end. */
export function* documentLines(documents: Iterable<SourceDocument>): Generator<string> {
  for (const { id, path, sha256, text, blocks, sections, origins, damage, ...paper } of documents)
    yield line({
      id,
      path,
      ...paperInOrder(paper),
      sha256,
      text,
      blocks: blocks.map(({ kind, span, level, mark, topic, cells }) => ({
        kind,
        span: inOrder(span),
        level,
        mark: mark && inOrder(mark),
        topic: topic && inOrder(topic),
        cells: cells?.map(inOrder),
      })),
      sections: sections?.map(({ span, ...section }) => ({ span: inOrder(span), ...paperInOrder(section) })),
      origins: origins?.map(originInOrder),
      damage: damage.map(inOrder),
    });
}

function paperInOrder(paper: Paper): Paper {
  const { title, place, issuer, number, issuedOn, asOf, effectiveFrom, validUntil } = paper;
  const { isAbolished, validity, repeals, amends } = paper;
  const dates = { issuedOn, asOf, effectiveFrom, validUntil, isAbolished, validity: validity?.map(inOrder) };
  return {
    ...{ title, place, issuer, number, ...dates },
    repeals: repeals?.map((repeal) => ({
      number: repeal.number,
      title: repeal.title,
      span: inOrder(repeal.span),
      head: repeal.head && inOrder(repeal.head),
    })),
    amends: amends?.map((amendment) => ({
      number: amendment.number,
      title: amendment.title,
      article: amendment.article,
      isDropped: amendment.isDropped,
      span: inOrder(amendment.span),
    })),
  } as Paper;
}

function originInOrder({ start, page, sheet, table, row, isScanned }: Origins[number]) {
  return { start, page, sheet, table, row, isScanned };
}

function inOrder({ start, end }: Span): Span {
  return { start, end };
}

export function* passageLines(passages: readonly Passage[], keys: readonly PassageKeys[]): Generator<string> {
  for (const [at, { documentId, ordinal, headings, span, sentences, place, period }] of passages.entries())
    yield line({
      documentId,
      ordinal,
      headings,
      span: inOrder(span),
      place,
      period,
      key: keys[at]?.key,
      sentences: sentences.map((sentence, index) => ({
        span: inOrder(sentence.span),
        lead: sentence.lead.map(({ kind, start, end }) => ({ kind, start, end })),
        cells: sentence.cells?.map(inOrder),
        isHead: sentence.isHead,
        key: keys[at]?.sentenceKeys[index],
      })),
    });
}

export function synonymLine({ same, near, meant, spoken }: SynonymTable): string {
  return line({ same, near, meant, spoken });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
