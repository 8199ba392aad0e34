/** A person's work on a document that cannot go into it any more, kept on this computer until they have it elsewhere. */
export interface KeptWork {
  readonly id: string;
  readonly personId: string;
  /** Where it was written. */
  readonly documentId: string;
  readonly title: string;
  readonly kind: 'prose' | 'text';
  readonly parentId: string | null;
  /** Why, as a code of the error table. */
  readonly code: string;
  /** When it was set aside, milliseconds since 1970. */
  readonly at: number;
  /** The whole text with the person's changes, as one V1 update of an empty document of this kind. */
  readonly content: Uint8Array;
  /** The same in plain words, to read and to copy. */
  readonly words: string;
  /**
   * stays: waits for the person to decide. copying: a new document is to be made of it. copied: it is there, and the
   * person has not been told yet.
   */
  readonly state: 'stays' | 'copying' | 'copied';
  /** The new document, once it exists. */
  readonly copyId: string | null;
  /** Keys under which the new document is asked for, so that asking twice makes one: beside the original, in one's own space. */
  readonly requestKeys: readonly [string, string];
}
