import { SURNAMES } from '../../personal-data/names.ts';
import type { Segmenter } from '../ports.ts';

const OFFICE =
  /(?:书记|[县市区镇乡局科股所站处部院校园场厂队组会]长|指挥长|董事长|理事长|主任|主席|经理|记者|医生|老师|教师|专家|[医技]师|技术员|管理员|村民|代表|负责人)$/u;
/** What stands between an office and who fills it. */
const FILLED_BY = /(?:为|是|由|[:：])\s*$/u;

/**
 * True when a text names a person: a word of two to four characters that begins with a surname, is no dictionary
 * word but a name, and follows an office (县长某某, 县长：某某, 组长为副县长某某).
 * @param asked the words of the question; where they name an office, the name must follow just that one.
 */
export function namesPerson(text: string, asked: readonly string[], segmenter: Segmenter): boolean {
  const offices = asked.filter(isOffice);
  const words = segmenter.words(text).filter((word) => word.trim() !== '');
  let before = '';
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? '';
    // 专家：古良才，: what a label of an office gives whole is its name, though the surname is a word of other kinds too.
    const isWhole = /[:：]\s*$/u.test(before) && /^(?:\P{Script=Han}|$)/u.test(words[index + 2] ?? '');
    const isNamed =
      isName(word, segmenter) ||
      isCutName(word, next, segmenter) ||
      (isWhole && isName(word + next, segmenter));
    if (isNamed && isLedByOffice(before, offices)) return true;
    before += word;
  }
  return false;
}

/** Whether what stands before a name ends in one of the offices asked, or tells another that fills it; in any where none is asked. */
function isLedByOffice(before: string, offices: readonly string[]): boolean {
  const led = before.replace(FILLED_BY, '');
  if (offices.length === 0) return OFFICE.test(led);
  const clause = before.split(/[,，。;；]/u).at(-1) ?? '';
  return offices.some((office) => led.endsWith(office) || (OFFICE.test(clause) && isFilled(clause, office)));
}

/** 组长为副县长, 主任由副局长: another office tells who fills the one that is asked. */
function isFilled(clause: string, office: string): boolean {
  const at = clause.lastIndexOf(office);
  return at >= 0 && /^(?:为|是|由|[:：])/u.test(clause.slice(at + office.length));
}

/**
 * True when a text says who fills one of the offices asked, by name or by another office: 县长某某履行第一责任人职责, 县委书记
 * 任组长, 由副县长担任队长.
 */
export function fillsOffice(text: string, asked: readonly string[]): boolean {
  return asked
    .filter(isOffice)
    .some((office) =>
      [...text.matchAll(ROLE)].some(
        ({ 0: role, index }) =>
          text.slice(index + role.length, index + role.length + ROLE_REACH).includes(office) &&
          HOLDER.test(text.slice(Math.max(0, index - HOLDER_REACH), index)),
      ),
    );
}

export function isOffice(word: string): boolean {
  return OFFICE.test(word);
}

const ROLE = /担任|兼任|任|履行|带头当好?/gu;
/** Characters between the verb and the office, and between who fills it and the verb. */
const ROLE_REACH = 10;
const HOLDER_REACH = 12;
const HOLDER = new RegExp(`(?:${OFFICE.source.slice(0, -1)}|领导|同志|干部)[^,。;]*$`, 'u');

/**
 * A name that the segmenter cut in two (向|明华, 石拔|专). Where the surname is a word of grammar or of quality too
 * (向, 高), what follows must be no dictionary word: 向|全县 is no name.
 */
function isCutName(word: string, next: string, segmenter: Segmenter): boolean {
  if (next === '' || !isName(word + next, segmenter)) return false;
  const speech = segmenter.partOfSpeech(word);
  if (word.length > 1) return next.length === 1 && (speech === undefined || /^n/u.test(speech));
  const rest = segmenter.partOfSpeech(next);
  return !/^[pcdvatmr]/u.test(speech ?? '') || rest === undefined || /^n[rz]/u.test(rest);
}

function isName(word: string, segmenter: Segmenter): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(word) || OFFICE.test(word)) return false;
  const surname = SURNAMES.has(word.slice(0, 2)) ? word.slice(0, 2) : word.slice(0, 1);
  if (!SURNAMES.has(surname) || word.length === surname.length || word.length - surname.length > 2)
    return false;
  const known = segmenter.partOfSpeech(word);
  return known === undefined || known === 'nr';
}
