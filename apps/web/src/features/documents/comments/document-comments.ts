import type { CommentView } from '@maroquin/contracts';
import { Store } from '../../../ui/index.js';
import type { SelectedWords } from './selected-words.js';

export const COMMENT_FILTERS = ['open', 'comments', 'suggestions', 'mine', 'resolved', 'all'] as const;
export type CommentFilter = (typeof COMMENT_FILTERS)[number];

/** Why words cannot be commented now. */
export type NoSelection = 'nothing' | 'too-long';

/** What the editor does for the panel beside it. */
export interface CommentedText {
  /** Brings the words of a comment into view. False: they were deleted. */
  readonly show: (id: string) => boolean;
  /** Where its words begin; null: they were deleted. */
  readonly placeOf: (id: string) => number | null;
  readonly selected: () => SelectedWords | NoSelection;
  readonly focus: () => void;
}

/** What the text and the panel "Relecture" beside it share. */
export class DocumentComments {
  /** Ids of the comments whose words stand in the text, in its order. */
  readonly placed = new Store<readonly string[]>([]);
  /** Comments by id, as the server has them; null: not known yet. */
  readonly known = new Store<ReadonlyMap<string, CommentView> | null>(null);
  /** The one that is open. */
  readonly active = new Store<string | null>(null);
  readonly filter = new Store<CommentFilter>('open');
  /** Words that are being commented. */
  readonly draft = new Store<SelectedWords | null>(null);
  /** Set by the editor while it is there. */
  text: CommentedText | null = null;
  /** Shows the panel. */
  onOpen: () => void = () => undefined;

  /** Comments the selected words. @returns why that is not possible; null: it is begun */
  begin(): NoSelection | null {
    const selected = this.text?.selected() ?? 'nothing';
    if (typeof selected === 'string') return selected;
    this.active.set(null);
    this.draft.set(selected);
    this.onOpen();
    return null;
  }

  /** Opens a comment, from its words or from the list. */
  open(id: string): void {
    this.active.set(id);
    this.onOpen();
  }
}
