export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One event for the log. Fields never hold the token, nor what people wrote. */
export type LogEvent = (level: LogLevel, event: string, fields: Readonly<Record<string, unknown>>) => void;
