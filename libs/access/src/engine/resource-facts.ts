import type { AnyResourceKind, Role } from '@maroquin/contracts';
import type { Placement } from './rights.js';

/** What a service learns when an act is allowed. */
export interface ResourceFacts {
  readonly id: string;
  readonly orgId: string;
  readonly kind: AnyResourceKind;
  readonly parentId: string | null;
  readonly scopeId: string;
  /** The right that allowed it. */
  readonly role: Role;
  /** What custom roles add to it (policy/extra-acts.ts). */
  readonly extras: number;
  readonly trashed: boolean;
  readonly personal: boolean;
  /** Closed to guests and visitors by link. */
  readonly internal: boolean;
  /** It does not inherit the rights of its place. */
  readonly restricted: boolean;
  /** A discussion that is read and no longer written in. */
  readonly archived: boolean;
  /** A document in which who may edit suggests, and its managers decide. */
  readonly suggestionsOnly: boolean;
  readonly createdBy: string | null;
}

export const toFacts = (placement: Placement, role: Role, extras: number): ResourceFacts => ({
  ...placement,
  role,
  extras,
});
