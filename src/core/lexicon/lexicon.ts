import type { SynonymTable } from '../language/vocabulary.ts';
import { tableOf } from './notation.ts';
import { NAMES } from './words/names.ts';
import { REPORTS } from './words/reports.ts';
import { RULES } from './words/rules.ts';
import { SPEECH } from './words/speech.ts';

/**
 * The product's own words: how people say what papers call otherwise. Language alone: no figure, no place, no term of one
 * report, and never two things that papers tell apart (低保 and 特困, 城市 and 农村) as one.
 */
export const LEXICON: SynonymTable = tableOf([NAMES, REPORTS, RULES, SPEECH]);
