/** Nobody has signed in to the account `a` yet: an invitation that waits. */
export const NEVER_USED = 'a.last_seen_at is null';

/**
 * The address of the account `a` may be trusted with a way in: its person has shown that they read it, or nobody has used
 * the account and whoever shared something with it already saw this address.
 */
export const MAY_BE_MAILED = `(a.email_proven_at is not null or (${NEVER_USED} and not exists (
  select 1 from access_grant g where g.org_id = a.org_id and g.subject_id = a.id and g.granted_by is distinct from a.id
    and g.granted_at < a.email_since)))`;

/** Whoever opens the account `a` finds nothing there but what `$maker` could have given themselves. */
export const isEmptyBut = (maker: string): string => `(${NEVER_USED} and not exists (
  select 1 from access_grant g where g.org_id = a.org_id and g.subject_id = a.id
    and g.granted_by is distinct from a.id and g.granted_by is distinct from ${maker}))`;
