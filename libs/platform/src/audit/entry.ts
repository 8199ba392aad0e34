import { createHash, randomBytes } from 'node:crypto';
import type { Act } from './act.js';

/** What identifies somebody can go while the chain stays whole: the chain holds only a salted hash of it. */
const SALT_BYTES = 16;

/** Who wrote a row: the service, the service before there was a chain, or somebody else. */
export const ORIGIN = { service: 0, old: 1, stranger: 2 } as const;

export type Details = NonNullable<Act['details']>;

/** A row of the audit as the chain sees it. Times are microseconds since 1970, as text: PostgreSQL counts in these. */
export interface Entry {
  readonly id: string;
  readonly orgId: string;
  readonly at: string;
  readonly action: string;
  readonly actorId: string | null;
  readonly targetId: string | null;
  readonly details: Details;
  readonly actorSalt: Buffer | null;
  readonly subjectSalt: Buffer | null;
  readonly actorCommit: Buffer | null;
  readonly subjectCommit: Buffer | null;
  readonly actorErasedBy: string | null;
  readonly subjectErasedBy: string | null;
  /** null in rows from before the chain. */
  readonly proof: Buffer | null;
}

/** The same with its place. */
export interface SealedEntry extends Entry {
  readonly number: number;
  readonly origin: number;
  readonly sealedAt: string;
  readonly hash: Buffer;
}

export const newSalt = (): Buffer => randomBytes(SALT_BYTES);

export const microseconds = (at: Date): string => `${String(at.getTime())}000`;

/** jsonb keeps no order of keys. */
const canonical = (details: Details): [string, unknown][] =>
  Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));

const sha256 = (...parts: readonly unknown[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();

const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('hex');

/** Stands for whoever acted, also once that is erased. */
export const commitActor = ({ actorSalt, actorId }: Pick<Entry, 'actorSalt' | 'actorId'>): Buffer =>
  sha256('audit actor', hex(actorSalt), actorId);

/** Stands for what the act was about, also once that is erased. */
export const commitSubject = ({
  subjectSalt,
  targetId,
  details,
}: Pick<Entry, 'subjectSalt' | 'targetId' | 'details'>): Buffer =>
  sha256('audit subject', hex(subjectSalt), targetId, canonical(details));

/** Hash of everything that a row says, the erasable part by its commitments. */
export function entryHash(entry: Entry): Buffer {
  const actor = entry.actorErasedBy === null ? commitActor(entry) : entry.actorCommit;
  const subject = entry.subjectErasedBy === null ? commitSubject(entry) : entry.subjectCommit;
  const { id, orgId, at, action } = entry;
  return sha256('audit entry', orgId, id, at, action, hex(actor), hex(subject));
}

/** What the first entry of a chain follows. */
export const chainStart = (orgId: string): Buffer => sha256('audit chain', orgId);

export interface Place {
  readonly number: number;
  readonly origin: number;
  readonly sealedAt: string;
}

/** Ties an entry to its place and to all entries before it. */
export const linkHash = (
  previous: Buffer,
  { number, origin, sealedAt }: Place,
  entry: Pick<Entry, 'proof'> & { readonly content: Buffer },
): Buffer =>
  sha256('audit link', hex(previous), number, origin, sealedAt, hex(entry.content), hex(entry.proof));

/** What an erasing act says of the entries it emptied, so that nobody else empties some in its name. */
export const erasureDigest = (parts: readonly string[]): string =>
  sha256('audit erasure', [...parts].sort()).toString('hex');

export const erasedPart = (part: 'actor' | 'subject', entryId: string): string => `${part} ${entryId}`;
