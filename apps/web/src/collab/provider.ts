import {
  CloseCode,
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type AccessLevel,
  type Frame,
} from '@maroquin/coediting';
import {
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
  type Awareness,
} from 'y-protocols/awareness';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector, type Doc } from 'yjs';

import { CollabSocket } from './collab-socket.js';
import { browserEnvironment, type CollabEnvironment } from './environment.js';
import { IndexedDbOutboxStore } from './indexeddb-outbox.js';
import type { OutboxStore } from './outbox.js';
import { PendingChanges } from './pending-changes.js';
import { deriveSaveState, nextChangeIn, type Refusal, type SaveFacts, type SaveState } from './save-state.js';

interface CollabOptions {
  readonly documentId: string;
  /** Who is signed in: an outbox is never sent under somebody else's name. */
  readonly personId: string;
  readonly doc: Doc;
  readonly awareness: Awareness;
  /** Where `/collab/` lies, as `wss://…`; the page's own origin if absent. */
  readonly origin?: string;
  readonly outbox?: OutboxStore;
  readonly environment?: CollabEnvironment;
}

/** Updates above this size would be refused as an update frame; a sync step 2 may be larger. */
const LARGE_UPDATE_BYTES = 1_000_000;
const CURSOR_GATHER_MS = 50;
/** Marks changes that come from this computer's outbox: already kept, so not to be kept again. */
const FROM_OUTBOX = Symbol('outbox');

/**
 * Connects a Y.Doc to its document on the server and knows at each moment which local changes are committed there.
 * Every local change is kept on this computer until the server has said so.
 */
export class CollabProvider {
  private readonly socket: CollabSocket;
  private readonly environment: CollabEnvironment;
  private readonly pending: PendingChanges;
  private readonly listeners = new Set<() => void>();
  private snapshot: SaveState;
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
  private retryAt: number | null = null;
  private savedAt: number | null = null;
  private refusal: Refusal | null = null;
  private ended: number | null = null;
  private cancelRefresh: (() => void) | null = null;
  private cancelCursor: (() => void) | null = null;
  private destroyed = false;

  constructor(private readonly options: CollabOptions) {
    this.environment = options.environment ?? browserEnvironment();
    const { documentId, personId } = options;
    this.pending = new PendingChanges(
      options.outbox ?? new IndexedDbOutboxStore(),
      { documentId, personId },
      () => this.refresh(),
    );
    this.lostAt = this.environment.now();
    this.socket = new CollabSocket(() => this.url(), this.environment, {
      opened: () => this.onOpened(),
      frame: (frame) => this.onFrame(frame),
      closed: (code) => this.onClosed(code),
      planned: (retryAt) => {
        this.retryAt = retryAt;
        this.refresh();
      },
    });
    this.snapshot = deriveSaveState(this.facts(), this.environment.now());
    options.doc.on('update', this.onUpdate);
    options.awareness.on('update', this.onAwareness);
  }

  /** Brings back what an earlier visit left unsent, then connects. */
  async start(): Promise<void> {
    const entries = await this.pending.load(this.environment.now());
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

  readonly getSnapshot = (): SaveState => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  destroy(): void {
    this.destroyed = true;
    this.options.doc.off('update', this.onUpdate);
    removeAwarenessStates(this.options.awareness, [this.options.doc.clientID], 'local');
    this.options.awareness.off('update', this.onAwareness);
    this.cancelCursor?.();
    this.sendCursor();
    this.socket.destroy();
    this.cancelRefresh?.();
    this.listeners.clear();
  }

  private url(): string {
    const origin = this.options.origin ?? window.location.origin.replace(/^http/, 'ws');
    return `${origin}/collab/${this.options.documentId}`;
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || origin === FROM_OUTBOX) return;
    const ordinal = this.streaming
      ? this.sendSync(update.length > LARGE_UPDATE_BYTES ? encodeStep2(update) : encodeUpdate(update))
      : null;
    this.pending.add(update, this.epoch, this.environment.now(), ordinal);
    this.refresh();
  };

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
    // A new clock, because the others were told that this person left.
    this.options.awareness.setLocalState(this.options.awareness.getLocalState());
    this.refresh();
  }

  private onClosed(code: number): void {
    this.streaming = false;
    this.received = false;
    this.lostAt ??= this.environment.now();
    this.down = code === CloseCode.tryLater;
    this.pending.forgetFrames();
    if (code === CloseCode.noAccess) this.access = 'none';
    if (code > 4399 && code < 4500) this.ended = code;
    const { awareness, doc } = this.options;
    const others = [...awareness.getStates().keys()].filter((client) => client !== doc.clientID);
    removeAwarenessStates(awareness, others, this);
    this.refresh();
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
        this.lostAt = null;
        this.down = false;
        this.socket.succeeded();
        this.answer();
        break;
      case 'awareness':
        applyAwarenessUpdate(this.options.awareness, frame.states, this);
        return;
      case 'committed':
        this.pending.committed(frame.ordinal);
        this.savedAt = this.environment.now();
        break;
      case 'refused':
        this.pending.refused(frame.ordinal);
        this.refusal = { code: frame.code, message: frame.message };
        break;
      case 'epoch':
        return this.onEpoch(frame.epoch);
      case 'access':
        this.access = frame.level;
        if (frame.level === 'write') this.refusal = null;
        break;
      default:
        return;
    }
    this.refresh();
  }

  /** Tells the server what it lacks, once everything it has is here: only then is what the outbox brought complete. */
  private answer(): void {
    if (this.asked === null || !this.received) return;
    const missing = encodeStateAsUpdate(this.options.doc, this.asked);
    this.asked = null;
    this.pending.carriedBy(this.sendSync(encodeStep2(missing)));
    this.streaming = true;
  }

  /** The document was restored or imported anew: what was written on the old text must not be mixed into the new one. */
  private onEpoch(epoch: number): void {
    if (this.epoch === null || this.epoch === epoch) {
      this.epoch = epoch;
      return;
    }
    this.refusal = { code: 'collab.epoch', message: '' };
    this.ended = CloseCode.epoch;
    this.socket.stop();
    this.refresh();
  }

  private readonly onAwareness = (_changes: unknown, origin: unknown): void => {
    if (origin !== 'local' || this.cancelCursor !== null) return;
    this.cancelCursor = this.environment.after(CURSOR_GATHER_MS, () => this.sendCursor());
  };

  private sendCursor(): void {
    this.cancelCursor = null;
    const { awareness, doc } = this.options;
    if (awareness.meta.has(doc.clientID)) {
      this.socket.send(encodeAwareness(encodeAwarenessUpdate(awareness, [doc.clientID])));
    }
  }

  private facts(): SaveFacts {
    const { pending, access, savedAt, synced, ended, down, retryAt, lostAt } = this;
    return {
      pending: pending.count,
      pendingSince: pending.since,
      kept: pending.kept,
      // A server that accepts and then says nothing is no connection.
      connected: this.received,
      refused: this.refusal,
      ...{ access, savedAt, synced, ended, down, retryAt, lostAt },
    };
  }

  /** Derives the state anew, tells the listeners if it changed, and wakes up when time alone will change it. */
  private refresh(): void {
    if (this.destroyed) return;
    const facts = this.facts();
    const now = this.environment.now();
    const next = deriveSaveState(facts, now);
    this.cancelRefresh?.();
    const wait = nextChangeIn(facts, now);
    this.cancelRefresh = wait === null ? null : this.environment.after(wait, () => this.refresh());
    if (JSON.stringify(next) === JSON.stringify(this.snapshot)) return;
    this.snapshot = next;
    for (const listener of this.listeners) listener();
  }
}
