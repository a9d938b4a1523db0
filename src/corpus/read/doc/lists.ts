import { LEVELS, type Level, type List, type Lists } from '../word/lists.ts';
import { TABLES, type WordFile } from './file.ts';
import { longAt, wordAt } from './sprms.ts';

const LIST_SIZE = 28;
const LEVEL_SIZE = 28;
const OVERRIDE_SIZE = 16;
/** Values of ST_NumberFormat by their numbers (MSONFC). */
const FORMATS: Readonly<Record<number, string>> = {
  ...{ 0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter' },
  ...{
    10: 'ideographDigital',
    11: 'japaneseCounting',
    14: 'decimalFullWidth',
    17: 'japaneseDigitalTenThousand',
  },
  ...{ 18: 'decimalEnclosedCircle', 19: 'decimalFullWidth2', 22: 'decimalZero', 23: 'bullet' },
  ...{ 26: 'decimalEnclosedFullstop', 27: 'decimalEnclosedParen', 28: 'decimalEnclosedCircleChinese' },
  ...{ 29: 'ideographEnclosedCircle', 30: 'ideographTraditional', 31: 'ideographZodiac' },
  ...{ 32: 'ideographZodiacTraditional', 33: 'taiwaneseCounting', 34: 'ideographLegalTraditional' },
  ...{ 35: 'taiwaneseCountingThousand', 36: 'taiwaneseDigital', 37: 'chineseCounting' },
  ...{ 38: 'chineseLegalSimplified', 39: 'chineseCountingThousand', 57: 'numberInDash', 255: 'none' },
};

/** The lists of a file, by the numbers that its paragraphs have for them, from 1. */
export function listsOf(file: WordFile): Lists {
  const definitions = definitionsOf(file);
  const bytes = file.table(TABLES.listOverrides);
  const lists = new Map<string, List>();
  const count = Math.min(longAt(bytes, 0), Math.floor(bytes.length / OVERRIDE_SIZE));
  let at = 4 + count * OVERRIDE_SIZE;
  for (let index = 0; index < count; index++) {
    const place = 4 + index * OVERRIDE_SIZE;
    const definition = String(longAt(bytes, place));
    const levels = new Map(definitions.get(definition) ?? []);
    const starts = new Map<number, number>();
    at += 4;
    for (let changed = bytes[place + 12] ?? 0; changed > 0 && at < bytes.length; changed--) {
      const flags = longAt(bytes, at + 4);
      const level = flags & 0xf;
      if ((flags & 0x10) !== 0) starts.set(level, longAt(bytes, at));
      at += 8;
      if ((flags & 0x20) === 0) continue;
      const own = levelAt(bytes, at);
      if (level < LEVELS) levels.set(level, own.level);
      if ((flags & 0x10) !== 0) starts.set(level, own.level.start);
      at = own.to;
    }
    lists.set(String(index + 1), { definition, levels, starts });
  }
  return lists;
}

/** The levels of each definition. Those of all stand behind the table of definitions. */
function definitionsOf(file: WordFile): Map<string, Map<number, Level>> {
  const bytes = file.table(TABLES.lists);
  const behind = file.behind(TABLES.lists);
  const definitions = new Map<string, Map<number, Level>>();
  const count = Math.min(wordAt(bytes, 0), Math.floor(bytes.length / LIST_SIZE));
  let at = 0;
  for (let index = 0; index < count; index++) {
    const place = 2 + index * LIST_SIZE;
    const isSimple = ((bytes[place + 26] ?? 0) & 1) === 1;
    const levels = new Map<number, Level>();
    for (let level = 0; level < (isSimple ? 1 : LEVELS) && at < behind.length; level++) {
      const read = levelAt(behind, at);
      levels.set(level, read.level);
      at = read.to;
    }
    definitions.set(String(longAt(bytes, place)), levels);
  }
  return definitions;
}

function levelAt(bytes: Uint8Array, at: number): { readonly level: Level; readonly to: number } {
  const flags = bytes[at + 5] ?? 0;
  const suffix = bytes[at + 15];
  const text = at + LEVEL_SIZE + (bytes[at + 24] ?? 0) + (bytes[at + 25] ?? 0);
  const to = text + 2 + wordAt(bytes, text) * 2;
  const shown = Buffer.from(bytes.subarray(text + 2, to)).toString('utf16le');
  return {
    level: {
      format: FORMATS[bytes[at + 4] ?? 0] ?? 'decimal',
      text: shown.replaceAll(/[\0-\u0008]/gu, (place) => `%${place.charCodeAt(0) + 1}`),
      start: longAt(bytes, at),
      ...((flags & 0x8) === 0 ? {} : { restart: bytes[at + 26] ?? 0 }),
      isLegal: (flags & 0x4) !== 0,
      suffix: suffix === 1 ? 'space' : suffix === 2 ? 'nothing' : 'tab',
      isHidden: false,
    },
    to,
  };
}
