import { type raw, html as template } from 'hono/html';

/** HTML that is safe to send: made by `html` alone. */
export type Html = ReturnType<typeof raw>;

export type Part = Html | string | number | false | null | undefined | readonly Part[];

/**
 * A template whose values are text: every one is escaped, but for HTML that a template made. Control and direction
 * characters of a text are left out, false, null and undefined say nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  // A promise only where one of the values is.
  return template(strings, ...values.map(printable)) as Html;
}

function printable(part: Part): Part {
  if (Array.isArray(part)) return part.map(printable);
  return typeof part === 'string' ? clean(part) : part;
}

/** A text without control and direction characters, and without lone surrogates; line breaks and tabs stay. */
export function clean(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, '');
}
