import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Has a .doc written as a .docx by LibreOffice, which opens older and more damaged ones than the product's own reader.
 * Undefined where it fails. One file at a time.
 * @param folder for its profile and the files between; whoever made it removes it.
 */
export function createDocConverter(
  program: string,
  folder: string,
): (doc: Uint8Array) => Promise<Uint8Array | undefined> {
  return async (doc) => {
    const [source, target] = [join(folder, 'report.doc'), join(folder, 'report.docx')];
    try {
      await writeFile(source, doc);
      const profile = pathToFileURL(join(folder, 'profile')).href;
      await run(program, [
        ...[`-env:UserInstallation=${profile}`, '--headless', '--norestore', '--nolockcheck'],
        ...['--convert-to', 'docx:MS Word 2007 XML', '--outdir', folder, source],
      ]);
      return new Uint8Array(await readFile(target));
    } catch {
      return undefined;
    } finally {
      await Promise.all([source, target].map((path) => rm(path, { force: true })));
    }
  };
}
