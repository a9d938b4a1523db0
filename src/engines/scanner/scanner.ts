import type { Scan, ScanImage } from '../../core/ports/scanner.ts';
import { findModels } from './installed.ts';
import { loadModels, type Models } from './models.ts';
import { NotAPicture } from './picture/picture.ts';
import { scanPage } from './scan.ts';

/** Of the processor: more would take them from whoever else works on the machine. */
const THREADS = 2;

/**
 * A scanner of text in this very thread, which it blocks for seconds a page; null where the models are not installed. They are
 * loaded with the first picture. Some 700 MB of memory are taken while one is read.
 */
export function openScanner() {
  const folder = findModels();
  if (folder === null) return null;
  let models: Promise<Models> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();
  return {
    scan(image: ScanImage, signal?: AbortSignal): Promise<Scan | undefined> {
      const checkStop = () => {
        signal?.throwIfAborted();
        closing.signal.throwIfAborted();
      };
      const page = turn.then(async () => {
        checkStop();
        models ??= loadModels(folder, THREADS);
        try {
          return await scanPage(await models, image, checkStop);
        } catch (error) {
          if (error instanceof NotAPicture) return undefined;
          throw error;
        }
      });
      turn = page.catch(() => undefined);
      return page;
    },
    async close(): Promise<void> {
      closing.abort(new Error('the scanner is closed'));
      await turn;
      await (await models?.catch(() => undefined))?.dispose();
      models = undefined;
    },
  };
}
