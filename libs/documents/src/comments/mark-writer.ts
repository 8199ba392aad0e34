import { Injectable } from '@nestjs/common';
import { type DocumentRef, Rooms } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { LiveAccess } from '../collab/live-access.js';
import { OpenDocument } from '../collab/open-document.js';
import { personHue } from '../collab/person-hue.js';
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
    await this.commit(document, connection).finally(() => watch.close());
  }

  /** What the server takes away by itself, in the name of whoever caused it. @throws {DomainError} request.not-found, server.unavailable */
  async writeAsServer(
    { orgId, personId }: { readonly orgId: string; readonly personId: string },
    documentId: string,
    update: Uint8Array,
  ): Promise<void> {
    const document = await this.opener.find(orgId, documentId);
    const person = { id: personId, name: '', ...personHue(personId) };
    const connection = new MarkConnection(person, 'fr', update);
    this.access.trust(connection);
    await this.commit(document, connection);
  }

  private async commit(document: DocumentRef, connection: MarkConnection): Promise<void> {
    const session = await this.rooms.join(document, connection);
    if (session === null) throw unavailable();
    connection.serve(session);
    const outcome = await within(connection.outcome);
    session.leave();
    if (outcome !== 'committed') throw unavailable();
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
