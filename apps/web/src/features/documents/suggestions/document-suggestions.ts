import type { PendingChange } from '@maroquin/prose';
import { Store } from '../../../ui/index.js';

/** What typing does: it writes, it suggests, or nothing. */
export const EDIT_MODES = ['write', 'suggest', 'read'] as const;
export type EditMode = (typeof EDIT_MODES)[number];
export type Verdict = 'accept' | 'reject';

/** What the editor does for the panel beside it. */
export interface SuggestedText {
  /** Those of the text as it is now: `changes` follows it a moment later. */
  readonly pending: () => readonly PendingChange[];
  /** Brings a suggestion into view. */
  readonly show: (change: PendingChange) => void;
  /** Accepts or rejects as one act that can be undone. */
  readonly resolve: (changes: readonly PendingChange[], verdict: Verdict) => void;
  readonly focus: () => void;
}

/** What the text and the panel "Relecture" share about suggestions. */
export class DocumentSuggestions {
  readonly mode = new Store<EditMode>('write');
  /** Pending, in the order of the text. */
  readonly changes = new Store<readonly PendingChange[]>([]);
  /** Key of the one that is open. */
  readonly active = new Store<string | null>(null);
  /** Names by person id, as far as they are known. */
  readonly names = new Store<ReadonlyMap<string, string>>(new Map());
  /** Set by the editor while it is there. */
  text: SuggestedText | null = null;
  /** Shows the panel. */
  onOpen: () => void = () => undefined;

  open(key: string): void {
    this.active.set(key);
    this.onOpen();
  }
}

/** Of somebody in an imported file: a name and nobody of ours. */
export const externalName = (author: string): string | null => /^external:(.+)$/u.exec(author)?.[1] ?? null;
