import { generalNumber, roundedDecimal } from './decimal.ts';
import type { FormatSection, FormatToken, NumberFormat } from './number-format.ts';
import { shownDate } from './shown-date.ts';

/**
 * What a cell shows of a number, as one reads it in a Chinese program: 10.03%, 7810.8万元, 2017年9月14日. Never less: no
 * 1.1E+17, and no minus that a colour alone tells. Empty where the format hides the number.
 * @param is1904 whether the workbook counts days from 1904.
 */
export function shownNumber(value: number, sections: NumberFormat, is1904 = false): string {
  const section = sectionFor(value, sections);
  if (section === undefined) return '';
  if (section.tokens.length === 1 && section.tokens[0]?.kind === 'general') return generalNumber(value);
  if (section.isTime) return shownDate(value, section, is1904) ?? generalNumber(value);
  const { tokens } = section;
  if (tokens.some(({ kind }) => kind === 'exponent' || kind === 'text')) return generalNumber(value);
  const at = sections.indexOf(section);
  const size = Math.abs(value);
  const text = (isFraction(tokens) ? shownFraction(size, tokens) : shownTokens(size, tokens))
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const isSigned = at > 0 && wordsOf(section) !== wordsOf(sections[0]);
  return value < 0 && !isSigned && /[1-9]/u.test(text) ? `-${text}` : text;
}

/** What a cell shows of a text: itself, with what its format puts around it. */
export function shownText(text: string, sections: NumberFormat): string {
  const section = sections.findLast(isOfText);
  if (section === undefined) return text;
  return section.tokens
    .map((token) => (token.kind === 'text' ? text : token.kind === 'literal' ? token.text : ''))
    .join('');
}

function isOfText({ tokens }: FormatSection): boolean {
  return tokens.some(({ kind }) => kind === 'text');
}

/** What a section says besides its number. */
function wordsOf(section: FormatSection | undefined): string {
  return (section?.tokens ?? []).map((token) => (token.kind === 'literal' ? token.text.trim() : '')).join('');
}

function sectionFor(value: number, all: NumberFormat): FormatSection | undefined {
  const sections = all.filter((section, at) => at < 3 && (at === 0 || !isOfText(section)));
  if (sections.some(({ condition }) => condition !== undefined))
    return (
      sections.find(({ condition }) => condition !== undefined && holds(value, condition)) ??
      sections.findLast(({ condition }) => condition === undefined) ??
      GENERAL
    );
  if (value < 0) return sections[1] ?? sections[0];
  return value === 0 ? (sections[2] ?? sections[0]) : sections[0];
}

const GENERAL: FormatSection = { tokens: [{ kind: 'general' }], isTime: false };

function holds(value: number, { operator, bound }: NonNullable<FormatSection['condition']>): boolean {
  if (operator === '=') return value === bound;
  if (operator === '<>') return value !== bound;
  if (value === bound) return operator === '<=' || operator === '>=';
  return operator.startsWith('<') ? value < bound : value > bound;
}

/** @param value not below 0. */
function shownTokens(value: number, tokens: readonly FormatToken[]): string {
  const last = tokens.findLastIndex(({ kind }) => kind === 'digit');
  const found = tokens.findIndex(({ kind }) => kind === 'point');
  const point = found < 0 ? Math.max(last + 1, 0) : found;
  // A comma between digits parts thousands; one behind the last digit before the point divides by 1000.
  const before = tokens.slice(0, point).findLastIndex(({ kind }) => kind === 'digit');
  const isScale = ({ kind }: FormatToken, at: number) =>
    kind === 'comma' && (at < point ? at > before && before >= 0 : at > last && last >= 0);
  const scale = tokens.filter(isScale).length;
  const isGrouped = tokens.some(({ kind }, at) => kind === 'comma' && at < before);
  const shift = 2 * tokens.filter(({ kind }) => kind === 'percent').length - 3 * scale;
  const places = tokens.slice(point).filter(({ kind }) => kind === 'digit').length;
  const { integer, fraction } = roundedDecimal(value, shift, places);

  let text = '';
  const digits = integer === '0' ? '' : integer;
  let left = digits.length;
  let count = 0;
  const put = (digit: string) => {
    if (isGrouped && count > 0 && count % 3 === 0) text = `,${text}`;
    text = digit + text;
    count++;
  };
  const first = tokens.findIndex(({ kind }) => kind === 'digit');
  for (let at = point - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token?.kind === 'digit') {
      if (left > 0) put(digits.charAt(--left));
      else if (token.text === '0') put('0');
      while (at === first && left > 0) put(digits.charAt(--left));
    } else if (token !== undefined) text = plainSign(token, value) + text;
  }
  let optional = '';
  let used = 0;
  let behind = '';
  for (const token of tokens.slice(point)) {
    if (token.kind === 'digit') {
      const digit = fraction.charAt(used++);
      // Noughts of `#` are shown before another digit only.
      if (token.text !== '0' && digit === '0') optional += digit;
      else {
        behind += optional + digit;
        optional = '';
      }
    } else behind += token.kind === 'point' ? '.' : plainSign(token, value);
  }
  behind = behind.replace(/^\.(?!\d)/u, '');
  if (behind.startsWith('.') && !/\d$/u.test(text)) text += '0';
  return text + behind;
}

/** @param value what `General` stands for. */
function plainSign(token: FormatToken, value: number): string {
  if (token.kind === 'literal') return token.text;
  if (token.kind === 'general') return generalNumber(value);
  return token.kind === 'percent' ? '%' : token.kind === 'slash' ? '/' : '';
}

function isFraction(tokens: readonly FormatToken[]): boolean {
  const slash = tokens.findIndex(({ kind }) => kind === 'slash');
  const next = tokens[slash + 1];
  return (
    slash > 0 &&
    tokens[slash - 1]?.kind === 'digit' &&
    (next?.kind === 'digit' || (next?.kind === 'literal' && /^[1-9]/u.test(next.text)))
  );
}

/** `# ?/?`, `# ??/??`, `# ?/4`. @param value not below 0. */
function shownFraction(value: number, tokens: readonly FormatToken[]): string {
  const slash = tokens.findIndex(({ kind }) => kind === 'slash');
  const isMixed = tokens
    .slice(0, slash)
    .some(({ kind }, at) => kind === 'literal' && tokens[at - 1]?.kind === 'digit');
  const behind = tokens.slice(slash + 1);
  const fixed = Number(behind.map((token) => (token.kind === 'literal' ? token.text : '')).join('')) || 0;
  const places = Math.min(4, behind.filter(({ kind }) => kind === 'digit').length);
  const whole = isMixed ? Math.floor(value) : 0;
  const [numerator, denominator] =
    fixed > 0 ? [Math.round((value - whole) * fixed), fixed] : nearest(value - whole, 10 ** places - 1);
  if (numerator === 0) return String(whole);
  if (isMixed && numerator === denominator) return String(whole + 1);
  return `${whole > 0 ? `${whole} ` : ''}${numerator}/${denominator}`;
}

/** The fraction next to a number whose denominator is at most `most`. */
function nearest(value: number, most: number): [number, number] {
  let best: [number, number] = [Math.round(value), 1];
  for (let denominator = 2; denominator <= most; denominator++) {
    const numerator = Math.round(value * denominator);
    const isNearer = Math.abs(value - numerator / denominator) < Math.abs(value - best[0] / best[1]) - 1e-12;
    if (isNearer) best = [numerator, denominator];
  }
  return best;
}
