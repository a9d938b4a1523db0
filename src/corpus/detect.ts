import { fold, sentences, slice } from '../core/language/text.ts';
import type { Gazetteer, Place, PlaceMention } from '../core/places/places.ts';
import { resolveSelfReference } from '../core/places/self-reference.ts';
import { asOfDate, dateOfFileName, firstDate } from './dates.ts';
import { isHeadingLine, plainHeading } from './structure/headings.ts';

/** How something was found: in the file's own header, its title, its sentences, its name, or given from outside. */
export type FoundBy = 'header' | 'title' | 'byline' | 'text' | 'as-of' | 'file' | 'given' | 'sources.json';

export interface Detected {
  readonly title: string;
  readonly titleBy: FoundBy;
  readonly place?: string;
  readonly placeBy?: FoundBy;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly asOf?: string;
  readonly dateBy?: FoundBy;
}

/** What a reader learned before the text: Markdown's front matter, fields of a `.jsonl` line. */
export interface Given {
  readonly title?: string;
  readonly place?: string;
  readonly issuer?: string;
  /** Its document number, as it is written. */
  readonly number?: string;
  readonly issuedOn?: string;
}

export interface DetectInput {
  /** Path inside the corpus. */
  readonly path: string;
  /** Cleaned text. */
  readonly text: string;
  /** Lines that cleaning took out: headers and bylines stand among them. */
  readonly setAside: readonly string[];
  /** The text before cleaning, line by line. */
  readonly rawLines: readonly string[];
  readonly given?: Given;
}

const LABELLED =
  /^(标题|题目|来源|信息来源|文章来源|稿源|发布单位|发布机构|发文机关|时间|日期|发布时间|发布日期|发文日期|成文日期)\s*:\s*/u;
const MAX_TITLE = 100;
/** A report opens within this many characters: a place named there weighs more. */
const OPENING = 400;
const TITLE_WEIGHT = 8;
const OPENING_WEIGHT = 2;

/** What a report says of itself, each with how it was found. Never throws; what cannot be told stays out. */
export function detect(input: DetectInput, gazetteer: Gazetteer): Detected {
  const headers = headerFields(input);
  const title = detectTitle(input, headers);
  const place =
    input.given?.place === undefined ? detectPlace(title.title, input.text, gazetteer) : undefined;
  const issuer = input.given?.issuer ?? headers.get('issuer') ?? signature(input.text);
  return {
    ...title,
    ...(input.given?.place === undefined ? place : { place: input.given.place, placeBy: 'given' as const }),
    ...(issuer === undefined ? {} : { issuer }),
    ...detectDate(input, headers),
  };
}

function headerFields(input: DetectInput): Map<'title' | 'issuer' | 'date', string> {
  const fields = new Map<'title' | 'issuer' | 'date', string>();
  const edge = [...input.rawLines.slice(0, 10), ...input.rawLines.slice(-6)].map((line) => line.trim());
  for (const line of edge) {
    if (line.length > MAX_TITLE) continue;
    const parts = line.split(/\s+(?=\p{Script=Han}{2,4}\s*[:：])/u);
    for (const part of parts) {
      const label = LABELLED.exec(fold(part));
      if (label === null) continue;
      const value = part.slice(label[0].length).trim();
      if (value === '') continue;
      const name = label[1] ?? '';
      if (/标题|题目/u.test(name)) fields.set('title', fields.get('title') ?? value);
      else if (/时间|日期/u.test(name)) {
        const date = firstDate(value);
        if (date !== undefined) fields.set('date', fields.get('date') ?? date);
      } else fields.set('issuer', fields.get('issuer') ?? value);
    }
  }
  return fields;
}

function detectTitle(
  input: DetectInput,
  headers: ReadonlyMap<string, string>,
): { title: string; titleBy: FoundBy } {
  if (input.given?.title) return { title: input.given.title, titleBy: 'given' };
  const labelled = headers.get('title');
  if (labelled !== undefined) return { title: labelled, titleBy: 'header' };
  const lines = input.text.split('\n').filter((line) => line.trim() !== '');
  const marked = lines.find((line) => /^#\s+\S/u.test(line));
  if (marked !== undefined) return { title: plainHeading(marked), titleBy: 'title' };
  const credited = headingBeforeByline(input, lines);
  if (credited !== undefined) return { title: credited, titleBy: 'byline' };
  const official = lines.slice(0, LETTERHEAD_LINES).find((line) => OFFICIAL_TITLE.test(line));
  if (official !== undefined) return { title: plainHeading(official), titleBy: 'title' };
  const [first = '', second = ''] = lines;
  if (isTitleLine(first)) {
    const continues = SUBTITLE.test(second) && second.length <= MAX_TITLE;
    return { title: plainHeading(continues ? `${first} ${second}` : first), titleBy: 'title' };
  }
  const opening = lines.slice(1, 3).find((line) => isHeadingLine(line));
  if (opening !== undefined) return { title: plainHeading(opening), titleBy: 'title' };
  return { title: fileStem(input.path), titleBy: 'file' };
}

/** ——记…: goes on from the title above it. */
const SUBTITLE = /^[—–-]{1,2}\s*\S/u;
/** The title of an official paper, which stands below the letterhead and the number. */
const OFFICIAL_TITLE =
  /^(?:.{0,40})关于.{2,60}的(?:通知|意见|方案|办法|通告|公告|报告|规定|决定|细则|函|批复)$/u;
const LETTERHEAD_LINES = 6;

/** A title may be longer than a heading and hold a colon: 某县:… —— 记…. */
function isTitleLine(line: string): boolean {
  return (
    isHeadingLine(line) || (line.length <= MAX_TITLE && !/[。;；,，、:：]$|。/u.test(line) && line !== '')
  );
}

/** The heading that the first byline stands under, captions apart: a page may open with another article's box. */
function headingBeforeByline(input: DetectInput, lines: readonly string[]): string | undefined {
  const raw = input.rawLines.map((line) => line.trim()).filter((line) => line !== '');
  const asides = new Set(input.setAside);
  const byline = raw.findIndex(
    (line) => asides.has(line) && !/[。:：)）\]】]$/u.test(line) && isCredit(line),
  );
  if (byline < 0) return undefined;
  let at = byline - 1;
  while (at >= 0 && asides.has(raw[at] ?? '')) at--;
  const heading = raw[at];
  if (heading === undefined || !isHeadingLine(heading) || !lines.includes(heading)) return undefined;
  const above = raw[at - 1];
  const isSubtitle = SUBTITLE.test(heading) && above !== undefined && isTitleLine(above);
  return plainHeading(isSubtitle ? `${above} ${heading}` : heading);
}

function isCredit(line: string): boolean {
  return (
    /记者|通讯员|□|^文|作者/u.test(line) || /^\p{Script=Han}{2,3}([\s、]+\p{Script=Han}{2,3})+$/u.test(line)
  );
}

function fileStem(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/u, '');
}

/** The place whose names weigh most: in the title, in the opening, by how often; a county before its city. */
function detectPlace(
  title: string,
  text: string,
  gazetteer: Gazetteer,
): { place: string; placeBy: FoundBy } | undefined {
  const inTitle = countiesToo(title, gazetteer);
  const inText = countiesToo(text, gazetteer);
  // A bare name that is an ordinary word counts once its full form has shown that the report knows the place.
  const among = new Set([...inTitle, ...inText].filter((mention) => mention.form !== 'short').map(nameOf));
  const titled = new Set(countiesToo(title, gazetteer, among).map(nameOf));
  const weights = new Map<string, { place: Place; weight: number }>();
  for (const mention of resolved(countiesToo(text, gazetteer, among), inText)) {
    const weight = mention.span.start < OPENING ? OPENING_WEIGHT : 1;
    const known = weights.get(mention.place.name);
    weights.set(mention.place.name, { place: mention.place, weight: (known?.weight ?? 0) + weight });
  }
  for (const mention of countiesToo(title, gazetteer, among)) {
    const known = weights.get(mention.place.name);
    weights.set(mention.place.name, { place: mention.place, weight: (known?.weight ?? 0) + TITLE_WEIGHT });
  }
  const chosen = choose([...weights.values()], text);
  return chosen && { place: chosen.name, placeBy: titled.has(chosen.name) ? 'title' : 'text' };
}

/** Mentions of places, a 县 or 旗 that is in no table among them. */
function countiesToo(text: string, gazetteer: Gazetteer, among?: ReadonlySet<string>): PlaceMention[] {
  return gazetteer
    .findPlaces(text, { unlisted: true, ...(among && { among }) })
    .filter(({ form, place }) => form !== 'unlisted' || /[县旗]$/u.test(place.name));
}

function nameOf(mention: PlaceMention): string {
  return mention.place.name;
}

/** Of places that share a name only those stay whose parent the report names too; none when it names none. */
function resolved(mentions: readonly PlaceMention[], all: readonly PlaceMention[]): PlaceMention[] {
  const named = new Set(all.map(nameOf));
  const sharing = new Map<number, number>();
  for (const { span } of mentions) sharing.set(span.start, (sharing.get(span.start) ?? 0) + 1);
  return mentions.filter(
    ({ span, place }) => sharing.get(span.start) === 1 || place.parents.some((parent) => named.has(parent)),
  );
}

function choose(found: readonly { place: Place; weight: number }[], text: string): Place | undefined {
  const ranked = [...found].sort((a, b) => b.weight - a.weight || a.place.code.localeCompare(b.place.code));
  const counties = ranked.filter(({ place }) => place.level === 'county');
  const [county, rival] = counties;
  if (county !== undefined && county.weight >= 2 && county.weight >= 1.5 * (rival?.weight ?? 0)) {
    const wider = ranked.find(({ place }) => place.level !== 'county');
    const speaksOfItself = resolveSelfReference(text, county.place).length > 0;
    if (wider === undefined || speaksOfItself || county.weight >= wider.weight) return county.place;
  }
  const wider = ranked.filter(({ place }) => place.level !== 'county');
  const city = wider.find(
    ({ place }) => place.level === 'city' && resolveSelfReference(text, place).length > 0,
  );
  const best = city ?? wider[0];
  return best !== undefined && best.weight >= 2 ? best.place : undefined;
}

/** A line at the end that is nothing but an office: 某某县扶贫开发办公室. */
function signature(text: string): string | undefined {
  const last = text.split('\n').slice(-3);
  return last.find((line) =>
    /^\p{Script=Han}{4,30}(?:县委|市委|区委|委员会|政府|办公室|办|局|厅|部|中心)$/u.test(line.trim()),
  );
}

function detectDate(
  input: DetectInput,
  headers: ReadonlyMap<string, string>,
): { issuedOn?: string; asOf?: string; dateBy?: FoundBy } {
  if (input.given?.issuedOn) return { issuedOn: input.given.issuedOn, dateBy: 'given' };
  const header = headers.get('date');
  if (header !== undefined) return { issuedOn: header, dateBy: 'header' };
  const last = input.text.split('\n').at(-1)?.trim() ?? '';
  const signed = last.length <= 16 ? firstDate(last) : undefined;
  if (signed !== undefined) return { issuedOn: signed, dateBy: 'header' };
  const named = dateOfFileName(fileStem(input.path));
  if (named !== undefined) return { issuedOn: named, dateBy: 'file' };
  const told = asOfDate(input.text);
  return told === undefined ? {} : { asOf: told.date, dateBy: told.by };
}

/** Excerpts around damage, for the ingest report. */
export function excerpts(text: string, damage: readonly { start: number; end: number }[]): string[] {
  return damage.map((span) => {
    const around = sentences(text).find(
      (sentence) => sentence.start <= span.start && span.end <= sentence.end,
    );
    return slice(text, around ?? span).slice(-80);
  });
}
