import { GRANTED, type Grant, grantIn, OPEN_GRANT } from '../language/grants.ts';
import { fold } from '../language/text.ts';

const ASKS_GRANT = new RegExp(
  `${OPEN_GRANT.source}|(?:能|可以|允许|(?<![标水批基对精])准(?!备|确)|让|给(?=[报补发办算上批交修减免]))(?!了).{0,16}(?:吗|么|不|没)(?:$|[?？,，])`,
  'u',
);

/** Whether a question asks if something is granted or allowed. */
export function asksGrant(written: string): boolean {
  return !ASKS_WHICH.test(written) && ASKS_GRANT.test(written);
}

/** 那些 is typed for 哪些. */
const ASKS_WHICH = /哪|什么|啥|谁|那些(?=情况|情形|条件|材料|东西|人(?!员?的))/u;
/** Spoken refusals of any deed: 什么情况不处罚; what only looks like one is left out. */
const NOT_DONE = /不(?![同仅但管足满动低超少到好知懂清明是一良及过够对在会])\p{Script=Han}|没(?=[补发给报])/u;

/** Which of the two a question asks to have named: 哪些可以带, 什么情况不处罚. Undefined where it asks for neither. */
export function grantAsked(written: string): Grant | undefined {
  if (!ASKS_WHICH.test(written)) return undefined;
  const folded = fold(written);
  return grantIn(folded) ?? (NOT_DONE.test(folded) && !GRANTED.test(folded) ? 'denied' : undefined);
}

/** Where a question asks whether something is granted: what stands before it says of whom or what. */
export function grantAskedAt(written: string): number {
  return asksGrant(written) ? written.search(ASKS_GRANT) : -1;
}
