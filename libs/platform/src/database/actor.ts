import type { TokenScope } from '@maroquin/contracts';

/** Who acts. Made by identity at the edge, once a request; never from what a client claims. */
export interface Actor {
  readonly personId: string;
  /** Home organisation. */
  readonly orgId: string;
  /** Home organisation and guest seats: what row level security lets this person's transactions see. */
  readonly orgs: readonly string[];
  readonly adminOf: readonly string[];
  /** null: a browser session, which may do all the person may. */
  readonly tokenScopes: readonly TokenScope[] | null;
  readonly sessionId: string | null;
  readonly tokenId: string | null;
  readonly locale: 'fr' | 'en';
}
