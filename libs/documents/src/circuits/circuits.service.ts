import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import type { CircuitAct, StartCircuit } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { signStatement } from '@maroquin/platform/signatures';
import { CircuitActs } from './circuit-acts.js';
import { NewCircuits } from './new-circuits.js';
import { type Circuit, CircuitRows } from './circuit-rows.js';
import { afterAct, afterCancel, type CircuitState, isHidden, statementOf } from './circuit-state.js';

interface Named {
  readonly documentId: string;
  readonly id: string;
}

/**
 * A document's circuit of review: people read, approve and sign one version of it, step after step. The version is kept
 * as it was when the circuit began, so that everybody signs the same text whatever is written meanwhile.
 */
@Injectable()
export class CircuitsService {
  constructor(
    private readonly access: AccessService,
    private readonly fresh: NewCircuits,
    private readonly rows: CircuitRows,
    private readonly acts: CircuitActs,
    private readonly keys: Keys,
  ) {}

  /**
   * @throws {DomainError} request.not-found, circuit.open, circuit.moved, circuit.empty, circuit.cannot-read,
   * version.too-large, request.too-many, server.busy
   */
  async start(actor: Actor, documentId: string, wanted: StartCircuit): Promise<string> {
    requireBrowser(actor);
    const { orgId } = await this.access.require(actor, 'document.edit', documentId);
    // Somebody from outside knows none of those who could be asked.
    if (actor.standing !== undefined || actor.orgId !== orgId) throw new DomainError('request.not-found');
    const place = { orgId, documentId };
    const { seq, content, about } = await this.fresh.prepare(actor, place, wanted);
    const key = await this.rows.key(place);
    const id = newId();
    await this.access.locks.holdPlace(actor, orgId, documentId, async (tx) => {
      await tx.require(actor, 'document.edit', documentId);
      await this.rows.requireRoom(tx, place);
      const state: CircuitState = { ...about, startedAt: tx.now.toISOString() };
      const circuit: Circuit = { ...place, id, seq, version: 1, state };
      await this.rows.insert(tx, key, circuit, content);
      const { personId } = actor;
      await this.acts.record(tx, circuit, state, { action: 'circuit.started', personId, at: tx.now });
    });
    return id;
  }

  /**
   * Of whoever is asked in the running step, in a browser: a program signs for nobody.
   * @throws {DomainError} request.not-found, circuit.over, circuit.not-yours
   */
  async act(actor: Actor, named: Named, { act, reason }: CircuitAct): Promise<void> {
    const { personId } = actor;
    requireBrowser(actor);
    await this.change(actor, named, async (tx, circuit) => {
      await tx.require(actor, 'document.read', named.documentId);
      const state = afterAct(circuit.state, { personId, kind: act, reason: reason.trim(), at: tx.now });
      return { state: this.signed(circuit, state), action: ACTIONS[act] };
    });
  }

  /** By who began it, or a manager of the document, in a browser. @throws {DomainError} request.not-found, circuit.over */
  async cancel(actor: Actor, named: Named): Promise<void> {
    requireBrowser(actor);
    const by = await this.fresh.person(actor, named.documentId);
    await this.change(actor, named, async (tx, circuit) => {
      const isOwn = circuit.state.startedBy.id === actor.personId;
      await tx.require(actor, isOwn ? 'document.read' : 'document.moderate', named.documentId);
      return { state: afterCancel(circuit.state, by, tx.now), action: 'circuit.cancelled' };
    });
  }

  /** The right is asked for again under the lock, and the circuit is read under its own. */
  private async change(
    actor: Actor,
    { documentId, id }: Named,
    work: (
      tx: LockedTx,
      circuit: Circuit,
    ) => Promise<{
      readonly state: CircuitState;
      readonly action: 'circuit.approved' | 'circuit.returned' | 'circuit.cancelled';
    }>,
  ): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    const place = { orgId, documentId };
    const key = await this.rows.key(place);
    await this.access.locks.holdPlace(actor, orgId, documentId, async (tx) => {
      const circuit = await this.rows.lock(tx, key, place, id);
      if (isHidden(actor, circuit)) throw new DomainError('request.not-found');
      const { state, action } = await work(tx, circuit);
      await this.rows.update(tx, key, circuit, state);
      await this.acts.record(tx, circuit, state, { action, personId: actor.personId, at: tx.now });
    });
  }

  /** With the organisation's signature, where there is something to sign. */
  private signed(circuit: Circuit, state: CircuitState): CircuitState {
    const statement = statementOf(circuit, state);
    if (statement === null) return state;
    const key = this.keys.instance.documentKey(circuit.orgId);
    return { ...state, signature: signStatement(statement, key).toString('base64') };
  }
}

/** A program begins, signs and ends a circuit for nobody. @throws {DomainError} request.not-found */
function requireBrowser({ sessionId }: Actor): void {
  if (sessionId === null) throw new DomainError('request.not-found');
}

const ACTIONS = { approve: 'circuit.approved', return: 'circuit.returned' } as const;
