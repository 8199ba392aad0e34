import type { ConnectionTurns, ConnectionUse } from '../database/index.js';
import type { Admission } from './admission.js';
import { currentWork, runFor } from './requester.js';

/** Gives connections to PostgreSQL in turn to whoever the work under way counts for. */
export class RequesterTurns implements ConnectionTurns {
  constructor(private readonly admission: Pick<Admission, 'run'>) {}

  run<T>(what: 'transaction' | 'question', work: (use: ConnectionUse) => Promise<T>): Promise<T> {
    const context = currentWork();
    if (context === undefined) return work(what === 'transaction' ? 'background' : 'lookup');
    // Waiting for a turn while a connection is held would be a deadlock: what is asked beside it has its own.
    if (context.isHolding === true) return work('lookup');
    const { requester, resource } = context;
    const use = what === 'question' && resource === 'act' ? 'read' : resource;
    return this.admission.run(use, requester, () =>
      runFor({ requester, resource, isHolding: true }, () => work(use)),
    );
  }
}
