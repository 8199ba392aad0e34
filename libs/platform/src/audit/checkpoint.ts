import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** The end of an organisation's chain at one moment. Whoever keeps one knows what the audit said up to there. */
export interface ChainEnd {
  readonly orgId: string;
  readonly number: number;
  readonly hash: Buffer;
  /** Microseconds since 1970. */
  readonly sealedAt: string;
}

export interface Checkpoint extends ChainEnd {
  /** Ed25519 (RFC 8032). */
  readonly signature: Buffer;
}

const messageOf = ({ orgId, number, hash, sealedAt }: ChainEnd, closedToOld: boolean): Buffer =>
  Buffer.from(
    JSON.stringify(['maroquin audit', 1, orgId, number, hash.toString('hex'), sealedAt, closedToOld]),
  );

/** What a time-stamp authority stamps: the end and its signature. */
export const endDigest = (end: Checkpoint): Buffer =>
  createHash('sha256').update(messageOf(end, true)).update(end.signature).digest();

/** `closedToOld`: the chain takes no row from before it any more; true in whatever leaves the database. */
export const signEnd = (end: ChainEnd, closedToOld: boolean, key: KeyObject): Buffer =>
  sign(null, messageOf(end, closedToOld), key);

export const isSigned = (checkpoint: Checkpoint, closedToOld: boolean, key: KeyObject): boolean =>
  verify(null, messageOf(checkpoint, closedToOld), key, checkpoint.signature);

/** An end that was kept outside. */
export interface KeptEnd extends Checkpoint {
  /** What a time-stamp authority answered (RFC 3161); null: none was asked. */
  readonly timeStamp: Buffer | null;
}

/** SubjectPublicKeyInfo, base64: what an auditor keeps to verify by. */
export const publicKeyText = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64');

/** @throws {TypeError | Error} when this is no public key */
export const readPublicKey = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text.trim(), 'base64'), type: 'spki', format: 'der' });

/** Short, to be compared by two people on the telephone. */
export const fingerprint = (key: KeyObject): string =>
  (
    createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 32)
      .match(/.{4}/g) ?? []
  ).join(' ');

/** One line of JSON: in an export, and wherever a checkpoint is kept. */
export const checkpointLine = (
  { orgId, number, hash, sealedAt, signature }: Checkpoint,
  timeStamp: Buffer | null = null,
): string =>
  JSON.stringify({
    kind: 'checkpoint',
    orgId,
    number,
    hash: hash.toString('hex'),
    sealedAt,
    signature: signature.toString('base64'),
    ...(timeStamp === null ? {} : { timeStamp: timeStamp.toString('base64') }),
  });
