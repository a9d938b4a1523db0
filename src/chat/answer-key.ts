import { randomBytes } from 'node:crypto';

/** 72 random bits as 12 characters: names an answer, and cannot be guessed. */
export function newAnswerKey(): string {
  return randomBytes(9).toString('base64url');
}
