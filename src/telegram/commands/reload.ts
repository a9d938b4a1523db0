import { wording } from '../../wording.ts';
import { renderLines } from '../render.ts';
import type { Command, CommandCall } from './context.ts';

/** Operators only. Runs beside the chat's queue: questions are answered from the old corpus meanwhile. */
export const reload: Command = (call) => {
  if (!call.isOperator) {
    call.log('warn', 'reload-denied', { member: call.member });
    return renderLines([wording.telegram.notOperator]);
  }
  void run(call);
  return [];
};

async function run({ app, tell, log, member, describe }: CommandCall): Promise<void> {
  let told: Promise<void> | undefined;
  try {
    log('info', 'reload-asked', { member });
    const report = await app.reload((progress) => {
      told ??= tell(renderLines([wording.telegram.reloadProgress(progress)]));
    });
    await told;
    await tell(renderLines(wording.telegram.reloadDone(report).split('\n')));
  } catch (thrown) {
    log('error', 'reload-failed', { reason: describe(thrown) });
    await tell(renderLines([wording.telegram.reloadFailed]));
  }
}
