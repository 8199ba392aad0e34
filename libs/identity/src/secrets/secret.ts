import { randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url: of a session, a link or a token. The database holds only a keyed hash (InstanceKeys.secretHash). */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Takes as long wherever they differ. */
export const isSameSecret = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
