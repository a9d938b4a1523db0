import { yearsTitled } from '../core/language/figures/dates.ts';
import { contains, sentences, slice } from '../core/language/text.ts';
import { stretchAt } from '../core/papers/blocks.ts';
import type { Gazetteer } from '../core/places/places.ts';
import type { Block, Paper, Span } from '../core/types.ts';
import { asOfDate, dateOfFileName, firstDate } from './dates.ts';
import { type Detected, type DetectInput, defined, type FoundBy, type Papers } from './papers/detected.ts';
import { type Frame, frameOf } from './papers/frame.ts';
import { type Labels, labelsOf } from './papers/labels.ts';
import { isOfficialTitle, paperLines } from './papers/lines.ts';
import { type DetectedPlace, detectPlace, detectPlaceOfFile } from './papers/place.ts';
import { amendmentsIn } from './papers/repeals/amends.ts';
import { repealsIn } from './papers/repeals/repeals.ts';
import { outside, sectionsOf } from './papers/sections/sections.ts';
import { type Stack, stackOf } from './papers/sections/stack.ts';
import { withoutTerms } from './papers/terms.ts';
import { fileStem, titleOf } from './papers/title.ts';
import { validityOf } from './papers/validity.ts';
import { isCountAlone } from './structure/signatures.ts';

export type { Detected, DetectInput, FoundBy, Given, Papers } from './papers/detected.ts';

/**
 * What a file says of itself, each with how it was found, and its sections.
 * @param blocksOf what each line is, once the title is known.
 */
export function papersOf(
  input: DetectInput,
  gazetteer: Gazetteer,
  blocksOf: (title: string) => readonly Block[] = () => [],
): Papers {
  const isAbolished = input.given?.isAbolished;
  const paper = { ...detect(input, gazetteer), ...(isAbolished && { isAbolished }) };
  const blocks = blocksOf(paper.title);
  const sections = sectionsOf({ text: input.text, blocks }, paper, gazetteer);
  if (sections.length === 0) return { paper, blocks, sections };
  const { effectiveFrom: _, validUntil: __, validity: ___, repeals: ____, amends: _____, ...framed } = paper;
  const labels = labelsOf(edgeOf(input.rawLines));
  const own = rules(input, paper, outside(input.text, sections), labels);
  return { paper: { ...framed, ...own }, blocks, sections };
}

/** What a report says of itself, each with how it was found. Never throws; what cannot be told stays out. */
export function detect(input: DetectInput, gazetteer: Gazetteer): Detected {
  const lines = paperLines(input.text);
  const stack = stackOf(lines, gazetteer);
  if (stack !== undefined) return detectStack(input, stack, gazetteer);
  const { given = {} } = input;
  const labels = labelsOf(edgeOf(input.rawLines));
  const frame = frameOf(lines, labels);
  const title = titleOf(input, labels.title, frame.title);
  const paper = { title: title.title, text: input.text, stem: fileStem(input.path) };
  const place = given.place === undefined ? detectPlaceOfFile(paper, gazetteer) : undefined;
  const issuer = given.issuer ?? issuerOf(frame, labels) ?? signature(input.text);
  const number = given.number ?? frame.number;
  const isOfficial = number !== undefined || isOfficialTitle(title.title);
  const dates = dateOf(input, frame, labels, isOfficial ? { title: title.title, number } : undefined);
  const told = {
    ...title,
    ...placed(given.place, place),
    ...(issuer === undefined ? {} : { issuer }),
    ...(number === undefined ? {} : { number }),
    ...dates,
  };
  return { ...told, ...rules(input, told, [{ start: 0, end: input.text.length }], labels) };
}

/** A file of several papers is none of them: it has what stands before them, and the place that all of them share. */
function detectStack(input: DetectInput, { preface, papers }: Stack, gazetteer: Gazetteer): Detected {
  const { given = {} } = input;
  const frame = frameOf(preface);
  const before = preface.map(({ text }) => text).join('\n');
  const named = given.title ?? frame.title ?? preface.find(({ text }) => !isCountAlone(text))?.text;
  const title = named ?? fileStem(input.path);
  const places = papers.map((lines) => {
    const { title = '', issuer = '' } = frameOf(lines);
    return detectPlace(`${title} ${issuer}`, lines.map(({ text }) => text).join('\n'), gazetteer);
  });
  const [first] = places;
  const shared = places.every((place) => place?.place === first?.place) ? first : undefined;
  const issuedOn = given.issuedOn ?? frame.issuedOn;
  return {
    title,
    titleBy: given.title !== undefined ? 'given' : named === undefined ? 'file' : 'title',
    ...placed(given.place, (before === '' ? undefined : detectPlace(title, before, gazetteer)) ?? shared),
    ...(given.issuer === undefined ? {} : { issuer: given.issuer }),
    ...(issuedOn === undefined
      ? {}
      : { issuedOn, dateBy: given.issuedOn === undefined ? 'header' : 'given' }),
  };
}

function placed(
  given: string | undefined,
  found: DetectedPlace | undefined,
): { place?: string; placeBy?: FoundBy } {
  if (given !== undefined) return { place: given, placeBy: 'given' };
  return found === undefined ? {} : { place: found.place, placeBy: found.by };
}

/**
 * Since when it holds, how long, and what it abolishes: of an official paper alone, but for what is given.
 * @param within the stretches that are its own.
 */
function rules(
  { text, given = {} }: DetectInput,
  { title, number, issuedOn }: Paper,
  within: readonly Span[],
  labels: Labels = {},
): Partial<Paper> {
  const isOfficial = number !== undefined || isOfficialTitle(title);
  const told = isOfficial
    ? validityOf(text, within, issuedOn === undefined ? { title } : { title, issuedOn })
    : {};
  const repeals = isOfficial ? repealsIn(text, within) : [];
  const amends = isOfficial ? amendmentsIn(text, within, title) : [];
  return {
    ...defined({
      effectiveFrom: given.effectiveFrom ?? told.effectiveFrom ?? dayOf(labels.effectiveFrom),
      validUntil: given.validUntil ?? told.validUntil ?? dayOf(labels.validUntil),
      validity: told.validity,
    }),
    ...(repeals.length === 0 ? {} : { repeals }),
    ...(amends.length === 0 ? {} : { amends }),
  };
}

function dayOf(value: string | undefined): string | undefined {
  return value === undefined || value.includes('□') ? undefined : firstDate(value);
}

/** The lines in which a file tells of itself. */
function edgeOf(rawLines: readonly string[]): string[] {
  return [...rawLines.slice(0, 10), ...rawLines.slice(-6)].map((line) => line.trim());
}

/** 某某网 of 来源：某某网　2023年4月18日　记者　某某. */
function issuerOf({ issuer }: Frame, labels: Labels): string | undefined {
  if (labels.issuer === undefined) return issuer;
  const [name = ''] = labels.issuer.split(/\s+(?=(?:19|20)\d{2}\s*[-年./])/u);
  return name.trim() || issuer;
}

/** A line at the end that is nothing but an office: 某某县扶贫开发办公室. */
function signature(text: string): string | undefined {
  const last = text.split('\n').slice(-3);
  return last.find((line) =>
    /^\p{Script=Han}{4,30}(?:县委|市委|区委|委员会|政府|办公室|办|局|厅|部|中心)$/u.test(line.trim()),
  );
}

function dateOf(
  input: DetectInput,
  frame: Frame,
  labels: Labels,
  official: { readonly title: string; readonly number: string | undefined } | undefined,
): { issuedOn?: string; asOf?: string; dateBy?: FoundBy } {
  if (input.given?.issuedOn) return { issuedOn: input.given.issuedOn, dateBy: 'given' };
  if (frame.issuedOn !== undefined) return { issuedOn: frame.issuedOn, dateBy: 'header' };
  const credited = labels.issuer
    ?.split(/\s+/u)
    .map(firstDate)
    .find((date) => date?.length === 10);
  if (credited !== undefined) return { issuedOn: credited, dateBy: 'header' };
  const last = input.text.split('\n').at(-1)?.trim() ?? '';
  const signed = last.length <= 16 && official === undefined ? firstDate(last) : monthAlone(last);
  if (signed !== undefined) return { issuedOn: signed, dateBy: 'header' };
  const named = dateOfFileName(fileStem(input.path));
  // A year in the name of an official paper is that of its figures, as it is in its title.
  if (named !== undefined && !(official !== undefined && named.length === 4))
    return { issuedOn: named, dateBy: 'file' };
  const told = asOfDate(official === undefined ? input.text : withoutTerms(input.text));
  const numbered = yearOfNumber(official?.number);
  if (numbered !== undefined && told?.by !== 'as-of') return { issuedOn: numbered, dateBy: 'header' };
  const titled = yearOfTitle(official?.title ?? '');
  if (titled !== undefined && told?.by !== 'as-of' && (told === undefined || told.date.slice(0, 4) > titled))
    return { asOf: titled, dateBy: 'title' };
  if (told !== undefined) return { asOf: told.date, dateBy: told.by };
  return named === undefined ? {} : { asOf: named, dateBy: 'file' };
}

/** What tells of a year that is over is written in the next one. */
const OF_THE_PAST = /总结|回顾|报告|述职|情况|整改|审计|决算|公示|公开/u;

/** 2026 of 2026年实施方案: the year of a paper that speaks of later ones; undefined where a title names several. */
function yearOfTitle(title: string): string | undefined {
  const [year, ...others] = new Set(yearsTitled(title));
  return year === undefined || others.length > 0 || OF_THE_PAST.test(title) ? undefined : String(year);
}

/** 2023 of 某政发〔2023〕11号: a paper is numbered in the year in which it is issued. */
function yearOfNumber(number: string | undefined): string | undefined {
  return /[〔[（(【]((?:19|20)\d{2})[〕\]）)】]/u.exec(number ?? '')?.[1];
}

/** 2024年3月 in a line of its own. */
function monthAlone(line: string): string | undefined {
  return /^[(（]?[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月[)）]?$/u.test(line)
    ? firstDate(line)
    : undefined;
}

/** Excerpts around damage, for the ingest report. */
export function excerpts(text: string, damage: readonly { start: number; end: number }[]): string[] {
  const all = damage.length === 0 ? [] : sentences(text).map((span) => ({ span }));
  return damage.map((span) => {
    const around = stretchAt(all, span.start)?.span;
    return slice(text, around !== undefined && contains(around, span) ? around : span).slice(-80);
  });
}
