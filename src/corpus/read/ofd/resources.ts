import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import type { OfdPackage } from './package.ts';

/** What objects of pages name by its number (ID). */
export interface Resources {
  /** DrawParam elements: colours and what they take over from others. */
  readonly drawParams: Named<XmlElement>;
  /** Names of fonts. */
  readonly fonts: Named<string>;
  /** The content of composite units. */
  readonly units: Named<XmlElement>;
  readonly images: Named<ImageFile>;
}

interface Named<T> {
  get(id: string): T | undefined;
}

export interface ImageFile {
  /** In the archive. */
  readonly path: string;
  /** Lower case, as the file calls it, or else the ending of the path: png, jpeg, jb2. */
  readonly format: string;
}

/** The resources of the parts at `paths`, of those later in order the ones with the same number. A damaged part has none. */
export function readResources(file: OfdPackage, paths: readonly string[], onDamage: () => void): Resources {
  const drawParams = new Map<string, XmlElement>();
  const fonts = new Map<string, string>();
  const units = new Map<string, XmlElement>();
  const images = new Map<string, ImageFile>();
  for (const path of paths) {
    let root: XmlElement;
    try {
      root = file.xml(path);
    } catch {
      onDamage();
      continue;
    }
    const base = root.attributes.BaseLoc ?? '';
    for (const item of elementsOf(root).flatMap(elementsOf)) {
      const id = item.attributes.ID?.trim() ?? '';
      if (item.name === 'DrawParam') drawParams.set(id, item);
      else if (item.name === 'Font') fonts.set(id, item.attributes.FontName ?? id);
      else if (item.name === 'CompositeGraphicUnit') {
        const content = childOf(item, 'Content');
        if (content !== undefined) units.set(id, content);
      } else if (item.name === 'MultiMedia') {
        const place = textOf(childOf(item, 'MediaFile') ?? item).trim();
        const found = file.find(path, base === '' ? place : `${base}/${place}`) ?? file.find(path, place);
        if (found !== undefined) images.set(id, { path: found, format: formatOf(item, found) });
      }
    }
  }
  return { drawParams, fonts, units, images };
}

/** What a page has of its own, and else what its document has. */
export function withOwn(own: Resources, document: Resources): Resources {
  return {
    drawParams: either(own.drawParams, document.drawParams),
    fonts: either(own.fonts, document.fonts),
    units: either(own.units, document.units),
    images: either(own.images, document.images),
  };
}

function either<T>(first: Named<T>, second: Named<T>): Named<T> {
  return { get: (id) => first.get(id) ?? second.get(id) };
}

function formatOf(item: XmlElement, path: string): string {
  return (item.attributes.Format ?? path.slice(path.lastIndexOf('.') + 1)).trim().toLowerCase();
}
