/** What stands in a Chinese sentence as it is typed or named: commands, JSON, paths, codes, variables. */
const NAMED = [
  /npm [^，。；：、（）“”\n]*/gu,
  /git checkout \w+/gu,
  /\{[^{}]*\}/gu,
  /[\w.@~-]*\/[\w./@~:-]*/gu,
  /（[a-z][a-z-]+）/gu,
];

/** Runs of three or more English words in a text that people read in Chinese. */
export function englishIn(text: string): string[] {
  const rest = NAMED.reduce((left, named) => left.replaceAll(named, '※'), text);
  return rest.match(/(?<![\w-])[A-Za-z][a-z']*(?:[,;]? [A-Za-z][a-z']*[,;]?){2,}(?![\w-])/gu) ?? [];
}
