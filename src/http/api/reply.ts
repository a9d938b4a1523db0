import type { FoundAnswer } from '../../chat/asking.ts';
import type { App } from '../../core/ports/app.ts';
import type { Answer, Citation, Span } from '../../core/types.ts';

/** Where the page shows things, as paths; absent where there is no page. */
export interface Links {
  answer(key: string): string;
  /** A stretch of a document, and the citation that it is marked for. */
  quote(documentId: string, span: Span, of: { readonly key: string; readonly marker: number }): string;
}

export interface ReplyDeps {
  readonly app: Pick<App, 'corpus'>;
  readonly links?: Links | undefined;
}

/** An answer as the API tells it: each citation with how it stands today with its paper, and where the page shows it. */
export function answerBody(answer: Answer, deps: ReplyDeps, key?: string) {
  switch (answer.kind) {
    case 'answered':
      return { ...answer, citations: answer.citations.map((one) => citationBody(one, deps, key)) };
    case 'refused':
      return { ...answer, nearest: answer.nearest.map((one) => citationBody(one, deps, key)) };
    case 'clarify':
      return answer;
  }
}

/** A kept answer as the API tells it. */
export function replyBody({ sent }: Pick<FoundAnswer, 'sent'>, deps: ReplyDeps) {
  const { key, question, place, answer, sentAt } = sent;
  return {
    id: key,
    question,
    ...(place === null ? {} : { place }),
    answeredAt: new Date(sentAt).toISOString(),
    answer: answerBody(answer, deps, key),
    ...(deps.links && { url: deps.links.answer(key) }),
  };
}

function citationBody(citation: Citation, { app, links }: ReplyDeps, key: string | undefined) {
  const { documentId, span, marker } = citation;
  const standing = app.corpus.standingOf(documentId, span);
  return {
    ...citation,
    ...(standing && { standing }),
    ...(links && key !== undefined && { url: links.quote(documentId, span, { key, marker }) }),
  };
}
