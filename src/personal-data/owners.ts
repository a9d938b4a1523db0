import { namesBefore, namesBehind, namesBetween } from './beside.ts';
import { DIALLED, DIALLED_FOR, lastPhoneLabel, SAID_BEHIND } from './labels.ts';
import {
  cellsOf,
  type DocumentLine,
  headOver,
  isBesidePerson,
  isPersonsRow,
  isUnderColumns,
} from './lines.ts';
import { isOfficeName, isPersonNamed, PERSON_WORD, SURNAMES, tellsOfPerson } from './names.ts';

/** Characters of a sentence that are looked at before and behind a number: a line may be a document. */
const BEFORE = 160;
const BEHIND = 60;

/** A number in its line. */
export interface Placed {
  readonly line: DocumentLine;
  /** In the line. */
  readonly start: number;
  readonly end: number;
}

/** The sentence around a number, as far as it is looked at. */
export function aroundOf({ line, start, end }: Placed): { readonly before: string; readonly behind: string } {
  const from = line.text.slice(Math.max(0, start - BEFORE), start);
  const to = line.text.slice(end, end + BEHIND);
  const stop = Math.max(...['。', '！', '？', '!', '?'].map((sign) => from.lastIndexOf(sign)));
  const next = to.search(/[。！？!?]/u);
  return { before: from.slice(stop + 1), behind: next < 0 ? to : to.slice(0, next) };
}

/** True where the words around a telephone number say plainly that it is an office's own line. */
export function isOfficePhone(placed: Placed): boolean {
  const { before, behind } = aroundOf(placed);
  const label = lastPhoneLabel(before);
  const between = label === undefined ? before : before.slice(label.end);
  if (namesBeside(between, behind) || isPersonsRow(placed.line)) return false;
  const isCell = label === undefined && isUnderColumns(placed.line);
  if (!isCell && (namesBetween(between) || namesBehind(behind))) return false;
  if (SAID_BEHIND.test(behind)) return true;
  if (label === undefined)
    return isUnderOfficeHead(placed) || (DIALLED.test(before) && DIALLED_FOR.test(behind));
  const lead = before.slice(0, label.start);
  if (label.is === 'person') return false;
  if (namesBefore(lead, label.is === 'office' ? 'plain' : 'any')) return false;
  if (label.is === 'office') return !namesContact(lead, behind) && !isBesidePerson(placed.line);
  if (tellsOf(placed) || isBesidePerson(placed.line) || namesBeside(lead, '')) return false;
  return label.is === 'contact' || saysOffice(lead) || saysOffice(before.slice(label.end));
}

/** The head of its column or its list says what a number is; 电话 alone, where the row is of an office. */
function isUnderOfficeHead(placed: Placed): boolean {
  const head = headOver(placed.line, placed.start);
  const over = lastPhoneLabel(head)?.is;
  if (over === undefined || over === 'person' || tellsOfPerson(head)) return false;
  if (over === 'office') return true;
  return !tellsOf(placed) && (over === 'contact' || cellsOf(placed.line.text).some(isOfficeName));
}

/** True where the sentence of a number tells of a person. */
export function tellsOf(placed: Placed): boolean {
  const { before, behind } = aroundOf(placed);
  return (
    tellsOfPerson(before) || tellsOfPerson(behind) || isPersonsRow(placed.line) || namesBeside(before, behind)
  );
}

/** Whose telephone 电话 is, where an office stands before it. */
function saysOffice(lead: string): boolean {
  return lead
    .slice(-40)
    .split(/[^\p{Script=Han}]+/u)
    .some((words) => words.length > 2 && isOfficeName(words));
}

/** A name just before a number, or just behind it: 王五13…, 13…（王主任）. */
export function namesBeside(before: string, behind: string): boolean {
  const last =
    /(\p{Script=Han}(?:[\p{Script=Han}·•]|[:：](?=\p{Script=Han})){1,23})[\s:：,，、()（）是为的]{0,6}$/u.exec(
      before.slice(-32),
    )?.[1];
  if (last !== undefined && isPersonNamed(last.replace(/[是为的]$/u, ''))) return true;
  const next =
    /^(?:\s{0,3}[(（]\s?|\s{1,3}|(?=\p{Script=Han}))([\p{Script=Han}·•]{2,12})(?![\p{Script=Han}])/u.exec(
      behind,
    )?.[1];
  if (/^\s?[(（]\p{Script=Han}[)）]/u.test(behind)) return SURNAMES.has(behind.trim().charAt(1));
  return next !== undefined && isPersonNamed(next);
}

const CONTACT_BEFORE = new RegExp(`${PERSON_WORD}[^。\\n]{1,16}$`, 'u');
const CONTACT_BEHIND = new RegExp(`^[\\s,，、;；(（]{0,4}${PERSON_WORD}[^。\\n]{0,12}`, 'u');

/** Just before the label of a number, or just behind the number: 联系人：王五，咨询电话：13…. */
function namesContact(lead: string, behind: string): boolean {
  return [CONTACT_BEFORE.exec(lead)?.[0], CONTACT_BEHIND.exec(behind)?.[0]].some(
    (words) => words !== undefined && tellsOfPerson(words.replace(/^[\s,，、;；(（]+/u, '')),
  );
}
