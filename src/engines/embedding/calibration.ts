import type { Calibrated } from '../../core/evidence/confidence.ts';
import { z } from '../../forms.ts';
import {
  type MeasuredModel,
  measuredModel,
  plainModel,
  readBeside,
  writeBeside,
} from '../models/calibration-file.ts';

const share = z.number().min(0).max(1);
const form = z.strictObject({
  /** The model that it was measured with. */
  model: measuredModel,
  minConfidence: share,
  listening: share.optional(),
  calibration: z.strictObject({
    bias: z.number(),
    coverage: z.number(),
    similarity: z.number(),
    usualSimilarity: z.number().min(-1).max(1),
    nearness: z.number(),
    usualNearness: share,
    elsewhere: z.number(),
    foreign: z.number(),
    unplaced: z.number(),
    length: z.number(),
    offTopic: z.number().min(-1).max(1),
  }),
});

/**
 * What was measured for the model whose files are in `folder`; null when nothing was, or for another model's files.
 * @throws AppError `calibration-invalid` for a file that does not fit its form.
 */
export async function readCalibration(folder: string, sha256: string): Promise<Calibrated | null> {
  const read = await readBeside(folder, form);
  if (read?.model.sha256 !== sha256) return null;
  const { minConfidence, calibration, listening } = read;
  return { minConfidence, calibration, ...(listening === undefined ? {} : { listening }) };
}

/** Writes it beside the model, whole or not at all. @returns the file. */
export function writeCalibration(
  folder: string,
  model: MeasuredModel,
  { minConfidence, calibration, listening }: Calibrated,
): Promise<string> {
  return writeBeside(folder, { model: plainModel(model), minConfidence, listening, calibration });
}
