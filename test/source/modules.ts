import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Reference {
  /** As it is written: `./text.ts`, `node:path`, `openai/streaming`. */
  readonly specifier: string;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
  /** Path within the project of a module of our own; undefined for a package and for `node:`. */
  readonly file?: string;
}

export interface SourceModule {
  /** Path within the project, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly references: readonly Reference[];
  /** Names that are read and not declared as a property: `process`, `Date`, `fetch` … */
  readonly names: ReadonlySet<string>;
  /** Property accesses on a plain name: `process.env`, `Math.random`. */
  readonly accesses: ReadonlySet<string>;
  /** Its literal texts, but those of errors that are no AppError: bugs, which nobody should meet. */
  readonly texts: readonly string[];
}

/** Paths of all files under a folder of the project, with `/`, in order. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

const parsed = new Map<string, readonly SourceModule[]>();

/** Every TypeScript module under a folder, parsed by TypeScript itself, once a run. */
export function modulesUnder(folder: string): readonly SourceModule[] {
  const modules =
    parsed.get(folder) ??
    filesUnder(folder)
      .filter((path) => path.endsWith('.ts'))
      .map((path) => parseModule(path, readFileSync(join(ROOT, path), 'utf8')));
  parsed.set(folder, modules);
  return modules;
}

export function parseModule(path: string, text: string): SourceModule {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const references: Reference[] = [];
  const names = new Set<string>();
  const accesses = new Set<string>();
  const texts: string[] = [];
  const refer = (node: ts.Node | undefined, typeOnly = false) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    const own = node.text.startsWith('.') ? { file: posix.join(posix.dirname(path), node.text) } : {};
    references.push({ specifier: node.text, typeOnly, ...own });
  };
  const visit = (node: ts.Node): void => {
    if (isText(node) && !ts.findAncestor(node, isBug)) texts.push(node.text);
    if (ts.isImportDeclaration(node)) refer(node.moduleSpecifier, importsTypesOnly(node));
    else if (ts.isExportDeclaration(node)) refer(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      refer(node.argument.literal, true);
    else if (ts.isCallExpression(node) && loads(node.expression)) refer(node.arguments[0]);
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL' && isOfThisModule(node))
      refer(node.arguments?.[0]);
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      accesses.add(`${node.expression.text}.${node.name.text}`);
    if (ts.isIdentifier(node) && isRead(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, lines: text.split('\n').length - 1, references, names, accesses, texts };
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function isBug(node: ts.Node): boolean {
  return ts.isNewExpression(node) && /^(?:Type|Range)?Error$/u.test(node.expression.getText());
}

function importsTypesOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.isTypeOnly) return true;
  const { name, namedBindings } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

/** `import(…)`, `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`. */
function loads(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    ['require', 'require.resolve', 'import.meta.resolve'].includes(callee.getText())
  );
}

/** `new URL('./x.ts', import.meta.url)`: how a thread or a child process is started. */
function isOfThisModule({ arguments: given }: ts.NewExpression): boolean {
  return given?.[1]?.getText() === 'import.meta.url';
}

/** Not the name of a property, of a field in a type, or of an import from elsewhere. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isTypeReferenceNode(parent)
  );
}

/** The package of a specifier: `openai` of `openai/streaming`, `@node-rs/jieba` of `@node-rs/jieba/dict.js`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
