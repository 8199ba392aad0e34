import type { KeyObject } from 'node:crypto';
import type { AuditFindingKind } from '@maroquin/contracts';
import { type Checkpoint, endDigest, isSigned, type KeptEnd } from './checkpoint.js';
import {
  chainStart,
  type Entry,
  entryHash,
  erasedPart,
  erasureDigest,
  linkHash,
  ORIGIN,
  type SealedEntry,
} from './entry.js';

/** What is wrong, as a code that stays. */
export type FindingKind = AuditFindingKind;

export interface Finding {
  readonly kind: FindingKind;
  /** The entry at which it shows; 0: the chain as a whole. */
  readonly number: number;
}

export interface ChainReport {
  readonly orgId: string;
  readonly entries: number;
  /** From before there was a chain: taken as they were. */
  readonly old: number;
  /** Recorded and not sealed yet: a moment's worth, unless no server runs. */
  readonly waiting: number;
  /** Whether an end kept elsewhere was compared; without one, an earlier state of the whole database passes for today's. */
  readonly anchored: boolean;
  /** The latest of those that a time-stamp authority dated, and when it did; null: none that could be read. */
  readonly stamped: { readonly number: number; readonly at: Date } | null;
  readonly end: Checkpoint | null;
  /** The first of them, at most MAX_FINDINGS. */
  readonly findings: readonly Finding[];
}

/**
 * When the authority saw a digest, by the token that it gave for it (RFC 3161); null: the token is of another authority or
 * of something else.
 */
export type ReadTimeStamp = (token: Buffer, digest: Buffer) => Date | null;

export interface ChainToVerify {
  readonly orgId: string;
  /** By number, then id; read as they come. */
  readonly entries: AsyncIterable<SealedEntry>;
  /** Recorded and not sealed yet. */
  readonly waiting: readonly Entry[];
  /** null: there is none. */
  readonly end: (Checkpoint & { readonly closedToOld: boolean }) | null;
  readonly checkpoints: readonly Checkpoint[];
  /** Ends that were kept outside. */
  readonly anchors: readonly KeptEnd[];
  readonly publicKey: KeyObject;
  /** Where the instance's key is at hand: what shows that the service wrote a row. */
  readonly proofOf: ((content: Buffer) => Buffer) | null;
  /** null: time stamps are passed over. */
  readonly readTimeStamp: ReadTimeStamp | null;
}

const MAX_FINDINGS = 100;
/** Clocks of nodes may differ by some of it, and an act is written at most this long after it began. Microseconds. */
const CLOCK_TOLERANCE_US = 120_000_000;

/** Acts that explain erasures: action, and what it says. */
export const ERASED_ACTION = 'audit.erased';

/**
 * Follows a chain from its first entry and says everything that is not as the service wrote it. Needs no database and no
 * network.
 */
export async function verifyChain(input: ChainToVerify): Promise<ChainReport> {
  const walk = new Walk(input);
  for await (const entry of input.entries) walk.next(entry);
  return walk.finish();
}

class Walk {
  private readonly findings: Finding[] = [];
  private readonly wanted: ReadonlyMap<number, readonly { what: Checkpoint; kind: FindingKind }[]>;
  private readonly erased = new Map<string, string[]>();
  private readonly explained = new Map<string, unknown>();
  private number = 0;
  private old = 0;
  private previous: Buffer;
  private lastSealedAt = 0;
  private latestAt = 0;
  private stamped: ChainReport['stamped'] = null;

  constructor(private readonly input: ChainToVerify) {
    this.previous = chainStart(input.orgId);
    this.wanted = this.endsToMeet();
  }

  private endsToMeet(): Map<number, { what: Checkpoint; kind: FindingKind }[]> {
    const { checkpoints, anchors, end, publicKey } = this.input;
    const wanted = new Map<number, { what: Checkpoint; kind: FindingKind }[]>();
    const want = (what: Checkpoint, kind: FindingKind): void => {
      wanted.set(what.number, [...(wanted.get(what.number) ?? []), { what, kind }]);
    };
    for (const what of checkpoints) {
      if (!isSigned(what, true, publicKey)) this.found('checkpoint-forged', what.number);
      want(what, 'checkpoint-differs');
    }
    for (const what of anchors) {
      if (!isSigned(what, true, publicKey)) this.found('anchor-differs', what.number);
      want(what, 'anchor-differs');
      this.checkTimeStamp(what);
    }
    if (end === null) return wanted;
    if (!isSigned(end, end.closedToOld, publicKey)) this.found('end-forged', end.number);
    want(end, 'end-differs');
    return wanted;
  }

  /** Who sets the clock of the database ahead is told so by the authority's: nothing is stamped before it was sealed. */
  private checkTimeStamp(end: KeptEnd): void {
    const { timeStamp, number, sealedAt } = end;
    const { readTimeStamp } = this.input;
    if (timeStamp === null || readTimeStamp === null) return;
    const at = readTimeStamp(timeStamp, endDigest(end));
    if (at === null) return this.found('time-stamp-forged', number);
    if (Number(sealedAt) > at.getTime() * 1_000 + CLOCK_TOLERANCE_US) this.found('clock-set-back', number);
    if (this.stamped === null || this.stamped.number < number) this.stamped = { number, at };
  }

  private found(kind: FindingKind, number: number): void {
    if (this.findings.length < MAX_FINDINGS) this.findings.push({ kind, number });
  }

  next(entry: SealedEntry): void {
    const { number } = entry;
    if (number <= this.number) this.found('entry-doubled', number);
    else if (number !== this.number + 1) this.found('entries-missing', this.number + 1);
    this.checkContent(entry);
    this.checkClock(entry);
    this.collectErasures(entry);
    this.number = Math.max(number, this.number);
    this.previous = entry.hash;
    for (const { what, kind } of this.wanted.get(number) ?? [])
      if (!what.hash.equals(entry.hash) || what.sealedAt !== entry.sealedAt) this.found(kind, number);
  }

  private checkContent(entry: SealedEntry): void {
    const { number, origin, proof } = entry;
    const content = entryHash(entry);
    const isPlain =
      entry.orgId === this.input.orgId &&
      (entry.actorErasedBy !== null || entry.actorCommit === null) &&
      (entry.subjectErasedBy !== null || entry.subjectCommit === null);
    if (!isPlain || !linkHash(this.previous, entry, { proof, content }).equals(entry.hash))
      this.found('entry-changed', number);
    else if (origin === ORIGIN.service && this.input.proofOf !== null && !this.isProven(proof, content))
      this.found('entry-inserted', number);
    if (origin === ORIGIN.old) {
      if (this.old !== number - 1) this.found('old-entry-misplaced', number);
      this.old += 1;
    } else if (origin !== ORIGIN.service) this.found('entry-inserted', number);
  }

  private isProven(proof: Buffer | null, content: Buffer): boolean {
    return proof !== null && this.input.proofOf?.(content).equals(proof) === true;
  }

  /**
   * The clock of the database seals, that of a node dates: each may only go on. An act may be sealed long after it was done,
   * where no server was there to do so; then those that follow come in their order all the same.
   */
  private checkClock({ number, at, sealedAt, origin }: SealedEntry): void {
    const [done, sealed] = [Number(at), Number(sealedAt)];
    const isLate = done < this.latestAt - CLOCK_TOLERANCE_US;
    const isEarly = done > sealed + CLOCK_TOLERANCE_US;
    if (sealed < this.lastSealedAt - CLOCK_TOLERANCE_US || (origin === ORIGIN.service && (isLate || isEarly)))
      this.found('clock-set-back', number);
    this.lastSealedAt = Math.max(sealed, this.lastSealedAt);
    if (origin === ORIGIN.service) this.latestAt = Math.max(done, this.latestAt);
  }

  private collectErasures(entry: Entry): void {
    const compare = (part: 'actor' | 'subject', by: string | null): void => {
      if (by !== null) this.erased.set(by, [...(this.erased.get(by) ?? []), erasedPart(part, entry.id)]);
    };
    compare('actor', entry.actorErasedBy);
    compare('subject', entry.subjectErasedBy);
    if (!holdsWhatItSays(entry)) this.found('erasure-unexplained', this.number + 1);
    if (entry.action === ERASED_ACTION && entry.subjectErasedBy === null)
      this.explained.set(entry.id, entry.details['digest']);
  }

  finish(): ChainReport {
    const { orgId, end, anchors, waiting } = this.input;
    for (const entry of waiting) this.checkWaiting(entry);
    for (const [by, parts] of this.erased)
      if (this.explained.get(by) !== erasureDigest(parts)) this.found('erasure-unexplained', this.number);
    if (end === null && (this.number > 0 || waiting.length === 0)) this.found('end-missing', this.number);
    if (end !== null && end.number > this.number) this.found('entries-missing', this.number + 1);
    if (end !== null && end.number < this.number) this.found('end-differs', this.number);
    if (end?.number === 0 && !end.hash.equals(chainStart(orgId))) this.found('end-differs', 0);
    for (const anchor of anchors) if (anchor.number > this.number) this.found('behind-anchor', this.number);
    for (const { number } of this.input.checkpoints)
      if (number > this.number) this.found('entries-missing', this.number + 1);
    return {
      orgId,
      entries: this.number,
      old: this.old,
      waiting: waiting.length,
      anchored: anchors.length > 0,
      stamped: this.stamped,
      end,
      findings: this.findings,
    };
  }

  private checkWaiting(entry: Entry): void {
    this.collectErasures(entry);
    if (this.input.proofOf !== null && !this.isProven(entry.proof, entryHash(entry)))
      this.found('entry-inserted', this.number + 1);
  }
}

/**
 * What was erased is not there, its salt included: with the salt somebody could guess the person from the commitment. What was
 * not erased has no commitment beside it.
 */
function holdsWhatItSays(entry: Entry): boolean {
  const actor =
    entry.actorErasedBy === null
      ? entry.actorCommit === null
      : entry.actorId === null && entry.actorSalt === null;
  const isNothing = entry.targetId === null && Object.keys(entry.details).length === 0;
  const subject =
    entry.subjectErasedBy === null ? entry.subjectCommit === null : isNothing && entry.subjectSalt === null;
  return actor && subject;
}
