import { Injectable } from '@nestjs/common';
import { type KeyCustody as Custody, keyActs, type KeyDestructionState } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import type { Doer } from '../accounts/acts-by.js';
import { ActorNames } from '../approvals/actor-names.js';
import { Approvals } from '../approvals/approvals.service.js';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { Custodians } from './custodians.js';
import type { DestructionRow } from './destruction-row.js';
import { KeyDestruction } from './key-destruction.service.js';

const MAX_REQUESTS = 50;
const MAX_ACTS = 20;

interface KeyRow {
  readonly closed: boolean | null;
  readonly renewed_at: Date | null;
  readonly name_sealed: Buffer;
}
interface ActRow {
  readonly action: string;
  readonly at: Date;
  readonly actor_id: string | null;
}

const KEY = `
select bool_or(k.closed_at is not null) as closed, max(coalesce(k.wrapped_at, k.created_at)) as renewed_at, o.name_sealed
from organisation o left join organisation_key k on k.org_id = o.id where o.id = $1 group by o.id`;

/** Of the audit: ids and codes. */
const ACTS = `
select action, at, actor_id from audit where org_id = $1 and (action like 'keys.%' or details ->> 'act' like 'keys-%')
order by at desc, id desc limit ${String(MAX_ACTS)}`;

/** The state of an organisation's keys, as its custodians see it. The caller asked. */
@Injectable()
export class KeyCustodyViews {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly approvals: Approvals,
    private readonly custodians: Custodians,
    private readonly names: ActorNames,
    private readonly destruction: KeyDestruction,
  ) {}

  async of({ orgId, personId }: Doer): Promise<Custody> {
    const { works, since, ownKey, kind, key } = await this.keys.describeFor(orgId);
    const [row, acts] = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [found] = await tx.query<KeyRow>(KEY, [orgId]);
      return [found, await tx.query<ActRow>(ACTS, [orgId])] as const;
    });
    const custodians = await this.custodians.of(orgId);
    const requests = await this.approvals.waiting(orgId, keyActs, null, MAX_REQUESTS);
    const ending = await this.destruction.read(orgId);
    const closed = row?.closed === true;
    const { name, nameOf } = await this.namesOf(orgId, closed ? null : (row?.name_sealed ?? null), [
      ...custodians,
      ...requests.map(({ askedBy }) => askedBy),
      ...(ending === null ? [] : [ending.asked_by, ending.approved_by]),
      ...acts.map(({ actor_id }) => actor_id),
    ]);
    const who = (id: string) => ({ id, name: nameOf(id) });
    return {
      organisation: { id: orgId, name },
      provider: { kind, ownKey, key, answers: works, since: since.toISOString() },
      renewedAt: row?.renewed_at?.toISOString() ?? null,
      closed,
      custodians: custodians.map(who),
      requests: requests
        .filter(({ decidedBy }) => decidedBy === null)
        .map(({ id, act, askedBy, askedAt, expiresAt }) => ({
          ...{ id, act, askedBy: who(askedBy), mine: askedBy === personId },
          ...{ askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
        })),
      destruction: ending === null ? null : destructionView(ending, who, key?.name ?? null),
      undestroyable: this.destruction.undestroyable ?? (custodians.length < 2 ? 'alone' : null),
      destructionHours: this.destruction.hours,
      acts: acts.map(({ action, at, actor_id }) => ({
        ...{ action, at: at.toISOString(), by: actor_id === null ? null : who(actor_id) },
      })),
    };
  }

  /** While nothing opens, there are no names. */
  private async namesOf(orgId: string, sealed: Buffer | null, ids: readonly (string | null)[]) {
    const keys = sealed === null ? null : await this.keys.forOrg(orgId).catch(() => null);
    if (keys === null || sealed === null) return { name: null, nameOf: () => null };
    const names = await this.names.of(orgId, [...new Set(ids)]);
    return {
      name: openOrganisationName(keys, sealed),
      nameOf: (id: string): string | null => names.get(id) ?? null,
    };
  }
}

function destructionView(
  { asked_by, approved_by, due_at, started_at, done_at, obstacle }: DestructionRow,
  who: (id: string) => Custody['organisation'],
  keyName: string | null,
): KeyDestructionState {
  const running = obstacle === null ? 'running' : 'waiting';
  return {
    state: done_at !== null ? 'done' : started_at === null ? 'planned' : running,
    askedBy: who(asked_by),
    approvedBy: who(approved_by),
    dueAt: due_at.toISOString(),
    startedAt: started_at?.toISOString() ?? null,
    doneAt: done_at?.toISOString() ?? null,
    ...{ obstacle, keyName },
  };
}
