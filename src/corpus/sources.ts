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
    /** Any spelling of one place; one that the gazetteer does not know is taken as said. */
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

const sourcesForm = z.record(z.string(), z.unknown());

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
  const all = sourcesForm.safeParse(json);
  const faults = all.success ? [] : all.error.issues.map(faultOf);
  const sources = new Map<string, Correction>();
  for (const [file, said] of Object.entries(all.data ?? {})) {
    if (!known.has(file)) faults.push(`${file}：资料里没有这个文件`);
    const { data: entry, error } = correction.safeParse(said);
    faults.push(...(error?.issues ?? []).map((issue) => faultOf({ ...issue, path: [file, ...issue.path] })));
    if (entry === undefined) continue;
    const place = entry.place === undefined ? undefined : placeGiven(file, entry.place, gazetteer);
    if (place?.fault !== undefined) faults.push(place.fault);
    sources.set(file, { ...entry, ...(place?.name === undefined ? {} : { place: place.name }) });
  }
  if (faults.length > 0) throw new AppError('sources-invalid', { path, details: faults.join('；') });
  return sources;
}

/**
 * The place that somebody gave a report: its official name, or as it was written where the gazetteer does not know it
 * (a new county, a zone of development). A name that several places share is a fault, told in one line.
 */
export function placeGiven(
  where: string,
  given: string,
  gazetteer: Gazetteer,
):
  | { readonly name: string; readonly fault?: undefined }
  | { readonly name?: undefined; readonly fault: string } {
  const places = gazetteer.lookup(given);
  const [place] = places;
  if (places.length > 1)
    return {
      fault: `${where}：“${given}”可能是${places.map(({ name }) => name).join('、')}，请写明是哪一个`,
    };
  return { name: place?.name ?? given.replaceAll(/\s+/gu, '') };
}

function parseJson(content: string, path: string): unknown {
  const text = content.replace(/^\ufeff/u, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('sources-invalid', { path, details: jsonFault(text, error) }, error);
  }
}
