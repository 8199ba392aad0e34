import { type AnyResourceKind, type Role, roles } from '@maroquin/contracts';

/** Where a resource stands: what decides about it, besides grants. */
export interface Placement {
  readonly id: string;
  readonly orgId: string;
  readonly kind: AnyResourceKind;
  readonly parentId: string | null;
  readonly scopeId: string;
  readonly trashed: boolean;
  readonly personal: boolean;
  /** Closed to guests and to visitors by link, whatever right they have: it was asked for, or it is marked. */
  readonly internal: boolean;
  /** Its permission scope does not inherit from its place. */
  readonly restricted: boolean;
  /** A discussion that is read and no longer written in. */
  readonly archived: boolean;
  /** A document in which who may edit suggests, and its managers decide. */
  readonly suggestionsOnly: boolean;
  readonly createdBy: string | null;
}

/** Everything a person acts as: itself, its teams and theirs, everyone of its organisation. */
export interface Subjects {
  readonly orgs: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  /** Organisations where its place ends, and when: a guest's seat, a visit by link. Milliseconds since 1970. */
  readonly until: ReadonlyMap<string, number>;
}

export interface FlatGrant {
  readonly role: Role;
  /** What a custom role adds (policy/extra-acts.ts). */
  readonly extras: number;
  /** Milliseconds since 1970; null: without end. */
  readonly expiresAt: number | null;
  /** The break-glass access that it is there for. */
  readonly breakGlass?: string;
}

/** The grants in force in one permission scope, own and inherited, by subject. */
export type ScopeGrants = ReadonlyMap<string, readonly FlatGrant[]>;

export interface Decision {
  readonly role: Role | null;
  /** Of all rights in force together. */
  readonly extras: number;
  /** When this decision must be taken again; null: not by itself. Milliseconds since 1970. */
  readonly until: number | null;
  /** Without this break-glass access there would be no right at all. */
  readonly breakGlass?: string;
}

const NONE: Decision = { role: null, extras: 0, until: null };

/** An editor is a suggester where only suggestions are taken: what is written, and everything else. Pure. */
const roleThere = ({ suggestionsOnly }: Placement, role: Role | null): Role | null =>
  suggestionsOnly && role === 'editor' ? 'suggester' : role;

/** The strongest right that one of the subjects has in the scope at this moment, and all that is added. Pure. */
export function decide(placement: Placement, subjects: Subjects, grants: ScopeGrants, now: number): Decision {
  if (!subjects.orgs.has(placement.orgId)) return NONE;
  // Who belongs to an organisation acts as everyone of it, whose id is the organisation's; guests and visitors do not.
  if (placement.internal && !subjects.ids.has(placement.orgId)) return NONE;
  const end = subjects.until.get(placement.orgId) ?? null;
  if (end !== null && end <= now) return NONE;
  let best = -1;
  let all = 0;
  let until = end;
  let isUsual = false;
  let breakGlass: string | undefined;
  for (const subject of subjects.ids) {
    for (const { role, extras, expiresAt, breakGlass: cause } of grants.get(subject) ?? []) {
      if (expiresAt !== null && expiresAt <= now) continue;
      if (cause === undefined) isUsual = true;
      else breakGlass = cause;
      best = Math.max(best, roles.indexOf(role));
      all |= extras;
      if (expiresAt !== null) until = Math.min(until ?? expiresAt, expiresAt);
    }
  }
  const decision = { role: roleThere(placement, roles[best] ?? null), extras: all, until };
  return isUsual || breakGlass === undefined ? decision : { ...decision, breakGlass };
}
