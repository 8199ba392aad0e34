import { Inject, Injectable } from '@nestjs/common';
import { DocumentReaders } from '@maroquin/access';
import { type Notice, Notifications } from '@maroquin/notifications';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { type Circuit, CircuitRows } from './circuit-rows.js';
import { awaited, type CircuitState, runningStep } from './circuit-state.js';
import { type DueStep, remindLater } from './remind-circuits.task.js';

interface Recorded {
  readonly action: 'circuit.started' | 'circuit.approved' | 'circuit.returned' | 'circuit.cancelled';
  /** Who acts. */
  readonly personId: string;
  readonly at: Date;
}

/** What an act in a circuit leaves beside the circuit's own state: the audit, who is asked next, who is notified. */
@Injectable()
export class CircuitActs {
  constructor(
    private readonly rows: CircuitRows,
    private readonly readers: DocumentReaders,
    private readonly notifications: Notifications,
    private readonly events: Events,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction of the act, last: the feeds of those who are notified stay locked until it ends. */
  async record(
    tx: Tx,
    circuit: Circuit,
    state: CircuitState,
    { action, personId, at }: Recorded,
  ): Promise<void> {
    const { orgId, documentId, id, seq } = circuit;
    await recordAct(tx, {
      ...{ orgId, actorId: personId, action, targetId: documentId, at },
      details: {
        ...{ circuitId: id, seq, step: circuit.state.step, status: state.status },
        ...{ kind: circuit.state.steps[circuit.state.step]?.kind ?? null, sha256: state.sha256 },
      },
    });
    const isNewStep = action === 'circuit.started' || state.step !== circuit.state.step;
    await this.rows.setParts(tx, circuit, state);
    const due = runningStep(state)?.due ?? null;
    if (isNewStep && due !== null)
      await remindLater(tx, { orgId, documentId, id, step: state.step }, due, at);
    this.events.publishAfterCommit(tx, {
      type: 'resource.changed',
      ...{ orgId, parentId: documentId, id: documentId },
    });
    await this.notifications.notify(tx, orgId, noticesOf(circuit, state, { isNewStep, personId }));
  }

  /** Every file that leaves is in the audit. */
  async downloaded({ personId }: Actor, { orgId, documentId, id }: Circuit): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        ...{ orgId, actorId: personId, action: 'circuit.downloaded', targetId: documentId },
        ...{ details: { circuitId: id }, at: this.clock.now() },
      }),
    );
  }

  /** On the day until which a step should be done: those of it who have not acted. Runs twice without harm. */
  async remind({ orgId, documentId, id, step }: DueStep): Promise<void> {
    const place = { orgId, documentId };
    const circuit = await this.rows.get(place, id).catch(unlessGone);
    if (circuit === null || circuit.state.step !== step) return;
    const people = awaited(circuit.state).map((one) => one.id);
    const reading = await this.readers.among(orgId, documentId, people);
    const key = await this.rows.key(place);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const { state } = await this.rows.lock(tx, key, place, id);
      if (state.step !== step) return;
      const waiting = awaited(state).filter((one) => reading.has(one.id));
      await this.notifications.notify(
        tx,
        orgId,
        waiting.map(({ id: personId }) => ({
          ...{ personId, kind: 'circuit-due' as const, resourceId: documentId, actorId: null },
        })),
      );
    });
  }
}

/** The document was deleted meanwhile. */
function unlessGone(error: unknown): null {
  if (error instanceof DomainError && error.code === 'request.not-found') return null;
  throw error;
}

/** Pure. */
function noticesOf(
  { documentId }: Circuit,
  state: CircuitState,
  { isNewStep, personId }: { readonly isNewStep: boolean; readonly personId: string },
): Notice[] {
  const about = { resourceId: documentId };
  const starter = { ...about, personId: state.startedBy.id, actorId: personId };
  if (state.status === 'returned') return [{ ...starter, kind: 'circuit-returned' }];
  if (state.status === 'approved' || state.status === 'done')
    return [{ ...starter, kind: 'circuit-approved' }];
  if (state.status === 'cancelled' || !isNewStep) return [];
  // Asked by whoever began it, not by the colleague who acted before; oneself, one is asked by that colleague.
  const asker = (id: string): string => (id === state.startedBy.id ? personId : state.startedBy.id);
  return awaited(state).map(({ id }) => ({
    ...{ ...about, personId: id, actorId: asker(id), kind: 'circuit-asked' as const },
  }));
}
