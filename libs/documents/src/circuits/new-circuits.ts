import { Injectable } from '@nestjs/common';
import { AccessService, ResourceViews, SubjectNames, DocumentReaders } from '@maroquin/access';
import { CIRCUIT_PEOPLE_MAX, type StartCircuit } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { canonicalJson, digestOf } from '@maroquin/platform/signatures';
import { VersionReplays } from '../history/version-replays.js';
import type { CircuitPlace } from './circuit-rows.js';
import type { CircuitState } from './circuit-state.js';

/** Characters of canonical JSON of a text that is signed: it is kept once more for each circuit. */
const MAX_CONTENT = 16 * 1024 * 1024;

interface Prepared {
  readonly seq: number;
  /** Canonical JSON. */
  readonly content: string;
  readonly about: Omit<CircuitState, 'startedAt'>;
}

/** What a circuit begins with. */
@Injectable()
export class NewCircuits {
  constructor(
    private readonly access: AccessService,
    private readonly replays: VersionReplays,
    private readonly views: ResourceViews,
    private readonly subjects: SubjectNames,
    private readonly readers: DocumentReaders,
    private readonly feeds: Feeds,
  ) {}

  /**
   * The version that was shown, if it is still the last one, and who is asked. The caller has checked document.edit.
   * @throws {DomainError} circuit.empty, circuit.moved, request.unprocessable (too many people), circuit.cannot-read (its fields name the places of those who may not read it),
   * version.too-large, request.too-many, server.busy
   */
  async prepare(actor: Actor, { orgId, documentId }: CircuitPlace, wanted: StartCircuit): Promise<Prepared> {
    const { seq } = wanted;
    const head = await this.feeds.head(orgId, documentId);
    if (head < 1) throw new DomainError('circuit.empty');
    // What is written from here on was not shown either, and is no part of what is kept.
    if (head !== seq) throw new DomainError('circuit.moved');
    requireFew(wanted);
    const names = await this.namesOf(orgId, documentId, wanted);
    const { kind, content } = await this.replays.content(actor, { orgId, id: documentId }, seq);
    // Before it is put into its canonical form, which is work of the event loop.
    if (Buffer.byteLength(content) > MAX_CONTENT) throw new DomainError('version.too-large');
    const canonical = canonicalJson(JSON.parse(content));
    const [resource, organisation, startedBy] = await Promise.all([
      this.views.viewOf(actor, documentId),
      this.organisation(orgId),
      this.person(actor, documentId),
    ]);
    const about = {
      ...{ organisation, title: resource.name, kind, sha256: digestOf(canonical), word: wanted.word.trim() },
      startedBy,
      steps: wanted.steps.map((step) => ({
        ...{ kind: step.kind, due: step.due ?? null },
        people: step.people.map((id) => ({ id, name: names.get(id) ?? '', act: null })),
      })),
      ...{ step: 0, status: 'open' as const, endedAt: null, cancelledBy: null, signature: null },
    };
    return { seq, content: canonical, about };
  }

  /** Whoever acts, by the name that the organisation knows. @throws {DomainError} request.not-found */
  async person(actor: Actor, documentId: string): Promise<CircuitState['startedBy']> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    const names = await this.subjects.people.names(orgId, [actor.personId]);
    return { id: actor.personId, name: names.get(actor.personId)?.name ?? '' };
  }

  /** Names of those who are asked. @throws {DomainError} circuit.cannot-read */
  private async namesOf(
    orgId: string,
    documentId: string,
    { steps }: StartCircuit,
  ): Promise<ReadonlyMap<string, string>> {
    const asked = [...new Set(steps.flatMap(({ people }) => people))];
    const reading = await this.readers.among(orgId, documentId, asked);
    const known = await this.subjects.people.names(orgId, reading);
    const names = new Map([...known].map(([id, { name }]) => [id, name]));
    const fields = steps.flatMap(({ people }, step) =>
      people.flatMap((id, place) =>
        names.has(id)
          ? []
          : [{ path: `steps.${String(step)}.people.${String(place)}`, message: CANNOT_READ }],
      ),
    );
    if (fields.length > 0) throw new DomainError('circuit.cannot-read', { fields });
    return names;
  }

  private async organisation(orgId: string): Promise<CircuitState['organisation']> {
    const names = await this.subjects.names(orgId, [{ subject_id: orgId, kind: 'everyone' }]);
    return { id: orgId, name: names.get(orgId) ?? '' };
  }
}

/** Of all steps together, which a schema cannot say. @throws {DomainError} request.unprocessable */
function requireFew({ steps }: StartCircuit): void {
  if (steps.flatMap(({ people }) => people).length <= CIRCUIT_PEOPLE_MAX) return;
  throw new DomainError('request.unprocessable', { fields: [{ path: 'steps', message: TOO_MANY }] });
}

const most = String(CIRCUIT_PEOPLE_MAX);
const TOO_MANY = { fr: `au plus ${most} personnes en tout`, en: `at most ${most} people altogether` };
const CANNOT_READ = { fr: 'n’a pas accès au document', en: 'has no access to the document' };
