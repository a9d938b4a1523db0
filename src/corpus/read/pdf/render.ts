import type { ScanPixels } from '../../../core/ports/scanner.ts';
import { UnreadableReport } from '../reader.ts';
import { type PdfFile, type Pdfium, withPdf } from './library.ts';

/** FPDF_RenderPageBitmap: red before blue. */
const REVERSE_BYTES = 0x10;
const WHITE = 0xffff_ffff;
/** Pixels: no page of an office is larger at any use. */
const LARGEST = 40_000_000;

/**
 * Draws a page as a person sees it, without comments and stamps that a program has put over it.
 * @param number from 1. @param dpi pixels an inch; fewer where the page would have more than 40 million.
 * @throws UnreadableReport where the file or the page cannot be read.
 */
export async function renderPage(bytes: Uint8Array, number: number, dpi: number): Promise<ScanPixels> {
  return withPdf(bytes, async (file) => renderOf(file, number, dpi));
}

/** The same of a file that is open. */
export function renderOf(
  { pdfium, document }: Pick<PdfFile, 'pdfium' | 'document'>,
  number: number,
  dpi: number,
): ScanPixels {
  const { functions } = pdfium;
  const page = functions.FPDF_LoadPage(document, number - 1);
  if (page === 0) throw new UnreadableReport(`第${number}页已经损坏，打不开`);
  const [width, height] = [functions.FPDF_GetPageWidthF(page) / 72, functions.FPDF_GetPageHeightF(page) / 72];
  const scale = Math.min(dpi, Math.sqrt(LARGEST / Math.max(1e-6, width * height)));
  const image = bitmapOf(
    pdfium,
    page,
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  functions.FPDF_ClosePage(page);
  return image;
}

/** A page as it is seen, in so many pixels, on white. */
export function bitmapOf(pdfium: Pdfium, page: number, width: number, height: number): ScanPixels {
  const { functions } = pdfium;
  const bitmap = functions.FPDFBitmap_Create(width, height, 1);
  if (bitmap === 0) throw new UnreadableReport('页面太大，读不下');
  functions.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  functions.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, REVERSE_BYTES);
  const pixels = pdfium.bytes(
    functions.FPDFBitmap_GetBuffer(bitmap),
    functions.FPDFBitmap_GetStride(bitmap) * height,
  );
  functions.FPDFBitmap_Destroy(bitmap);
  return { width, height, pixels };
}
