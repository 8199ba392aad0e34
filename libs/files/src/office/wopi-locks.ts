import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DavLocks } from '../dav/dav-locks.js';
import { lockMismatch, WopiError } from './wopi-error.js';

const MAX_LENGTH = 1024;

interface LockedFile {
  readonly orgId: string;
  readonly fileId: string;
}

/**
 * What holds a file. `wopi`: what the editor calls its lock; `left`: the same, of a session that is over; `other`: a client
 * of the mounted tree holds it.
 */
type Held =
  | { readonly by: 'nobody' }
  | { readonly by: 'wopi' | 'left'; readonly lock: string }
  | { readonly by: 'other' };

/** The editor's lock on a file, which is the same for all who edit it together. It ends 30 minutes after it was last renewed, and keeps nobody out once the session is over. */
@Injectable()
export class WopiLocks {
  constructor(
    private readonly access: AccessService,
    private readonly locks: DavLocks,
  ) {}

  /** @param oldLock instead of which it is taken (UnlockAndRelock) @throws {WopiError} 409 */
  async lock(actor: Actor, file: LockedFile, lock: string, oldLock: string | null): Promise<void> {
    await this.change(actor, file, async (tx, held) => {
      requireIn(held, oldLock ?? lock, oldLock === null);
      await this.locks.setWopi(tx, actor, file.orgId, file.fileId, lock);
    });
  }

  /** @throws {WopiError} 409 */
  async refresh(actor: Actor, file: LockedFile, lock: string): Promise<void> {
    await this.change(actor, file, async (tx, held) => {
      requireIn(held, lock, false);
      await this.locks.setWopi(tx, actor, file.orgId, file.fileId, lock);
    });
  }

  /** @throws {WopiError} 409 */
  async unlock(actor: Actor, file: LockedFile, lock: string): Promise<void> {
    await this.change(actor, file, async (tx, held) => {
      requireIn(held, lock, false);
      await this.locks.endWopi(tx, file.orgId, file.fileId);
    });
  }

  /** '': none. @throws {WopiError} 409 where no editor holds it, but somebody does */
  get(actor: Actor, file: LockedFile): Promise<string> {
    return this.change(actor, file, (_tx, held) => {
      if (held.by === 'other') throw mismatch(held);
      return Promise.resolve(held.by === 'wopi' ? held.lock : '');
    });
  }

  /** Before any bytes are read. @throws {WopiError} 409 as `requireHeld` */
  requireHeldNow(actor: Actor, file: LockedFile, lock: string | null, mayBeFree: boolean): Promise<void> {
    return this.change(actor, file, (_tx, held) =>
      Promise.resolve(requireIn(held, lock, mayBeFree && lock === null)),
    );
  }

  /** Until the transaction ends. @param mayBeFree whether it is enough, without a lock, that nobody holds it @throws {WopiError} 409 */
  async requireHeld(
    tx: LockedTx,
    { orgId, fileId }: LockedFile,
    lock: string | null,
    mayBeFree: boolean,
  ): Promise<void> {
    requireIn(await this.held(tx, orgId, fileId), lock, mayBeFree && lock === null);
  }

  private change<T>(
    actor: Actor,
    { orgId, fileId }: LockedFile,
    work: (tx: LockedTx, held: Held) => Promise<T>,
  ): Promise<T> {
    return this.access.locks.holdPlace(actor, orgId, fileId, async (tx) => {
      await tx.require(actor, 'file.write', fileId);
      return work(tx, await this.held(tx, orgId, fileId));
    });
  }

  private async held(tx: LockedTx, orgId: string, fileId: string): Promise<Held> {
    const locks = await this.locks.coveringInTransaction(tx, orgId, fileId, tx.now);
    if (locks.some(({ wopi }) => wopi === null)) return { by: 'other' };
    const [lock] = locks;
    const name = lock?.wopi ?? null;
    return lock === undefined || name === null
      ? { by: 'nobody' }
      : { by: lock.isLeft ? 'left' : 'wopi', lock: name };
  }
}

function requireIn(held: Held, lock: string | null, mayBeFree: boolean): void {
  // People edit together under one lock: who is still there goes on with it.
  if ((held.by === 'wopi' || held.by === 'left') && held.lock === lock) return;
  if ((held.by === 'nobody' || held.by === 'left') && mayBeFree) return;
  throw mismatch(held);
}

function mismatch(held: Held): WopiError {
  if (held.by === 'wopi') return lockMismatch(held.lock, 'Locked by another session of the editor');
  return lockMismatch('', held.by === 'other' ? 'Locked by WebDAV' : 'Not locked');
}

/** A lock as a header gives it; null: none is given. @throws {WopiError} 400 */
export function lockOf(header: string | readonly string[] | undefined): string | null {
  if (header === undefined || header === '') return null;
  if (typeof header !== 'string' || header.length > MAX_LENGTH) throw new WopiError(400);
  return header;
}

/** @throws {WopiError} 400 where none is given */
export function neededLockOf(header: string | readonly string[] | undefined): string {
  const lock = lockOf(header);
  if (lock === null) throw new WopiError(400);
  return lock;
}
