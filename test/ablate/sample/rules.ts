/* Rules to try the switches on. */

export function isLong(text: string): boolean {
  return text.length > 3;
}

export function longOnes(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => isLong(text));
}

export const firstOf = (texts: readonly string[]): string | undefined => texts[0];

export function weightOf(text: string, isTitle: boolean): number {
  if (isTitle && text !== '') return 0.5;
  return text === '' ? 0.25 : 0.75;
}
