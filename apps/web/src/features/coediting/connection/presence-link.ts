import { encodeAwareness } from '@maroquin/coediting';
import {
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
  type Awareness,
} from 'y-protocols/awareness';

import type { CollabEnvironment } from './environment.js';

const CURSOR_GATHER_MS = 50;

/** Who is in the document and where: sends this page's cursor to the others, and theirs to the page. */
export class PresenceLink {
  private cancelCursor: (() => void) | null = null;

  constructor(
    private readonly awareness: Awareness,
    private readonly environment: Pick<CollabEnvironment, 'after'>,
    private readonly send: (frame: Uint8Array) => void,
  ) {
    awareness.on('update', this.onUpdate);
  }

  /** A new connection: with a new clock, because the others received that this person left. */
  renew(): void {
    this.awareness.setLocalState(this.awareness.getLocalState());
  }

  receive(states: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, states, this);
  }

  /** The connection is gone, and with it any knowledge of the others. */
  forgetOthers(): void {
    const own = this.awareness.clientID;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== own);
    removeAwarenessStates(this.awareness, others, this);
  }

  leave(): void {
    removeAwarenessStates(this.awareness, [this.awareness.clientID], 'local');
    this.awareness.off('update', this.onUpdate);
    this.cancelCursor?.();
    this.sendCursor();
  }

  private readonly onUpdate = (_changes: unknown, origin: unknown): void => {
    if (origin !== 'local' || this.cancelCursor !== null) return;
    this.cancelCursor = this.environment.after(CURSOR_GATHER_MS, () => this.sendCursor());
  };

  private sendCursor(): void {
    this.cancelCursor = null;
    const { awareness } = this;
    if (awareness.meta.has(awareness.clientID)) {
      this.send(encodeAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID])));
    }
  }
}
