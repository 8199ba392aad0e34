import { Store } from '../../../ui/index.js';

/** What somebody was writing in one conversation. */
export class Draft {
  readonly text: Store<string>;

  constructor(private readonly key: string) {
    this.text = new Store(sessionStorage.getItem(key) ?? '');
  }

  write(text: string): void {
    this.text.set(text);
    if (text === '') sessionStorage.removeItem(this.key);
    else sessionStorage.setItem(this.key, text);
  }
}

const drafts = new Map<string, Draft>();

/** What one was writing in each conversation, while this tab lives: nobody else who signs in here finds it. */
export const draftOf = (personId: string, conversationId: string): Draft => {
  const key = `maroquin.draft.${personId}.${conversationId}`;
  const known = drafts.get(key) ?? new Draft(key);
  drafts.set(key, known);
  return known;
};
