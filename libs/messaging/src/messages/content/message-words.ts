import { MENTIONS_MAX, mentionsIn, MESSAGE_MAX_LENGTH } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';

/** Something that is seen: neither blank, nor of no width, nor only turning the direction of writing. */
const SEEN = /[^\s\p{Cc}\p{Cf}\p{Zs}\u115f\u1160\u3164\uffa0\u2800]/u;

/** The same of what may bring files and no words. @throws {DomainError} as wordsOf */
export const wordsBeside = (files: readonly string[], text: string): string =>
  files.length > 0 && text.trim() === '' ? '' : wordsOf(text);

/** What somebody wrote, without the blanks around it. @throws {DomainError} message.empty, message.too-long, message.too-many-mentions */
export function wordsOf(text: string): string {
  const words = text.trim();
  if (!SEEN.test(words)) throw new DomainError('message.empty');
  if (words.length > MESSAGE_MAX_LENGTH) throw new DomainError('message.too-long');
  if (mentionsIn(words).length > MENTIONS_MAX) throw new DomainError('message.too-many-mentions');
  return words;
}
