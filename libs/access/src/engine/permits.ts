import type { Action, AnyResourceKind } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { holds } from '../policy/policies.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import type { Role } from '@maroquin/contracts';
import type { Placement } from './rights.js';

/** What was found of somebody's right on a resource. */
export interface Found {
  readonly placement: Placement;
  readonly role: Role | null;
  readonly extras: number;
  /** By which alone it is there. */
  readonly breakGlass?: string | undefined;
}

/** The policy's answer, narrowed by the scopes of a token. Pure. */
export const permits = (
  actor: Pick<Actor, 'tokenScopes' | 'standing'>,
  action: Action,
  { placement, role, extras }: Found,
  /** Kinds of what stands below it, where the scopes of a token have to cover them. */
  held?: readonly AnyResourceKind[],
): boolean =>
  tokenCovers(actor.tokenScopes, action, placement.kind, held) &&
  holds(action, { ...placement, role, extras, visitor: actor.standing === 'visitor' });
