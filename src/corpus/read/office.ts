import type { FileLines } from './file-lines.ts';

/** The formats of office programs: what is read of them is not ours to trust. */
export type OfficeFormat = 'pdf' | 'docx' | 'doc' | 'rtf' | 'workbook' | 'csv' | 'html' | 'ofd' | 'picture';

/** Reads files of office programs: apart from the process that answers, as a rule. */
export interface OfficeFiles {
  /**
   * The same bytes give the same lines.
   * @param onPage told how many of the file's pages are read, where that takes long.
   * @throws UnreadableReport with what is wrong with the bytes, or that reading them took too much; the signal's reason.
   */
  read(
    format: OfficeFormat,
    bytes: Uint8Array,
    options?: { readonly signal?: AbortSignal | undefined; readonly onPage?: OnPage | undefined },
  ): Promise<FileLines>;
}

export type OnPage = (done: number, total: number) => void;
