/** The answers of this tab, by their keys, oldest first: what a reload shows again. */
const NAME = 'talk';
const MOST = 20;

export function remember(key: string): void {
  write([...read().filter((one) => one !== key), key].slice(-MOST));
}

/** The keys before the one that is shown; all of them where none is; none where that is of another talk. */
export function recall(shown: string | undefined): readonly string[] {
  const keys = read();
  if (shown === undefined) return keys;
  return keys.slice(0, Math.max(0, keys.indexOf(shown)));
}

export function startAnew(): void {
  write([]);
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function write(keys: readonly string[]): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(keys));
  } catch {
    // A browser that keeps nothing shows no earlier answers after a reload.
  }
}
