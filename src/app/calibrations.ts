import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Calibrated } from '../core/evidence/confidence.ts';
import type { Reading } from '../core/evidence/reading/reading.ts';
import type { Reader } from '../core/ports.ts';
import { calibrated, DEFAULT_SETTINGS, type Settings, withReading } from '../core/settings.ts';
import { readCalibration, writeCalibration } from '../engines/embedding/calibration.ts';
import { hashModelFiles } from '../engines/models/model-files.ts';
import { readReading, writeReading } from '../engines/reading/calibration.ts';
import type { Log } from '../log.ts';
import type { Parts } from './serving.ts';

/**
 * What is measured for the embedding model, and for the reader beside it; the careful settings of an unmeasured model where
 * nothing is, and no reading by an unmeasured reader.
 * @throws AppError `calibration-invalid`.
 */
export async function settingsFor(
  config: Config,
  { embedder, passages }: Parts,
  reader: Reader | null,
  log: Log,
): Promise<Settings> {
  const settings = { ...DEFAULT_SETTINGS, passages };
  const { id, sha256 } = embedder.model;
  const measured = await readCalibration(join(config.modelsDir, config.embeddingModel), sha256);
  if (measured === null) {
    log('warn', 'model-not-calibrated', {
      model: id,
      reason: '模型旁边没有与它相符的 calibration.json，拒答会偏多。请运行 npm run eval -- calibrate。',
    });
    return settings;
  }
  const ofModel = calibrated(settings, measured);
  if (reader === null) return ofModel;
  const folder = join(config.modelsDir, reader.model.id);
  const reading = await readReading(folder, { reader: reader.model, embedder: embedder.model });
  if (reading !== null) return withReading(ofModel, reading);
  log('warn', 'model-not-calibrated', {
    model: reader.model.id,
    reason: '阅读模型旁边没有与它和向量模型相符的 calibration.json，没有用它。请运行 npm run eval -- read。',
  });
  return ofModel;
}

/** Keeps what was measured for the configured embedding model beside it. @returns the file. */
export async function saveCalibration(config: Config, measured: Calibrated): Promise<string> {
  const model = await modelOf(config, config.embeddingModel);
  return writeCalibration(model.folder, model, measured);
}

/** Keeps what was measured for the configured reader beside it; null where none is configured. @returns the file. */
export async function saveReading(config: Config, reading: Reading): Promise<string | null> {
  if (config.readerModel === null) return null;
  const reader = await modelOf(config, config.readerModel);
  const embedder = await modelOf(config, config.embeddingModel);
  return writeReading(reader.folder, { reader, embedder }, { reading });
}

/**
 * Keeps the threshold that was learned for unaddressed lines beside the model that it was learned with: the reader, where
 * it reads, else the embedding model.
 * @returns the file; null where nothing else was measured for the model, and the threshold would mean nothing.
 */
export async function saveListening(config: Config, listening: number): Promise<string | null> {
  const embedder = await modelOf(config, config.embeddingModel);
  const reader = config.readerModel === null ? null : await modelOf(config, config.readerModel);
  const reading = reader && (await readReading(reader.folder, { reader, embedder }));
  if (reader !== null && reading !== null)
    return writeReading(reader.folder, { reader, embedder }, { ...reading, listening });
  const measured = await readCalibration(embedder.folder, embedder.sha256);
  return measured && writeCalibration(embedder.folder, embedder, { ...measured, listening });
}

async function modelOf({ modelsDir }: Config, id: string) {
  const folder = join(modelsDir, id);
  return { folder, id, sha256: await hashModelFiles(folder) };
}
