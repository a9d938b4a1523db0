import ts from 'typescript';
import { expect, test } from 'vitest';
import { installRecorder } from './recorder.ts';
import { type Switch, switchable } from './switches.ts';

const SAMPLE = 'test/ablate/sample/rules.ts';
type Sample = typeof import('./sample/rules.ts');

const written = { watched: switchable([SAMPLE], true), switched: switchable([SAMPLE], false) };
let loaded = 0;

/** The rules of the sample, anew, with what they call. */
async function load(how: keyof typeof written) {
  const { switches, texts, without } = written[how];
  const recorder = installRecorder(switches.map(({ to }) => to));
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  const { outputText } = ts.transpileModule(texts.get(SAMPLE) ?? '', { compilerOptions: options });
  const url = `data:text/javascript,${encodeURIComponent(`${outputText}\n// ${loaded++}`)}`;
  const rules = (await import(/* @vite-ignore */ url)) as Sample;
  return { switches, without, recorder, rules };
}

const named = (switches: readonly Switch[], name: string, to: Switch['to']) => {
  const found = switches.filter((one) => one.name.startsWith(name) && one.to === to);
  expect(found, `${name} to ${to}`).toHaveLength(1);
  return found[0]!;
};

test('a rule that is switched off gives its neutral value, and all others what they gave', async () => {
  const { switches, recorder, rules } = await load('switched');
  const off = (name: string, to: Switch['to']) => {
    recorder.ablate.off = named(switches, name, to).id;
  };
  expect([rules.isLong('甲乙丙丁'), rules.longOnes(['甲', '甲乙丙丁'])]).toEqual([true, ['甲乙丙丁']]);
  off('isLong', 'false');
  expect([rules.isLong('甲乙丙丁'), rules.firstOf(['甲'])]).toEqual([false, '甲']);
  off('isLong', 'true');
  expect(rules.isLong('甲')).toBe(true);
  off('longOnes.filter', 'true');
  expect(rules.longOnes(['甲'])).toEqual(['甲']);
  off('firstOf', 'undefined');
  expect(rules.firstOf(['甲'])).toBeUndefined();
});

test('filters are switched off to all of it, and to nothing', async () => {
  const { switches, recorder, rules } = await load('switched');
  const longOnes = (to: Switch['to']) => {
    const one = switches.find(({ name, to: way }) => name === 'longOnes' && way === to);
    recorder.ablate.off = one?.id ?? 0;
    return rules.longOnes(['甲', '甲乙丙丁']);
  };
  expect(longOnes('same')).toEqual(['甲', '甲乙丙丁']);
  expect(longOnes('[]')).toEqual([]);
});

test('so are conditions, and each part of one', async () => {
  const { switches, recorder, rules } = await load('switched');
  const withOut = (name: string, to: Switch['to']) => {
    recorder.ablate.off = named(switches, name, to).id;
    return rules;
  };
  expect(withOut('weightOf: if', 'false').weightOf('甲', true)).toBe(0.75);
  expect(withOut('weightOf: && isTitle', 'true').weightOf('甲', false)).toBe(0.5);
  expect(withOut("weightOf: && text !== ''", 'true').weightOf('', true)).toBe(0.5);
  expect(withOut("weightOf: text === '' ?", 'false').weightOf('', false)).toBe(0.75);
  expect(withOut('weightOf', '0').weightOf('甲', false)).toBe(0);
});

test('a switch is met where it would change a value, and only there', async () => {
  const { switches, recorder, rules } = await load('watched');
  const metBy = (work: () => unknown) => {
    recorder.seen.clear();
    work();
    return switches.filter(({ id }) => recorder.seen.has(id)).map(({ name, to }) => `${name} ${to}`);
  };
  expect(metBy(() => rules.isLong('甲'))).toEqual(['isLong true']);
  expect(metBy(() => rules.isLong('甲乙丙丁'))).toEqual(['isLong false']);
  expect(metBy(() => rules.firstOf([]))).toEqual([]);
  expect(metBy(() => rules.firstOf(['甲']))).toEqual(['firstOf undefined']);
  expect(metBy(() => rules.longOnes(['甲乙丙丁']))).toEqual(['isLong false', 'longOnes []']);
});
