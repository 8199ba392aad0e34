import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, Participants as ParticipantRights } from '@maroquin/access';
import { MAX_PARTICIPANTS, type Participants } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { ChannelEntity } from './channel.entity.js';
import { DirectPeople } from './direct-people.js';
import { KnownPeople, requireWriter } from './known-people.js';

interface NewConversation {
  readonly personIds: readonly string[];
  /** Empty: named after its participants. */
  readonly name: string;
}

/** Conversations of 2 to 20 people, in no place: only who takes part knows of them. */
@Injectable()
export class DirectConversations {
  constructor(
    private readonly access: AccessService,
    private readonly participants: ParticipantRights,
    private readonly known: KnownPeople,
    private readonly people: DirectPeople,
    private readonly database: Database,
    private readonly feeds: ConversationFeeds,
  ) {}

  /**
   * With one person: the one that the two have already, if they do.
   * @throws {DomainError} request.not-found, conversation.unknown-person
   */
  async open(actor: Actor, { personIds, name }: NewConversation): Promise<{ id: string }> {
    requireWriter(actor);
    const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
    const [other] = others;
    if (other === undefined) throw new DomainError('conversation.unknown-person');
    const pair = others.length === 1 ? pairOf(actor.personId, other) : null;
    const known = pair === null ? null : await this.findPair(actor.orgId, pair);
    if (known !== null) return { id: known };
    await this.known.requireRoom(actor);
    try {
      return { id: await this.insert(actor, { personIds: others, name: pair === null ? name : '' }, pair) };
    } catch (error) {
      // Both began at once: one of them made it.
      const made = pair !== null && isUniqueViolation(error) ? await this.findPair(actor.orgId, pair) : null;
      if (made === null) throw error;
      return { id: made };
    }
  }

  private async findPair(orgId: string, pair: Pair): Promise<string | null> {
    const channel = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(ChannelEntity, { orgId, ...pair }),
    );
    return channel?.id ?? null;
  }

  private async insert(
    actor: Actor,
    { personIds, name }: NewConversation,
    pair: Pair | null,
  ): Promise<string> {
    const { orgId, personId } = actor;
    const id = newId();
    await this.access.locks.addToOrganisation(actor, orgId, async (tx) => {
      await tx.requirePresent(actor);
      await this.known.require(tx, actor, personIds);
      await this.participants.open(tx, actor, { id, orgId, name });
      const changesId = await this.feeds.create(tx, { id, orgId });
      await tx.manager.insert(ChannelEntity, { id, orgId, documentId: null, changesId, ...pair });
      await this.participants.add(tx, actor, { id, orgId }, [personId, ...personIds]);
      await this.startReading(tx, orgId, id, [personId]);
    });
    return id;
  }

  /** What was written before they came is not counted as unread. */
  private async startReading(
    tx: LockedTx,
    orgId: string,
    id: string,
    personIds: readonly string[],
  ): Promise<void> {
    await tx.query(
      `insert into read_state (org_id, channel_id, account_id, seq)
       select $1, f.id, person, f.seq from feed f, unnest($3::uuid[]) person where f.id = $2
       on conflict (channel_id, account_id) do nothing`,
      [orgId, id, personIds],
    );
  }

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
      await this.participants.add(tx, actor, { id, orgId }, added);
      await this.startReading(tx, orgId, id, added);
    });
  }

  /** @throws {DomainError} request.not-found, conversation.of-two */
  async rename(actor: Actor, id: string, name: string): Promise<void> {
    await this.change(actor, id, (tx, orgId) => this.participants.rename(tx, { id, orgId }, name));
  }

  /** @throws {DomainError} request.not-found, conversation.of-two */
  async leave(actor: Actor, id: string): Promise<void> {
    await this.change(actor, id, (tx, orgId) => this.participants.remove(tx, { id, orgId }, actor.personId));
  }

  private async change(
    actor: Actor,
    id: string,
    work: (tx: LockedTx, orgId: string) => Promise<void>,
  ): Promise<void> {
    const { orgId } = await this.access.require(actor, 'conversation.manage', id);
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

interface Pair {
  readonly pairLow: string;
  readonly pairHigh: string;
}
const pairOf = (one: string, other: string): Pair =>
  one < other ? { pairLow: one, pairHigh: other } : { pairLow: other, pairHigh: one };
