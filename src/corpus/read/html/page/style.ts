/** Declarations of CSS by their properties, values in lower case. */
export type Style = ReadonlyMap<string, string>;

/** What an element shows to the rules of a style sheet. */
export interface Selected {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
}

/** One element without its surroundings: `ol`, `p.note`, `.tab.on`, `#zoom`. */
interface Rule {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly style: Style;
}

/** Rules by the name, class or id that each is found by; in order. */
export type Sheet = ReadonlyMap<string, readonly Rule[]>;

/** The declarations that say how text is read. */
const READ = new Set([
  ...['display', 'visibility', 'white-space', 'vertical-align', 'text-indent', 'font-family'],
  ...['list-style', 'list-style-type', 'text-decoration', 'text-decoration-line'],
  ...['mso-list', 'mso-hide', 'mso-element'],
]);
const SIMPLE = /^([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)$/iu;
/** So many rules for one class are read; a sheet that has more is no page's. */
const MOST_RULES = 64;
const LONGEST_SELECTOR = 80;

export function readStyle(source: string): Style {
  const style = new Map<string, string>();
  if (!source.includes(':')) return style;
  for (const declaration of source.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    if (!READ.has(property)) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/iu, '');
    style.set(property, value.trim().toLowerCase());
  }
  return style;
}

/** The rules of style sheets for single elements; those for a medium, and those that look at an element's surroundings, are not read. */
export function readSheets(sources: readonly string[]): Sheet {
  const sheet = new Map<string, Rule[]>();
  for (const source of sources)
    for (const [selectors, declarations] of plainRules(source)) {
      const style = readStyle(declarations);
      if (style.size === 0) continue;
      for (const selector of selectors.split(',')) addRule(selector.trim(), style, sheet);
    }
  return sheet;
}

function addRule(selector: string, style: Style, sheet: Map<string, Rule[]>): void {
  const parts = selector.length > LONGEST_SELECTOR ? null : SIMPLE.exec(selector);
  if (parts === null || selector === '') return;
  const [, name = '', rest = ''] = parts;
  const signs = rest.match(/[.#][\w-]+/gu) ?? [];
  const classes = signs.filter((sign) => sign.startsWith('.')).map((sign) => sign.slice(1));
  const id = signs.findLast((sign) => sign.startsWith('#'))?.slice(1) ?? '';
  const key = id !== '' ? `#${id}` : classes[0] !== undefined ? `.${classes[0]}` : name.toLowerCase();
  const rules = sheet.get(key) ?? [];
  if (rules.length < MOST_RULES) rules.push({ name: name.toLowerCase(), id, classes, style });
  sheet.set(key, rules);
}

/** Selectors and declarations of the rules that hold always, without comments. */
function* plainRules(source: string): Generator<[string, string]> {
  const parts = source.replaceAll(/<!--|-->/gu, '').split('/*');
  const text = parts.map((part, at) => (at === 0 ? part : part.split('*/').slice(1).join('*/'))).join('');
  let depth = 0;
  let selectors = '';
  for (const piece of text.split(/(?<=[{}])/u)) {
    const content = piece.slice(0, -1);
    if (piece.endsWith('{')) {
      if (depth === 0) selectors = content.split(';').at(-1) ?? '';
      depth++;
    } else if (piece.endsWith('}')) {
      if (depth === 1 && !selectors.trim().startsWith('@')) yield [selectors, content];
      depth = Math.max(0, depth - 1);
    }
  }
}

/** The style of an element: by its name, its classes, its id, and its own, each before the next. */
export function styleOf(element: Selected, own: string, sheet: Sheet): Style {
  const inline = readStyle(own);
  if (sheet.size === 0) return inline;
  const keys = [element.name, ...element.classes.slice(0, 12).map((name) => `.${name}`), `#${element.id}`];
  const rules = keys.flatMap((key) => sheet.get(key) ?? []).filter((rule) => applies(rule, element));
  if (rules.length === 0) return inline;
  const ordered = rules.toSorted((a, b) => weightOf(a) - weightOf(b));
  return new Map([...ordered.flatMap(({ style }) => [...style]), ...inline]);
}

function applies(rule: Rule, { name, id, classes }: Selected): boolean {
  if (rule.name !== '' && rule.name !== name) return false;
  if (rule.id !== '' && rule.id !== id) return false;
  return rule.classes.every((wanted) => classes.includes(wanted));
}

function weightOf({ name, id, classes }: Rule): number {
  return (id === '' ? 0 : 100) + classes.length * 10 + (name === '' ? 0 : 1);
}
