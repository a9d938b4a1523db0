import type { Facts } from '../facts/facts.ts';
import { type CalendarDate, type DatePart, datesReport } from '../language/figures/dates.ts';
import type { Figure } from '../language/figures.ts';

/**
 * Whether each date of a claim stands in its quote: part by part in one date there, so that the month of one and the
 * year of another make no third, and no end of a range is told alone. A date without a year is of the last year named
 * before it, else of the document's. The document's own date may be
 * added where the quote names no year, and to name the report (2018年的报告).
 * @param own the document's dates in words. All folded.
 */
export function provesDates(claim: Facts, quote: Facts, { dates: ofDocument }: Facts): boolean {
  const inQuote = withYears(quote.dates, ofDocument);
  const namesYear = quote.dates.some((date) => date.has('年'));
  return claim.dates.every((date) => {
    const isQuoted = inQuote.some((other) => includes(other, date));
    const isOwn = ofDocument.some((other) => includes(other, date));
    return isQuoted || (isOwn && (!namesYear || datesReport(claim.folded, date)));
  });
}

function includes(whole: CalendarDate, part: CalendarDate): boolean {
  return [...part].every(([name, { value, upTo, per }]) => {
    const figure = whole.get(name);
    return figure?.value === value && figure.upTo === upTo && figure.per === per;
  });
}

function withYears(dates: readonly CalendarDate[], ofDocument: readonly CalendarDate[]): CalendarDate[] {
  let year: Figure | undefined;
  return dates.flatMap((date) => {
    year = date.get('年') ?? year;
    if (date.has('年')) return [date];
    const years = year === undefined ? ofDocument.flatMap((own) => own.get('年') ?? []) : [year];
    return [date, ...years.map((one) => new Map([['年' as DatePart, one], ...date]))];
  });
}
