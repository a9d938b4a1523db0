import { z } from '../forms.ts';

export interface ApiKeyConfig {
  readonly name: string;
  readonly key: string;
  /** Questions a minute. */
  readonly aMinute: number;
}

const DEFAULT_A_MINUTE = 30;
const API_KEY_FORM =
  '应是 名字:密钥 或 名字:密钥:每分钟问几次，用逗号隔开；名字只含 A-Z、a-z、0-9、_ 和 -，密钥至少 16 个字符，只含 A-Z、a-z、0-9 和 . _ ~ + / -，次数是 1 到 10000';

/** `name:key` or `name:key:30`; undefined for anything else. */
function apiKeyIn(written: string): ApiKeyConfig | undefined {
  const [, name, key, count] = /^([\w-]{1,32}):([\w.~+/-]{16,}=*)(?::(\d{1,5}))?$/u.exec(written) ?? [];
  const aMinute = Number(count ?? DEFAULT_A_MINUTE);
  if (name === undefined || key === undefined || aMinute < 1 || aMinute > 10_000) return undefined;
  return { name, key, aMinute };
}

/** The keys that a setting names, with a fault for whatever is none. */
export function apiKeysIn(value: string | undefined, context: z.RefinementCtx): ApiKeyConfig[] {
  const written = (value ?? '').split(/[,，\s]+/u).filter((part) => part !== '');
  const keys = written.flatMap((part) => apiKeyIn(part) ?? []);
  const isAmbiguous = (['name', 'key'] as const).some(
    (field) => new Set(keys.map((one) => one[field])).size < keys.length,
  );
  if (keys.length === written.length && !isAmbiguous) return keys;
  context.addIssue({ code: 'custom', message: isAmbiguous ? '名字和密钥都不能重复' : API_KEY_FORM });
  return z.NEVER;
}
