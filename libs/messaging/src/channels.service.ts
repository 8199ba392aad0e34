import { Inject, Injectable } from '@nestjs/common';
import { AccessService, ResourceTree } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ChannelEntity } from './conversations/channel.entity.js';
import { ConversationFeeds } from './messages/conversation-feeds.js';

@Injectable()
export class ChannelsService {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly database: Database,
    private readonly feeds: ConversationFeeds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, resource.name-taken */
  async create(actor: Actor, { name, parentId }: { name: string; parentId: string }): Promise<string> {
    const { orgId } = await this.access.requireCreate(actor, 'channel', parentId);
    return this.insert(actor, orgId, { name, parentId, documentId: null });
  }

  private async insert(
    actor: Actor,
    orgId: string,
    channel: { name: string; parentId: string; documentId: string | null },
  ): Promise<string> {
    const id = newId();
    const { name, parentId, documentId } = channel;
    // Everybody who reads a document may read and write in its discussion.
    const beside = documentId === null ? {} : { right: 'document.read' as const, internal: true };
    await this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
      await this.tree.create(tx, actor, { id, kind: 'channel', parentId, name, ...beside });
      const changesId = await this.feeds.create(tx, { id, orgId });
      await tx.manager.insert(ChannelEntity, { id, orgId, documentId, changesId });
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'channel.created',
        targetId: id,
        at: this.clock.now(),
      });
    });
    return id;
  }

  /**
   * The discussion of a document: created by the first person of the organisation who opens it, whatever their role;
   * guests and visitors see it once it was opened to them.
   * @throws {DomainError} request.not-found
   */
  async openDiscussion(actor: Actor, documentId: string): Promise<string> {
    const { orgId, kind } = await this.access.require(actor, 'document.read', documentId);
    if (kind !== 'document') throw new DomainError('request.not-found');
    const known = await this.findDiscussion(orgId, documentId);
    if (known !== null) {
      await this.access.require(actor, 'channel.read', known);
      return known;
    }
    if (actor.standing !== undefined || actor.orgId !== orgId) throw new DomainError('request.not-found');
    try {
      return await this.insert(actor, orgId, { name: 'Discussion', parentId: documentId, documentId });
    } catch (error) {
      // two people opened it at once: one of them created it
      const taken =
        isUniqueViolation(error) || (error instanceof DomainError && error.code === 'resource.name-taken');
      const made = taken ? await this.findDiscussion(orgId, documentId) : null;
      if (made === null) throw error;
      return made;
    }
  }

  private async findDiscussion(orgId: string, documentId: string): Promise<string | null> {
    const channel = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(ChannelEntity, { orgId, documentId }),
    );
    return channel?.id ?? null;
  }

  /**
   * Closes a channel to guests and visitors by link, whatever right they have on its place, or opens it to them.
   * @throws {DomainError} request.not-found
   */
  async setInternal(actor: Actor, id: string, internal: boolean): Promise<void> {
    const { orgId, kind } = await this.access.require(actor, 'access.share', id);
    if (kind !== 'channel') throw new DomainError('request.not-found');
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      const { scopeId } = await tx.require(actor, 'access.share', id);
      await this.tree.setInternal(tx, orgId, id, internal);
      tx.recordChange({ orgId, scopeIds: [scopeId], personIds: [] });
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: internal ? 'channel.closed-to-outsiders' : 'channel.opened-to-outsiders',
        targetId: id,
        at: tx.now,
      });
    });
  }
}
