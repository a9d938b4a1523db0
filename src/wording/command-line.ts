/** What the command line says of its own use. */
export const commandLine = {
  usage: '用法：',
  commands: '命令：',
  options: '选项：',
  moreHelp: '每个命令的用法：在命令后面加 --help。',
  asAbove: (options: readonly string[]) => `${options.join('、')}：同上`,
  help: '显示这个说明',
  /** Behind what is wrong with the words of a command. */
  seeHelp: (command: string) => `用法请看 ${command}。`,
  unknownCommand: (written: string, known: readonly string[]) => `没有“${written}”这个命令。${oneOf(known)}`,
  unknownMode: (command: string, written: string, known: readonly string[]) =>
    `${command} 后面不能写“${written}”。${oneOf(known)}`,
  unknownOption: (command: string, written: string, known: readonly string[]) =>
    `${command} 没有 ${written} 这个选项。${oneOf(known)}`,
  didYouMean: (nearest: string) => `您是不是想用 ${nearest}？`,
  optionFirst: (written: string) => `命令要写在最前面，这里写的是“${written}”。`,
  noValue: (option: string, value: string) => `${option} 后面要写${value}。`,
  noValueTaken: (option: string, value: string) => `${option} 后面不用写值，这里写了“${value}”。`,
  twice: (option: string) => `${option} 只能写一次。`,
  noWords: (command: string, word: string) => `${command} 后面不用写“${word}”。`,
  /** Before the stack of what should never have happened. */
  bug: '程序出错了，这是明白自身的问题，不是您操作有误。请把下面的内容连同所用的命令一起反馈给维护人员。',
  ask: {
    noQuestion:
      '没有写问题。请把问题写在引号里，例如 npm run -s ask -- "低保标准是多少"；或者用 --jsonl，从标准输入逐行读。',
    twoSources: '--jsonl 的问题从标准输入读，命令行上不用再写问题。',
    badLine: (line: number) =>
      `第 ${line} 行不是问题，已跳过。应为 JSON：{"id", "question", "history"?, "place"?}`,
  },
  evaluate: {
    noCases: '没有题目。请用 --cases 写明题目文件。',
    twoReports: 'eval diff 比较两份报告，后面要写两个文件：A.json B.json。',
    unknownVariant: (name: string, known: readonly string[]) =>
      `--only：没有“${name}”这种做法。可以用：${known.join('、')}。`,
    corporaForCases: (corpora: number, cases: number) =>
      `有 ${corpora} 个 --corpus、${cases} 个题目文件：--corpus 要么只写一个，要么每个题目文件一个。`,
    indexesForCorpora: (indexes: number, corpora: number) =>
      `有 ${indexes} 个 --index，应有 ${corpora} 个：每个 --corpus 一个。`,
  },
} as const;

function oneOf(known: readonly string[]): string {
  return known.length === 0 ? '' : `可以用：${known.join('、')}。`;
}
