import { Injectable } from '@nestjs/common';
import { Rooms } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { LiveAccess } from '../collab/live-access.js';
import { OpenDocument } from '../collab/open-document.js';
import { type CommitOutcome, MarkConnection } from './mark-connection.js';

const COMMIT_WITHIN_MS = 20_000;

/**
 * Writes marks of comments into a document through its journal, in a person's name. Who may comment may do so, though
 * they may change nothing else; the right is asked for again when the update arrives in the document.
 */
@Injectable()
export class MarkWriter {
  constructor(
    private readonly opener: OpenDocument,
    private readonly access: LiveAccess,
    private readonly rooms: Rooms,
  ) {}

  /** Resolves after COMMIT. @throws {DomainError} request.not-found, server.unavailable: nothing was changed, or it is not known */
  async write(actor: Actor, documentId: string, update: Uint8Array): Promise<void> {
    const { document, person } = await this.opener.open(actor, documentId);
    const connection = new MarkConnection(person, actor.locale, update);
    const watch = await this.access.watchMarking(connection, actor, documentId);
    try {
      const session = await this.rooms.join(document, connection);
      if (session === null) throw unavailable();
      connection.serve(session);
      const outcome = await within(connection.outcome);
      session.leave();
      if (outcome !== 'committed') throw unavailable();
    } finally {
      watch.close();
    }
  }
}

const unavailable = (): DomainError => new DomainError('server.unavailable', { retryAfterSeconds: 1 });

async function within(outcome: Promise<CommitOutcome>): Promise<CommitOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CommitOutcome>((resolve) => {
    timer = setTimeout(() => resolve('closed'), COMMIT_WITHIN_MS);
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
