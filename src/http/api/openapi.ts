import { z } from '../../forms.ts';
import { ChatChunk, ChatCompletion, ChatRequest, Model, ModelList, OpenAiError } from '../openai/schemas.ts';
import {
  Answer,
  AskRequest,
  components,
  DocumentDetail,
  DocumentList,
  ErrorBody,
  FeedbackRequest,
  Reply,
} from './schemas.ts';

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly string[];
  readonly body?: z.ZodType;
  /** What is answered, by media type; none: 204. */
  readonly answer?: Readonly<Record<string, z.ZodType>>;
  readonly refusals: readonly number[];
}

const JSON_TYPE = 'application/json';
const EVENTS = 'text/event-stream';
const ASKING = [400, 413, 415, 429, 503, 504];

/** Path and method -> what it takes and answers. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/api/ask': {
    post: {
      summary:
        'Asks a question. As text/event-stream: events `draft` (an Answer so far), then `answer` (a Reply) or `fault` (an Error).',
      body: AskRequest,
      answer: { [JSON_TYPE]: Reply, [EVENTS]: z.union([Answer, Reply, ErrorBody]) },
      refusals: ASKING,
    },
  },
  '/api/answers/{id}': {
    get: { summary: 'An answer again.', parameters: ['id'], answer: { [JSON_TYPE]: Reply }, refusals: [404] },
  },
  '/api/answers/{id}/feedback': {
    post: {
      summary: 'Says what is thought of an answer.',
      ...{ parameters: ['id'], body: FeedbackRequest, refusals: [400, 404, 413, 415, 429] },
    },
  },
  '/api/documents': {
    get: { summary: 'What the answers come from.', answer: { [JSON_TYPE]: DocumentList }, refusals: [] },
  },
  '/api/documents/{id}': {
    get: {
      summary: 'One document with its text; slashes of the id may stand as they are.',
      ...{ parameters: ['id'], answer: { [JSON_TYPE]: DocumentDetail }, refusals: [404] },
    },
  },
  '/v1/chat/completions': {
    post: {
      summary: 'The same in the shape of OpenAI’s chat API.',
      ...{ body: ChatRequest, answer: { [JSON_TYPE]: ChatCompletion, [EVENTS]: ChatChunk } },
      refusals: [...ASKING, 404],
    },
  },
  '/v1/models': {
    get: { summary: 'The models: one for each place.', answer: { [JSON_TYPE]: ModelList }, refusals: [] },
  },
  '/v1/models/{id}': {
    get: { summary: 'One model.', parameters: ['id'], answer: { [JSON_TYPE]: Model }, refusals: [404] },
  },
};

/** The description of the API, OpenAPI 3.1, made from the forms that requests are read by and responses are tested with. */
export function openApi(): object {
  const { schemas } = z.toJSONSchema(components, { io: 'input', uri: refTo });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mingbai',
      version: '1',
      description:
        'Answers policy questions, each sentence with the passage it came from. Texts are Chinese.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, {}],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, one]) => [method, described(path, method, one)]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: __, ...one }]) => [id, one]),
      ),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key of API_KEYS, or HTTP_TOKEN.' },
      },
    },
  };
}

function described(
  path: string,
  method: string,
  { summary, parameters = [], body, answer, refusals }: Operation,
) {
  const fault = path.startsWith('/v1/') ? OpenAiError : ErrorBody;
  const refused = { description: '', content: { [JSON_TYPE]: { schema: reference(fault) } } };
  return {
    summary,
    operationId: `${method} ${path}`.replaceAll(/\W+(\w?)/gu, (_, letter: string) => letter.toUpperCase()),
    ...(parameters.length > 0 && {
      parameters: parameters.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
    }),
    ...(body && { requestBody: { required: true, content: { [JSON_TYPE]: { schema: reference(body) } } } }),
    responses: {
      ...(answer === undefined
        ? { 204: { description: '' } }
        : {
            200: {
              description: '',
              content: Object.fromEntries(
                Object.entries(answer).map(([type, schema]) => [type, { schema: reference(schema) }]),
              ),
            },
          }),
      ...Object.fromEntries([401, ...refusals].map((status) => [status, refused])),
    },
  };
}

function reference(schema: z.ZodType): object {
  const id = components.get(schema)?.id;
  if (id !== undefined) return { $ref: refTo(id) };
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((one) => reference(one as z.ZodType)) };
  throw new TypeError('a schema without a name');
}

function refTo(id: string): string {
  return `#/components/schemas/${id}`;
}
