import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { ChangeComment, CommentView } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { ConversationReaders } from '../messages/conversation-readers.js';
import { type CommentThread, CommentThreadRows } from './comment-thread-rows.js';
import { CommentViews, mayResolve } from './comment-views.js';

/** Resolves comments, opens them again, assigns them. */
@Injectable()
export class CommentChanges {
  constructor(
    private readonly access: AccessService,
    private readonly rows: CommentThreadRows,
    private readonly views: CommentViews,
    private readonly readers: ConversationReaders,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, request.conflict */
  async change(
    actor: Actor,
    { documentId, id }: { readonly documentId: string; readonly id: string },
    { resolved, assigneeId, expectedVersion }: ChangeComment & { readonly expectedVersion: number },
  ): Promise<CommentView> {
    const { orgId } = await this.access.require(actor, 'document.comment', documentId);
    const thread = await this.rows.get(orgId, documentId, id);
    if (thread.version !== expectedVersion) throw new DomainError('request.conflict');
    const { personId } = actor;
    let { state } = thread;
    if (resolved !== undefined) {
      const edits = await this.access.may(actor, 'document.edit', documentId);
      if (!mayResolve(thread, { edits, personId })) throw new DomainError('request.not-found');
      const { resolved: _, ...open } = state;
      state = resolved ? { ...open, resolved: { by: personId, at: this.clock.now().toISOString() } } : open;
    }
    if (assigneeId !== undefined) {
      const { assigneeId: _, ...rest } = state;
      if (assigneeId !== null) await this.requireReader(actor, thread, orgId, assigneeId);
      state = assigneeId === null ? rest : { ...rest, assigneeId };
    }
    const isNew = typeof assigneeId === 'string' && assigneeId !== thread.state.assigneeId;
    const assigned = isNew ? { personId: assigneeId, actorId: personId } : null;
    await this.rows.update(orgId, thread, state, assigned);
    this.events.announce({ type: 'resource.changed', orgId, parentId: documentId, id });
    const [view] = await this.views.of(actor, orgId, [await this.rows.get(orgId, documentId, id)]);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }

  /** A person who reads the document; a team cannot be asked what became of it. */
  private async requireReader(
    actor: Actor,
    { id, documentId }: CommentThread,
    orgId: string,
    personId: string,
  ): Promise<void> {
    if (personId === actor.personId) return;
    const place = { orgId, id, resourceId: documentId };
    const people = await this.readers.peopleAmong(actor, place, [personId]);
    if (!people.includes(personId)) throw new DomainError('request.not-found');
  }
}
