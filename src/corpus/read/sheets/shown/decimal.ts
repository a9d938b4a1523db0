/** A number without its sign, as its digits before and behind the point. */
export interface Decimal {
  /** At least one digit. */
  readonly integer: string;
  readonly fraction: string;
}

/** A spreadsheet keeps so many digits of a number. */
const DIGITS_KEPT = 15;
/** A cell without a format shows so many characters of a number that is no integer, its point counted. */
const GENERAL_WIDTH = 11;

/**
 * A number times 10^`shift`, rounded half away from zero to `places` digits behind the point. It is rounded as a spreadsheet
 * does, by its 15 digits: 1.005 to two places is 1.01, which binary rounding makes 1.00.
 */
export function roundedDecimal(value: number, shift: number, places: number): Decimal {
  const [mantissa = '0', exponent = '0'] = Math.abs(value)
    .toExponential(DIGITS_KEPT - 1)
    .split('e');
  const digits = mantissa.replace('.', '');
  const kept = Number(exponent) + 1 + shift + places;
  let whole = BigInt(`0${digits.slice(0, Math.max(0, kept)).padEnd(kept, '0')}`);
  if (kept >= 0 && (digits[kept] ?? '0') >= '5') whole += 1n;
  const all = whole.toString().padStart(places + 1, '0');
  return { integer: all.slice(0, all.length - places), fraction: all.slice(all.length - places) };
}

/** A number as a cell without a format shows it, but with all digits before the point: never 1.1E+17. */
export function generalNumber(value: number): string {
  if (Number.isInteger(value) && !hasLostDigits(value)) return String(value === 0 ? 0 : value);
  const sign = value < 0 ? '-' : '';
  const { integer } = roundedDecimal(value, 0, 0);
  const isSmall = Math.abs(value) < 0.0001;
  const places = isSmall ? DIGITS_KEPT : Math.max(0, GENERAL_WIDTH - 1 - integer.length);
  const rounded = roundedDecimal(value, 0, places);
  const fraction = rounded.fraction.replace(/0+$/u, '');
  const text = fraction === '' ? rounded.integer : `${rounded.integer}.${fraction}`;
  return text === '0' ? text : sign + text;
}

/** Whether a number is an integer of more digits than a spreadsheet keeps: its last ones are lost. */
export function hasLostDigits(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) >= 10 ** DIGITS_KEPT;
}
