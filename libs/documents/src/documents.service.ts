import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, ResourceTree, ResourceViews } from '@maroquin/access';
import { encodeRun } from '@maroquin/coediting';
import type { DocumentKind, DocumentView, Locale } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { DocumentEntity } from './journal/document.entity.js';
import { UPDATES } from './journal/journal-row.js';

export interface NewDocument {
  readonly title: string;
  readonly parentId: string;
  readonly kind: DocumentKind;
  /** Others will make documents from it. Default: false. */
  readonly isTemplate?: boolean;
  /** Its titles bear numbers. Default: false. */
  readonly numberedTitles?: boolean;
  /** First update, committed together with the document. */
  readonly content?: Uint8Array;
  /** More rows of the same act: images of an import. */
  readonly alongside?: (tx: LockedTx, id: string, orgId: string) => Promise<void>;
}

const DOCUMENT: ReadStatement = {
  name: 'document',
  text: 'select kind, epoch, is_template as template from document where id = $1 and org_id = $2',
};

@Injectable()
export class DocumentsService {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly feeds: Feeds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found when nothing may be created there */
  async create(actor: Actor, document: NewDocument): Promise<string> {
    const { title, parentId, kind, content, isTemplate = false, alongside, numberedTitles } = document;
    const { orgId } = await this.access.requireCreate(actor, 'document', parentId);
    const id = newId();
    await this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
      await this.tree.create(tx, actor, {
        id,
        kind: 'document',
        parentId,
        name: title,
        detail: { documentKind: kind },
      });
      const first =
        content === undefined
          ? undefined
          : {
              kind: UPDATES,
              actorId: actor.personId,
              count: 1,
              payload: encodeRun([{ personId: actor.personId, update: content }]),
            };
      await this.feeds.create(tx, { id, orgId, kind: 'document' }, first);
      const brought = first === undefined ? '0' : '1';
      await tx.manager.insert(DocumentEntity, {
        id,
        orgId,
        kind,
        isTemplate,
        epoch: 1,
        epochFrom: '0',
        brought,
      });
      if (numberedTitles === true) await this.tree.settings.setNumberedTitles(tx, actor, id, true);
      await alongside?.(tx, id, orgId);
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'document.created',
        targetId: id,
        at: this.clock.now(),
      });
    });
    return id;
  }

  /** Access rule: the caller has checked document.read. */
  isLetterhead(orgId: string, id: string): Promise<boolean> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.existsBy(DocumentEntity, { orgId, id, isLetterhead: true }),
    );
  }

  /** @throws {DomainError} request.not-found */
  async setLanguage(actor: Actor, id: string, language: Locale | null): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    await this.access.locks.holdPlace(actor, orgId, id, (tx) =>
      this.tree.settings.setLanguage(tx, actor, id, language),
    );
  }

  /** @throws {DomainError} request.not-found, also for a plain text, which has no titles */
  async setNumberedTitles(actor: Actor, id: string, on: boolean): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    await this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
      if (!(await tx.manager.existsBy(DocumentEntity, { id, orgId, kind: 'prose' })))
        throw new DomainError('request.not-found');
      await this.tree.settings.setNumberedTitles(tx, actor, id, on);
    });
  }

  /**
   * Who may edit it suggests only, until its managers say otherwise. A copy is a document of its own, and begins without.
   * @throws {DomainError} request.not-found, also for a plain text, in which nothing can be suggested
   */
  async setSuggestionsOnly(actor: Actor, id: string, on: boolean): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      const { scopeId } = await tx.require(actor, 'access.manage', id);
      if (!(await tx.manager.existsBy(DocumentEntity, { id, orgId, kind: 'prose' })))
        throw new DomainError('request.not-found');
      if (!(await this.tree.settings.setSuggestionsOnly(tx, orgId, id, on))) return;
      this.access.recordChange(tx, { orgId, scopeIds: [scopeId] });
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, targetId: id, at: tx.now },
        action: on ? 'document.suggestions-only' : 'document.written-in-again',
      });
    });
  }

  async get(actor: Actor, id: string): Promise<DocumentView> {
    const facts = await this.access.require(actor, 'document.read', id);
    // Asked at the same moment, they go in one trip, but for the head, which is shared with whoever opens the document.
    const [resource, [document], seq] = await Promise.all([
      this.views.viewOf(actor, id),
      this.database.readAlong<Pick<DocumentView, 'kind' | 'epoch' | 'template'>>([facts.orgId], DOCUMENT, [
        id,
        facts.orgId,
      ]),
      this.feeds.head(facts.orgId, id),
    ]);
    if (document === undefined) throw new DomainError('request.not-found');
    return { resource, seq, ...document };
  }
}
