/**
 * The weights of a logistic model of "this sentence answers the question", fitted on the cases that are looked at.
 * Cosines lie in another band for every embedding model: it belongs to one.
 */
export interface Calibration {
  readonly bias: number;
  /** Of the share of the subject that sentence and context speak of. */
  readonly coverage: number;
  /** Of the cosine above `usualSimilarity`, which also stands in where there is none. */
  readonly similarity: number;
  readonly usualSimilarity: number;
  /** Of the nearness of figure and subject above `usualNearness`, where a figure or a date is wanted. */
  readonly nearness: number;
  readonly usualNearness: number;
  /** Of the weight of a topic that the sentence lacks and other passages of the place have: negative. */
  readonly elsewhere: number;
  readonly foreign: number;
  /** Of a question that names no place: it may be chatter, and must be answered more surely. Negative. */
  readonly unplaced: number;
  /** Of the logarithm of the sentence's length over 60 characters: long sentences dilute their vectors. */
  readonly length: number;
  /** Below this best cosine, with little of the subject found, a question is chatter. */
  readonly offTopic: number;
}

/** What is measured for one embedding model. */
export interface Calibrated {
  /** Least confidence for a sentence to count as an answer. 0 to 1. */
  readonly minConfidence: number;
  readonly calibration: Calibration;
  /** Least confidence to answer a line that nobody addressed to the bot, learned with this calibration; never when absent. 0 to 1. */
  readonly listening?: number;
}

/**
 * For an embedding model that nobody has measured. It leaves cosines out, as nobody knows where they lie: a sentence
 * must prove itself by its words, and no question counts as on topic for its similarity alone.
 */
export const UNMEASURED: Calibrated = {
  minConfidence: 0.8,
  calibration: {
    bias: 0.1,
    coverage: 2.5,
    similarity: 0,
    usualSimilarity: 0,
    nearness: 3,
    usualNearness: 0.4,
    elsewhere: -2.8,
    foreign: -2,
    unplaced: -0.4,
    length: 0,
    offTopic: 1,
  },
};

/** What the confidence in a sentence is made of. */
export interface Signals {
  readonly coverage: number;
  readonly similarity: number | null;
  /** Null where neither a figure nor a date is wanted. */
  readonly nearness: number | null;
  readonly elsewhere: number;
  /** Weight of a topic that no passage of the place has, and other places' passages have. */
  readonly foreign: number;
  /** 1 where the question is of no place, 0 where it is of some. */
  readonly unplaced: number;
  /** Characters of the sentence. */
  readonly length: number;
  /** The reader's word on it; absent where it was not read. */
  readonly logit?: number;
}

/** From this weight on a missing word is a topic of its own. 0 to 1. */
export const TOPIC = 0.3;

/** What the heaviest topic weighs that a sentence lacks, be it known of its place or of others alone. 0 to 1. */
export function lackedBy({ elsewhere, foreign }: Pick<Signals, 'elsewhere' | 'foreign'>): number {
  return Math.max(elsewhere, foreign);
}

/** A sentence shorter than this is as good a vector as one of this length. In characters. */
const SHORTEST_COUNTED = 30;
/** The length that says nothing for or against a sentence. In characters. */
export const USUAL_LENGTH = 60;

/** The length of a sentence as the model takes it: 0 at 60 characters, ln 2 more for each doubling. */
export function lengthFeature(characters: number): number {
  return Math.log(Math.max(characters, SHORTEST_COUNTED) / USUAL_LENGTH);
}

/** How likely a sentence with these signals answers the question, 0 to 1. */
export function confidenceOf(signals: Signals, calibration: Calibration): number {
  const { coverage, similarity, nearness, elsewhere, foreign, unplaced, length } = signals;
  const sum =
    calibration.bias +
    calibration.coverage * coverage +
    calibration.similarity * ((similarity ?? calibration.usualSimilarity) - calibration.usualSimilarity) +
    (nearness === null ? 0 : calibration.nearness * (nearness - calibration.usualNearness)) +
    calibration.elsewhere * elsewhere +
    calibration.foreign * foreign +
    calibration.unplaced * unplaced +
    calibration.length * lengthFeature(length);
  return 1 / (1 + Math.exp(-sum));
}
