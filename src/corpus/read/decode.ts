import { HEAD_BYTES, UnreadableReport } from './reader.ts';

/** Text of a file, or why it has none. */
export type Decoded = { readonly text: string; readonly encoding: Encoding } | { readonly refused: string };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** Frequent in reports, simplified and traditional: a wrong decoding holds next to none of them. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出分对成会可主发年动同工也能下过民得经部度家法全面元万亿月日县市区乡镇村户农业产贫困脱扶政策保障医疗教育资金标准补助建设社管理服务项目开展这這中個國為來們時發動會過經對縣區鄉鎮戶農業產貧脫資標準補設務項開萬億元醫療與实實现現工程组組织織提高低房路水',
);
const KNOWN_BINARY: readonly (readonly [string, string])[] = [
  ['%PDF-', 'PDF'],
  ['PK\u0003\u0004', 'ZIP 压缩包（docx、xlsx、epub 等）'],
  ['\u00d0\u00cf\u0011\u00e0', '旧版 Office 文件（doc、xls）'],
  ['{\\rtf', 'RTF 文件'],
];
const EXPECTED = '需要 UTF-8、UTF-16、GB18030 或 Big5 编码的文字';

/**
 * Decodes strictly: a byte that does not fit refuses the whole file, so that no U+FFFD stands for a lost character.
 * Without a byte order mark UTF-8 is tried first, then UTF-16 by its share of Han characters, then GB18030 and
 * Big5, told apart by frequent characters.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { refused: '文件是空的' };
  const magic = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const known = KNOWN_BINARY.find(([start]) => magic.startsWith(start));
  if (known) return { refused: `内容是 ${known[1]}，${EXPECTED}` };
  const marked = markedEncoding(bytes);
  if (marked) {
    const text = strict(bytes.subarray(marked.skip), marked.encoding);
    return text === undefined
      ? { refused: `文件开头标明是 ${marked.encoding}，内容却不是，${EXPECTED}` }
      : checked(text, marked.encoding);
  }
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== undefined && !utf8.includes('\0')) return checked(utf8, 'utf-8');
  const utf16 = guessUtf16(bytes);
  if (utf16) return checked(utf16.text, utf16.encoding);
  if (bytes.includes(0)) return { refused: `内容不是文字，${EXPECTED}` };
  if (looksLikeBrokenUtf8(bytes)) {
    return { refused: 'UTF-8 文字中有损坏的字节，请重新保存这个文件' };
  }
  return guessChinese(bytes);
}

/**
 * The text of a whole report.
 * @throws UnreadableReport where `decode` refuses.
 */
export function decodeReport(bytes: Uint8Array): string {
  const decoded = decode(bytes);
  if ('refused' in decoded) throw new UnreadableReport(decoded.refused);
  return decoded.text;
}

/** Whether a file that begins with these bytes is text; they may end within a character. */
export function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const cuts = head.length < HEAD_BYTES ? [0] : [0, 1, 2, 3];
  return cuts.some((cut) => 'text' in decode(head.subarray(0, head.length - cut)));
}

/** The text of bytes that are in this encoding; undefined where one is not. */
export function strict(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function markedEncoding(bytes: Uint8Array): { encoding: Encoding; skip: number } | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (a === 0x84 && b === 0x31 && c === 0x95 && bytes[3] === 0x33) return { encoding: 'gb18030', skip: 4 };
  return undefined;
}

function checked(text: string, encoding: Encoding): Decoded {
  if (text.includes('\ufffd')) {
    return {
      refused: '文字里有丢失的字符（U+FFFD），需要没有丢字的文件',
    };
  }
  let control = 0;
  for (const unit of text) if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(unit)) control++;
  if (text.includes('\0') || control > 2 + text.length / 200) {
    return { refused: `内容不是文字，${EXPECTED}` };
  }
  return { text, encoding };
}

/** Share of characters that a Chinese text consists of: Han, its punctuation, printable ASCII, line ends. */
function plausible(text: string): number {
  let good = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (
      (unit >= 0x4e00 && unit <= 0x9fff) ||
      (unit >= 0x3000 && unit <= 0x303f) ||
      (unit >= 0xff00 && unit <= 0xffef) ||
      (unit >= 0x2010 && unit <= 0x2030) ||
      (unit >= 0x20 && unit <= 0x7e) ||
      unit === 0x0a ||
      unit === 0x0d ||
      unit === 0x09
    )
      good++;
  }
  return text.length === 0 ? 0 : good / text.length;
}

function guessUtf16(bytes: Uint8Array): { text: string; encoding: Encoding } | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const readings = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => ({ encoding, text: strict(bytes, encoding) ?? '' }))
    .map((reading) => ({ ...reading, share: plausible(reading.text), common: common(reading.text) }))
    .filter((reading) => reading.share >= 0.9)
    .sort((a, b) => b.common - a.common || b.share - a.share);
  const best = readings[0];
  return best !== undefined && (best.common > 0 || bytes.includes(0)) ? best : undefined;
}

/** Share of frequent characters among the Han characters of a text, 0 to 1. */
function common(text: string): number {
  let han = 0;
  let frequent = 0;
  for (const unit of text) {
    if (!/\p{Script=Han}/u.test(unit)) continue;
    han++;
    if (COMMON.has(unit)) frequent++;
  }
  return han === 0 ? 0 : frequent / han;
}

/** Bytes that read as UTF-8 but for a few: another reading of them would be a lucky accident. */
function looksLikeBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > lost;
}

/** A text with fewer frequent characters than this is no Chinese report but bytes read wrongly. */
const MINIMUM_COMMON = 0.06;
/** Below this many Han characters the share of frequent ones says little. */
const FEW_HAN = 24;

function guessChinese(bytes: Uint8Array): Decoded {
  const readings = (['gb18030', 'big5'] as const)
    .map((encoding) => ({ encoding, text: strict(bytes, encoding) }))
    .filter(
      (reading): reading is { encoding: 'gb18030' | 'big5'; text: string } => reading.text !== undefined,
    )
    .filter((reading) => !/[\p{Co}\p{Cn}\x80-\x9f]/u.test(reading.text))
    .map((reading) => ({ ...reading, score: common(reading.text) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = readings;
  if (best === undefined) return { refused: `认不出是什么编码，${EXPECTED}` };
  const han = best.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0 || (han >= FEW_HAN && best.score < MINIMUM_COMMON)) {
    return { refused: `读出来不成文字，${EXPECTED}` };
  }
  if (second !== undefined && han >= FEW_HAN && best.score < 2 * second.score) {
    return { refused: '可能是 GB18030，也可能是 Big5，请另存为 UTF-8' };
  }
  if (han < FEW_HAN) {
    const mainland = readings.find((reading) => reading.encoding === 'gb18030') ?? best;
    return checked(mainland.text, mainland.encoding);
  }
  return checked(best.text, best.encoding);
}
