import { Store } from '../../../ui/index.js';
import type { FindQuery } from './find-text.js';
import type { Heading } from './headings.js';

/** What the bar of the search shows. */
export interface FoundView {
  readonly count: number;
  /** From 0; -1: nothing is found. */
  readonly current: number;
}

/** What the text does for the bar of the search. */
export interface SearchedText {
  /** null: nothing is looked for any more. */
  readonly find: (query: FindQuery | null) => void;
  /** Goes on to the next or the one before. */
  readonly go: (step: 1 | -1) => void;
  /** Puts other words in place of those one stands at, and goes on. */
  readonly replace: (words: string) => void;
  /** @returns how many were replaced */
  readonly replaceAll: (words: string) => number;
  /** Back to the text, with what was found selected. */
  readonly leave: () => void;
  /** The words that are selected, to be looked for. */
  readonly selected: () => string;
  /** What is around the words that are shown. */
  readonly around: () => string;
}

export interface FindRequest {
  readonly mode: 'find' | 'replace';
  /** Counts the requests: each takes the focus to the field. */
  readonly turn: number;
}

/** How one gets around in a text; shared by the text, its header and what stands beside it. */
export class DocumentNavigation {
  /** The open bar of the search. */
  readonly finding = new Store<FindRequest | null>(null);
  readonly found = new Store<FoundView>({ count: 0, current: -1 });
  /** The titles of the text, in its order. */
  readonly headings = new Store<readonly Heading[]>([]);
  /** Titles bear numbers: 1, 1.1, 1.1.1. */
  readonly numbered = new Store(false);
  /** The title under which the caret is; -1: none. */
  readonly heading = new Store(-1);
  /** Set by the editor while it is there. */
  text: SearchedText | null = null;
  /** Leads to a title. Set by the editor while it is there. */
  goTo: ((index: number) => void) | null = null;

  find = (mode: FindRequest['mode']): void => {
    this.finding.set({ mode, turn: (this.finding.get()?.turn ?? 0) + 1 });
  };
}
