import { describe, expect, test } from 'vitest';
import { type Command, helpLines, readArguments, wantsHelp } from '../../src/cli/arguments.ts';
import { ASK, EVAL, INGEST, START } from '../../src/cli/commands.ts';
import { AppError } from '../../src/errors.ts';
import { englishIn } from '../source/english.ts';
import { modulesUnder } from '../source/modules.ts';

const ALL: readonly Command[] = [START, ASK, INGEST, ...Object.values(EVAL)];

function faultOf(argv: readonly string[], command: Command = ASK): string {
  try {
    readArguments(argv, command);
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'usage') return fault.message;
    throw fault;
  }
  throw new Error('the words were taken');
}

describe('the words of a command', () => {
  test('are read in any order: switches, values and the words of a question', () => {
    const { values, words } = readArguments(['低保', '--place', '甲县', '标准', '--json', '--index=-x'], ASK);
    expect(values).toEqual({ place: '甲县', json: true, jsonl: false, explain: false, index: '-x' });
    expect(words).toEqual(['低保', '标准']);
  });

  test('behind -- are no options, and an option that repeats is a list', () => {
    expect(readArguments(['--', '--json'], ASK).words).toEqual(['--json']);
    const { values } = readArguments(['--cases', 'a', '--cases', 'b', '--json', '-'], EVAL.run);
    expect(values).toMatchObject({ cases: ['a', 'b'], corpus: [], json: '-', html: undefined });
  });

  test.each([
    [['--palce', '县'], '您是不是想用 --place？'],
    [['--explian'], '您是不是想用 --explain？'],
    [['--Json'], '您是不是想用 --json'],
    [['--colour'], '可以用：--place、--json、--jsonl、--explain、--index、--help。'],
    [['-x'], '没有 -x 这个选项'],
    [['--constructor'], '没有 --constructor 这个选项'],
    [['--place'], '--place 后面要写县。'],
    [['--place', ''], '--place 后面要写县。'],
    [['--place', '--json'], '--place 后面要写县。'],
    [['--json=yes'], '--json 后面不用写值，这里写了“yes”。'],
    [['--json', '--json'], '--json 只能写一次。'],
  ])('that are wrong are told, with the help that says how they are right: %j', (argv, says) => {
    const message = faultOf(argv);
    expect(message).toContain(says);
    expect(message).toContain('用法请看 npm run -s ask -- --help。（usage）');
    expect(englishIn(message)).toEqual([]);
  });

  test('that a command does not take are refused', () => {
    expect(faultOf(['now'], START)).toContain('start 后面不用写“now”。用法请看 npm start -- --help。');
  });
});

describe('the help', () => {
  test('is asked for anywhere before --', () => {
    expect(wantsHelp(['低保', '--help'])).toBe(true);
    expect(wantsHelp(['-h'])).toBe(true);
    expect(wantsHelp(['--', '--help'])).toBe(false);
  });

  test.each(ALL)('of $name tells every option, in Chinese', (command) => {
    const lines = helpLines(command);
    for (const name of Object.keys(command.options))
      expect(lines.filter((line) => line.startsWith(`  --${name} `))).toHaveLength(1);
    expect(lines.flatMap(englishIn)).toEqual([]);
  });

  test('loads nothing of the product', () => {
    const byPath = new Map(modulesUnder('src').map((module) => [module.path, module]));
    const loaded = new Set<string>();
    const load = (path: string): void => {
      if (loaded.has(path)) return;
      loaded.add(path);
      for (const { file, typeOnly } of byPath.get(path)?.references ?? [])
        if (file !== undefined && !typeOnly) load(file);
    };
    for (const path of ['src/cli/arguments.ts', 'src/cli/commands.ts']) load(path);
    expect([...loaded].sort()).toEqual([
      'src/cli/arguments.ts',
      'src/cli/commands.ts',
      'src/errors.ts',
      'src/wording/command-line.ts',
    ]);
  });
});
