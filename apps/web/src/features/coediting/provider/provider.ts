import {
  CloseCode,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type AccessLevel,
  type Frame,
} from '@maroquin/coediting';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';

import { CollabSocket, isFinal } from '../connection/collab-socket.js';
import { browserEnvironment, type CollabEnvironment } from '../connection/environment.js';
import { browserHolders } from '../outbox/holders.js';
import type { KeptWork } from '../outbox/kept-work.js';
import type { AboutDocument, OutboxKey } from '../outbox/outbox.js';
import { PendingChanges } from './pending-changes.js';
import { PresenceLink } from '../connection/presence-link.js';
import { settleRedoneItems } from './redone-items.js';
import type { CollabOptions } from './provider-options.js';
import { LiveSaveState } from './live-save-state.js';
import type { Refusal, SaveFacts, SaveState, SaveStateName } from './save-state.js';
import { keptWork, setEntriesAside } from './set-aside.js';

/** Updates above this size would be refused as an update frame; a sync step 2 may be larger. */
const LARGE_UPDATE_BYTES = 1_000_000;
/** Marks changes that come from this computer's outbox: already kept, so not to be kept again. */
const FROM_OUTBOX = Symbol('outbox');
/** Refusals of an answer to a sync that say nothing to a person who has not changed anything. */
const UNSPOKEN: ReadonlySet<string> = new Set(['collab.read-only', 'collab.full']);
const NEEDS_BASE: ReadonlySet<SaveStateName> = new Set(['waiting', 'cut', 'down']);

/**
 * Connects a Y.Doc to its document on the server and knows at each moment which local changes are committed there.
 * Every local change is kept on this computer until the server has said so.
 */
export class CollabProvider {
  private readonly key: OutboxKey;
  private readonly socket: CollabSocket;
  private readonly environment: CollabEnvironment;
  private readonly pending: PendingChanges;
  private readonly presence: PresenceLink | null;
  private readonly stopSettling: () => void;
  /** What the person sees about the state of the changes. */
  readonly state: LiveSaveState;
  /** Sync frames sent on this connection. */
  private sent = 0;
  /** Local changes go out as they are made; before that, the sync step 2 will carry them. */
  private streaming = false;
  /** The server's question of this connection, until its own answer is here and ours can be complete. */
  private asked: Uint8Array | null = null;
  /** The server has answered on this connection with all it has. */
  private received = false;
  private synced = false;
  private epoch: number | null = null;
  private access: AccessLevel = 'write';
  private lostAt: number | null;
  private down = false;
  private silent = false;
  /** Deletions of useless marks that were made while this person could not write. */
  private tidied: Uint8Array[] = [];
  private retryAt: number | null = null;
  private savedAt: number | null = null;
  private refusal: Refusal | null = null;
  private ended: number | null = null;
  private destroyed = false;

  constructor(private readonly options: CollabOptions) {
    this.environment = options.environment ?? browserEnvironment();
    const { documentId, personId, outbox, holders = browserHolders } = options;
    this.key = { documentId, personId };
    this.pending = new PendingChanges(outbox, this.key, holders, () => this.refresh());
    this.lostAt = this.environment.now();
    this.socket = new CollabSocket(() => this.url(), this.environment, {
      opened: () => this.onOpened(),
      frame: (frame) => this.onFrame(frame),
      closed: (code) => this.onClosed(code),
      changed: () => this.refresh(),
      silent: (isSilent) => {
        this.silent = isSilent;
        this.refresh();
      },
      planned: (retryAt) => {
        this.retryAt = retryAt;
        this.refresh();
      },
    });
    this.state = new LiveSaveState(
      this.environment,
      () => this.facts(),
      (state) => this.onState(state),
    );
    this.stopSettling = settleRedoneItems(options.doc);
    options.doc.on('update', this.onUpdate);
    this.presence =
      options.awareness === undefined
        ? null
        : new PresenceLink(options.awareness, this.environment, (frame) => this.socket.send(frame));
  }

  /** Brings back what an earlier visit left unsent, then connects. */
  async start(): Promise<void> {
    const { entries, older } = await this.pending.load(this.environment);
    if (older.length > 0) {
      await setEntriesAside(this.key, older, this.options.outbox, this.environment.now());
      this.options.onSetAside?.();
    }
    if (this.destroyed) return;
    for (const { update, epoch } of entries) {
      this.epoch ??= epoch;
      applyUpdate(this.options.doc, update, FROM_OUTBOX);
    }
    this.socket.connect();
  }

  /** Tries again after the server had ended the connection for good, for example once signed in again. */
  reconnect(): void {
    this.ended = null;
    this.socket.connect();
  }

  /**
   * Takes what is pending out of the outbox: it is kept as work of its own, with the whole text as it stands here.
   * `stored` false: the browser would not keep it, so it is in the returned value only.
   */
  async setAside(
    about: AboutDocument | null,
    reason: { code: string; state: KeptWork['state'] },
  ): Promise<{ work: KeptWork; stored: boolean }> {
    const { outbox, doc } = this.options;
    const known = about ?? (await outbox.about(this.key).catch(() => null));
    const work = keptWork(this.key, doc, known, reason, this.environment.now());
    return { work, stored: await this.pending.setAside(work) };
  }

  /** The person lets go of what is pending. */
  discard(): Promise<void> {
    return this.pending.discard();
  }

  /** The page may be gone in a moment: what is pending is kept with the text on which it builds. */
  keepForNextVisit(): void {
    if (this.synced && this.pending.count > 0 && !this.pending.hasBase) this.keepBase();
  }

  destroy(): void {
    this.keepForNextVisit();
    this.destroyed = true;
    this.options.doc.off('update', this.onUpdate);
    this.stopSettling();
    this.presence?.leave();
    this.socket.destroy();
    this.state.close();
    void this.pending.release().then(() => this.options.onReleased?.());
  }

  private url(): string {
    const origin = this.options.origin ?? window.location.origin.replace(/^http/, 'ws');
    return `${origin}/collab/${this.options.documentId}`;
  }

  /** Writes, or suggests. */
  private get mayChange(): boolean {
    return this.access === 'write' || this.access === 'suggest';
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || origin === FROM_OUTBOX) return;
    if (!this.mayChange && isTidying(update, origin)) this.tidied.push(update);
    else this.pass(update);
  };

  private pass(update: Uint8Array): void {
    const ordinal = this.streaming
      ? this.sendSync(update.length > LARGE_UPDATE_BYTES ? encodeStep2(update) : encodeUpdate(update))
      : null;
    this.pending.add(update, this.epoch, this.environment.now(), ordinal);
    this.refresh();
  }

  /** Who may write again says what was tidied meanwhile: until it is committed, this page holds what nobody else does. */
  private passTidied(): void {
    if (this.tidied.length === 0) return;
    const update = mergeUpdates(this.tidied);
    this.tidied = [];
    this.pass(update);
  }

  private sendSync(frame: Uint8Array): number {
    this.socket.send(frame);
    this.sent += 1;
    return this.sent;
  }

  private onOpened(): void {
    this.sent = 0;
    this.streaming = false;
    this.asked = null;
    this.received = false;
    this.socket.send(encodeStep1(encodeStateVector(this.options.doc)));
    this.presence?.renew();
    this.refresh();
  }

  private onClosed(code: number): void {
    this.streaming = false;
    this.received = false;
    this.lostAt ??= this.environment.now();
    this.down = code === CloseCode.tryLater;
    this.pending.forgetFrames();
    if (code === CloseCode.noAccess) this.access = 'none';
    if (isFinal(code)) this.ended = code;
    if (this.isShut(code) && this.pending.count > 0)
      this.refusal ??= { code: 'request.not-found', message: '' };
    this.presence?.forgetOthers();
    this.refresh();
  }

  /** What is pending will not be taken by trying again, nor by signing in. */
  private isShut(code: number): boolean {
    if (code === CloseCode.noAccess || code === CloseCode.noDocument) return true;
    return code === CloseCode.unauthenticated && this.options.isVisitor === true;
  }

  private onFrame(frame: Frame): void {
    switch (frame.type) {
      case 'step1':
        this.asked = frame.stateVector;
        this.answer();
        break;
      case 'update':
        applyUpdate(this.options.doc, frame.update, this);
        return;
      case 'step2':
        applyUpdate(this.options.doc, frame.update, this);
        this.received = true;
        this.synced = true;
        this.pending.hasBase = false;
        this.lostAt = null;
        this.down = false;
        this.silent = false;
        this.socket.succeeded();
        this.answer();
        break;
      case 'awareness':
        this.presence?.receive(frame.states);
        return;
      case 'committed':
        this.pending.committed(frame.ordinal);
        this.savedAt = this.environment.now();
        break;
      case 'refused':
        // What carries none of this page's changes, such as a reader's answer to a sync, need not be spoken of.
        if (!this.pending.refused(frame.ordinal) && UNSPOKEN.has(frame.code)) break;
        // That the document was restored is no fault of the change: it is said, and dealt with, as the epoch's end.
        if (frame.code === 'collab.epoch') return this.epochIsOver();
        this.refusal = { code: frame.code, message: frame.message };
        break;
      case 'epoch':
        return this.onEpoch(frame.epoch);
      case 'access':
        this.access = frame.level;
        if (this.mayChange) {
          this.refusal = null;
          this.passTidied();
        }
        break;
      default:
        return;
    }
    this.refresh();
  }

  /** Sends the server what it lacks, once everything it has is here: only then is what the outbox brought complete. */
  private answer(): void {
    if (this.asked === null || !this.received) return;
    const missing = encodeStateAsUpdate(this.options.doc, this.asked);
    this.asked = null;
    this.pending.carriedBy(this.sendSync(encodeStep2(missing)));
    this.streaming = true;
  }

  /** The document was restored or imported again: what was written on the old text must not be mixed into the new one. */
  private onEpoch(epoch: number): void {
    if (this.epoch === null || this.epoch === epoch) {
      this.epoch = epoch;
      return;
    }
    this.epochIsOver();
  }

  private epochIsOver(): void {
    this.socket.stop();
    this.ended = CloseCode.epoch;
    this.refresh();
  }

  private facts(): SaveFacts {
    const { pending, access, savedAt, synced, ended, down, retryAt, lostAt } = this;
    return {
      pending: pending.count,
      pendingSince: pending.since,
      kept: pending.kept,
      // A server that accepts and then says nothing is no connection.
      connected: this.received && !this.silent,
      silent: this.silent,
      offline: this.environment.isOffline(),
      slow: this.received && this.socket.isSlow,
      refused: this.refusal,
      ...{ access, savedAt, synced, ended, down, retryAt, lostAt },
    };
  }

  private refresh(): void {
    if (!this.destroyed) this.state.refresh();
  }

  /**
   * Changes that may well outlive the page: then the text on which they build is kept with them. That is so as soon as
   * nothing comes through, or an answer is late: a page may be closed long before a person is told.
   */
  private onState({ pending, state, connected, quiet }: SaveState): void {
    if (pending === 0 || this.pending.hasBase) return;
    if (NEEDS_BASE.has(state)) this.keepBase();
    // Before the first answer this is not yet the text on which anything builds.
    else if (this.synced && (!connected || !quiet)) this.keepBase();
  }

  private keepBase(): void {
    this.pending.keepBase(encodeStateAsUpdate(this.options.doc), this.epoch);
  }
}

/** Yjs itself deletes marks that became useless by a colleague's change: from whoever may not write that is no work to keep or send. */
const isTidying = (update: Uint8Array, origin: unknown): boolean => origin === null && update[0] === 0;
