import type { HonoRequest } from 'hono';
import { faultsOf, jsonFault, type z } from '../../forms.ts';
import { Refusal } from '../errors.ts';

/**
 * The body of a request, as a form has it.
 * @throws Refusal where it is no JSON, or not of the form.
 */
export async function readBody<Form extends z.ZodType>(
  request: HonoRequest,
  form: Form,
): Promise<z.output<Form>> {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/iu.test(request.header('content-type') ?? ''))
    throw new Refusal('unsupported-type');
  const read = form.safeParse(parsed(await request.arrayBuffer()));
  if (!read.success) throw new Refusal('bad-request', { details: faultsOf(read.error) });
  return read.data;
}

function parsed(bytes: ArrayBuffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('bad-request', { details: 'JSON 应存成 UTF-8 编码。' });
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Refusal('bad-request', { details: `${jsonFault(text, thrown)}。` });
  }
}
