import { bare, fold } from '../language/text.ts';
import type { NameTable, NameUse, QuotedName } from './corpus.ts';
import type { ReadDocument } from './document.ts';

/** A name in any kind of quotation marks. */
export const QUOTED = /[“"「『‘]([^“”"「」『』‘’\n]{2,24})[”"」』’]/gu;
const SHORTEST_NAME = 3;

/** The names in quotation marks of all documents. */
export function nameTable(documents: readonly ReadDocument[]): NameTable {
  const byKey = new Map<string, QuotedName & { readonly uses: NameUse[] }>();
  for (const document of documents) {
    for (const match of document.facts.plain.matchAll(QUOTED)) {
      const name = match[1] ?? '';
      const key = bare(fold(name));
      if (key.length < SHORTEST_NAME) continue;
      const entry = byKey.get(key) ?? { name, key, uses: [] };
      const span = { start: match.index, end: match.index + match[0].length };
      entry.uses.push({ documentId: document.id, span });
      byKey.set(key, entry);
    }
  }
  const table = new Map<string, QuotedName[]>();
  for (const entry of byKey.values()) {
    const head = entry.key.slice(0, 2);
    table.set(head, [...(table.get(head) ?? []), entry]);
  }
  return table;
}

/** The names in quotation marks of a text, each as it is written. */
export function namesIn(text: string): string[] {
  return [
    ...new Set(
      [...text.matchAll(QUOTED)].flatMap(([, name = '']) =>
        bare(name).length < SHORTEST_NAME ? [] : [name],
      ),
    ),
  ];
}

/** Every quoted name that begins somewhere in a text, the longest first. */
export function namesBeginningIn(text: string, table: NameTable): QuotedName[] {
  const found = new Set<QuotedName>();
  for (let at = 0; at + 1 < text.length; at++) {
    for (const entry of table.get(text.slice(at, at + 2)) ?? []) found.add(entry);
  }
  return [...found].sort((a, b) => b.key.length - a.key.length);
}
