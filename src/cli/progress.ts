import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../core/ports.ts';
import { wording } from '../wording.ts';

export interface ProgressBar {
  update(progress: IngestProgress): void;
  stop(): void;
}

/** A bar for each phase on a terminal's stderr; nothing where stderr is no terminal. */
export function createProgressBar(): ProgressBar {
  let bar: CountBar | undefined;
  let phase: IngestProgress['phase'] | undefined;
  return {
    update(progress) {
      if (progress.phase !== phase) {
        bar?.stop();
        phase = progress.phase;
        bar = createCountBar(wording.terminal.phase(phase), wording.terminal.unit(phase));
      }
      const { done, total, file, page } = progress;
      bar?.update(done, total, file && wording.terminal.readingFile(file, page));
    },
    stop() {
      bar?.stop();
      bar = undefined;
      phase = undefined;
    },
  };
}

export interface CountBar {
  /** @param detail shown behind the count: what is worked on. */
  update(done: number, total: number, detail?: string): void;
  stop(): void;
}

/** One bar of so many `unit`s on a terminal's stderr, shown from its first update on; nothing where stderr is no terminal. */
export function createCountBar(label: string, unit: string): CountBar {
  let bar: SingleBar | undefined;
  return {
    update(done, total, detail = '') {
      if (!process.stderr.isTTY) return;
      if (bar === undefined) {
        bar = new SingleBar(
          {
            format: '{label} |{bar}| {value}/{total} {unit}{eta_formatted} {detail}',
            formatTime: remaining,
            stream: process.stderr,
            hideCursor: true,
          },
          Presets.shades_classic,
        );
        bar.start(total, done, { label, unit, detail });
      }
      bar.setTotal(total);
      bar.update(done, { detail });
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}

/** @param seconds what cli-progress reckons: a number, or `NULL` or `INF` where it cannot tell yet. */
function remaining(seconds: unknown): string {
  return typeof seconds === 'number' && seconds > 0 ? wording.terminal.remaining(seconds) : '';
}
