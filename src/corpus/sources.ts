import { readFile } from 'node:fs/promises';
import type { Gazetteer } from '../core/places/places.ts';
import { AppError, reasonOf } from '../errors.ts';
import { faultOf, jsonFault, z } from '../forms.ts';
import { DATE_FORM, DAY_FORM, isRealDate } from './dates.ts';

export const SOURCES_FILE = 'sources.json';

const date = z.string().refine(isRealDate, DATE_FORM);
/** The first or last day that a paper holds: the whole day. */
const day = date.refine((written) => written.length === 10, DAY_FORM);
const text = z.string().trim().min(1);

/** What is known of a report that it does not say itself, or says wrongly. */
const correction = z
  .strictObject({
    title: text.optional(),
    /** Any spelling that the gazetteer knows for one place only. */
    place: text.optional(),
    issuer: text.optional(),
    number: text.optional(),
    issuedOn: date.optional(),
    /** What `issuedOn` was called before. */
    publishedOn: date.optional(),
    asOf: date.optional(),
    effectiveFrom: day.optional(),
    validUntil: day.optional(),
    /** Why; for the people who keep the folder. */
    note: text.optional(),
  })
  .transform(({ publishedOn, ...given }) => ({
    ...given,
    ...(publishedOn === undefined ? {} : { issuedOn: given.issuedOn ?? publishedOn }),
  }));

const sourcesForm = z.record(z.string(), correction);

export type Correction = z.infer<typeof correction>;
export type Sources = ReadonlyMap<string, Correction>;

/**
 * Reads `sources.json`: corrections by file path, places as official names. No file gives no corrections.
 * @param known the paths that the corpus holds.
 * @throws AppError `sources-invalid` that names every fault at once.
 */
export async function loadSources(
  path: string,
  known: ReadonlySet<string>,
  gazetteer: Gazetteer,
): Promise<Sources> {
  const content = await contentOf(path);
  return content === null ? new Map() : parseSources(parseJson(content, path), path, known, gazetteer);
}

/**
 * Reads what `sources.json` says of one file. What it says of others, or a `sources.json` of somebody else that does not
 * name the file, is left alone.
 * @throws AppError `sources-invalid`
 */
export async function loadSourcesOf(path: string, name: string, gazetteer: Gazetteer): Promise<Sources> {
  const content = await contentOf(path);
  const all = content === null ? null : parseJson(content, path);
  if (typeof all !== 'object' || all === null || !Object.hasOwn(all, name)) return new Map();
  return parseSources({ [name]: Reflect.get(all, name) }, path, new Set([name]), gazetteer);
}

/** Null where there is no such file. */
async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new AppError('sources-invalid', { path, details: reasonOf(error) }, error);
  }
}

function parseSources(
  json: unknown,
  path: string,
  known: ReadonlySet<string>,
  gazetteer: Gazetteer,
): Sources {
  const parsed = sourcesForm.safeParse(json);
  const faults = parsed.success ? [] : parsed.error.issues.map(faultOf);
  const sources = new Map<string, Correction>();
  for (const [file, entry] of Object.entries(parsed.data ?? {})) {
    if (!known.has(file)) faults.push(`${file}：资料里没有这个文件`);
    const places = entry.place === undefined ? [] : gazetteer.lookup(entry.place);
    if (entry.place !== undefined && places.length !== 1) faults.push(placeFault(file, entry.place, places));
    sources.set(file, { ...entry, ...(places[0] === undefined ? {} : { place: places[0].name }) });
  }
  if (faults.length > 0) throw new AppError('sources-invalid', { path, details: faults.join('；') });
  return sources;
}

/** One line on a place that does not name exactly one division. */
export function placeFault(where: string, given: string, places: readonly { name: string }[]): string {
  return places.length === 0
    ? `${where}：没有“${given}”这个地方`
    : `${where}：“${given}”可能是${places.map((place) => place.name).join('、')}，请写明是哪一个`;
}

function parseJson(content: string, path: string): unknown {
  const text = content.replace(/^\ufeff/u, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('sources-invalid', { path, details: jsonFault(text, error) }, error);
  }
}
