import { z } from 'zod';

/*
 * Forms of what comes from outside. zod is set here, once, to tell of faults in Chinese: everybody takes it from here.
 */
z.config(z.locales.zhCN());

export { z };

/** What does not fit a form, on one line: each fault with the field it is of. */
export function faultsOf({ issues }: z.ZodError): string {
  return issues.map(faultOf).join('；');
}

/** One fault, its field before it where it is of one. */
export function faultOf({ path, message }: Pick<z.core.$ZodIssue, 'path' | 'message'>): string {
  const said = inChinese(message);
  return path.length === 0 ? said : `${path.join('.')}：${said}`;
}

/** What zod's Chinese leaves in English. */
const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  boolean: 'true 或 false',
  int: '整数',
  object: '对象 {…}',
  record: '对象 {…}',
  数组: '列表 […]',
  '空值(null)': '空值 null',
};

function inChinese(message: string): string {
  const told = /^无效输入：期望 (.+)，实际接收 (.+)$/u.exec(message);
  if (told === null) return message;
  const [expected = '', received = ''] = told.slice(1).map((kind) => KINDS[kind] ?? kind);
  return received === 'undefined' ? `没有写，应为${expected}` : `应为${expected}，写的是${received}`;
}

/**
 * What is said of a text that `JSON.parse` refused: where it went wrong, as far as that is told.
 * @param thrown what it threw; V8 tells a position, in UTF-16 units, or that the text ended too early.
 */
export function jsonFault(text: string, thrown: unknown): string {
  const told = thrown instanceof SyntaxError ? thrown.message : '';
  const position = /at position (\d+)/u.exec(told)?.[1];
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split('\n');
    return `不是 JSON，第 ${before.length} 行第 ${(before.at(-1) ?? '').length + 1} 个字符处不对`;
  }
  return /end of JSON/u.test(told) ? '不是 JSON，没有写完' : '不是 JSON';
}
