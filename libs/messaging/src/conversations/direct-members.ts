import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, Participants as ParticipantRights } from '@maroquin/access';
import { MAX_PARTICIPANTS, type Participants } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ChannelEntity } from './channel.entity.js';
import { ConversationEvents } from './conversation-events.js';
import { DirectPeople } from './direct-people.js';
import { KnownPeople } from './known-people.js';

/** Who takes part in a direct conversation, and its name: every change is written among its messages. */
@Injectable()
export class DirectMembers {
  constructor(
    private readonly access: AccessService,
    private readonly participants: ParticipantRights,
    private readonly known: KnownPeople,
    private readonly people: DirectPeople,
    private readonly database: Database,
    private readonly events: ConversationEvents,
  ) {}

  /**
   * They will read what was written before.
   * @throws {DomainError} request.not-found, conversation.of-two, conversation.unknown-person, conversation.too-many
   */
  async add(actor: Actor, id: string, personIds: readonly string[]): Promise<void> {
    await this.change(actor, id, async (tx, orgId) => {
      const members = await this.memberIds(tx, orgId, id);
      const added = [...new Set(personIds)].filter((person) => !members.includes(person));
      if (members.length + added.length > MAX_PARTICIPANTS) throw new DomainError('conversation.too-many');
      await this.known.require(tx, actor, added);
      if (added.length === 0) return;
      await this.events.append(tx, actor, { orgId, id }, { kind: 'added', people: added });
      await this.participants.add(tx, actor, { id, orgId }, added);
      await startReading(tx, { orgId, id }, added);
    });
  }

  /** @throws {DomainError} request.not-found, conversation.of-two */
  async rename(actor: Actor, id: string, name: string): Promise<void> {
    await this.change(actor, id, async (tx, orgId) => {
      await this.events.append(tx, actor, { orgId, id }, { kind: 'renamed', name });
      await this.participants.rename(tx, { id, orgId }, name);
    });
  }

  /** @throws {DomainError} request.not-found, conversation.of-two */
  async leave(actor: Actor, id: string): Promise<void> {
    await this.change(actor, id, async (tx, orgId) => {
      await this.events.append(tx, actor, { orgId, id }, { kind: 'left' });
      await this.participants.remove(tx, { id, orgId }, actor.personId);
      for (const table of ['message_draft', 'scheduled_message'])
        await tx.query(
          `delete from ${table} where org_id = $1 and conversation_id = $2 and account_id = $3`,
          [...[orgId, id, actor.personId]],
        );
    });
  }

  private async change(
    actor: Actor,
    id: string,
    work: (tx: LockedTx, orgId: string) => Promise<void>,
  ): Promise<void> {
    const { orgId } = await this.access.require(actor, 'conversation.manage', id);
    await this.events.prepare(orgId, id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      await tx.require(actor, 'conversation.manage', id);
      const channel = await tx.manager.findOneByOrFail(ChannelEntity, { orgId, id });
      if (channel.pairLow !== null) throw new DomainError('conversation.of-two');
      await work(tx, orgId);
    });
  }

  /** Who takes part. @throws {DomainError} request.not-found */
  async participantsOf(actor: Actor, id: string): Promise<Participants> {
    const { orgId } = await this.access.require(actor, 'conversation.manage', id);
    const channel = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneByOrFail(ChannelEntity, { orgId, id }),
    );
    const people = (await this.people.of(orgId, [id])).get(id) ?? [];
    return { people, canChange: channel.pairLow === null };
  }

  private async memberIds(tx: LockedTx, orgId: string, id: string): Promise<string[]> {
    const rows = await tx.query<{ subject_id: string }>(
      'select subject_id from access_grant where org_id = $1 and resource_id = $2',
      [orgId, id],
    );
    return rows.map(({ subject_id }) => subject_id);
  }
}

/** What was written before they came is not counted as unread. */
export async function startReading(
  tx: LockedTx,
  { orgId, id }: { readonly orgId: string; readonly id: string },
  personIds: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into read_state (org_id, channel_id, account_id, seq)
     select $1, f.id, person, f.seq from feed f, unnest($3::uuid[]) person where f.id = $2
     on conflict (channel_id, account_id) do nothing`,
    [orgId, id, personIds],
  );
}
