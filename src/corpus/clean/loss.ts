import { unclosed } from '../structure/headings.ts';
import { continuesMark, dangles, UNIT } from './cuts.ts';
import { isBlankForm, isLabelled } from './forms.ts';

/*
 * Lost text is told only where something shows that it is lost: that a paragraph ends without a full stop, a label
 * has no value or a cell is empty is how papers are written.
 */

/** How many of what is not said: 出台了一批. */
const COUNTS_NOTHING = /(?:一批|一些|一系列|各项|多项|这些|那些|有关|若干)$/u;
/** How much stands behind a bracket that is opened for a remark, not for a form. */
const REMARK = /[（(][^（()）]{4,}$/u;

/** Whether a paragraph that has no other half stops inside a sentence: its title or bracket open, or on a word that more must follow. */
export function endsInside(text: string, isWord: (word: string) => boolean): boolean {
  if (isBlankForm(text)) return false;
  const open = unclosed(text);
  if (open === '《') return true;
  const isProse = /[，,；;。]/u.test(text.slice(0, -1));
  if (!isProse || (isLabelled(text) && !/。/u.test(text))) return false;
  if ('（('.includes(open || ' ')) return REMARK.test(text);
  if (/[，,]$/u.test(text)) return /[。；]/u.test(text);
  return COUNTS_NOTHING.test(text) || dangles(text, isWord);
}

/** 的, 了, 们 hang on what stands before them; 的确, 了解 are words. */
const PARTICLE = /^(?:的(?![确士话])|了(?![解结却如然])|们)/u;

/** Whether a sentence begins with what can only stand behind something: a unit without its figure, a closing mark, a particle. */
export function beginsInside(text: string): boolean {
  return (UNIT.test(text) || continuesMark(text) || PARTICLE.test(text)) && /[。；！？]/u.test(text);
}
