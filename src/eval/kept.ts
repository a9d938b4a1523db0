import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from './report.ts';

/** The newest so many stay; names begin with the time, so their order is that of their making. */
const KEPT = 100;
const NAME = /^\d{4}-\d{2}-\d{2}T[\d-]+Z\.json$/u;

/**
 * Keeps a report in a folder of runs, under the time that it was made at, and lets the oldest go where there are many.
 * Files of other names stay.
 * @returns the path of the file. @throws what the disk throws.
 */
export async function keepRun(folder: string, report: Report): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${report.at.replaceAll(/[:.]/gu, '-')}.json`);
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify(report)}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const old = (await readdir(folder))
    .filter((name) => NAME.test(name))
    .toSorted()
    .slice(0, -KEPT);
  for (const name of old) await rm(join(folder, name), { force: true });
  return file;
}
