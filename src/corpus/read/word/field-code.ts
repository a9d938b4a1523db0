/** TOC, and tables of figures, by their code. */
export function isContents(code: string): boolean {
  return /^\s*(?:TOC|TOA|INDEX)\b/iu.test(code);
}

/** What EQ draws: a circled figure, a word under its sounds, a fraction. */
export function textOfCode(code: string): string {
  if (!/^\s*eq\b/iu.test(code)) return '';
  const circled = /\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,，]\s*(\d{1,2})\s*\)/iu.exec(code)?.[1];
  if (circled !== undefined) {
    const count = Number(circled);
    return count >= 1 && count <= 20 ? String.fromCodePoint(0x245f + count) : `(${count})`;
  }
  const ruby = /\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,，]\s*([^()]*)\)/iu.exec(code)?.[1];
  if (ruby !== undefined) return ruby.trim();
  const fraction = /\\f\s*\(\s*([^(),，]*)\s*[,，]\s*([^(),，]*)\)/iu.exec(code);
  return fraction === null ? '' : `${fraction[1]?.trim()}/${fraction[2]?.trim()}`;
}
