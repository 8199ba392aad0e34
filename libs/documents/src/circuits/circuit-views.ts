import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames, DocumentReaders } from '@maroquin/access';
import { type CircuitView, idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { type Circuit, type CircuitPlace, CircuitRows } from './circuit-rows.js';
import { awaited, isHidden, takesPart } from './circuit-state.js';

interface Around {
  /** Of those who have not acted in a circuit that runs. */
  readonly reading: ReadonlySet<string>;
  readonly people: Awaited<ReturnType<PeopleNames['names']>>;
  readonly head: number;
  readonly manages: boolean;
  readonly edits: boolean;
}

/** The circuits of a document: for readers who belong to the organisation, and for guests who take part. */
@Injectable()
export class CircuitViews {
  constructor(
    private readonly access: AccessService,
    private readonly rows: CircuitRows,
    private readonly people: PeopleNames,
    private readonly readers: DocumentReaders,
    private readonly feeds: Feeds,
    private readonly keys: Keys,
  ) {}

  /** The newest first. @throws {DomainError} request.not-found */
  async list(actor: Actor, documentId: string, paging: Paging): Promise<Page<CircuitView>> {
    const place = await this.placeOf(actor, documentId);
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `circuits ${documentId} ${actor.personId}`, place: idSchema },
        placeOf: ({ id }: Circuit) => id,
        read: (after, limit) => this.rows.page(place, after, limit),
        isWanted: (circuit: Circuit) => !isHidden(actor, circuit),
      },
      paging,
    );
    return { items: await this.toViews(actor, place, items), next };
  }

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, documentId: string, id: string): Promise<CircuitView> {
    const circuit = await this.find(actor, documentId, id);
    const [view] = await this.toViews(actor, circuit, [circuit]);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }

  /** For whoever may see it. @throws {DomainError} request.not-found */
  async find(actor: Actor, documentId: string, id: string): Promise<Circuit> {
    const place = await this.placeOf(actor, documentId);
    const circuit = await this.rows.get(place, id);
    if (isHidden(actor, circuit)) throw new DomainError('request.not-found');
    return circuit;
  }

  /**
   * For whoever may read its version: it is an old one, which the history shows to those who edit.
   * @throws {DomainError} request.not-found
   */
  async findReadable(actor: Actor, documentId: string, id: string): Promise<Circuit> {
    const circuit = await this.find(actor, documentId, id);
    if (!takesPart(circuit.state, actor.personId))
      await this.access.require(actor, 'document.edit', documentId);
    return circuit;
  }

  /** A visitor by link learns of nobody who works here. */
  private async placeOf(actor: Actor, documentId: string): Promise<CircuitPlace> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    if (actor.standing === 'visitor') throw new DomainError('request.not-found');
    return { orgId, documentId };
  }

  private async toViews(
    actor: Actor,
    { orgId, documentId }: CircuitPlace,
    circuits: readonly Circuit[],
  ): Promise<CircuitView[]> {
    const waiting = circuits.flatMap(({ state }) => (state.status === 'open' ? peopleOf(state) : []));
    const named = circuits.flatMap(({ state }) => [state.startedBy.id, state.cancelledBy?.id ?? null]);
    const [reading, people, head, manages, edits] = await Promise.all([
      this.readers.among(orgId, documentId, waiting),
      this.people.names(orgId, named),
      this.feeds.head(orgId, documentId),
      this.access.may(actor, 'document.moderate', documentId),
      this.access.may(actor, 'document.edit', documentId),
    ]);
    const around = { reading, people, head, manages, edits };
    return circuits.map((circuit) => toView(actor, circuit, around));
  }
}

const peopleOf = ({ steps }: Circuit['state']): string[] =>
  steps.flatMap(({ people }) => people.filter(({ act }) => act === null).map(({ id }) => id));

/** Pure. */
function toView(
  { personId, sessionId }: Actor,
  { id, seq, state }: Circuit,
  { reading, people, head, manages, edits }: Around,
): CircuitView {
  const personOf = (one: { id: string; name: string } | null) =>
    one === null ? null : (people.get(one.id) ?? one);
  const isOpen = state.status === 'open';
  return {
    ...{ id, seq, status: state.status, title: state.title, word: state.word, step: state.step },
    ...{ startedBy: personOf(state.startedBy), startedAt: state.startedAt, endedAt: state.endedAt },
    cancelledBy: personOf(state.cancelledBy),
    steps: state.steps.map((step) => ({
      ...{ kind: step.kind, due: step.due },
      people: step.people.map((one) => ({
        ...one,
        reads: !isOpen || one.act !== null || reading.has(one.id),
      })),
    })),
    changed: isOpen && head > seq,
    mayRead: edits || takesPart(state, personId),
    mayAct: sessionId !== null && awaited(state).some((one) => one.id === personId),
    mayCancel: isOpen && (manages || state.startedBy.id === personId),
  };
}
