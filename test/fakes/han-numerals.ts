/** A number up to 99,999,999 in Han numerals, as a report writes it. */
export function inHan(number: number): string {
  const HAN = [...'零一二三四五六七八九'];
  const section = (part: number): string => {
    let written = '';
    let gap = false;
    for (const [scale, sign] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / scale) % 10;
      if (digit === 0) gap = written !== '';
      else {
        written += `${gap ? '零' : ''}${HAN[digit]}${sign}`;
        gap = false;
      }
    }
    return written;
  };
  const high = Math.floor(number / 10_000);
  const low = number % 10_000;
  if (high === 0) return section(low);
  return `${section(high)}万${low === 0 ? '' : `${low < 1000 ? '零' : ''}${section(low)}`}`;
}
