const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether bytes are a compound file, as programs wrote before 2007 (doc, xls), and as they encrypt today. */
export function isOle(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/** Whether a compound file holds a stream or storage of a name, as far as its bytes go. */
export function storesName(bytes: Uint8Array, name: string): boolean {
  // Names of the directory are UTF-16 and end with a zero character.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from(`${name}\0`, 'utf16le'),
  );
}

/** Whether a compound file is a newer document that is encrypted with a password. */
export function storesEncrypted(bytes: Uint8Array): boolean {
  return storesName(bytes, 'EncryptedPackage');
}
