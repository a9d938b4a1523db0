import type { SynonymTable } from '../language/vocabulary.ts';
import { tableOf } from './notation.ts';
import { FARMING } from './words/farming.ts';
import { HEALTH } from './words/health.ts';
import { HOMES } from './words/homes.ts';
import { LAND } from './words/land.ts';
import { NAMES } from './words/names.ts';
import { OFFICES } from './words/offices.ts';
import { RELIEF } from './words/relief.ts';
import { REPORTS } from './words/reports.ts';
import { RULES } from './words/rules.ts';
import { SCHOOLS } from './words/schools.ts';
import { SPEECH } from './words/speech.ts';
import { WORK } from './words/work.ts';

/**
 * The product's own words: how people say what papers call otherwise. Language alone: no figure, no place, no term of one
 * report, and never two things that papers tell apart (低保 and 特困, 城市 and 农村) as one.
 */
export const LEXICON: SynonymTable = tableOf([
  NAMES,
  RELIEF,
  HEALTH,
  WORK,
  SCHOOLS,
  FARMING,
  LAND,
  HOMES,
  OFFICES,
  REPORTS,
  RULES,
  SPEECH,
]);
