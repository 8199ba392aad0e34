import { DomainError } from '@maroquin/platform/errors';
import { ENOUGH, guessingCost, personalWords } from './password-strength.js';

/** In characters as people count them, not in bytes. */
const MIN_PASSWORD_LENGTH = 14;

/**
 * No composition rules, no forced change (ANSSI-PG-078): long enough, and not what is guessed first.
 * `known`: the person's name, its address, its organisation.
 * @throws {DomainError} password.too-short, password.too-common
 */
export function requireGoodPassword(password: string, known: readonly string[]): void {
  if ([...password.normalize('NFKC')].length < MIN_PASSWORD_LENGTH)
    throw new DomainError('password.too-short');
  if (guessingCost(password, personalWords(known)) < ENOUGH) throw new DomainError('password.too-common');
}
