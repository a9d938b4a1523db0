import type { SynonymTable } from '../language/vocabulary.ts';
import { tableOf } from './notation.ts';
import { ANIMALS } from './words/country/animals.ts';
import { CROPS } from './words/country/crops.ts';
import { FARMING } from './words/country/farming.ts';
import { LAND } from './words/country/land.ts';
import { PLOTS } from './words/country/plots.ts';
import { WOODS } from './words/country/woods.ts';
import { DIALECT } from './words/dialect.ts';
import { NAMES } from './words/names.ts';
import { CARE } from './words/people/care.ts';
import { CLASSROOMS } from './words/people/classrooms.ts';
import { FAMILIES } from './words/people/families.ts';
import { HEALTH } from './words/people/health.ts';
import { LABOUR } from './words/people/labour.ts';
import { RELIEF } from './words/people/relief.ts';
import { SCHOOLS } from './words/people/schools.ts';
import { TREATMENT } from './words/people/treatment.ts';
import { WORK } from './words/people/work.ts';
import { CULTURE } from './words/public/culture.ts';
import { DEALINGS } from './words/public/dealings.ts';
import { LAW } from './words/public/law.ts';
import { OFFICES } from './words/public/offices.ts';
import { VILLAGE } from './words/public/village.ts';
import { REPORTS } from './words/reports.ts';
import { RULES } from './words/rules.ts';
import { SPEECH } from './words/speech.ts';
import { HOMES } from './words/town/homes.ts';
import { HOUSING } from './words/town/housing.ts';
import { SAFETY } from './words/town/safety.ts';
import { TRADE } from './words/town/trade.ts';
import { TRAFFIC } from './words/town/traffic.ts';
import { UTILITIES } from './words/town/utilities.ts';

/**
 * The product's own words: how people say what papers call otherwise. Language alone: no figure, no place, no term of one
 * report, and never two things that papers tell apart (低保 and 特困, 城市 and 农村) as one.
 */
export const LEXICON: SynonymTable = tableOf([
  NAMES,
  CARE,
  CLASSROOMS,
  FAMILIES,
  HEALTH,
  LABOUR,
  RELIEF,
  SCHOOLS,
  TREATMENT,
  WORK,
  ANIMALS,
  CROPS,
  FARMING,
  LAND,
  PLOTS,
  WOODS,
  HOMES,
  HOUSING,
  SAFETY,
  TRADE,
  TRAFFIC,
  UTILITIES,
  CULTURE,
  DEALINGS,
  LAW,
  OFFICES,
  VILLAGE,
  REPORTS,
  RULES,
  DIALECT,
  SPEECH,
]);
