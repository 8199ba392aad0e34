import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { CreateComment } from '@maroquin/contracts';
import { type CommentPlace, CommentThreads } from '@maroquin/messaging';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { MarkMaker } from './mark-maker.js';
import { MarkWriter } from './mark-writer.js';

/** Others may write between the moment that the mark is made and the one that it is committed. */
const MAX_TURNS = 3;

/**
 * Comments on words of a document: the thread first, then its mark in the text, then everybody sees both. A node that
 * dies in between leaves a thread that nobody sees.
 */
@Injectable()
export class CommentsService {
  constructor(
    private readonly access: AccessService,
    private readonly threads: CommentThreads,
    private readonly maker: MarkMaker,
    private readonly writer: MarkWriter,
    private readonly admission: Admission,
  ) {}

  /**
   * Resolves once thread and mark are committed.
   * @throws {DomainError} request.not-found, comment.words-changed, comment.too-many, message.empty, message.too-long,
   * message.too-many-mentions, request.too-many, server.busy, server.unavailable
   */
  async create(actor: Actor, documentId: string, { text, ...selected }: CreateComment): Promise<string> {
    const { orgId } = await this.access.require(actor, 'document.comment', documentId);
    const place: CommentPlace = { orgId, documentId, id: newId() };
    // Before the thread, so that a comment on words that are gone leaves nothing behind.
    const update = await this.markFor(actor, place, selected);
    await this.threads.begin(actor, place, { text, words: selected.words });
    try {
      await this.place(actor, place, selected, update);
    } catch (error) {
      await this.threads.discard(actor, place);
      throw error;
    }
    await this.threads.confirm(place);
    return place.id;
  }

  /** The thread with all that was said in it, then its mark. @throws {DomainError} request.not-found, comment.answered */
  async delete(actor: Actor, documentId: string, id: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.comment', documentId);
    await this.threads.remove(actor, { orgId, documentId, id });
    const known = (): Promise<ReadonlySet<string>> => this.threads.known(orgId, documentId);
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const { update } = await this.inTurn(actor, () => this.maker.keep(orgId, documentId, known));
      if (update === null || (await this.tryToWrite(actor, documentId, update))) return;
    }
    // A job takes the mark away; without its thread it is shown no more.
  }

  private async place(
    actor: Actor,
    place: CommentPlace,
    selected: Omit<CreateComment, 'text'>,
    first: Uint8Array,
  ): Promise<void> {
    let update = first;
    for (let turn = 1; !(await this.tryToWrite(actor, place.documentId, update)); turn += 1) {
      if (turn === MAX_TURNS) throw new DomainError('server.unavailable', { retryAfterSeconds: 2 });
      update = await this.markFor(actor, place, selected);
    }
  }

  private async markFor(
    actor: Actor,
    { orgId, documentId, id }: CommentPlace,
    selected: Omit<CreateComment, 'text'>,
  ): Promise<Uint8Array> {
    const update = await this.inTurn(actor, () => this.maker.mark(orgId, documentId, { id, selected }));
    if (update === null) throw new DomainError('comment.words-changed');
    return update;
  }

  private inTurn<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.admission.run('worker', requesterOf(actor), work);
  }

  /** False: it could not be committed now. @throws {DomainError} request.not-found */
  private async tryToWrite(actor: Actor, documentId: string, update: Uint8Array): Promise<boolean> {
    try {
      await this.writer.write(actor, documentId, update);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'server.unavailable') return false;
      throw error;
    }
  }
}
