import type { LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';

/** In which organisation, and who does it: a person, or an administration account. */
export type Doer = Pick<Actor, 'orgId' | 'personId'>;

/** The same, and whether it is a program, to which no way in is ever handed. */
export type Inviter = Doer & Pick<Actor, 'tokenId'>;

export interface ActsBy extends Inviter {
  /** Whether it still may, asked under the lock. @throws {DomainError} request.not-found */
  readonly ask: (tx: LockedTx) => Promise<void>;
}
