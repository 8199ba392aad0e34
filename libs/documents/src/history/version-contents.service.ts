import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import type { ComparisonView, DocumentKind, VersionChange } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { Change } from './compare/union.js';
import { VersionReplays } from './version-replays.js';

/** `content` is JSON, which was written in another thread: it may be megabytes. */
export interface VersionContent {
  readonly seq: number;
  readonly kind: DocumentKind;
  readonly content: string;
}

export type VersionComparison = Omit<ComparisonView, 'content'> & { readonly content: string };

/** What a document held, and what changed between two of its versions. */
@Injectable()
export class VersionContentsService {
  constructor(
    private readonly access: AccessService,
    private readonly replays: VersionReplays,
    private readonly people: PeopleNames,
  ) {}

  /** @throws {DomainError} request.not-found, request.too-many, server.busy, version.too-large */
  async content(actor: Actor, id: string, seq: number): Promise<VersionContent> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    return { seq, ...(await this.replays.content(actor, { orgId, id }, seq)) };
  }

  /**
   * Both versions in one, with who inserted and who deleted what. Within an epoch from the journal, change by change;
   * else from the two texts. @throws {DomainError} request.not-found, request.too-many, server.busy, version.too-large
   */
  async compare(
    actor: Actor,
    id: string,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<VersionComparison> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const found = await this.replays.compare(actor, { orgId, id }, { from, to });
    const authors = await this.people.names(
      orgId,
      found.changes.map(({ personId }) => personId),
    );
    return {
      from,
      to,
      kind: found.kind,
      content: found.content,
      added: found.added,
      removed: found.removed,
      changes: found.changes.map(toChangeView),
      people: [...authors.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')),
      method: found.isSameEpoch ? 'journal' : 'text',
    };
  }
}

const toChangeView = ({ kind, from, to, personId, at }: Change): VersionChange => ({
  kind,
  from,
  to,
  personId,
  at: new Date(at).toISOString(),
});
