import { dateOfFileName, firstDate, isRealDate } from '../../dates.ts';

/**
 * A date as people write it: 2024年3月15日, 2024.3.15, 2024/03/15, 2024-3-5, 20240315, 2024年3月, 2024.
 * @returns the ISO date or its beginning; undefined where it is none.
 */
export function writtenDate(text: string): string | undefined {
  const date = text.trim();
  if (isRealDate(date)) return date;
  const month = /^(\d{4})[./](\d{1,2})$/u.exec(date);
  const first = firstDate(date) ?? dateOfFileName(date);
  const told = month === null ? first : `${month[1]}-${(month[2] ?? '').padStart(2, '0')}`;
  return told !== undefined && isRealDate(told) ? told : undefined;
}
