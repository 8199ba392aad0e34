import type { Action, AnyResourceKind, Role } from '@maroquin/contracts';

/** What a sentence may look at: facts already loaded. Nothing here asks anybody. */
export interface PolicyFacts {
  /** The right in force, own or inherited; null: none. */
  readonly role: Role | null;
  /** What custom roles add to it (extra-acts.ts); absent: nothing. */
  readonly extras?: number;
  readonly kind: AnyResourceKind;
  readonly trashed: boolean;
  /** A person's own space. */
  readonly personal: boolean;
  /** A discussion that is read and no longer written in. */
  readonly archived?: boolean;
  /** Who asks came in by an external link. */
  readonly visitor?: boolean;
}

export interface Sentence<A extends Action = Action> {
  readonly action: A;
  readonly holds: (facts: PolicyFacts) => boolean;
}

/** One sentence: this act is allowed when this holds. */
export const allow = <A extends Action>(action: A, holds: Sentence['holds']): Sentence<A> => ({
  action,
  holds,
});
