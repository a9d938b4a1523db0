import { type Archive, readArchive } from '../containers/archive.ts';
import { childOf, elementsOf, readXml, textOf, type XmlElement } from '../containers/xml.ts';
import { UnreadableReport } from '../reader.ts';
import type { NoteReference } from './runs.ts';

/** The parts of a document that say something. */
export interface Parts {
  readonly document: XmlElement;
  readonly styles: XmlElement | undefined;
  readonly numbering: XmlElement | undefined;
  /** By kind and id: `footnote 2`. */
  readonly notes: ReadonlyMap<string, XmlElement>;
  readonly headers: readonly XmlElement[];
  readonly footers: readonly XmlElement[];
  /** How many pages the program that saved it last counted. */
  readonly pages: number | undefined;
}

interface Relationship {
  readonly type: string;
  /** Of a part of the archive. */
  readonly path: string;
}

/** Not read: comments, pictures, programs. */
const UNWANTED = /(?:^|\/)(?:comments|theme|media|embeddings|glossary|customXml|people|webSettings)/u;

/**
 * Opens a document.
 * @throws UnreadableReport where it is no archive, holds no document of Word, or one of its parts is damaged.
 */
export function readParts(bytes: Uint8Array): Parts {
  const archive = lowerCased(
    readArchive(bytes, (path) => /\.(?:xml|rels)$/iu.test(path) && !UNWANTED.test(path)),
  );
  const main = relationshipsOf(archive, '').find(({ type }) => type === 'officeDocument')?.path;
  const path = main !== undefined && archive.has(main) ? main : 'word/document.xml';
  const document = partAt(archive, path);
  if (document === undefined || childOf(document, 'body') === undefined)
    throw new UnreadableReport('里面没有 Word 的正文，可能是别的文件改了名，请另存为 docx');
  const related = relationshipsOf(archive, path);
  const first = (type: string) => all(type)[0];
  const all = (type: string) =>
    related.filter((one) => one.type === type).flatMap((one) => partAt(archive, one.path) ?? []);
  return {
    document,
    styles: first('styles'),
    numbering: first('numbering'),
    notes: notesOf({ footnote: first('footnotes'), endnote: first('endnotes') }),
    headers: all('header'),
    footers: all('footer'),
    pages: pagesOf(partAt(archive, 'docprops/app.xml')),
  };
}

/** Names of parts are the same whatever their case. */
function lowerCased(archive: Archive): Archive {
  return new Map(Array.from(archive, ([path, content]) => [path.toLowerCase(), content]));
}

function partAt(archive: Archive, path: string): XmlElement | undefined {
  const content = archive.get(path);
  return content && readXml(content, path);
}

/** What a part refers to within the archive; `''` for the archive itself. Types are without their addresses. */
function relationshipsOf(archive: Archive, path: string): Relationship[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const root = partAt(archive, `${folder}_rels/${path.slice(slash)}.rels`);
  if (root === undefined) return [];
  return elementsOf(root).flatMap(({ attributes: { Type: type = '', Target: target, TargetMode: mode } }) =>
    target === undefined || mode === 'External'
      ? []
      : [{ type: type.slice(type.lastIndexOf('/') + 1), path: resolve(folder, target.toLowerCase()) }],
  );
}

function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function notesOf(
  roots: Readonly<Record<NoteReference['kind'], XmlElement | undefined>>,
): ReadonlyMap<string, XmlElement> {
  const notes = new Map<string, XmlElement>();
  for (const [kind, root] of Object.entries(roots))
    for (const note of root === undefined ? [] : elementsOf(root))
      if (note.name === kind && note.attributes.id !== undefined)
        notes.set(`${kind} ${note.attributes.id}`, note);
  return notes;
}

function pagesOf(root: XmlElement | undefined): number | undefined {
  const pages = childOf(root, 'Pages');
  const text = pages && textOf(pages).trim();
  return text !== undefined && /^\d{1,5}$/u.test(text) ? Number(text) : undefined;
}
