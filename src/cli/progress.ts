import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../core/ports.ts';
import { wording } from '../wording.ts';

export interface ProgressBar {
  update(progress: IngestProgress): void;
  stop(): void;
}

/** A bar for each phase on a terminal's stderr; nothing where stderr is no terminal. */
export function createProgressBar(): ProgressBar {
  let bar: SingleBar | undefined;
  let phase: IngestProgress['phase'] | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update(progress) {
      if (!process.stderr.isTTY) return;
      if (progress.phase !== phase) {
        stop();
        phase = progress.phase;
        bar = new SingleBar(
          {
            format: '{phase} |{bar}| {value}/{total} · {eta_formatted}',
            stream: process.stderr,
            hideCursor: true,
          },
          Presets.shades_classic,
        );
        bar.start(progress.total, progress.done, { phase: wording.terminal.phase(phase) });
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
    },
    stop,
  };
}
