import { z } from '../../forms.ts';

/*
 * Every request and response of the API, as core has the types. OpenAPI is made from these: what a description says is
 * read by whoever writes a client.
 */

/** The schemas that OpenAPI names. */
export const components = z.registry<{ readonly id: string; readonly description?: string }>();

const day = z.string().describe('An ISO date or its beginning: 2024-03-01, 2024-03, 2024.');

export const Span = z
  .object({ start: z.int(), end: z.int() })
  .register(components, { id: 'Span', description: 'Half-open, in UTF-16 units of the document’s text.' });

export const Origin = z
  .object({
    page: z.int().optional(),
    sheet: z.string().optional(),
    table: z.int().optional(),
    row: z.int().optional(),
    isScanned: z.boolean().optional(),
  })
  .register(components, {
    id: 'Origin',
    description:
      'Where in its file a quote begins: page, sheet, table, row (from 1), and whether it was read from a picture.',
  });

export const Standing = z
  .object({
    kind: z.enum([
      'in-force',
      'not-yet',
      'repealed',
      'expired',
      'superseded',
      'disputed',
      'amended',
      'dropped',
    ]),
    by: z.object({ documentId: z.string(), title: z.string() }).optional(),
  })
  .register(components, {
    id: 'Standing',
    description:
      'How it stands today with a paper, or with one of its articles; `by`: the paper that ended or changed it.',
  });

export const Citation = z
  .object({
    marker: z.int().describe('The n of [n] in the text.'),
    documentId: z.string(),
    document: z.string().describe('Path of the file in the corpus.'),
    title: z.string(),
    place: z.string().optional(),
    number: z.string().optional().describe('The document number, as it is written.'),
    date: day.optional(),
    ended: z
      .enum(['repealed', 'superseded', 'dropped', 'expired'])
      .optional()
      .describe('The paper, or the article quoted, held no more when the answer was given.'),
    origin: Origin.optional(),
    span: Span,
    quote: z.string().describe('Exactly the document’s text of the span.'),
    lead: z
      .array(z.object({ span: Span, quote: z.string() }))
      .optional()
      .describe(
        'What the quote must be read under: the head of its list, its label, the names of its columns.',
      ),
    standing: Standing.optional().describe('Absent where the corpus has the document no more.'),
    url: z.string().optional().describe('Where the page shows the quote in its document.'),
  })
  .register(components, { id: 'Citation' });

const ownPlace = z
  .string()
  .optional()
  .describe('The county that the request came with, where the question names none.');
const readAs = z
  .array(z.object({ written: z.string(), read: z.string() }))
  .optional()
  .describe('What is no word in the question, and the word of the corpus that it was read as.');
const corpusVersion = z.string();

const Table = z
  .object({
    caption: z.string().optional(),
    columns: z.array(z.string()).describe('One more than a row has cells: the first is above the names.'),
    rows: z.array(
      z.object({
        name: z.string(),
        cells: z.array(z.object({ text: z.string(), marker: z.int().optional() })),
      }),
    ),
  })
  .register(components, {
    id: 'Table',
    description:
      'Figures of several places or years side by side, each a stretch of the quote of its marker.',
  });

export const Answered = z
  .object({
    kind: z.literal('answered'),
    method: z.enum(['extracted', 'generated']),
    fallback: z
      .enum(['model-failed', 'model-refused', 'no-citation', 'unsupported-figure', 'unsupported-claim'])
      .optional()
      .describe('Why the quotes were sent in place of a model’s wording.'),
    ownPlace,
    readAs,
    text: z.string().describe('With [n] after each sentence.'),
    table: Table.optional(),
    closing: z.string().optional(),
    citations: z.array(Citation),
    corpusVersion,
  })
  .register(components, { id: 'Answered' });

const Clarify = z
  .object({
    kind: z.literal('clarify'),
    ownPlace,
    readAs,
    text: z.string(),
    options: z.array(z.object({ place: z.string(), label: z.string() })),
    corpusVersion,
  })
  .register(components, {
    id: 'Clarify',
    description: 'A question back: ask again with `chosen`, the `place` of one option or of several.',
  });

const Refused = z
  .object({
    kind: z.literal('refused'),
    reason: z.enum([
      ...['courtesy', 'off-topic', 'not-in-corpus', 'place-not-in-corpus', 'damaged', 'empty', 'too-long'],
    ] as ['courtesy', ...string[]]),
    text: z.string(),
    nearest: z.array(Citation),
    ownPlace,
    readAs,
    corpusVersion,
  })
  .register(components, { id: 'Refused' });

export const Answer = z
  .discriminatedUnion('kind', [Answered, Clarify, Refused])
  .register(components, { id: 'Answer' });

export const Turn = z
  .object({ role: z.enum(['user', 'assistant']), content: z.string() })
  .register(components, { id: 'Turn' });

/** Earlier turns that are read of a request; older ones are never looked back on. */
const MOST_TURNS = 100;

export const AskRequest = z
  .strictObject({
    question: z.string(),
    place: z.string().min(1).optional().describe('The county that is meant where the question names none.'),
    chosen: z
      .array(z.string().min(1))
      .min(1)
      .max(10)
      .optional()
      .describe('Places that a question back offered: as if the question named them.'),
    conversation: z
      .string()
      .regex(/^[\w-]{1,64}$/u)
      .optional()
      .describe('Names a conversation of the caller: its last hour is followed (那某县呢).'),
    history: z
      .array(Turn)
      .max(MOST_TURNS)
      .optional()
      .describe('Earlier turns, oldest first, in place of a conversation that is kept here.'),
  })
  .register(components, { id: 'AskRequest' });

export const Reply = z
  .object({
    id: z.string().describe('Unguessable: whoever knows it may read the answer.'),
    question: z.string(),
    place: z.string().optional(),
    answeredAt: z.iso.datetime(),
    answer: Answer,
    url: z.string().optional().describe('Where the page shows the answer.'),
  })
  .register(components, { id: 'Reply' });

const kinds = [
  ...['title', 'heading', 'paragraph', 'item', 'header', 'row', 'field', 'question', 'answer', 'signature'],
] as ['title', ...string[]];

const Shown = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  number: z.string().optional().describe('As it is written: 某政办发〔2024〕3号.'),
  issuer: z.string().optional(),
  issuedOn: day.optional(),
  asOf: day.optional().describe('The day that its figures stand for.'),
  effectiveFrom: day.optional(),
  validUntil: day.optional(),
  standing: Standing,
  places: z.array(z.string()),
  sentences: z.int().describe('Sentences that can be found and quoted.'),
  sentencesByKind: z.partialRecord(z.enum(kinds), z.int()),
  characters: z.int(),
  damaged: z.int().describe('Places where it lost text.'),
  papers: z.int().describe('Papers within it that have a title of their own.'),
  isScanned: z.boolean(),
});

export const Document = Shown.register(components, { id: 'Document' });

export const DocumentList = z
  .object({ corpusVersion: z.string(), builtAt: z.string(), documents: z.array(Document) })
  .register(components, { id: 'DocumentList' });

const Block = z
  .object({
    kind: z.enum(kinds),
    span: Span,
    level: z.int().optional(),
    mark: Span.optional(),
    topic: Span.optional(),
    cells: z.array(Span).optional(),
  })
  .register(components, { id: 'Block', description: 'A stretch of the text with what it is.' });

const Section = z
  .object({
    span: Span,
    title: z.string(),
    place: z.string().optional(),
    issuer: z.string().optional(),
    number: z.string().optional(),
    issuedOn: day.optional(),
    asOf: day.optional(),
    effectiveFrom: day.optional(),
    validUntil: day.optional(),
  })
  .register(components, {
    id: 'Section',
    description: 'A paper within a document, or a part of it that is of a place of its own.',
  });

export const DocumentDetail = Shown.extend({
  text: z.string(),
  blocks: z.array(Block),
  sections: z.array(Section),
  origins: z
    .array(Origin.extend({ start: z.int() }))
    .describe('Where the text stands in its file, from each start on.'),
  damage: z.array(Span),
}).register(components, { id: 'DocumentDetail' });

export const FeedbackRequest = z
  .strictObject({
    verdict: z.enum([
      'good',
      'wrong-figure',
      'wrong-place',
      'outdated',
      'off-the-point',
      'incomplete',
      'bad',
    ]),
    member: z
      .string()
      .regex(/^[\w-]{1,64}$/u)
      .optional()
      .describe(
        'Who says so, where several people stand behind one caller. A later verdict takes the place of theirs before.',
      ),
  })
  .register(components, { id: 'FeedbackRequest' });

export const ErrorBody = z
  .object({ error: z.object({ code: z.string(), message: z.string().describe('In Chinese.') }) })
  .register(components, { id: 'Error' });
