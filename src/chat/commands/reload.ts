import type { IngestProgress } from '../../core/ports.ts';
import { AppError } from '../../errors.ts';
import { type Command, type CommandCall, denied } from './command.ts';

/** Operators only. Runs beside the chat's queue: questions are answered from the old corpus meanwhile. */
export const reload: Command = (call) => {
  const { surface } = call;
  if (!call.isOperator) {
    call.log('warn', 'reload-denied', { member: call.member });
    return denied(call, surface.words.notOperator);
  }
  void run(call);
  return [];
};

async function run(call: CommandCall): Promise<void> {
  const { app, surface, tell, log, member, describe } = call;
  const progress = createProgress(call);
  try {
    log('info', 'reload-asked', { member });
    const report = await app.reload(progress.show);
    await progress.end();
    await tell(surface.lines(surface.words.reloadDone(report).split('\n')));
  } catch (thrown) {
    log('error', 'reload-failed', { reason: describe(thrown) });
    await progress.end();
    // Where an index lies, and of which reports, is nothing for a group.
    const isTold = call.isPrivate && thrown instanceof AppError;
    await tell(surface.lines(surface.words.reloadFailed(isTold ? describe(thrown) : null)));
  }
}

/** Messages and edits that are left to the chat's answers while progress is shown. */
const LEFT_TO_ANSWERS = 8;
/** Steps of a phase that are shown. */
const STEPS = 4;

/** One message that tells how far it is, a few times edited. Never rejects. */
function createProgress({ place, surface, log, describe }: CommandCall): {
  show(progress: IngestProgress): void;
  end(): Promise<void>;
} {
  let message: Promise<string | undefined> | undefined;
  let shown = '';

  async function begin(text: string): Promise<string | undefined> {
    const [rendered] = surface.lines([text]);
    if (rendered === undefined) return undefined;
    const delivery = await surface.send(place, rendered);
    return delivery.kind === 'sent' ? delivery.messageId : undefined;
  }

  async function change(text: string): Promise<void> {
    try {
      const id = await message;
      const [rendered] = surface.lines([text]);
      if (id !== undefined && rendered !== undefined) await surface.edit(place, id, rendered);
    } catch (thrown) {
      log('warn', 'reload-progress-not-shown', { reason: describe(thrown) });
    }
  }

  return {
    show(progress) {
      const step = `${progress.phase} ${Math.floor((STEPS * progress.done) / Math.max(1, progress.total))}`;
      if (step === shown) return;
      const text = surface.words.reloadProgress(progress);
      if (message === undefined) {
        message = begin(text);
        message.catch(() => undefined);
      } else if (surface.room(place) > LEFT_TO_ANSWERS) void change(text);
      else return;
      shown = step;
    },
    async end() {
      if (message !== undefined) await change(surface.words.commands.reloadEnded);
    },
  };
}
