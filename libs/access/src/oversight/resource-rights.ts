import { Injectable } from '@nestjs/common';
import type { ExternalLink, ResourceSummary, ResourceRights } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Page, Paging } from '@maroquin/platform/keys';
import { Duties } from '../duties/duties.service.js';
import { AccessLists } from '../grants/access-list.js';
import { LinkLists } from '../links/link-lists.js';
import { Resource } from '../tree/resource.entity.js';
import { ResourceSummaries } from './resource-summaries.js';

/** Who has access and why, for any resource of the organisation, without becoming one of its readers. */
@Injectable()
export class ResourceRightsService {
  constructor(
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly summaries: ResourceSummaries,
    private readonly lists: AccessLists,
    private readonly links: LinkLists,
  ) {}

  /** @throws {DomainError} request.not-found */
  async of(actor: Actor, id: string, paging: Paging): Promise<ResourceRights> {
    const { row, resource } = await this.find(actor, id);
    return { resource, ...(await this.lists.entries(actor, actor.orgId, row, paging)) };
  }

  /** External links that open it. @throws {DomainError} request.not-found */
  async linksOf(actor: Actor, id: string, paging: Paging): Promise<Page<ExternalLink>> {
    const { row } = await this.find(actor, id);
    return this.links.ofPlace(actor, actor.orgId, row, paging);
  }

  private async find(actor: Actor, id: string): Promise<{ row: Resource; resource: ResourceSummary }> {
    await this.duties.requireAudit(actor);
    const { orgId } = actor;
    const [row, scope] = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const found = await tx.manager.findOneBy(Resource, { orgId, id });
      return [found, found && (await tx.manager.findOneBy(Resource, { orgId, id: found.scopeId }))];
    });
    const resource = (await this.summaries.of(actor, orgId, [id])).get(id);
    // What people say and send to each other is nobody else's, not even that they do.
    if (row === null || scope?.kind === 'direct' || resource === undefined)
      throw new DomainError('request.not-found');
    return { row, resource };
  }
}
