import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './modules.ts';

/** Every variable that src/config.ts reads, in its order. */
export const VARIABLES: readonly string[] = [
  ...readFileSync(join(ROOT, 'src/config.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gmu),
].map(([, name = '']) => name);
