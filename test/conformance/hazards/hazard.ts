import type { Kind } from './victim.js';

/** `update`: a V1 update, `awareness`: an awareness message, `frame`: a whole frame of the socket. */
export interface HazardFrame {
  readonly as: 'update' | 'awareness' | 'frame';
  readonly bytes: Uint8Array;
}

/** One input of an authorised writer, for a document that holds the colleague's text (victim.ts). */
export interface Hazard {
  readonly id: string;
  readonly kind: Kind;
  readonly source: 'catalogue' | 'grammar' | 'mutation';
  /** What it is, in words. */
  readonly what: string;
  readonly frames: readonly HazardFrame[];
}

/** Harms that the same input does to plain yjs, y-protocols or y-prosemirror (harm.ts). */
export const HARMS = [
  'applied-in-part',
  'unreadable',
  'cannot-encode',
  'cannot-reload',
  'reload-differs',
  'merge-differs',
  'diverges',
  'waits-forever',
  'future-lost',
  'slow',
  'hangs',
  'memory',
  'ends-process',
  'locks-editor',
  'editor-destroys',
  'editor-hangs',
  'alien-prototype',
  'presence-locked',
  'presence-forged',
] as const;
export type Harm = (typeof HARMS)[number];

export interface ProvedHazard extends Hazard {
  readonly harms: readonly Harm[];
}

const asUpdate = (bytes: Uint8Array): HazardFrame => ({ as: 'update', bytes });

/** A hazard made of updates. */
export function updates(
  id: string,
  kind: Kind,
  what: string,
  frames: Uint8Array | readonly Uint8Array[],
  source: Hazard['source'] = 'catalogue',
): Hazard {
  const list = frames instanceof Uint8Array ? [frames] : frames;
  return { id, kind, source, what, frames: list.map(asUpdate) };
}
