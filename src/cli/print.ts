import type { Explained, RetrievedPassage } from '../core/explained.ts';
import type { AppStatus, DocumentReport, ReloadReport } from '../core/ports.ts';
import { aboutCitation, citationsOf, readAsNote, saysQuote } from '../core/shown/citations.ts';
import type { Answer, Citation } from '../core/types.ts';
import { papers } from '../wording/papers.ts';
import { chineseDate, wording } from '../wording.ts';

/** An answer for a terminal: the text, then each citation, with its quote where the text does not say it already. */
export function answerLines(answer: Answer): string[] {
  const lines: string[] = readAsNote(answer);
  if (answer.kind === 'answered' && answer.fallback !== undefined)
    lines.push(wording.answer.fallback(answer.fallback));
  lines.push(answer.text);
  if (answer.kind === 'answered' && answer.closing !== undefined) lines.push(answer.closing);
  if (answer.kind === 'clarify')
    lines.push(wording.terminal.options(answer.options.map(({ label }) => label)));
  const citations = citationsOf(answer);
  if (citations.length > 0) lines.push('');
  for (const citation of citations) lines.push(...citationLines(citation, answer.text));
  return lines;
}

function citationLines(citation: Citation, said: string): string[] {
  const { marker, quote } = citation;
  const line = wording.terminal.citation(marker, aboutCitation(citation));
  return saysQuote(said, quote) ? [line] : [line, `    ${quote.replaceAll('\n', '\n    ')}`];
}

/** What was retrieved, best first, with the scores and the rank in each list. */
function retrievedLines(retrieved: readonly RetrievedPassage[]): string[] {
  return retrieved.map(({ document, span, text, score, similarity, ranks }, at) => {
    const where = `${document} ${span.start}-${span.end}`;
    const head = wording.terminal.retrieved(at + 1, where, score, similarity, ranks);
    return `${head}\n   ${text.replaceAll('\n', ' ').slice(0, 120)}`;
  });
}

export function explainedLines({ answer, retrieved }: Explained, explain: boolean): string[] {
  return explain ? [...answerLines(answer), '', ...retrievedLines(retrieved)] : answerLines(answer);
}

/** That the reports of before serve, or may, and why; none where the present ones do. */
export function staleLines(because: string | undefined): string[] {
  return because === undefined ? [] : [because];
}

export function sourceLines({ documents }: AppStatus): string[] {
  return documents.map(({ title, place, date, passages }, at) => {
    const about = [
      place ?? wording.terminal.unknownPlace,
      date === undefined ? wording.terminal.unknownDate : chineseDate(date),
    ];
    return wording.terminal.document(at + 1, title, about.join('，'), passages);
  });
}

/** What was read, what was detected of each report and how, and what was refused. */
export function ingestLines(report: ReloadReport): string[] {
  const { detected } = wording.terminal;
  return [
    ...report.documents.flatMap((document, at) => {
      const { place, placeBy, date, dateBy, title, titleBy } = document;
      const about = [
        detected(place ?? wording.terminal.unknownPlace, placeBy),
        detected(date === undefined ? wording.terminal.unknownDate : chineseDate(date), dateBy),
        document.path,
      ].join('，');
      return [
        wording.terminal.document(at + 1, detected(title, titleBy), about, document.passages),
        ...paperLines(document).map(wording.terminal.fact),
        ...document.damage.map(wording.terminal.damage),
        ...document.warnings.map((warning) => wording.terminal.fact(papers.warning(warning))),
      ];
    }),
    ...report.refusedFiles.map(({ path, reason }) => wording.terminal.refused(path, reason)),
    wording.terminal.ingested(
      report.documents.length,
      report.passages,
      report.embedded,
      report.seconds,
      report.corpusVersion,
    ),
  ];
}

/** Sections that are told one by one; of more only the places are. */
const SECTIONS = 12;

/** What a paper says of itself, a line each: its frame, its validity, its parts, what it is made of. */
function paperLines(document: DocumentReport): string[] {
  const { sections, repeals, blocks, setAside } = document;
  const rules = papers.validity(document);
  const about = [papers.frame(document), rules].filter((part) => part !== '').join('；');
  return [
    ...(about === '' ? [] : [about]),
    ...(repeals.length === 0 ? [] : [papers.repeals(repeals)]),
    ...(sections.length === 0 ? [] : [papers.sections(sections, wording.terminal.unknownPlace)]),
    ...(sections.length > SECTIONS
      ? []
      : sections.filter(({ title }) => title !== document.title).map(sectionLine)),
    ...(Object.keys(blocks).length === 0 ? [] : [papers.blocks(blocks)]),
    ...(setAside.length === 0 ? [] : [papers.setAside(setAside)]),
  ];
}

function sectionLine(section: DocumentReport['sections'][number]): string {
  const { title, number = '', place = '', issuedOn } = section;
  const dated = issuedOn === undefined ? wording.terminal.unknownDate : chineseDate(issuedOn);
  return papers.section([title, place, dated, number, papers.validity(section)]);
}
