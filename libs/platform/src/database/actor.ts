import type { TokenScope } from '@maroquin/contracts';

/** Who acts. Made by identity at the edge, once a request; never from what a client claims. */
export interface Actor {
  readonly personId: string;
  /** Home organisation. */
  readonly orgId: string;
  /** Home organisation and guest seats: what row level security lets this person's transactions see. */
  readonly orgs: readonly string[];
  readonly adminOf: readonly string[];
  /**
   * Absent: somebody of the organisation. A guest sees what is shared with it, and nothing of the organisation; a
   * visitor came in by an external link, has no account, and sees what the link opens. Its ids are those of the visit.
   */
  readonly standing?: 'guest' | 'visitor';
  /** Of a visitor: the link it came in by. */
  readonly linkId?: string;
  /** null: a browser session, which may do all the person may. */
  readonly tokenScopes: readonly TokenScope[] | null;
  readonly sessionId: string | null;
  readonly tokenId: string | null;
  readonly locale: 'fr' | 'en';
}
