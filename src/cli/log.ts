import type { Config } from '../config.ts';
import { createLog, type Log, mask } from '../log.ts';
import { wording } from '../wording.ts';

/** Told by other lines than their own, or nothing that whoever asks can do something about. */
const NOT_TOLD: ReadonlySet<string> = new Set(['index-not-built', 'generation-skipped', 'index-not-swept']);

/** JSON lines on stderr, as LOG_LEVEL says. */
export function createJsonLog(config: Config): Log {
  return createLog({
    level: config.logLevel,
    secrets: secretsOf(config),
    write: (line) => process.stderr.write(line),
  });
}

/**
 * For commands whose stderr somebody reads: a warning is one Chinese line with its reason, once, and nothing else is
 * said. Where LOG_LEVEL is set, JSON lines after all.
 */
export function createTerminalLog(config: Config): Log {
  if (config.isLogLevelChosen) return createJsonLog(config);
  const secrets = secretsOf(config);
  const told = new Set<string>();
  return (level, event, { reason } = {}) => {
    const isWarning = level === 'warn' || level === 'error';
    if (!isWarning || typeof reason !== 'string' || NOT_TOLD.has(event)) return;
    const line = wording.terminal.notice(mask(reason, secrets));
    if (told.has(line)) return;
    told.add(line);
    process.stderr.write(`${line}\n`);
  };
}

function secretsOf({ telegram, chatModel, http }: Config): string[] {
  const keys = http.apiKeys.map(({ key }) => key);
  return [telegram?.token, telegram?.webhook?.secret, chatModel?.apiKey, http.token, ...keys].filter(
    (secret) => secret !== undefined,
  );
}
