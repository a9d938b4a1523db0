import type { PageText } from './characters.ts';
import type { Pdfium } from './library.ts';
import type { Edges } from './place.ts';
import { bitmapOf } from './render.ts';

/** Nobody has so many on a page. */
const MOST_OBJECTS = 5000;
/** Pixels of the larger side of the picture that shows what is seen. */
const LONGEST = 1600;

/**
 * The text objects of switched-off layers. PDFium tells of no layer whether it is on, but leaves one out of what it draws:
 * each object of a layer is looked for in a picture of the page where nothing else stands.
 */
export function switchedOff(pdfium: Pdfium, page: number, edges: Edges, text: PageText): Set<number> {
  if (!text.stretches.some(({ look }) => look.isLayered)) return new Set();
  const layered = new Map<number, Edges[]>();
  text.visit({
    look() {},
    character({ look, sign, left, right, bottom, top }) {
      if (!look.isLayered || look.isPale || look.isUndrawn || sign.isBlank) return;
      const held = layered.get(look.object);
      if (held === undefined) layered.set(look.object, [{ left, right, bottom, top }]);
      else held.push({ left, right, bottom, top });
    },
  });
  if (layered.size === 0) return new Set();
  const { functions } = pdfium;
  const hidden: number[] = [];
  const count = Math.min(MOST_OBJECTS, functions.FPDFPage_CountObjects(page));
  for (let at = 0; at < count; at++) {
    const object = functions.FPDFPage_GetObject(page, at);
    if (layered.has(object) || functions.FPDFPageObj_GetType(object) === FORM) continue;
    if (functions.FPDFPageObj_SetIsActive(object, false)) hidden.push(object);
  }
  const turned = functions.FPDFPage_GetRotation(page);
  functions.FPDFPage_SetRotation(page, 0);
  const [width, height] = [edges.right - edges.left, edges.top - edges.bottom];
  const scale = LONGEST / Math.max(width, height, 1);
  const image = bitmapOf(
    pdfium,
    page,
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  functions.FPDFPage_SetRotation(page, turned);
  for (const object of hidden) functions.FPDFPageObj_SetIsActive(object, true);
  const hasInk = ({ left, right, bottom, top }: Edges): boolean => {
    const to = Math.min(image.height, Math.ceil((edges.top - bottom) * scale));
    const end = Math.min(image.width, Math.ceil((right - edges.left) * scale));
    for (let y = Math.max(0, Math.floor((edges.top - top) * scale)); y < to; y++)
      for (let x = Math.max(0, Math.floor((left - edges.left) * scale)); x < end; x++)
        if ((image.pixels[4 * (y * image.width + x)] ?? 255) < 250) return true;
    return false;
  };
  return new Set([...layered].flatMap(([object, held]) => (held.some(hasInk) ? [] : [object])));
}

/** FPDFPageObj_GetType. */
const FORM = 5;
