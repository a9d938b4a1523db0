import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { Paper, Passage, SourceDocument, Span } from '../../core/types.ts';
import type { Origins } from '../clean/assemble.ts';

/** The first 128 bits of the SHA-256 of each text that was embedded, hex. */
export interface PassageKeys {
  readonly key: string;
  readonly sentenceKeys: readonly string[];
}

/** The same documents give the same bytes, whatever order their fields came in. */
export function documentLines(documents: readonly SourceDocument[]): string {
  return lines(
    documents.map(({ id, path, sha256, text, blocks, sections, origins, damage, ...paper }) => ({
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
    })),
  );
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

export function passageLines(passages: readonly Passage[], keys: readonly PassageKeys[]): string {
  return lines(
    passages.map(({ documentId, ordinal, headings, span, sentences, place, period }, at) => ({
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
    })),
  );
}

export function synonymLine({ same, near, meant, spoken }: SynonymTable): string {
  return lines([{ same, near, meant, spoken }]);
}

function lines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
