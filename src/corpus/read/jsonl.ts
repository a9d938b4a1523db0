import { faultsOf, z } from '../../forms.ts';
import { DATE_FORM, isRealDate } from '../dates.ts';

const line = z.object({
  id: z.union([z.string().trim().min(1), z.number().int()]).transform(String),
  title: z.string().trim(),
  text: z.string().refine((text) => text.trim() !== '', '不能没有正文'),
  place: z.string().trim().min(1).nullish(),
  date: z.string().refine(isRealDate, DATE_FORM).nullish(),
});

export interface JsonlReport {
  /** From 1. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly place?: string;
  readonly date?: string;
}

export interface JsonlContent {
  readonly reports: readonly JsonlReport[];
  readonly refused: readonly { readonly number: number; readonly reason: string }[];
}

/** The reports of a `.jsonl` file, one a line; a line that does not fit is refused by its number, the others go on. */
export function readJsonl(content: string): JsonlContent {
  const reports: JsonlReport[] = [];
  const refused: { number: number; reason: string }[] = [];
  content.split(/\r\n|\n/u).forEach((raw, at) => {
    if (raw.trim() === '') return;
    const number = at + 1;
    const parsed = line.safeParse(parse(raw));
    if (!parsed.success) {
      const reason = `应为 {id, title, text, place?, date?}。${faultsOf(parsed.error)}`;
      refused.push({ number, reason });
      return;
    }
    const { place, date, ...rest } = parsed.data;
    reports.push({ number, ...rest, ...(place ? { place } : {}), ...(date ? { date } : {}) });
  });
  return { reports, refused };
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
