import type { RefusalPage } from '@maroquin/contracts';
import type { AccessField } from '@maroquin/platform/config';

/** A stable code for the audit: what was wrong, in the order in which it is looked at. */
export type RefusalReason =
  | `flow.${'missing' | 'expired' | 'other-provider' | 'state' | 'replayed'}`
  | `response.${'issuer' | 'malformed' | 'cancelled' | 'error'}`
  | `provider.${'unreachable' | 'issuer' | 'endpoint' | 'too-large'}`
  | `token.${string}`
  | `id-token.${string}`
  | `userinfo.${string}`
  | `claims.${'email' | 'email-unverified'}`
  | `logout.${string}`
  | 'access.denied'
  | 'organisation.unknown'
  | `account.${'merge-pending' | 'merge-refused' | 'closed' | 'unknown'}`;

export interface RefusalOptions {
  readonly page?: RefusalPage;
  /** What an access rule missed. */
  readonly missing?: readonly AccessField[];
  /** Where it is recorded, when it is known. */
  readonly orgId?: string;
  readonly accountId?: string;
  readonly cause?: unknown;
}

/** Somebody may not come in this way. What the browser is shown tells less than what the audit keeps. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly page: RefusalPage;
  readonly missing: readonly AccessField[];
  readonly orgId: string | null;
  readonly accountId: string | null;

  constructor(
    readonly reason: RefusalReason,
    { page = 'protocole', missing = [], orgId, accountId, cause }: RefusalOptions = {},
  ) {
    super(`sign-in refused: ${reason}`, cause === undefined ? undefined : { cause });
    this.page = page;
    this.missing = missing;
    this.orgId = orgId ?? null;
    this.accountId = accountId ?? null;
  }
}
