import type { AccessLevel, Session } from '@maroquin/coediting';

import type { Pipe } from './network.js';
import type { Life } from '../scheduler.js';

/** A socket on a node: what the gateway keeps. */
export interface Served {
  readonly pipe: Pipe;
  readonly personId: string;
  /** Of the room it is in. */
  epoch: number;
  session: Session | null;
  /** What each sync frame of this connection brought, by ordinal. */
  readonly frames: Uint8Array[];
  readonly refused: Set<number>;
  acked: number;
}

/** A node as those see it who look at what it does. */
export interface Serving {
  readonly life: Life;
  /** What it knows of somebody's right. */
  levelOf(personId: string): AccessLevel | 'unknown';
}
