import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportSource } from './format/export-source.js';
import { openSource } from './format/source.js';
import { verifyExportAt } from './format/verify-export.js';
import { Arriving } from './reading/arriving.js';
import { ImportConversations } from './reading/import-conversations.js';
import { ImportPeople } from './reading/import-people.js';
import { ImportRecord } from './reading/import-record.js';
import { ImportRights } from './reading/import-rights.js';
import { ImportTree } from './reading/import-tree.js';

interface ImportReport {
  readonly resources: number;
  readonly links: readonly { readonly email: string; readonly link: string }[];
  /** What could not be brought, by kind: ids there. */
  readonly left: Readonly<Record<string, readonly string[]>>;
}

/** An export of another instance becomes what a new, empty organisation has. */
@Injectable()
export class OrganisationImports {
  constructor(
    private readonly access: AccessService,
    private readonly people: ImportPeople,
    private readonly tree: ImportTree,
    private readonly conversations: ImportConversations,
    private readonly rights: ImportRights,
    private readonly record: ImportRecord,
  ) {}

  /**
   * Verified first, byte for byte, and read through: of one that was changed nothing is made. Where it breaks off, what
   * was brought so far is deleted again; where not even that can be done, the next try begins with it.
   * @param pinned the key that its reader keeps, base64; null: the one that the export names
   * @throws {DomainError} request.not-found for who does not administer, organisation.not-empty,
   * organisation.export-changed, marking.above-ceiling
   */
  async bring(actor: Actor, path: string, pinned: string | null): Promise<ImportReport> {
    const { orgId } = actor;
    this.access.requireOrganisation(actor, 'people.manage');
    const { faultCount, manifest } = await verifyExportAt(path, pinned);
    if (faultCount > 0 || manifest === null) throw new DomainError('organisation.export-changed');
    const { list, organisation } = manifest.statement;
    const source = await openSource(path);
    try {
      await this.tree.check(source);
      await this.record.requireEmpty(orgId);
      await this.record.begin(actor, list);
      const arriving = new Arriving();
      arriving.subjects.set(organisation.id, orgId);
      await this.all(actor, source, arriving).catch(async (error: unknown) => {
        // Where this fails too, its cause is the same: the next try begins with it.
        await this.record.clear(orgId).catch(() => undefined);
        throw error;
      });
      const { resources, links, left } = arriving;
      await this.record.finish(actor, { list, resources, left });
      return { resources: resources.size, links, left: Object.fromEntries(left) };
    } finally {
      await source.close();
    }
  }

  private async all(actor: Actor, source: ExportSource, arriving: Arriving): Promise<void> {
    await this.rights.read(source, arriving);
    await this.people.bring(actor, source, arriving);
    await this.tree.bring(actor, source, arriving);
    await this.conversations.fill(actor, source, arriving);
    await this.rights.bring(actor, arriving);
  }
}
