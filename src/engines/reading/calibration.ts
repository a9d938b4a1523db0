import type { MeasuredReading } from '../../core/settings.ts';
import { z } from '../../forms.ts';
import {
  type MeasuredModel,
  measuredModel,
  plainModel,
  readBeside,
  writeBeside,
} from '../models/calibration-file.ts';

const form = z.strictObject({
  /** The reader, and the embedding model whose confidence it stands beside. */
  reader: measuredModel,
  embedder: measuredModel,
  listening: z.number().min(0).max(1).optional(),
  reading: z.strictObject({
    weighed: z.number(),
    logit: z.number(),
    usualLogit: z.number(),
    order: z.number(),
    sure: z.number(),
    alone: z.number(),
  }),
});

export interface MeasuredModels {
  readonly reader: MeasuredModel;
  readonly embedder: MeasuredModel;
}

/**
 * What was measured for the reader whose files are in `folder` beside an embedding model; null when nothing was, or with
 * other files of either.
 * @throws AppError `calibration-invalid` for a file that does not fit its form.
 */
export async function readReading(
  folder: string,
  { reader, embedder }: MeasuredModels,
): Promise<MeasuredReading | null> {
  const read = await readBeside(folder, form);
  if (read?.reader.sha256 !== reader.sha256 || read.embedder.sha256 !== embedder.sha256) return null;
  const { reading, listening } = read;
  return { reading, ...(listening === undefined ? {} : { listening }) };
}

/** Writes it beside the reader, whole or not at all. @returns the file. */
export function writeReading(
  folder: string,
  { reader, embedder }: MeasuredModels,
  { reading, listening }: MeasuredReading,
): Promise<string> {
  return writeBeside(folder, {
    reader: plainModel(reader),
    embedder: plainModel(embedder),
    listening,
    reading,
  });
}
