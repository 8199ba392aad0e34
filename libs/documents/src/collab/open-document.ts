import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import type { DocumentRef, Person } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import { DocumentJournal } from '../epochs/document-journal.js';
import { personHue } from './person-hue.js';

/** What a socket needs before it enters a document. */
@Injectable()
export class OpenDocument {
  constructor(
    private readonly access: AccessService,
    private readonly journal: DocumentJournal,
    private readonly names: PeopleNames,
  ) {}

  /** @throws {DomainError} request.not-found when there is no such document or the actor may not read it: the same answer. */
  async open(actor: Actor, documentId: string): Promise<{ document: DocumentRef; person: Person }> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    const [{ kind, epoch, epochFrom }, names] = await Promise.all([
      this.journal.findAmongMany(orgId, documentId),
      this.names.names(actor.orgId, [actor.personId]),
    ]);
    const name = names.get(actor.personId)?.name ?? '';
    return {
      document: { id: documentId, orgId, kind, epoch, epochFrom: Number(epochFrom) },
      person: { id: actor.personId, name, ...personHue(actor.personId) },
    };
  }
}
