/**
 * Every fault that a person may read: what went wrong, what was expected, what to do next.
 * `{name}` is filled from the error's fields. Secrets never go in.
 */
const MESSAGES = {
  'config-invalid':
    'The configuration is wrong:\n{faults}\nCorrect .env or the environment, then start again.',
  'corpus-missing':
    'No corpus at {path}. Expected a folder of reports or a .jsonl file. Set CORPUS_DIR or --corpus.',
  'corpus-empty':
    'No report could be read in {path}{details}. Expected at least one .txt, .md or .jsonl file with text. Put one there, then run `npm run ingest`.',
  'sources-invalid':
    '{path} does not fit its form: {details}. Correct it (see README, "Your own reports"), then run `npm run ingest`.',
  'synonyms-invalid':
    '{path} does not fit its form: {details}. Correct it (see README, "Your own reports"), then run `npm run ingest`.',
  'model-missing':
    'The embedding model is not at {path}. Expected config.json, tokenizer.json and onnx/model_quantized.onnx. Set MODELS_DIR and EMBEDDING_MODEL.',
  'model-damaged':
    'The embedding model at {path} cannot be loaded: {details}. Restore the folder (`git checkout models`), then start again.',
  'cases-missing':
    'No cases in {path}: {details}. Expected lines of JSON, one a question (see test/eval/README.md).',
  'cases-invalid':
    '{path}, line {line}: {details}. Correct the line (test/eval/README.md says what stands in one), then run it again.',
  'report-invalid':
    '{path} is no report of an evaluation: {details}. Expected what `npm run eval -- --json FILE` wrote.',
  'calibration-invalid':
    'The calibration {path} does not fit its form: {details}. Correct it, run `npm run eval -- calibrate`, or remove it: without one the product answers more carefully.',
  'embedder-failed':
    'The embedding worker failed: {details}. Try again; if this repeats, restore the model (`git checkout models`), then start again.',
  'index-missing': 'No index at {path}. Run `npm run ingest`.',
  'index-damaged': 'The index {path} is damaged: {details}. Run `npm run ingest` to build it again.',
  'index-mismatch':
    'The index {path} was built with {built}, but {wanted} is configured. Run `npm run ingest`.',
  'index-locked': 'Another process (pid {pid}) is writing {path}. Wait for it, then try again.',
  'index-write':
    'The index could not be written to {path}: {details}. The previous one still serves. Free space or mend the permissions, then reload.',
  'index-changed':
    'The index {path} was changed by another writer (from {expected} to {found}) while the next one was built. Nothing was swapped. Reload again.',
  'index-unproven':
    'The new index in {path} failed its check: {details}. It was thrown away, the previous one still serves. Run `npm run ingest` again; if this repeats, reinstall (`npm ci`).',
  'chat-model-failed':
    'The chat model failed: {details}. The quotes were sent instead. Look at its server, OPENAI_BASE_URL, OPENAI_MODEL and OPENAI_API_KEY.',
  'chat-model-timeout':
    'The chat model gave nothing within {milliseconds} ms ({stage}). The quotes were sent instead. Look at its server, or set OPENAI_MODEL to a faster one.',
  'chat-model-incomplete':
    'The chat model stopped early (finish_reason {reason}). Expected "stop". The quotes were sent instead. If this repeats, raise the limit of its server, or set another OPENAI_MODEL.',
  'state-damaged':
    "The state file {path} is damaged: {details}. Move it away and start again (unanswered questions and the bot's memory in it are lost), or restore a backup.",
  'state-newer':
    'The state file {path} has format {found}, this version knows up to {known}. Run the newer version, or set another DATA_DIR.',
  'state-unusable':
    'The state file {path} cannot be opened for writing: {details}. Mend the permissions, free space, or set another DATA_DIR.',
  'state-in-use':
    'Another process works with the state file {path}. Expected one process for each DATA_DIR and each bot token. Stop the other one, or set another DATA_DIR.',
  'telegram-failed':
    'The Telegram bot could not start: {details}. If this repeats, look at the log, and report it with the line before.',
  'telegram-token-refused':
    'Telegram refuses the bot token ({details}). Expected the token that @BotFather gave, like 123456:ABC. Set TELEGRAM_BOT_TOKEN, then start again.',
  'http-unusable':
    'The HTTP server cannot listen on {host}, port {port}: {details}. Expected an address of this machine and a free port. Set HTTP_HOST and HTTP_PORT, then start again.',
  'telegram-webhook-refused':
    'Telegram refuses the webhook {url} ({details}). Expected an https address that it reaches, on port 443, 80, 88 or 8443. Correct WEBHOOK_URL, or leave it out to fetch updates by long polling.',
  stopped:
    'Stopped by a signal before it was done. Nothing is half-written, and an index that was there is whole. Run the same command again.',
  usage: '{details}',
} as const;

export type ErrorCode = keyof typeof MESSAGES;

/** The one error class: a code of the table above, its fields, and the cause. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, fields: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const text = MESSAGES[code].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fields[key] ?? ''));
    super(text, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fields = fields;
  }
}

/** The message of anything thrown, on one line; never empty. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : asText(thrown);
  return text.replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim() || 'unknown fault';
}

/** `String` throws for an object without a prototype, and for one whose `toString` does. */
function asText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'unknown fault';
  }
}
