export interface SentEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a stream (text/event-stream), as they come. A browser's own reader of them sends no forms. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let left = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      left += value;
      const whole = left.split('\n\n');
      left = whole.pop() ?? '';
      for (const block of whole) {
        const lines = block.split('\n');
        const data = fieldsOf(lines, 'data:').join('\n');
        const [event] = fieldsOf(lines, 'event:');
        if (event !== undefined) yield { event, data };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Not by a pattern: `.` ends at U+2028, which data may hold. */
function fieldsOf(lines: readonly string[], name: string): string[] {
  return lines.flatMap((line) => (line.startsWith(name) ? [line.slice(name.length).replace(/^ /u, '')] : []));
}
