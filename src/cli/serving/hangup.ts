import type { App } from '../../core/ports/app.ts';
import { toldOf } from '../../errors.ts';
import { wording } from '../../wording.ts';
import { ingestLines } from '../print.ts';

/**
 * Reloads the corpus at each SIGHUP, as services do, and tells on stderr what became of it. Windows has no such signal.
 * @returns undoes it.
 */
export function reloadOnHangup(app: Pick<App, 'reload'>, signal: AbortSignal): () => void {
  const tell = (lines: readonly string[]) => process.stderr.write(`${lines.join('\n')}\n`);
  const reload = () => {
    app.reload().then(
      (report) => tell(ingestLines(report)),
      (fault: unknown) => {
        if (!signal.aborted) tell([wording.terminal.reloadFailed, toldOf(fault)]);
      },
    );
  };
  process.on('SIGHUP', reload);
  return () => void process.off('SIGHUP', reload);
}
