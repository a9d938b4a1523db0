export type PlaceLevel = 'province' | 'city' | 'county';

/** One row of the official table of divisions. */
export interface Division {
  /** National code: 2 digits a province, 4 a city, 6 a county. */
  readonly code: string;
  readonly name: string;
  readonly level: PlaceLevel;
  /** Official names above it, outermost first. */
  readonly parents: readonly string[];
}

export interface Place {
  /** The official name, with the nearest parent's before it where two places share it. Unique. */
  readonly name: string;
  /** Without its kind and peoples: 某某土家族自治县 is 某某. */
  readonly short: string;
  readonly level: PlaceLevel;
  readonly code: string;
  /** Official names above it, outermost first. */
  readonly parents: readonly string[];
}

/** Places whose papers answer together, by official names; undefined stands for the papers of no place. */
export type Tier = readonly (string | undefined)[];
