import type { Line } from '../lines.ts';
import { withTables } from './tables.ts';

/**
 * Lines of an office file or of Markdown without tabs in their text: where several in a row have tabs and no form they may
 * be a table that was typed with tabs; elsewhere a tab is a blank.
 */
export function withoutTabs(lines: readonly Line[]): Line[] {
  const found: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    let to = at;
    for (let line = lines[to]; line !== undefined && isTabbed(line); line = lines[++to]);
    if (to === at) {
      const line = lines[at++];
      if (line !== undefined) found.push(line);
      continue;
    }
    for (const line of withTables(lines.slice(at, to))) found.push(line);
    at = to;
  }
  return found;
}

function isTabbed({ text, form }: Line): boolean {
  return form?.cells === undefined && text.includes('\t');
}
