/** Characters of symbol fonts that forms and lists are made with, by the low byte of their code. */
const FONTS: readonly (readonly [RegExp, Readonly<Record<number, string>>])[] = [
  [
    /^wingdings 2$/iu,
    { 79: '✗', 80: '✓', 81: '☒', 82: '☑', 83: '☒', 84: '☒', 85: '⊗', 86: '⊗', 163: '□', 42: '□' },
  ],
  [
    /^wingdings$/iu,
    {
      ...{ 108: '●', 109: '○', 110: '■', 111: '□', 113: '□', 114: '□', 161: '○', 168: '□', 178: '☆' },
      ...{
        171: '★',
        223: '←',
        224: '→',
        225: '↑',
        226: '↓',
        240: '⇨',
        251: '✗',
        252: '✓',
        253: '☒',
        254: '☑',
      },
      ...Object.fromEntries(Array.from('①②③④⑤⑥⑦⑧⑨⑩', (sign, at) => [0x81 + at, sign])),
      ...Object.fromEntries(Array.from('❶❷❸❹❺❻❼❽❾❿', (sign, at) => [0x8c + at, sign])),
    },
  ],
  [/^wingdings 3$/iu, { 34: '↑', 35: '↓', 33: '→', 125: '▶', 112: '▲', 113: '▼' }],
  [
    /^symbol$/iu,
    {
      ...{ 163: '≤', 176: '°', 177: '±', 179: '≥', 180: '×', 183: '·', 184: '÷', 185: '≠', 187: '≈' },
      ...{ 174: '→', 172: '←', 165: '∞', 215: '·', 37: '%', 43: '+', 45: '−', 47: '/', 61: '=' },
      ...Object.fromEntries(Array.from('0123456789', (digit) => [digit.charCodeAt(0), digit])),
    },
  ],
];

/**
 * The character that a symbol font shows; nothing where it is not known or is only an ornament.
 * @param code of `w:sym`, 0xf000 and more for the fonts that count so.
 */
export function symbol(font: string, code: number): string {
  const table = FONTS.find(([name]) => name.test(font.trim()))?.[1];
  if (table !== undefined) return table[code & 0xff] ?? '';
  const isChosen = code >= 0xe000 && code <= 0xf8ff;
  return isChosen || code < 0x20 || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

/** Text that is set in a symbol font: R of Wingdings 2 is a ticked box. */
export function inSymbolFont(font: string | undefined, text: string): string {
  if (font === undefined || !/^(?:wingdings(?: [23])?|symbol)$/iu.test(font)) return text;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isCounted = code < 0x100 || (code >= 0xf000 && code <= 0xf0ff);
    return isCounted && code > 0x20 ? symbol(font, code) : character;
  }).join('');
}
