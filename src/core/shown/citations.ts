import { chineseDate, wording } from '../../wording.ts';
import type { Citation } from '../types.ts';

/** Where a quote is from, on one line: place, title, date, file with page or row, as far as they are known. */
export function aboutCitation({ place, title, date, document, origin }: Omit<Citation, 'quote'>): string {
  const where = origin === undefined ? document : `${document} ${wording.answer.origin(origin)}`;
  const about = [place, title, date === undefined ? undefined : chineseDate(date), where];
  return about.filter((part) => part !== undefined).join(' · ');
}

/** Whether a text holds a quote, its markers, white space and the quote's last stop aside. */
export function saysQuote(text: string, quote: string): boolean {
  const bare = (words: string) => words.replaceAll(/\[\d+\]|\s/gu, '');
  return bare(text).includes(bare(quote).replace(/[。！？；;.!?]+$/u, ''));
}
