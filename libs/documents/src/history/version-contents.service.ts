import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import type { ComparisonView, VersionChange } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { Change } from './compare/union.js';
import { HistoryReader } from './history-reader.js';
import { JournalPrefix, type Prefix } from './journal-prefix.js';

export interface VersionContent {
  readonly seq: number;
  readonly kind: Prefix['kind'];
  readonly content: unknown;
}

/** What a document held, and what changed between two of its versions. */
@Injectable()
export class VersionContentsService {
  constructor(
    private readonly access: AccessService,
    private readonly journal: JournalPrefix,
    private readonly reader: HistoryReader,
    private readonly people: PeopleNames,
  ) {}

  /** @throws {DomainError} request.not-found, version.too-large */
  async content(actor: Actor, id: string, seq: number): Promise<VersionContent> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const { kind, rows } = await this.journal.read(orgId, id, seq);
    return { seq, kind, content: await this.reader.read({ task: 'content', kind, rows, seq }) };
  }

  /**
   * Both versions in one, with who inserted and who deleted what. Within an epoch from the journal, change by change;
   * else from the two texts. @throws {DomainError} request.not-found, version.too-large
   */
  async compare(
    actor: Actor,
    id: string,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<ComparisonView> {
    const { orgId } = await this.access.require(actor, 'document.edit', id);
    const later = await this.journal.read(orgId, id, to);
    const { kind, rows, epochFrom } = later;
    const isSameEpoch = from >= epochFrom;
    const before = isSameEpoch ? {} : { before: (await this.journal.read(orgId, id, from)).rows };
    const found = await this.reader.read({ task: 'compare', kind, from, to, rows, ...before });
    const authors = await this.people.names(
      orgId,
      found.changes.map(({ personId }) => personId),
    );
    return {
      ...{ from, to, kind, content: found.content, added: found.added, removed: found.removed },
      changes: found.changes.map(toChangeView),
      people: [...authors.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')),
      method: isSameEpoch ? 'journal' : 'text',
    };
  }
}

const toChangeView = ({ kind, from, to, personId, at }: Change): VersionChange => ({
  ...{ kind, from, to, personId },
  at: new Date(at).toISOString(),
});
