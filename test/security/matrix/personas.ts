/**
 * Who knocks. The groups are the columns of every row of the matrix, in this order; one letter of a row's cells
 * stands for one persona.
 */
export const GROUPS = {
  /** A right on the space in which everything lies. The guest is a reader whose home is the other organisation. */
  invited: ['owner', 'editor', 'commenter', 'reader', 'guest'],
  /** No right on it: administrators have none by their office. `revoked` was an editor. `foreign` administers the other organisation. */
  uninvited: ['administrator', 'stranger', 'revoked', 'foreign'],
  /** The owner's, each with one scope. */
  ownerTokens: ['token-all', 'token-documents', 'token-files', 'token-messages', 'token-admin', 'token-scim'],
  /** The administrator's: `admin`, every scope of content, `scim`; and the other administrator's `scim`. */
  administratorTokens: ['admin-token-admin', 'admin-token-content', 'admin-token-scim', 'foreign-token-scim'],
  /**
   * Came in by an external link on the folder in which everything lies: with the role that it names; by one that may be
   * opened no more (who is in stays); by one that expired; by one that was withdrawn.
   */
  visitors: ['visitor-reader', 'visitor-editor', 'visitor-used-up', 'visitor-expired', 'visitor-withdrawn'],
  /** The owner's cookie after signing out; a token of an editor whose account was closed; nothing at all. */
  nobody: ['signed-out', 'disabled', 'anonymous'],
} as const;

export type Persona = (typeof GROUPS)[keyof typeof GROUPS][number];
export const PERSONAS: readonly Persona[] = Object.values(GROUPS).flat();
export const GROUP_SIZES: readonly number[] = Object.values(GROUPS).map((group) => group.length);
