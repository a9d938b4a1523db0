import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface Models {
  /** Where text stands: probabilities of pixels. */
  readonly detection: InferenceSession;
  /** What a line says: probabilities of characters from left to right. */
  readonly recognition: InferenceSession;
  /** Whether a line stands on its head. */
  readonly orientation: InferenceSession;
  /** The characters of the classes of `recognition`: the first is none, the last a blank. */
  readonly characters: readonly string[];
  dispose(): Promise<void>;
}

/** @throws Error where a model is missing or damaged. */
export async function loadModels(folder: string, threads: number): Promise<Models> {
  const open = (file: string) =>
    InferenceSession.create(join(folder, file), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // What one page took would be held for the next, which has other sizes.
      enableCpuMemArena: false,
      enableMemPattern: false,
    });
  const keys = readFileSync(join(folder, 'ppocr_keys_v1.txt'), 'utf8').split(/\r?\n/u);
  if (keys.at(-1) === '') keys.pop();
  const detection = await open('ch_PP-OCRv4_det_infer.onnx');
  const recognition = await open('ch_PP-OCRv4_rec_infer.onnx');
  const orientation = await open('ch_ppocr_mobile_v2.0_cls_infer.onnx');
  return {
    detection,
    recognition,
    orientation,
    characters: ['', ...keys, ' '],
    async dispose() {
      await Promise.all([detection.release(), recognition.release(), orientation.release()]);
    },
  };
}

/** Runs a model of one input and one output. */
export async function runModel(
  model: InferenceSession,
  input: Float32Array,
  shape: readonly number[],
): Promise<{ readonly data: Float32Array; readonly shape: readonly number[] }> {
  const tensor = new Tensor('float32', input, shape);
  const output = (await model.run({ [model.inputNames[0] ?? '']: tensor }))[model.outputNames[0] ?? ''];
  if (output === undefined || !(output.data instanceof Float32Array))
    throw new Error('the model gives no numbers');
  return { data: output.data, shape: output.dims };
}
