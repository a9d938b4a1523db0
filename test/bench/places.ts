import { loadGazetteer } from '../../src/corpus/gazetteer/gazetteer.ts';
import { createScriptConverter } from '../../src/engines/script-converter.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';

/** The counties that large corpora are made of. */
export const gazetteer = loadGazetteer(createSegmenter().partOfSpeech, createScriptConverter().toSimplified);
