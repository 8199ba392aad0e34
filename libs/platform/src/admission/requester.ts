import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '../database/index.js';

/**
 * Who a piece of work counts for: a person with all its sessions and tokens together, a visitor as its link, or a
 * network where nobody is known yet.
 */
export interface Requester {
  readonly person: string;
  /** null: not known, as of a network. */
  readonly organisation: string | null;
}

export function requesterOf({
  personId,
  orgId,
  linkId,
}: Pick<Actor, 'personId' | 'orgId' | 'linkId'>): Requester {
  return { person: linkId ?? personId, organisation: orgId };
}

/** Before it is known who asks. `network` is what `networkOf` makes of an address. */
export const requesterOfNetwork = (network: string): Requester => ({
  person: `network ${network}`,
  organisation: null,
});

/** Jobs, and look-ups that the node makes for many people at once. */
export const SYSTEM: Requester = { person: 'system', organisation: 'system' };

/** What is known of the work under way. One object a request: it is told who asks once that is known. */
export interface WorkContext {
  requester: Requester;
  /** Which connections to PostgreSQL it uses. */
  resource: 'read' | 'act' | 'administration';
  /** It has a connection already. */
  readonly isHolding?: boolean;
  /** Aborted when the client is gone. */
  readonly signal?: AbortSignal;
}

const contexts = new AsyncLocalStorage<WorkContext>();

/** Runs `work`, and everything that it awaits, for this requester. */
export const runFor = <T>(context: WorkContext, work: () => T): T => contexts.run(context, work);

/** undefined: no request is behind it. */
export const currentWork = (): WorkContext | undefined => contexts.getStore();
