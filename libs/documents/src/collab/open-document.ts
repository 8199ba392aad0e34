import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import { type DocumentRef, type Person, Rooms } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import { DocumentJournal } from '../journal/document-journal.js';
import { DocumentOpenings } from './document-openings.js';
import { personHue } from './person-hue.js';

/** What a connection needs before it joins a document. */
@Injectable()
export class OpenDocument {
  constructor(
    private readonly access: AccessService,
    private readonly journal: DocumentJournal,
    private readonly names: PeopleNames,
    private readonly openings: DocumentOpenings,
    private readonly rooms: Rooms,
  ) {}

  /** @throws {DomainError} request.not-found when there is no such document or the actor may not read it: the same answer. */
  async open(actor: Actor, documentId: string): Promise<{ document: DocumentRef; person: Person }> {
    const [{ orgId }, names] = await Promise.all([
      this.access.require(actor, 'document.read', documentId),
      // Its own name needs no right, and is read in the same round trip as its rights.
      this.names.names(actor.orgId, [actor.personId]),
    ]);
    const document = await this.find(orgId, documentId);
    const { name = '', external } = names.get(actor.personId) ?? {};
    return {
      document,
      person: { id: actor.personId, name, ...personHue(actor.personId), ...(external && { external }) },
    };
  }

  /** The first connection of a document on this node needs more of it than those that join. The caller has checked the right. */
  async find(orgId: string, id: string): Promise<DocumentRef> {
    const opened = this.rooms.has(id) ? null : await this.openings.begin(orgId, id);
    if (opened !== null) return opened;
    const { kind, epoch, epochFrom } = await this.journal.findAmongMany(orgId, id);
    return { id, orgId, kind, epoch, epochFrom: Number(epochFrom) };
  }
}
