import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import { UnreadableReport } from '../reader.ts';
import { areaOf, type OfdDocument } from './document.ts';
import { createDrawing, type Drawing, emptyDrawing } from './drawn/content.ts';
import type { PageNotes } from './notes.ts';
import type { OfdPackage } from './package.ts';
import { type OfdPage, readPage } from './page.ts';
import { type Resources, readResources, withOwn } from './resources.ts';

/**
 * The pages of all documents of a file, numbered through from 1; what cannot be read of them is told.
 * @throws UnreadableReport where the file draws beyond all use; the signal's reason.
 */
export function readPages(
  file: OfdPackage,
  documents: readonly OfdDocument[],
  told: PageNotes,
  signal: AbortSignal | undefined,
): OfdPage[] {
  const drawing = createDrawing();
  const pages: OfdPage[] = [];
  let number = 0;
  for (const document of documents) {
    const templates = new Map<string, XmlElement | undefined>();
    const resources = new Map<string, Resources>();
    for (const path of document.pages) {
      signal?.throwIfAborted();
      number++;
      if (path === undefined) told.add('missing', number);
      else {
        const root = partOf(file, path);
        if (root === undefined) told.add('damaged', number);
        else
          pages.push(drawPage(number, { path, root, file, document, templates, resources, drawing }, told));
      }
    }
  }
  return pages;
}

interface PagePart {
  readonly path: string;
  readonly root: XmlElement;
  readonly file: OfdPackage;
  readonly document: OfdDocument;
  /** Read so far, by their paths; undefined for a damaged one. */
  readonly templates: Map<string, XmlElement | undefined>;
  /** Read so far, of single pages, by their paths. */
  readonly resources: Map<string, Resources>;
  readonly drawing: Drawing;
}

function drawPage(number: number, part: PagePart, told: PageNotes): OfdPage {
  const { root, document, drawing } = part;
  const drawn = emptyDrawing();
  const resources = resourcesOf(part, () => told.add('damaged', number));
  const templates = elementsOf(root).filter(({ name }) => name === 'Template');
  const drawTemplates = (isAbove: boolean) => {
    for (const { attributes } of templates) {
      if ((attributes.ZOrder === 'Foreground') !== isAbove) continue;
      const template = templateOf(attributes.TemplateID?.trim() ?? '', part);
      if (template === 'damaged') told.add('damaged', number);
      else if (template !== undefined) drawing.draw(template, resources, drawn);
    }
  };
  drawTemplates(false);
  drawing.draw(root, resources, drawn);
  drawTemplates(true);
  const page = readPage(number, areaOf(childOf(root, 'Area')) ?? document.area, drawn);
  for (const what of page.leftOut) told.add(what, number);
  return page;
}

/** Its own templates are not followed. */
function templateOf(id: string, { document, templates, file }: PagePart): XmlElement | 'damaged' | undefined {
  const path = document.templates.get(id);
  if (path === undefined) return undefined;
  if (!templates.has(path)) templates.set(path, partOf(file, path));
  return templates.get(path) ?? 'damaged';
}

/** Of the document, and of the page where it has its own. */
function resourcesOf({ root, file, path, document, resources }: PagePart, onDamage: () => void): Resources {
  const own = elementsOf(root)
    .filter(({ name }) => name === 'PageRes')
    .map((place) => file.find(path, textOf(place)))
    .filter((found) => found !== undefined);
  if (own.length === 0) return document.resources;
  const name = own.join('\n');
  const read = resources.get(name) ?? readResources(file, own, onDamage);
  resources.set(name, read);
  return withOwn(read, document.resources);
}

function partOf(file: OfdPackage, path: string): XmlElement | undefined {
  try {
    return file.xml(path);
  } catch (error) {
    if (error instanceof UnreadableReport) return undefined;
    throw error;
  }
}
