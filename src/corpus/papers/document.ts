import { contains, slice } from '../../core/language/text.ts';
import { placesAboveIn } from '../../core/papers/naming.ts';
import { contradictsItself, mutualRepeals, placesOf, sectionAt } from '../../core/papers.ts';
import type { Gazetteer } from '../../core/places/places.ts';
import type { DocumentReport, SetAsideAs } from '../../core/ports.ts';
import type { BlockKind, Paper, Section, SourceDocument } from '../../core/types.ts';
import { papers as words } from '../../wording/papers.ts';
import { isInstruction } from '../clean/instructions.ts';
import { impossibleDays } from '../dates.ts';
import { excerpts } from '../detect.ts';
import { asideOf } from '../lines.ts';
import type { Correction } from '../sources.ts';
import { emptyHeads } from '../structure/lead.ts';
import { APART } from '../structure/passages.ts';
import { defined, type Papers } from './detected.ts';
import { isOfficialTitle, paperLines } from './lines.ts';

/** What was detected of one document; `passages` is added when it is cut. */
export type ReadingReport = Omit<DocumentReport, 'passages'>;

/** A file that was read. */
export interface ReadFile {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  readonly correction?: Correction;
}

/** The document of a file: what was detected, and over it what `sources.json` says. */
export function documentOf(
  { id, path, sha256, correction }: ReadFile,
  { paper, blocks, sections }: Papers,
  { text, damage, origins }: Pick<SourceDocument, 'text' | 'damage' | 'origins'>,
): SourceDocument {
  const { titleBy: _, placeBy: __, dateBy: ___, ...told } = paper;
  const { note: ____, ...corrected } = correction ?? {};
  const title = correction?.title ?? told.title;
  // A part of the paper bears its title, however it is called.
  const parts = sections.map(
    (section): Section => (section.title === told.title ? { ...section, title } : section),
  );
  return {
    id,
    path,
    ...told,
    ...defined(corrected),
    title,
    sha256,
    text,
    blocks,
    ...(parts.length === 0 ? {} : { sections: parts }),
    ...(origins && { origins }),
    damage,
  };
}

/** Characters of an instruction that are told again. */
const LONGEST_TOLD = 60;

/** What an ingest tells of a document. */
export function reportOf(
  document: SourceDocument,
  { paper }: Papers,
  file: Pick<ReadFile, 'correction'> & {
    /** In Chinese: what of the file was not understood. */
    readonly notes: readonly string[];
    readonly setAside: readonly string[];
  },
  gazetteer: Gazetteer,
): ReadingReport {
  const { correction } = file;
  const by = <T>(corrected: unknown, otherwise: T) => (corrected === undefined ? otherwise : 'sources.json');
  const { number, place, issuer, issuedOn, asOf, effectiveFrom, validUntil, sections = [] } = document;
  return {
    path: document.path,
    title: document.title,
    titleBy: by(correction?.title, paper.titleBy),
    ...defined({
      number,
      place,
      placeBy: by(correction?.place, paper.placeBy),
      issuer,
      issuedOn,
      date: issuedOn ?? asOf,
      dateBy: by(correction?.issuedOn ?? correction?.asOf, paper.dateBy),
      effectiveFrom,
      validUntil,
    }),
    repeals: [document, ...sections]
      .flatMap(({ repeals = [] }) => repeals)
      .map((repeal) => defined({ number: repeal.number, title: repeal.title })),
    sections: sections.map((section) => ({
      title: section.title,
      ...defined({
        place: section.place,
        number: section.number,
        issuedOn: section.issuedOn,
        effectiveFrom: section.effectiveFrom,
        validUntil: section.validUntil,
      }),
    })),
    blocks: countBlocks(document),
    characters: document.text.length,
    damage: [...new Set(excerpts(document.text, document.damage))],
    setAside: file.setAside.map((text) => ({ text, as: setAsideAs(text) })),
    warnings: [
      ...file.notes,
      ...file.setAside.filter(isInstruction).map((text) => words.instruction(text.slice(0, LONGEST_TOLD))),
      ...(document.blocks.every(({ kind }) => APART.has(kind)) ? [words.noText] : []),
      ...emptyHeads(document.text, document.blocks).map((head) =>
        words.emptyHead(slice(document.text, head)),
      ),
      ...[document, ...sections].filter(contradictsItself).map(contradiction),
      ...impossibleDays([document.text, ...file.setAside].join('\n')).map(words.impossibleDay),
      ...(isPlaced(document) ? [] : [words.noPlace]),
      ...misreadPlaces(document, correction, gazetteer).map(words.unlistedPlace),
      ...elsewhere(document, gazetteer),
    ],
  };
}

/** What a line was set aside as, told by itself: what shows nothing is a caption. */
function setAsideAs(text: string): SetAsideAs {
  if (isInstruction(text)) return 'instruction';
  if (/^[-—\s]*\d{1,4}[-—\s]*$/u.test(text)) return 'page';
  return asideOf(text, 1, 3) ?? 'caption';
}

function countBlocks({ blocks }: SourceDocument): Partial<Record<BlockKind, number>> {
  const counts: Partial<Record<BlockKind, number>> = {};
  for (const { kind } of blocks) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function contradiction({ title, issuedOn = '', effectiveFrom, validUntil = '' }: Paper): string {
  return effectiveFrom === undefined
    ? words.endsBeforeIssue(title, issuedOn, validUntil)
    : words.endsBeforeStart(title, effectiveFrom, validUntil);
}

/** Whether every paper of a document is of some place. */
function isPlaced({ place, sections = [] }: SourceDocument): boolean {
  return (
    place !== undefined || (sections.length > 0 && sections.every((section) => section.place !== undefined))
  );
}

/** Places that no table has of a document that was read from pictures, but for the one that a person gave. */
function misreadPlaces(
  document: SourceDocument,
  correction: Correction | undefined,
  gazetteer: Gazetteer,
): string[] {
  if (!document.origins?.some(({ isScanned }) => isScanned === true)) return [];
  return placesOf(document).filter(
    (name) => name !== correction?.place && gazetteer.lookup(name).length === 0,
  );
}

/** The report with the passages that its document is cut into; of one without any it is told that nothing is found. */
export function withPassages(report: ReadingReport, passages: number): DocumentReport {
  const { warnings } = report;
  const isTold = passages > 0 || warnings.includes(words.noText);
  return { ...report, passages, warnings: isTold ? warnings : [...warnings, words.noText] };
}

/** Titles of papers of another county than the one that they are held to be of. */
function elsewhere(document: SourceDocument, gazetteer: Gazetteer): string[] {
  const { place, title } = document;
  const told = new Set<string>();
  const check = (line: string, own: string | undefined) => {
    if (own === undefined || !isOfficialTitle(line)) return;
    const home = gazetteer.places.find(({ name }) => name === own);
    const opening = gazetteer
      .findPlaces(line)
      .filter(({ span, form }) => span.start === 0 && form !== 'short');
    const named = opening.map((mention) => mention.place);
    const isRelated = named.some(
      ({ name, parents }) => name === own || parents.includes(own) || home?.parents.includes(name),
    );
    const [other] = named;
    if (other !== undefined && !isRelated) told.add(words.elsewhere(line, other.name, own));
  };
  check(title, place);
  for (const line of paperLines(document.text)) {
    const section = sectionAt(document, line.span);
    const isWithin = section !== undefined && contains(section.span, line.span);
    check(line.text, isWithin ? (section.place ?? place) : place);
  }
  return [...told];
}

/** Adds to the reports of papers that abolish each other that they do. */
export function withMutualRepeals(
  documents: readonly SourceDocument[],
  reports: readonly ReadingReport[],
  gazetteer: Gazetteer,
): ReadingReport[] {
  const pairs = mutualRepeals(documents, placesAboveIn(gazetteer));
  if (pairs.length === 0) return [...reports];
  const told = new Map<string, Set<string>>();
  for (const [one, other] of pairs)
    for (const { title } of [one, other])
      told.set(title, (told.get(title) ?? new Set()).add(words.mutualRepeal(one.title, other.title)));
  return reports.map((report) => {
    const titles = new Set([report.title, ...report.sections.map(({ title }) => title)]);
    const own = new Set([...titles].flatMap((title) => [...(told.get(title) ?? [])]));
    return { ...report, warnings: [...report.warnings, ...own] };
  });
}
