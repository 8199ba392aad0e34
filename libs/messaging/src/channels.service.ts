import { Injectable } from '@nestjs/common';
import { AccessService, ResourceTree, RestrictAccess } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { IsNull, Not } from 'typeorm';
import { ChannelEntity } from './conversations/channel.entity.js';
import { ConversationFeeds } from './messages/conversation-feeds.js';

@Injectable()
export class ChannelsService {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly database: Database,
    private readonly feeds: ConversationFeeds,
    private readonly restricting: RestrictAccess,
  ) {}

  /**
   * A private one inherits nothing from its place: it begins with who makes it, as its manager.
   * @throws {DomainError} request.not-found, resource.name-taken, access.guest-role for a private one by whoever is here for a while
   */
  async create(
    actor: Actor,
    { name, parentId, isPrivate = false }: { name: string; parentId: string; isPrivate?: boolean },
  ): Promise<string> {
    const { orgId } = await this.access.requireCreate(actor, 'channel', parentId);
    if (isPrivate && actor.standing !== undefined) throw new DomainError('access.guest-role');
    return this.insert(actor, orgId, { name, parentId, documentId: null, isPrivate });
  }

  private async insert(
    actor: Actor,
    orgId: string,
    channel: { name: string; parentId: string; documentId: string | null; isPrivate: boolean },
  ): Promise<string> {
    const id = newId();
    const { name, parentId, documentId, isPrivate } = channel;
    // Everybody who reads a document may read and write in its discussion.
    const beside = documentId === null ? {} : { right: 'document.read' as const, internal: true };
    await this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
      await this.tree.create(tx, actor, { id, kind: 'channel', parentId, name, ...beside });
      const changesId = await this.feeds.create(tx, { id, orgId });
      await tx.manager.insert(ChannelEntity, { id, orgId, documentId, changesId });
      if (isPrivate) await this.restricting.restrictInTransaction(tx, actor, orgId, id);
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'channel.created',
        targetId: id,
        at: tx.now,
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
      return await this.insert(actor, orgId, {
        ...{ name: 'Discussion', parentId: documentId, documentId, isPrivate: false },
      });
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
      await this.tree.settings.setInternal(tx, orgId, id, internal);
      this.access.recordChange(tx, { orgId, scopeIds: [scopeId] });
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: internal ? 'channel.closed-to-outsiders' : 'channel.opened-to-outsiders',
        targetId: id,
        at: tx.now,
      });
    });
  }

  /**
   * Ends writing in a channel, or lets it begin again; not beside a document, whose discussion lives as long as it does.
   * @throws {DomainError} request.not-found
   */
  async setArchived(actor: Actor, id: string, archived: boolean): Promise<void> {
    const { orgId } = await this.access.require(actor, 'channel.archive', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      const { scopeId } = await tx.require(actor, 'channel.archive', id);
      if (await tx.manager.existsBy(ChannelEntity, { orgId, id, documentId: Not(IsNull()) }))
        throw new DomainError('request.not-found');
      await this.tree.settings.setArchived(tx, orgId, id, archived);
      this.access.recordChange(tx, { orgId, scopeIds: [scopeId] });
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: archived ? 'channel.archived' : 'channel.unarchived',
        targetId: id,
        at: tx.now,
      });
    });
  }
}
