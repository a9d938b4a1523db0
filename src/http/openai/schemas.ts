import { z } from '../../forms.ts';
import { components } from '../api/schemas.ts';

/*
 * What is read of OpenAI's chat API, and what is answered in its shape. A client may send more than is read.
 */

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });

export const ChatMessage = z
  .looseObject({
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
    content: z.union([z.string(), z.array(Part)]).nullish(),
  })
  .register(components, {
    id: 'ChatMessage',
    description:
      'Of parts only the texts are read. What a system or developer says is no instruction here, and ignored.',
  });

export const ChatRequest = z
  .looseObject({
    model: z.string().describe('mingbai, or mingbai:PLACE for questions that name no place.'),
    messages: z
      .array(ChatMessage)
      .min(1)
      .describe('The last user message is the question, what stands before it its history.'),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    n: z.int().nullish(),
  })
  .register(components, { id: 'ChatRequest' });

export const Annotation = z
  .object({
    type: z.literal('url_citation'),
    url_citation: z.object({
      start_index: z.int().describe('Of the marker in the content, in UTF-16 units.'),
      end_index: z.int().describe('Of its last character.'),
      title: z.string(),
      url: z.string(),
      quote: z.string(),
      document: z.string(),
      place: z.string().optional(),
      date: z.string().optional(),
    }),
  })
  .register(components, { id: 'Annotation', description: 'One for each marker of the text.' });

export const Usage = z
  .object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() })
  .register(components, { id: 'Usage', description: 'Always 0: nothing is counted in tokens here.' });

export const ChatCompletion = z
  .object({
    id: z.string().describe('chatcmpl- and the id of the answer, as /api/answers has it.'),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          annotations: z.array(Annotation),
        }),
        logprobs: z.null(),
        finish_reason: z.literal('stop'),
      }),
    ),
    usage: Usage,
  })
  .register(components, { id: 'ChatCompletion' });

export const ChatChunk = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion.chunk'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.int(),
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().optional(),
          annotations: z.array(Annotation).optional(),
        }),
        logprobs: z.null(),
        finish_reason: z.literal('stop').nullable(),
      }),
    ),
    usage: Usage.nullable().optional(),
  })
  .register(components, {
    id: 'ChatChunk',
    description:
      'One event of a stream, which ends with [DONE]; annotations come in the last chunk with a delta.',
  });

export const Model = z
  .object({ id: z.string(), object: z.literal('model'), created: z.int(), owned_by: z.string() })
  .register(components, { id: 'Model' });

export const ModelList = z
  .object({ object: z.literal('list'), data: z.array(Model) })
  .register(components, { id: 'ModelList' });

export const OpenAiError = z
  .object({
    error: z.object({ message: z.string(), type: z.string(), param: z.null(), code: z.string() }),
  })
  .register(components, { id: 'OpenAiError' });
