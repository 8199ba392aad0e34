import { randomBytes } from 'node:crypto';

/** 256 random bits, base64url: of a session, a link or a token. The database holds only a keyed hash (InstanceKeys.secretHash). */
export const newSecret = (): string => randomBytes(32).toString('base64url');
