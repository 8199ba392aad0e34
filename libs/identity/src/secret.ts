import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url: of a session, a link or a token. The database holds only its hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A plain hash is enough for 256 random bits: there is nothing to guess. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();
