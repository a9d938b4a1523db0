import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { UnreadableReport } from '../reader.ts';

/** What the declarations of the package leave out: the memory of the library, in views that it renews as it grows. */
interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
  readonly HEAP32: Int32Array;
}

/** PDFium with a place in its memory for what its functions answer. */
export class Pdfium {
  readonly functions: WrappedPdfiumModule;
  /** Where its functions write numbers: 8 of 8 bytes. */
  readonly answer: number;
  readonly #memory: Memory;
  #integers: Int32Array;
  #singles: Float32Array;
  #doubles: Float64Array;

  constructor(library: WrappedPdfiumModule) {
    this.functions = directly(library);
    this.#memory = library.pdfium as unknown as Memory;
    ({ HEAP32: this.#integers, HEAPF32: this.#singles, HEAPF64: this.#doubles } = this.#memory);
    this.answer = this.allocate(64);
  }

  /** @throws UnreadableReport where there is no room. */
  allocate(bytes: number): number {
    const at = this.functions.pdfium.wasmExports.malloc(bytes);
    if (at === 0) throw new UnreadableReport('文件太大，读不下：请拆成几份');
    return at;
  }

  free(at: number): void {
    this.functions.pdfium.wasmExports.free(at);
  }

  put(bytes: Uint8Array): number {
    const at = this.allocate(bytes.length);
    this.#memory.HEAPU8.set(bytes, at);
    return at;
  }

  bytes(at: number, length: number): Uint8Array {
    return this.#memory.HEAPU8.slice(at, at + length);
  }

  /** The number at a place of the answer: 32-bit, single or double precision. */
  integer(place: number): number {
    const at = (this.answer >> 2) + place;
    return this.#integers[at] ?? this.#renewed().HEAP32[at] ?? 0;
  }

  single(place: number): number {
    const at = (this.answer >> 2) + place;
    return this.#singles[at] ?? this.#renewed().HEAPF32[at] ?? 0;
  }

  double(place: number): number {
    const at = (this.answer >> 3) + place;
    return this.#doubles[at] ?? this.#renewed().HEAPF64[at] ?? 0;
  }

  /** A memory that has grown leaves empty views behind. They are held here, as the library's module is slow to be asked for each. */
  #renewed(): Memory {
    ({ HEAP32: this.#integers, HEAPF32: this.#singles, HEAPF64: this.#doubles } = this.#memory);
    return this.#memory;
  }

  /** A text that a function writes as UTF-8 or Latin-1: it tells the length with its end, or null where it has none. */
  text(write: (at: number, length: number) => number): string {
    const length = write(0, 0);
    if (length <= 1 || length > 1000) return '';
    const at = this.allocate(length);
    write(at, length);
    const text = DECODER.decode(this.bytes(at, length - 1));
    this.free(at);
    return text;
  }
}

const DECODER = new TextDecoder();

/**
 * The functions themselves in place of the wrappers of the package, which prepare each call for texts and take three times as long
 * as what is called. One that is handed a text keeps its wrapper.
 */
function directly(library: WrappedPdfiumModule): WrappedPdfiumModule {
  const exported = library.pdfium.wasmExports as unknown as Record<string, unknown>;
  const direct = Object.entries(library).map(([name, wrapper]): [string, unknown] => [
    name,
    TAKES_TEXT.has(name) ? wrapper : (exported[name] ?? wrapper),
  ]);
  return Object.fromEntries(direct) as unknown as WrappedPdfiumModule;
}

const TAKES_TEXT: ReadonlySet<string> = new Set([
  'FPDF_LoadMemDocument',
] satisfies (keyof WrappedPdfiumModule)[]);

/** What FPDF_GetLastError tells. */
const PASSWORD = 4;
const SECURITY = 5;

/** A file that is open. */
export interface PdfFile {
  readonly pdfium: Pdfium;
  readonly document: number;
  readonly pages: number;
}

/**
 * Opens a file for as long as `use` takes, in a library of its own: one that a file has broken reads no other.
 * @throws UnreadableReport where it is damaged, or needs a password to be read.
 */
export async function withPdf<Result>(
  bytes: Uint8Array,
  use: (file: PdfFile) => Promise<Result>,
): Promise<Result> {
  const functions = await init({});
  functions.PDFiumExt_Init();
  const pdfium = new Pdfium(functions);
  try {
    const document = functions.FPDF_LoadMemDocument(pdfium.put(bytes), bytes.length, '');
    if (document === 0) throw new UnreadableReport(reasonOf(functions.FPDF_GetLastError()));
    return await use({ pdfium, document, pages: functions.FPDF_GetPageCount(document) });
  } catch (error) {
    // What WebAssembly throws is a fault of the library on this very file.
    if (error instanceof Error && error.name === 'RuntimeError')
      throw new UnreadableReport(DAMAGED, { cause: error });
    throw error;
  }
}

const DAMAGED = '文件不完整或者已经损坏，打不开：请重新下载，或者重新导出一份 PDF';

function reasonOf(error: number): string {
  if (error === PASSWORD) return '文件加了打开密码，读不了：请去掉密码，另存一份再放进来';
  if (error === SECURITY) return '文件用了读不了的加密方式：请另存一份不加密的再放进来';
  return DAMAGED;
}
