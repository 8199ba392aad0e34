import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

import type { CollabEnvironment } from '../connection/environment.js';
import type { Holders } from '../outbox/holders.js';
import type { OutboxStore } from '../outbox/outbox.js';

export interface CollabOptions {
  readonly documentId: string;
  /** Who is signed in: an outbox is never sent under somebody else's name. */
  readonly personId: string;
  /** Came in by an external link: when the visit ends there is nobody to sign in again, and what is unsent stays here. */
  readonly isVisitor?: boolean;
  readonly doc: Doc;
  /** Absent when nobody sits in front of it. */
  readonly awareness?: Awareness;
  /** Where `/collab/` lies, as `wss://…`; the page's own origin if absent. */
  readonly origin?: string;
  readonly outbox: OutboxStore;
  readonly holders?: Holders;
  readonly environment?: CollabEnvironment;
  /** After `destroy`: what is still unsent may be taken over by others. */
  readonly onReleased?: () => void;
  /** Work of an earlier visit was set aside while opening. */
  readonly onSetAside?: () => void;
}
