import { UnreadableReport } from '../reader.ts';

/** Ids of sectors from here on are signs: the end of a chain, a free sector. */
const FIRST_SIGN = 0xfffffffa;
const ENTRY_SIZE = 128;
const STREAM = 2;
const ROOT = 5;
const MOST_DIFAT_IN_HEADER = 109;

/** The streams of a compound file (OLE 2) by name. */
export interface Compound {
  stream(name: string): Uint8Array | undefined;
}

interface Entry {
  readonly type: number;
  readonly first: number;
  readonly size: number;
}

/**
 * Opens a compound file. Chains that run in a circle end after as many sectors as the file has.
 * @throws UnreadableReport where it is cut off.
 */
export function openCompound(bytes: Uint8Array): Compound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 512) throw damaged();
  const sectorSize = 2 ** Math.min(Math.max(view.getUint16(30, true), 7), 16);
  const miniSize = 2 ** Math.min(Math.max(view.getUint16(32, true), 4), 16);
  const cutoff = view.getUint32(56, true);
  const most = Math.ceil(bytes.length / sectorSize);
  const sectorAt = (id: number) => bytes.subarray((id + 1) * sectorSize, (id + 2) * sectorSize);
  const fat = numbers(fatSectors(view, sectorAt, most).map(sectorAt));
  const chain = (first: number, table: Uint32Array, longest: number): number[] => {
    const ids: number[] = [];
    for (let id = first; id < FIRST_SIGN && ids.length < longest; ) {
      ids.push(id);
      id = table[id] ?? FIRST_SIGN;
    }
    return ids;
  };
  const read = (first: number) => concat(chain(first, fat, most).map(sectorAt));
  const entries = entriesOf(read(view.getUint32(48, true)));
  const root = [...entries.values()].find(({ type }) => type === ROOT);
  const miniFat = numbers([read(view.getUint32(60, true))]);
  const mini = root === undefined ? new Uint8Array() : read(root.first);
  return {
    stream(name) {
      const entry = entries.get(name);
      if (entry === undefined || entry.type !== STREAM) return undefined;
      const isMini = entry.size < cutoff;
      const content = isMini
        ? concat(
            chain(entry.first, miniFat, Math.ceil(mini.length / miniSize)).map((id) =>
              mini.subarray(id * miniSize, (id + 1) * miniSize),
            ),
          )
        : read(entry.first);
      if (content.length < entry.size) throw damaged();
      return content.subarray(0, entry.size);
    },
  };
}

export function damaged(cause?: unknown): UnreadableReport {
  return new UnreadableReport('文件不完整或者已经损坏，请重新下载，或者用 Word、WPS 另存为 docx', { cause });
}

/** The sectors that hold the table of chains: those in the header, and those in a chain of their own. */
function fatSectors(view: DataView, sectorAt: (id: number) => Uint8Array, most: number): number[] {
  const ids: number[] = [];
  for (let at = 0; at < MOST_DIFAT_IN_HEADER; at++) ids.push(view.getUint32(76 + at * 4, true));
  let next = view.getUint32(68, true);
  for (let read = 0; next < FIRST_SIGN && read < most; read++) {
    const sector = numbers([sectorAt(next)]);
    ids.push(...sector.subarray(0, -1));
    next = sector.at(-1) ?? FIRST_SIGN;
  }
  return ids.filter((id) => id < FIRST_SIGN).slice(0, most);
}

function entriesOf(directory: Uint8Array): Map<string, Entry> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries = new Map<string, Entry>();
  for (let at = 0; at + ENTRY_SIZE <= directory.length; at += ENTRY_SIZE) {
    const length = Math.min(view.getUint16(at + 64, true), 64);
    const name = Buffer.from(directory.subarray(at, at + Math.max(0, length - 2))).toString('utf16le');
    const entry = {
      type: directory[at + 66] ?? 0,
      first: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    };
    // The document's own streams stand before those of what is embedded in it.
    if (entry.type !== 0 && !entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function numbers(parts: readonly Uint8Array[]): Uint32Array {
  const bytes = concat(parts);
  return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
}
