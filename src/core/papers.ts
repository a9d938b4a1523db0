import type { Paper, SourceDocument, Span } from './types.ts';

/** The paper that a stretch of a document belongs to: its section, with what that leaves unsaid taken from the document. */
export function paperAt(document: SourceDocument, { start }: Pick<Span, 'start'>): Paper {
  const section = document.sections?.find(({ span }) => span.start <= start && start < span.end);
  if (section === undefined) return document;
  const { issuer, number, issuedOn, asOf } = document;
  const own = section.issuedOn ?? section.asOf;
  return {
    ...(issuer === undefined ? {} : { issuer }),
    ...(number === undefined ? {} : { number }),
    ...(own !== undefined || issuedOn === undefined ? {} : { issuedOn }),
    ...(own !== undefined || asOf === undefined ? {} : { asOf }),
    ...section,
  };
}

/** When a paper was issued, or else the day that its figures are of; undefined where neither is known. */
export function dateOf({ issuedOn, asOf }: Pick<Paper, 'issuedOn' | 'asOf'>): string | undefined {
  return issuedOn ?? asOf;
}
