import { Injectable } from '@nestjs/common';
import { AccessService, Participants as ParticipantRights } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { ChannelEntity } from './channel.entity.js';
import { startReading } from './direct-members.js';
import { requireWriter } from '../messages/require-writer.js';
import { KnownPeople } from './known-people.js';

interface NewConversation {
  readonly personIds: readonly string[];
  /** Empty: named after its participants. */
  readonly name: string;
  /** Set where what was talked about elsewhere is brought along: then it is not counted as one that somebody begins. */
  readonly hasRoom?: true;
}

/** Conversations of 2 to 20 people, in no place: only who takes part knows of them. */
@Injectable()
export class DirectConversations {
  constructor(
    private readonly access: AccessService,
    private readonly participants: ParticipantRights,
    private readonly known: KnownPeople,
    private readonly database: Database,
    private readonly feeds: ConversationFeeds,
  ) {}

  /**
   * With one person: the one that the two have already, if they do.
   * @throws {DomainError} request.not-found, conversation.unknown-person
   */
  async open(actor: Actor, { personIds, name, hasRoom }: NewConversation): Promise<{ id: string }> {
    requireWriter(actor);
    const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
    const [other] = others;
    if (other === undefined) throw new DomainError('conversation.unknown-person');
    const pair = others.length === 1 ? pairOf(actor.personId, other) : null;
    const known = pair === null ? null : await this.findPair(actor.orgId, pair);
    if (known !== null) return { id: known };
    if (hasRoom === undefined) await this.known.requireRoom(actor);
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
      await startReading(tx, { orgId, id }, [personId]);
    });
    return id;
  }
}

interface Pair {
  readonly pairLow: string;
  readonly pairHigh: string;
}
const pairOf = (one: string, other: string): Pair =>
  one < other ? { pairLow: one, pairHigh: other } : { pairLow: other, pairHigh: one };
