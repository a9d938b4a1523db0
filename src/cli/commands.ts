import type { Command, Values } from './arguments.ts';

/*
 * The commands and what they take. Nothing of the product is loaded here, so that help comes at once.
 */

const INDEX = { value: '文件夹', about: '索引放在哪里（默认 INDEX_DIR）' } as const;
const CORPUS = {
  value: '路径',
  about: '资料：一个文件夹、一个文件，或者一个 .jsonl（默认 CORPUS_DIR）',
} as const;

export const START = {
  name: 'start',
  about:
    '启动明白：打开网页和接口；没有设 TELEGRAM_BOT_TOKEN 时还在终端里对话，设了就接入 Telegram。资料有改动时先更新索引。',
  usage: ['npm start', 'npm start -- --no-terminal'],
  options: { 'no-terminal': { about: '作为服务运行，不在终端里对话' } },
} as const satisfies Command;

export const ASK = {
  name: 'ask',
  about: '回答一个问题；或者逐行回答标准输入里的问题，按同样的顺序逐行输出。',
  usage: ['npm run -s ask -- "问题" [选项]', 'npm run -s ask -- --jsonl [选项] < questions.jsonl'],
  options: {
    place: { value: '县', about: '问题没有写县名时，按这个县回答' },
    json: { about: '输出一行 JSON' },
    jsonl: { about: '从标准输入逐行读 {"id", "question", "history"?, "place"?}' },
    explain: { about: '另外列出检索到的段落和得分' },
    index: { value: '文件夹', about: '用这个索引回答，不重新建立' },
  },
  takesWords: true,
} as const satisfies Command;

export const INGEST = {
  name: 'ingest',
  about: '读资料，建立索引，逐份说明识别出了什么、没有收哪些、为什么。',
  usage: ['npm run ingest', 'npm run ingest -- [选项]'],
  options: {
    corpus: CORPUS,
    index: INDEX,
    strict: { about: '有一个文件读不了就不更新索引，以失败结束' },
    json: { about: '输出一行 JSON，逐份写明识别出的全部内容' },
  },
} as const satisfies Command;

const MEASURED = {
  cases: { value: '文件', about: '题目，每行一道；可以写多次', repeats: true },
  corpus: { ...CORPUS, about: `${CORPUS.about}；写一次，或每个题目文件一次`, repeats: true },
  index: { value: '文件夹', about: '索引；只写它而不写 --corpus，就照这个索引原样来问', repeats: true },
} as const;
const WRITTEN = {
  json: { value: '文件', about: '把报告写成 JSON；写 - 则输出到屏幕' },
  html: { value: '文件', about: '把报告写成网页' },
} as const;
const RETRIEVAL = { 'retrieval-only': { about: '只查段落，不回答' } } as const;

/** What `eval` does by itself, and by the word behind it. */
export const EVAL = {
  run: {
    name: 'eval',
    about: '评测：把题目逐道问一遍，看答得对不对。',
    usage: ['npm run eval -- --cases 文件 [选项]'],
    options: { ...MEASURED, ...WRITTEN, ...RETRIEVAL },
  },
  ablate: {
    name: 'eval ablate',
    about: '评测：每次去掉一样，看它值多少。',
    usage: ['npm run eval -- ablate --cases 文件 [选项]'],
    options: {
      ...MEASURED,
      ...WRITTEN,
      ...RETRIEVAL,
      only: { value: '做法', about: '只测这几种做法，用逗号隔开' },
    },
  },
  calibrate: {
    name: 'eval calibrate',
    about: '评测：给向量模型定把握的参数。',
    usage: ['npm run eval -- calibrate --cases 文件 [选项]'],
    options: { ...MEASURED, ...WRITTEN },
  },
  read: {
    name: 'eval read',
    about: '评测：给阅读模型定参数，看它的话该占多少分量。',
    usage: ['npm run eval -- read --cases 文件 [选项]'],
    options: { ...MEASURED, ...WRITTEN },
  },
  listen: {
    name: 'eval listen',
    about: '评测：定没有人点名时，把握到多少才说话。',
    usage: ['npm run eval -- listen --cases 文件 [选项]'],
    options: {
      ...MEASURED,
      'held-back': { value: '文件', about: '留着检验、不用来定门槛的题目；可以写多次', repeats: true },
    },
  },
  diff: {
    name: 'eval diff',
    about: '评测：比较两份 JSON 报告，列出变了的题。',
    usage: ['npm run eval -- diff A.json B.json [选项]'],
    options: { json: WRITTEN.json },
    takesWords: true,
  },
} as const satisfies Readonly<Record<string, Command>>;

export type EvalMode = keyof typeof EVAL;
/** What was given to one way of evaluating. */
export type EvalValues<M extends EvalMode> = Values<(typeof EVAL)[M]['options']>;
