import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import { type CommentView, idSchema, type PersonView } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { MessagePages } from '../messages/message-pages.js';
import { type CommentThread, CommentThreadRows } from './comment-thread-rows.js';

/** What a person may do with the comments of one document. */
interface Rights {
  readonly personId: string;
  readonly edits: boolean;
  readonly moderates: boolean;
}

/** Comments of a document as a person sees them. */
@Injectable()
export class CommentViews {
  constructor(
    private readonly access: AccessService,
    private readonly rows: CommentThreadRows,
    private readonly pages: MessagePages,
    private readonly people: PeopleNames,
    private readonly keys: Keys,
  ) {}

  /** The oldest first. @throws {DomainError} request.not-found */
  async list(actor: Actor, documentId: string, paging: Paging): Promise<Page<CommentView>> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `comments on ${documentId}`, place: idSchema, placeOf: ({ id }: CommentThread) => id },
        read: (after, limit) => this.rows.page(orgId, documentId, after, limit),
      },
      paging,
    );
    return { items: await this.of(actor, orgId, items), next };
  }

  async of(actor: Actor, orgId: string, threads: readonly CommentThread[]): Promise<CommentView[]> {
    const [first] = threads;
    if (first === undefined) return [];
    const rights: Rights = {
      personId: actor.personId,
      edits: await this.access.may(actor, 'document.edit', first.documentId),
      moderates: await this.access.may(actor, 'document.moderate', first.documentId),
    };
    const named = threads.flatMap(({ state: { resolved, assigneeId } }) => [
      ...(resolved === undefined ? [] : [resolved.by]),
      ...(assigneeId === undefined ? [] : [assigneeId]),
    ]);
    const names = await this.people.names(orgId, named);
    return Promise.all(
      threads.map(async (thread) => ({
        ...viewOf(thread, names, rights),
        root: await this.pages.one({ orgId, id: thread.id }, 1),
      })),
    );
  }
}

/** Whoever edits the document resolves comments; who began one, or is to see to it, resolves that one. */
export const mayResolve = (
  { createdBy, state }: Pick<CommentThread, 'createdBy' | 'state'>,
  { edits, personId }: Pick<Rights, 'edits' | 'personId'>,
): boolean => edits || createdBy === personId || state.assigneeId === personId;

function viewOf(
  thread: CommentThread,
  names: ReadonlyMap<string, PersonView>,
  rights: Rights,
): Omit<CommentView, 'root'> {
  const { id, version, state, lastSeq, createdBy, isAnswered } = thread;
  const { words, resolved, assigneeId } = state;
  return {
    ...{ id, version, words, lastSeq },
    resolved: resolved === undefined ? null : { by: names.get(resolved.by) ?? null, at: resolved.at },
    assignee: assigneeId === undefined ? null : (names.get(assigneeId) ?? null),
    mayResolve: mayResolve(thread, rights),
    mayDelete: rights.moderates || (createdBy === rights.personId && !isAnswered),
  };
}
