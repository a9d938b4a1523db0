import { fold } from '../../language/text.ts';
import type { Knowledge } from '../../ports.ts';
import { bare } from '../../question/forms.ts';
import type { Passage, Span } from '../../types.ts';

export interface NameUse {
  readonly documentId: string;
  readonly span: Span;
}

export interface QuotedName {
  readonly name: string;
  /** Folded, without punctuation: how it is looked for in a question. */
  readonly key: string;
  readonly uses: NameUse[];
}

/** A name in any kind of quotation marks. */
export const QUOTED = /[“"「『‘]([^“”"「」『』‘’\n]{2,24})[”"」』’]/gu;
const SHORTEST_NAME = 3;

/** The quoted names of a corpus, by the first two characters of their keys. */
export type NameTable = ReadonlyMap<string, readonly QuotedName[]>;

const tables = new WeakMap<Knowledge, NameTable>();

/** Read once for a corpus. */
export function nameTable(knowledge: Knowledge): NameTable {
  const known = tables.get(knowledge);
  if (known !== undefined) return known;
  const byKey = new Map<string, QuotedName>();
  for (const document of knowledge.documents) {
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
  tables.set(knowledge, table);
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

const passagesByDocument = new WeakMap<Knowledge, ReadonlyMap<string, readonly Passage[]>>();

/** The passages of one report; the corpus is gone through once. */
export function passagesOf(documentId: string, knowledge: Knowledge): readonly Passage[] {
  let byDocument = passagesByDocument.get(knowledge);
  if (byDocument === undefined) {
    byDocument = groupByDocument(knowledge);
    passagesByDocument.set(knowledge, byDocument);
  }
  return byDocument.get(documentId) ?? [];
}

function groupByDocument({ passages }: Knowledge): ReadonlyMap<string, readonly Passage[]> {
  const groups = new Map<string, Passage[]>();
  for (const passage of passages) {
    const group = groups.get(passage.documentId);
    if (group === undefined) groups.set(passage.documentId, [passage]);
    else group.push(passage);
  }
  return groups;
}

/** Reads the quoted names of a corpus, so that its first question need not wait for it. */
export function prepareNames(knowledge: Knowledge): void {
  nameTable(knowledge);
  passagesOf('', knowledge);
}
