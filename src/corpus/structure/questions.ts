/** How the lines of a FAQ say who speaks: 问：, Q1:, 【答】. */
const ASKED =
  /^(?:问\s?[一二三四五六七八九十\d]{0,3}|问题\s?[一二三四五六七八九十\d]{0,3}(?=[^？?]{0,90}[？?])|Q\s?\d{0,3}|【问题?】|\[问\])\s?(?:[:：.、]|(?<=】|\]))/iu;
const ANSWERED =
  /^(?:答复?|解答|回答|回复|A\s?\d{0,3}|【(?:答复?|解答|回答)】|\[答\])\s?(?:[:：.、]|(?<=】|\]))/iu;
const ANSWERED_WITHIN = /[？?”。]?\s{0,4}(?=(?:答复?|解答|回答|【答】|A\d{0,3})\s?[:：])/u;
/** A question on a line of its own is no longer than this (characters). */
const MAX_QUESTION = 80;

export function opensQuestion(line: string): boolean {
  return ASKED.test(line);
}

export function opensAnswer(line: string): boolean {
  return ANSWERED.test(line);
}

/** Where the answer begins on the line of its question; undefined where it does not. `counted`: the line bears a number. */
export function answerAt(line: string, counted: boolean): number | undefined {
  if (opensQuestion(line)) {
    const found = ANSWERED_WITHIN.exec(line.slice(2));
    if (found !== null) return 2 + found.index + found[0].length;
    return behindQuestion(line, 2 * MAX_QUESTION);
  }
  return counted ? behindQuestion(line, MAX_QUESTION) : undefined;
}

function behindQuestion(line: string, most: number): number | undefined {
  const asked = /^[^。！!；;？?]{4,}[？?]\s{0,4}(?=[^\s？?”’」』）)])/u.exec(line.slice(0, most));
  return asked === null || asked[0].length >= line.length ? undefined : asked[0].length;
}

/** A line that is one question and nothing else. */
export function isQuestionLine(line: string): boolean {
  return line.length <= MAX_QUESTION && /^[^。！!；;？?]{4,}[？?]$/u.test(line) && !/^[“"‘]/u.test(line);
}
