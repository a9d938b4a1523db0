import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../source/modules.ts';

/** What a rule is switched off to. `same`: a parameter as it came, so that nothing is filtered or changed. */
export type Neutral =
  | 'false'
  | 'true'
  | 'undefined'
  | 'null'
  | '0'
  | '1'
  | "''"
  | '[]'
  | 'set'
  | 'map'
  | 'same';

/** One way to switch one rule off. */
export interface Switch {
  /** From 1, in the order of files and places. */
  readonly id: number;
  /** Path within the project. */
  readonly file: string;
  readonly line: number;
  /** A function with those around it, `outer.inner`, or a condition as it is written. */
  readonly name: string;
  readonly kind: 'function' | 'condition';
  readonly to: Neutral;
  /** How many lines the function or the condition takes. */
  readonly lines: number;
}

/** The sources of files with every rule behind a switch. */
export interface Switched {
  readonly switches: readonly Switch[];
  /**
   * Text of a file by its path. Each rule asks `$ablate.off` whether it is switched off; `$ablate.see(id, count, value,
   * parameter)` is told of each value of the rule with `count` switches from `id` on, which it returns.
   */
  readonly texts: ReadonlyMap<string, string>;
  /** Functions that have no neutral value: they make what nothing else can stand for. */
  readonly without: readonly { readonly file: string; readonly line: number; readonly name: string }[];
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Where several stand at one place: closing ones first, the inner ones of these before the outer. */
  readonly rank: number;
}

const VALUE: Readonly<Record<Exclude<Neutral, 'same'>, string>> = {
  ...{ false: 'false', true: 'true', undefined: 'undefined', null: 'null', '0': '0', '1': '1' },
  ...{ "''": "''", '[]': '[]', set: 'new Set()', map: 'new Map()' },
};

/**
 * Puts every function that has a neutral value, every condition and every part of one behind switches.
 * @param files paths within `root`. @param watched told of each value, or able to be switched off.
 */
export function switchable(files: readonly string[], watched: boolean, root = ROOT): Switched {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    optionsOfProject(),
  );
  const checker = program.getTypeChecker();
  const switches: Switch[] = [];
  const without: Switched['without'][number][] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    const source = program.getSourceFile(join(root, file));
    if (source === undefined) throw new Error(`${file} is not part of the program`);
    const insertions: Insertion[] = [];
    /** How often a name was met in the file. */
    const times = new Map<string, number>();
    const add = (kind: Switch['kind'], node: ts.Node, name: string, ways: readonly Neutral[]): number => {
      const id = switches.length + 1;
      const like = (times.get(name) ?? 0) + 1;
      times.set(name, like);
      const told = like === 1 ? name : `${name} (${like})`;
      const [from, to] = [node.getStart(source), node.end].map(
        (at) => source.getLineAndCharacterOfPosition(at).line + 1,
      ) as [number, number];
      for (const way of ways)
        switches.push({
          ...{ id: switches.length + 1, file, line: from, name: told, kind, to: way, lines: to - from + 1 },
        });
      return id;
    };
    const wrap = (node: ts.Node, before: string, after: string) => {
      const width = node.end - node.getStart(source);
      insertions.push({ at: node.getStart(source), text: before, rank: 1e9 - width });
      insertions.push({ at: node.end, text: after, rank: width - 1e9 });
    };
    const condition = (node: ts.Expression, way: 'false' | 'true', name = shown(node)) => {
      const id = add('condition', node, name, [way]);
      if (watched) wrap(node, `$ablate.see(${id}, 1, `, ')');
      else if (way === 'false') wrap(node, `($ablate.off !== ${id} && (`, '))');
      else wrap(node, `($ablate.off === ${id} || (`, '))');
    };
    const ruleOf = (node: ts.FunctionLikeDeclaration, name: string, ways?: readonly Neutral[]) => {
      if (node.body === undefined || node.asteriskToken !== undefined || isAsync(node)) return;
      const found = ways ?? neutralsOf(node, checker);
      if (found.length === 0) {
        without.push({ file, line: source.getLineAndCharacterOfPosition(node.pos).line + 1, name });
        return;
      }
      const id = add('function', node, name, found);
      const same = sameParameter(node, checker);
      if (watched) {
        const [before, after] = [
          `$ablate.see(${id}, ${found.length}, `,
          same === undefined ? ')' : `, ${same})`,
        ];
        if (ts.isBlock(node.body)) {
          for (const returned of returnsOf(node.body)) wrap(returned, before, after);
        } else wrap(node.body, `${before}(`, `)${after}`);
        return;
      }
      const values = found.map((way) => (way === 'same' ? same : VALUE[way]));
      if (ts.isBlock(node.body)) {
        const lines = values.map((value, at) => `if ($ablate.off === ${id + at}) return ${value};`);
        insertions.push({ at: node.body.getStart(source) + 1, text: lines.join(' '), rank: 0 });
        return;
      }
      const chain = values.map((value, at) => `$ablate.off === ${id + at} ? ${value} : `);
      wrap(node.body, `(${chain.join('')}(`, '))');
    };
    const shown = (node: ts.Node) => node.getText(source).replaceAll(/\s+/gu, ' ').slice(0, 100);
    const visit = (node: ts.Node, within: readonly string[]) => {
      let inside = within;
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
      if (isFunction(node)) {
        const name = nameOf(node);
        const isFilter = name === undefined && isFiltering(node);
        inside = [...within, name ?? (isFilter ? 'filter' : 'anonymous')];
        if (name !== undefined) ruleOf(node, inside.join('.'));
        else if (isFilter) ruleOf(node, `${inside.join('.')} ${shown(node)}`, ['true']);
      }
      if (within.length > 0) {
        if (ts.isIfStatement(node))
          condition(node.expression, 'false', `${within.join('.')}: if (${shown(node.expression)})`);
        if (ts.isConditionalExpression(node))
          condition(node.condition, 'false', `${within.join('.')}: ${shown(node.condition)} ? …`);
        if (ts.isBinaryExpression(node) && isLogical(node) && isBoolean(checker.getTypeAtLocation(node))) {
          const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
          for (const operand of [node.left, node.right]) {
            const same =
              ts.isBinaryExpression(operand) && operand.operatorToken.kind === node.operatorToken.kind;
            if (
              same ||
              !isBoolean(checker.getTypeAtLocation(operand)) ||
              /\b(?:undefined|null)\b/u.test(operand.getText(source))
            )
              continue;
            condition(
              operand,
              isAnd ? 'true' : 'false',
              `${within.join('.')}: ${isAnd ? '&&' : '||'} ${shown(operand)}`,
            );
          }
        }
      }
      ts.forEachChild(node, (child) => visit(child, inside));
    };
    visit(source, []);
    const text = `const $ablate = globalThis[Symbol.for('mingbai.ablate')];\n${applied(source.text, insertions)}`;
    texts.set(file, text);
  }
  return { switches, texts, without };
}

function optionsOfProject(): ts.CompilerOptions {
  const path = join(ROOT, 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
  return ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options;
}

function applied(text: string, insertions: readonly Insertion[]): string {
  const ordered = insertions.toSorted((a, b) => a.at - b.at || a.rank - b.rank);
  let made = '';
  let from = 0;
  for (const { at, text: inserted } of ordered) {
    made += text.slice(from, at) + inserted;
    from = at;
  }
  return made + text.slice(from);
}

type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.GetAccessorDeclaration;

function isFunction(node: ts.Node): node is FunctionNode {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessorDeclaration(node)
  );
}

function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** Its own, or that of the variable or property that it is the value of. */
function nameOf(node: FunctionNode): string | undefined {
  const { parent } = node;
  const named =
    node.name ??
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : undefined);
  return named !== undefined && (ts.isIdentifier(named) || ts.isPrivateIdentifier(named))
    ? named.text
    : undefined;
}

/** The predicate of a `.filter( … )`. */
function isFiltering(node: FunctionNode): boolean {
  const { parent } = node;
  return (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === node &&
    ts.isPropertyAccessExpression(parent.expression) &&
    parent.expression.name.text === 'filter'
  );
}

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function isBoolean(type: ts.Type): boolean {
  return partsOf(type).every(({ flags }) => (flags & ts.TypeFlags.BooleanLike) !== 0);
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The expressions that a function returns, those of functions within it left out. */
function returnsOf(body: ts.Block): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function returnType(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker): ts.Type | undefined {
  const signature = checker.getSignatureFromDeclaration(node as ts.SignatureDeclaration);
  return signature && checker.getReturnTypeOfSignature(signature);
}

/** The first parameter that may be returned as it came. */
function sameParameter(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker): string | undefined {
  const type = returnType(node, checker);
  if (
    type === undefined ||
    partsOf(type).every(
      ({ flags }) =>
        (flags &
          (ts.TypeFlags.BooleanLike |
            ts.TypeFlags.NumberLike |
            ts.TypeFlags.Undefined |
            ts.TypeFlags.Null)) !==
        0,
    )
  )
    return undefined;
  for (const { name, questionToken, dotDotDotToken } of node.parameters) {
    if (!ts.isIdentifier(name) || questionToken !== undefined || dotDotDotToken !== undefined) continue;
    const given = checker.getTypeAtLocation(name);
    if (
      (given.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0 &&
      checker.isTypeAssignableTo(given, type)
    )
      return name.text;
  }
  return undefined;
}

/** What says nothing in place of the function's value; none where it makes a thing that nothing stands for. */
function neutralsOf(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker): Neutral[] {
  const type = returnType(node, checker);
  if (type === undefined) return [];
  const parts = partsOf(type);
  const has = (flag: ts.TypeFlags) => parts.some(({ flags }) => (flags & flag) !== 0);
  const all = (flag: ts.TypeFlags) => parts.every(({ flags }) => (flags & flag) !== 0);
  if (all(ts.TypeFlags.BooleanLike)) return ['false', 'true'];
  const found: Neutral[] = sameParameter(node, checker) === undefined ? [] : ['same'];
  if (has(ts.TypeFlags.Undefined)) return [...found, 'undefined'];
  if (has(ts.TypeFlags.Null)) return [...found, 'null'];
  if (all(ts.TypeFlags.NumberLike)) return ['0', '1'];
  if (all(ts.TypeFlags.String)) return [...found, "''"];
  const symbol = type.getSymbol()?.name ?? '';
  if (symbol === 'Array' || symbol === 'ReadonlyArray') return [...found, '[]'];
  if (symbol === 'Set' || symbol === 'ReadonlySet') return [...found, 'set'];
  if (symbol === 'Map' || symbol === 'ReadonlyMap') return [...found, 'map'];
  return found;
}
