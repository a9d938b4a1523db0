import { type Archive, readArchive } from '../containers/archive.ts';
import { lowerCased, relationshipsOf } from '../containers/opc.ts';
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
  const main = relationshipsOf(archive, '').find(
    ({ type, isExternal }) => type === 'officeDocument' && !isExternal,
  )?.path;
  const path = main !== undefined && archive.has(main) ? main : 'word/document.xml';
  const document = partAt(archive, path);
  if (document === undefined || childOf(document, 'body') === undefined)
    throw new UnreadableReport('里面没有 Word 的正文，可能是别的文件改了名，请另存为 docx');
  const related = relationshipsOf(archive, path).filter(({ isExternal }) => !isExternal);
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

function partAt(archive: Archive, path: string): XmlElement | undefined {
  const content = archive.get(path);
  return content && readXml(content, path);
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
