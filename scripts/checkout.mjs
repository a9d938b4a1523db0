// What the scripts that make the checkout ready share: where it is, and how they speak.
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Says a thing to whoever installs, in Chinese and in English; stdout belongs to `ask --jsonl`. */
export const say = (chinese, english) => console.error(`${chinese}\n${english}`);

/** Ends the process with 1, and says why, where one of the folders that exist cannot be written. */
export function checkWritable(...folders) {
  try {
    for (const folder of [root, ...folders]) if (existsSync(folder)) accessSync(folder, constants.W_OK);
  } catch {
    say(
      `需要安装依赖或重新生成 dist，但当前用户不能写 ${root}。请用安装时的用户运行 node scripts/ensure-installed.mjs，再运行同样的命令。`,
      `The dependencies must be installed or dist made anew, and this user cannot write ${root}. Run node scripts/ensure-installed.mjs as the user who installed it, then the same command again.`,
    );
    process.exit(1);
  }
}
