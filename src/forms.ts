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
  return path.length === 0 ? message : `${path.join('.')}：${message}`;
}
