import { type Calibrated, type Signals, USUAL_LENGTH } from './evidence/confidence.ts';
import { EVIDENCE, type EvidenceSettings } from './evidence/evidence.ts';
import type { Reading } from './evidence/reading/reading.ts';
import { RETRIEVAL, type RetrievalSettings } from './retrieve.ts';

/** How passages are cut and embedded: an index is built for one of these, and its manifest says for which. */
export interface PassageSettings {
  /** Whole sentences up to this many characters (UTF-16 units). */
  readonly maxCharacters: number;
  /** Place, title and headings stand before a passage where it is embedded and searched by terms. */
  readonly placeBefore: boolean;
}

export const PASSAGES: PassageSettings = { maxCharacters: 250, placeBefore: true };

/** The parts of the answer path that can be switched off one by one, to see what each is worth. */
export const RULES = [
  /** Typing errors by sound become words of the corpus. */
  'spelling',
  /** Words that mean one thing stand for each other. */
  'synonyms',
  /** A policy asked for by name gets what the reports say of the name. */
  'policyNames',
  /** A township or village is as good as its county. */
  'townships',
  /** Only passages of the places asked are ranked. */
  'placeFilter',
  /** What holds from above a place, or is of none, answers where the place's own papers do not. */
  'above',
  /** Passages stand in the order of their best sentence. */
  'rerank',
  /** A follow-up takes place and subject from earlier turns. */
  'history',
  /** The question's vector is compared with each sentence's. */
  'sentenceVectors',
  /** A figure must stand near what it is asked of. */
  'nearness',
  /** A topic that the sentence lacks and other passages of the place have. */
  'elsewhere',
  /** A topic that no passage of the place has. */
  'foreign',
  /** Long sentences are trusted more at the same similarity. */
  'length',
  /** The sentence must hold the form that is asked for: a figure of the unit, a date, a name. */
  'form',
  /** A sentence must be sure enough to be said. */
  'threshold',
  /** The reader reads the best sentences. */
  'reader',
] as const;
export type Rule = (typeof RULES)[number];

/** Every number and switch that decides an answer. */
export interface Settings {
  readonly passages: PassageSettings;
  readonly retrieval: RetrievalSettings;
  readonly evidence: EvidenceSettings;
  /** What the reader's word counts; null where nothing was measured for it, and nobody reads. */
  readonly reading: Reading | null;
  readonly rules: Readonly<Record<Rule, boolean>>;
  /** Least confidence to answer a line that nobody addressed to the bot. 0 to 1; above: never. */
  readonly listening: number;
}

/** A threshold above every confidence: nothing is said unasked. */
export const NEVER = 2;

/** All rules on, and the calibration of an embedding model that nobody has measured. */
export const DEFAULT_SETTINGS: Settings = {
  passages: PASSAGES,
  retrieval: RETRIEVAL,
  evidence: EVIDENCE,
  reading: null,
  rules: Object.fromEntries(RULES.map((rule) => [rule, true])) as Record<Rule, boolean>,
  listening: NEVER,
};

/** The same settings with what was measured for one embedding model. */
export function calibrated(
  settings: Settings,
  { minConfidence, calibration, listening }: Calibrated,
): Settings {
  return {
    ...settings,
    evidence: { ...settings.evidence, minConfidence, calibration },
    listening: listening ?? NEVER,
  };
}

/** What is measured for one reader beside one embedding model. */
export interface MeasuredReading {
  readonly reading: Reading;
  /** Least confidence to answer a line that nobody addressed to the bot; never when absent. 0 to 1. */
  readonly listening?: number;
}

/** The same settings with what was measured for a reader: its word changes the confidence, and so when to speak unasked. */
export function withReading(settings: Settings, { reading, listening }: MeasuredReading): Settings {
  return { ...settings, reading, listening: listening ?? NEVER };
}

export function withoutRule(settings: Settings, rule: Rule): Settings {
  return { ...settings, rules: { ...settings.rules, [rule]: false } };
}

/** What each signal is taken for where its rule is off: the value that says nothing. */
const SILENT: Readonly<Partial<Record<Rule, Partial<Signals>>>> = {
  sentenceVectors: { similarity: null },
  nearness: { nearness: null },
  elsewhere: { elsewhere: 0 },
  foreign: { foreign: 0 },
  length: { length: USUAL_LENGTH },
};

/** The evidence's settings with the rules that are off worked in. */
export function evidenceSettings({ evidence, rules }: Settings): EvidenceSettings {
  const off = RULES.filter((rule) => !rules[rule]);
  return {
    ...evidence,
    fixed: Object.assign({}, evidence.fixed, ...off.map((rule) => SILENT[rule])),
    checksForm: evidence.checksForm && rules.form,
    minConfidence: rules.threshold ? evidence.minConfidence : 0,
  };
}
