import { nameSchema } from '@maroquin/contracts';
import { WopiError } from './wopi-error.js';

const SHIFTED = /\+([A-Za-z0-9+/]*)-?/gu;

/** UTF-7 (RFC 2152), in which WOPI writes names into headers. What is no UTF-7 stays as it is. */
export const decodeUtf7 = (text: string): string =>
  text.replace(SHIFTED, (_all, base64: string) => {
    if (base64 === '') return '+';
    const units = Buffer.from(base64, 'base64');
    return units
      .subarray(0, units.length - (units.length % 2))
      .swap16()
      .toString('utf16le');
  });

/** @throws {WopiError} 400 */
export function nameOf(text: string): string {
  const name = nameSchema.safeParse(text);
  if (!name.success)
    throw new WopiError(400, { 'X-WOPI-InvalidFileNameError': 'Too long, or not allowed in a name' });
  return name.data;
}
