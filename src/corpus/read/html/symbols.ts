/** Fonts whose letters are pictures. */
const FONT = /wingdings(?: ?[23])?|webdings|symbol/u;
const PICTURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wingdings: { ü: '✓', û: '✗', þ: '☑', ý: '☒', '¨': '□', o: '□', q: '□', à: '→', è: '→' },
  'wingdings 2': { P: '✓', O: '✗', R: '☑', T: '☒', '£': '□' },
  symbol: { '´': '×', '£': '≤', '³': '≥', '±': '±', '¸': '÷' },
};

/** The name of such a font in a list of fonts; undefined where the first is another. */
export function pictureFont(fonts: string | undefined): string | undefined {
  const first = fonts?.split(',')[0]?.replaceAll(/["']/gu, '').trim().toLowerCase() ?? '';
  return FONT.exec(first)?.[0] === first ? first : undefined;
}

/** What is seen for text in such a font; letters whose pictures say nothing are left out, other scripts stay. */
export function seenIn(font: string, text: string): string {
  const pictures = PICTURES[font] ?? {};
  return [...text]
    .map((letter) => {
      // Private characters hold the letter in their last byte.
      const code = letter.codePointAt(0) ?? 0;
      const plain = code >= 0xf000 && code <= 0xf0ff ? String.fromCharCode(code - 0xf000) : letter;
      if (/\s/u.test(plain) || (plain.codePointAt(0) ?? 0) > 0xff) return plain;
      return pictures[plain] ?? '';
    })
    .join('');
}
