import { Injectable } from '@nestjs/common';
import { type CommentRepairRequest, CommentThreads } from '@maroquin/messaging';
import { MarkMaker } from './mark-maker.js';
import { MarkWriter } from './mark-writer.js';

/**
 * Makes the threads of comments and their marks in the text agree again: after a node died between the two, after a mark
 * could not be taken away with its thread, after an earlier version brought marks of deleted comments back.
 */
@Injectable()
export class CommentRepair {
  constructor(
    private readonly threads: CommentThreads,
    private readonly maker: MarkMaker,
    private readonly writer: MarkWriter,
  ) {}

  /** Runs twice without harm. @throws {DomainError} server.unavailable: to be run again */
  async run({ orgId, documentId, personId, commentId }: CommentRepairRequest): Promise<void> {
    if (commentId !== undefined && (await this.threads.isWhole({ orgId, documentId, id: commentId }))) return;
    const { update, found } = await this.maker.keep(orgId, documentId, () =>
      this.threads.known(orgId, documentId),
    );
    await this.threads.settle(orgId, documentId, found);
    if (update !== null) await this.writer.writeAsServer({ orgId, personId }, documentId, update);
  }
}
